"""A new letter: what fits, what goes, what stays; nothing that was chosen is lost."""

import uuid

import pytest
from django.http import QueryDict
from django.urls import reverse

from casework.actions import lists
from casework.actions.errors import Refused
from casework.models import Case
from correspondence.actions import drafts
from correspondence.models import Letter, Submission
from correspondence.views import letter_cases
from tests import factories
from tests.correspondence import letters as made

NEW = "letter_new"


@pytest.fixture
def to(cast):
    return made.make_recipient(cast)


@pytest.fixture
def cases(cast):
    return made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))


def chosen(cast, cases, to, **more):
    return {
        "pick": [case.reference for case in cases],
        "recipient": str(to.pk),
        "kind": "tracing_request",
        "language": "en",
        "office": str(cast.ahvaz.pk),
        "state": "ready",
        **more,
    }


def test_cases_that_are_ready_are_offered(cast, enter, cases):
    waiting = factories.log_family(cast, enquirer="زهرا نمونه").cases.get()
    answer = enter(cast.coordinator).get(reverse(NEW))
    assert answer.status_code == 200
    assert all(case.reference in answer.text for case in cases)
    assert waiting.reference not in answer.text


def test_only_kinds_and_languages_that_fit_the_recipient_are_offered(cast, enter, to):
    ministry = made.make_recipient(cast, kind="host_state", names={"en": "Civil registry (sample)"})
    answer = enter(cast.coordinator).get(reverse(NEW), {"recipient": str(ministry.pk)})
    form = answer.context["choice"].form
    assert [code for code, _label in form.fields["kind"].choices] == [
        "", "authority_request", "complaint", "confirm_earlier", "group_letter",
        "yearly_statement",
    ]  # fmt: skip
    assert [code for code, _label in form.fields["language"].choices] == ["en"]


def test_without_a_choice_there_is_a_sentence_and_every_tick_is_kept(cast, enter, cases):
    said = {"do": "look", "pick": cases[0].reference, "office": str(cast.ahvaz.pk)}
    answer = enter(cast.coordinator).post(reverse(NEW), said)
    assert "Please choose to whom the letter goes." in answer.text
    assert f'value="{cases[0].reference}" checked' in answer.text
    assert f'value="{cases[1].reference}" checked' not in answer.text


def test_without_a_case_there_is_a_sentence_and_the_recipient_stays(cast, enter, to):
    answer = enter(cast.coordinator).post(reverse(NEW), chosen(cast, [], to, do="look"))
    assert "Please tick at least one case." in answer.text
    assert f'value="{to.pk}" selected' in answer.text


def test_before_the_draft_each_case_says_what_stays_and_why(cast, enter, cases, to):
    made.paper(cast, cases[0], may_leave=False, title="birth certificate")
    refused = made.accepted(
        cast, enquirer="زهرا نمونه", answers=factories.GRANTED_ALL | {"P3": "refused"}
    )
    answer = enter(cast.coordinator).post(
        reverse(NEW), chosen(cast, [*cases, *refused], to, do="look")
    )
    assert Letter.objects.count() == 0
    assert [line.case for line in answer.context["desk"].left_out] == refused
    assert "The family said no: “Red Cross and Red Crescent”" in answer.text
    assert "<b>birth certificate</b>: The family said no: “send copies of documents”" in answer.text


def test_a_copy_needs_its_own_consent(cast, enter, cases, to):
    """Rule 40: a copy is asked for like an addressee."""
    embassy = made.make_recipient(cast, kind="embassy", names={"en": "Embassy (sample)"})
    said = chosen(cast, cases, to, do="look", copy_1=str(embassy.pk), role_1="copy_plain")
    answer = enter(cast.coordinator).post(reverse(NEW), said)
    assert answer.context["desk"].included == []
    assert [line["covered"] for line in answer.context["parties"]] == [2, 0]
    assert 'value="draft"' not in answer.text


def test_the_draft_holds_cases_copies_and_language(cast, enter, cases, to):
    society = made.make_recipient(
        cast, kind="national_society", names={"en": "Red Crescent (sample)", "fa": "هلال (نمونه)"}
    )
    said = chosen(cast, cases, to, do="draft", command="4" * 32)
    said |= {"copy_1": str(society.pk), "role_1": "copy_plain", "language_1": "fa"}
    answer = enter(cast.coordinator).post(reverse(NEW), said)
    letter = Letter.objects.get()
    assert answer.url == reverse("letter", args=[letter.pk])
    copy = letter.addressees.get(role="copy_plain")
    assert (copy.recipient, copy.language, letter.language) == (society, "fa", "en")
    assert letter.lines.filter(included=True).count() == 2


