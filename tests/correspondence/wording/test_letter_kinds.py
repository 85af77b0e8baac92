import pytest

from casework.wording import LANGUAGES
from correspondence.wording import kind, kinds, offered_kinds
from correspondence.wording.checks import check_letters
from correspondence.wording.fields import LETTER_FIELDS

# Written by hand: audience, cases, cites, schedule, layout
EXPECTED = {
    "authorisation": ("paper", "many", "none", False, "sheet"),
    "authority_request": ("body", "many", "none", True, "letter"),
    "complaint": ("body", "many", "none", True, "letter"),
    "confirm_earlier": ("body", "many", "earlier", True, "letter"),
    "correction": ("body", "many", "follows", False, "letter"),
    "cover_sheet": ("paper", "many", "none", False, "sheet"),
    "family_message": ("body", "many", "none", True, "letter"),
    "first_contact_note": ("sought_person", "none", "none", False, "sheet"),
    "group_letter": ("body", "many", "none", True, "letter"),
    "information_notice": ("paper", "none", "none", False, "sheet"),
    "missing_information": ("family", "many", "none", False, "letter"),
    "neutral_closing": ("family", "one", "none", False, "letter"),
    "periodic_news": ("family", "many", "none", False, "letter"),
    "reminder": ("body", "many", "follows", True, "letter"),
    "supplement": ("body", "many", "follows", True, "letter"),
    "thanks_closure": ("body", "many", "follows", True, "letter"),
    "tracing_request": ("body", "many", "none", True, "letter"),
    "visit_support": ("body", "many", "none", True, "letter"),
    "wgeid": ("body", "one", "none", False, "letter"),
    "withdrawal": ("body", "one", "follows", False, "letter"),
    "yearly_statement": ("body", "many", "none", True, "letter"),
}


def test_all_letters_and_papers_may_be_shipped():
    assert [str(problem) for problem in check_letters()] == []


def test_kinds_are_what_was_decided():
    assert {
        code: (each.audience, each.cases, each.cites, each.schedule, each.layout)
        for code, each in kinds().items()
    } == EXPECTED


def test_what_can_be_finished_is_offered():
    assert {each.code for each in offered_kinds()} == {
        "authority_request",
        "complaint",
        "confirm_earlier",
        "correction",
        "cover_sheet",
        "family_message",
        "group_letter",
        "reminder",
        "supplement",
        "thanks_closure",
        "tracing_request",
        "visit_support",
        "wgeid",
        "withdrawal",
        "yearly_statement",
    }


def test_every_kind_has_a_title_of_its_own_in_every_language():
    for language in LANGUAGES:
        assert len({each.title[language] for each in kinds().values()}) == len(EXPECTED)


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        kind("press_release")


def test_every_field_says_what_it_is():
    for field in LETTER_FIELDS.values():
        assert field.description
        assert field.sensitivity in {"S1", "S2", "S3"}
        for column in field.row:
            assert column.description


def test_the_name_of_the_enquirer_needs_its_own_consent():
    assert LETTER_FIELDS["enquirer.name"].purpose == "P9"


def test_papers_are_not_written_twice():
    for code in ("authorisation", "information_notice"):
        assert kind(code).folder.parent.name == "papers"