def test_a_second_press_makes_no_second_draft(cast, enter, cases, to):
    client, said = enter(cast.coordinator), chosen(cast, cases, to, do="draft", command="5" * 32)
    first, second = client.post(reverse(NEW), said), client.post(reverse(NEW), said)
    assert first.url == second.url
    assert Letter.objects.count() == 1


def test_a_letter_in_which_nothing_can_go_is_not_drafted(cast, enter, to):
    refused = made.accepted(cast, answers=factories.GRANTED_ALL | {"P3": "refused"})
    answer = enter(cast.coordinator).post(reverse(NEW), chosen(cast, refused, to, do="draft"))
    assert "None of these cases can go." in answer.text
    assert Letter.objects.count() == 0


def test_the_same_recipient_twice_is_refused_in_a_sentence(cast, enter, cases, to):
    said = chosen(cast, cases, to, do="look", copy_1=str(to.pk), role_1="copy")
    answer = enter(cast.coordinator).post(reverse(NEW), said)
    assert "The same recipient stands there twice." in answer.text


def test_going_back_keeps_everything(cast, enter, cases, to):
    answer = enter(cast.coordinator).post(reverse(NEW), chosen(cast, cases, to, do="choose"))
    assert [ticked for _case, ticked in answer.context["rows"]] == [True, True]
    assert f'value="{to.pk}" selected' in answer.text


def test_another_offices_cases_cannot_be_picked(cast, enter, to):
    theirs = factories.log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"])
    said = chosen(cast, theirs.cases.all(), to, do="look")
    answer = enter(cast.coordinator).post(reverse(NEW), said)
    assert "Please tick at least one case." in answer.text


@pytest.mark.parametrize("role", ["clerk", "signatory", "regional", "protection", "administrator"])
def test_only_coordinators_write(cast, enter, role):
    assert enter(cast.staff[role]).get(reverse(NEW)).status_code == 403


def test_what_was_ticked_stays_ticked_on_the_next_page(cast, enter):
    factories.log_family(cast, sought=[f"رضا {n}" for n in range(103)])
    client, office = enter(cast.coordinator), str(cast.ahvaz.pk)
    first = client.post(reverse(NEW), {"office": office, "state": "all"})
    assert (first.context["pages"], len(first.context["rows"])) == (2, 100)
    ticked = first.context["rows"][0][0].reference
    second = client.post(
        reverse(NEW), {"office": office, "state": "all", "pick": ticked, "turn": "2"}
    )
    assert [case.reference for case, chosen in second.context["rows"] if chosen] == [ticked]
    assert [len(second.context["rows"]), second.context["page"]] == [3, 2]
    everything = client.post(reverse(NEW), {"office": office, "state": "all", "all": "1"})
    assert sum(chosen for _case, chosen in everything.context["rows"]) == 103


def test_more_cases_than_a_letter_holds_get_a_sentence_and_no_long_page(cast, cases):
    asked = QueryDict("all=1&state=writable", mutable=True)
    assert letter_cases.picking(cast.coordinator, asked, 2).too_many == 0
    found = letter_cases.picking(cast.coordinator, asked, 1)
    assert (found.too_many, found.picked) == (2, [])


def test_letter_about_five_thousand_cases_is_refused_in_words(cast, to):
    many = [Case(pk=uuid.uuid4()) for _n in range(5000)]
    with pytest.raises(Refused) as refusal:
        drafts.draft(many, to, "tracing_request", "en", by=cast.coordinator, office=cast.ahvaz)
    assert refusal.value.codes == ["too_many_cases"]
    assert "5000" in refusal.value.reasons[0]
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"family_language": "fa"}, 2),
        ({"family_language": "sq"}, 0),
        ({"unwritten": "icrc"}, 2),
        ({"last_written": "never"}, 2),
        ({"last_written": "90"}, 0),
        ({"papers": "complete"}, 0),
        ({"papers": "none"}, 2),
        ({"enquirer_age": "80"}, 0),
        ({"enquirer_age": "nonsense"}, 2),
    ],
)
def test_cases_are_narrowed_by_the_filters_of_the_wide_list(cast, enter, cases, asked, fits):
    answer = enter(cast.coordinator).post(reverse(NEW), {"office": str(cast.ahvaz.pk), **asked})
    assert answer.context["total"] == fits


def test_list_with_a_name_shows_its_cases(cast, enter, cases):
    saved = lists.save_list(
        "the family", {"family_language": "sq"}, office=cast.ahvaz, by=cast.coordinator
    )
    answer = enter(cast.coordinator).post(
        reverse(NEW), {"office": str(cast.ahvaz.pk), "list": str(saved.pk)}
    )
    assert answer.context["total"] == 0
    assert "the family" in answer.text
