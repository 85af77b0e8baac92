from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.wording import LANGUAGES, FieldType, without_isolates
from casework.wording.papers import PAPERS_HOME
from correspondence.pdf.document import Heading, Numbered, Paragraph
from correspondence.pdf.fonts import faces_for
from correspondence.wording import (
    MissingValues,
    WordingError,
    kinds,
    missing,
    parse,
    render,
    shipped,
    source,
)
from correspondence.wording.letter_kinds import LETTERS_HOME
from correspondence.wording.letter_kinds import kind as kind_of

TRACING = {
    "letter.number": "AHV-L-1405-0012",
    "office.name": "Sample Office",
    "office.reply_address": "12 Example Street\nTirana",
    "reply.language": "English",
    "cases.count": 40,
    "annexes.count": 67,
}
REMINDER = {
    "reminder.ordinal": "First",
    "follows.number": "AHV-L-1405-0012",
    "follows.date": date(2026, 8, 11),
    "days.waiting": 103,
    "cases.unanswered": 23,
    "office.reply_address": "Street",
    "reply.language": "English",
}


def texts(wording) -> list[str]:
    return [without_isolates(b.text) for b in wording.blocks if isinstance(b, Paragraph)]


def test_tracing_request_in_english():
    letter = render(shipped("tracing_request", "en"), TRACING)

    assert without_isolates(letter.subject) == (
        "Tracing request, several cases (our ref. AHV-L-1405-0012)"
    )
    assert texts(letter)[2] == (
        "Number of cases in the schedule: 40. Number of annexes, numbered and listed after it: 67."
    )
    (requests,) = [block for block in letter.blocks if isinstance(block, Numbered)]
    assert len(requests.items) == 5


def test_tracing_request_in_persian_has_persian_digits_and_an_isolated_address():
    letter = render(shipped("tracing_request", "fa"), TRACING)

    assert without_isolates(letter.subject) == "درخواست جست‌وجو، چند پرونده"
    assert "تعداد پرونده‌های فهرست: \u2066۴۰\u2069." in letter.blocks[2].text
    assert "\u206812 Example Street\u2069\n\u2068Tirana\u2069" in letter.blocks[-1].text


def test_a_letter_for_one_case_does_not_speak_of_several():
    letter = render(shipped("tracing_request", "en"), {**TRACING, "cases.count": 1})

    assert letter.subject.startswith("Tracing request (our ref.")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", " other than the National Societies taking part in the search without"),
        ("fa", "در اختیار دیگری، به‌جز جمعیت‌های ملی مشارکت‌کننده در جست‌وجو، قرار نگیرد"),
        ("ar", "جهة أخرى، باستثناء الجمعيات الوطنية المشاركة في البحث، من دون"),
        ("sq", "askujt tjetër, përveç Shoqatave Kombëtare që marrin pjesë në kërkim, pa"),
    ],
)
def test_the_national_societies_are_excepted_only_where_the_consents_say_so(language, words):
    template = shipped("tracing_request", language)

    strict = "".join(texts(render(template, TRACING)))
    wider = "".join(texts(render(template, {**TRACING, "cases.societies_allowed": True})))

    assert words not in strict
    assert words in wider


@pytest.mark.parametrize(
    ("language", "thanks"),
    [("en", "We thank you"), ("fa", "سپاسگزاریم"), ("ar", "ونشكركم"), ("sq", "Ju falënderojmë")],
)
def test_a_reminder_thanks_only_for_what_was_answered(language, thanks):
    template = shipped("reminder", language)

    assert thanks not in "".join(texts(render(template, REMINDER)))
    assert thanks in "".join(texts(render(template, {**REMINDER, "cases.answered": 17})))


def test_a_reminder_cites_the_letter_that_it_follows():
    letter = render(shipped("reminder", "sq"), REMINDER)

    assert texts(letter)[0].startswith(
        "Në vijim të shkresës sonë nr. AHV-L-1405-0012, datë 11.08.2026,"
    )


def test_an_earlier_submission_is_cited_with_what_the_record_holds_and_no_more():
    values = {
        "office.name": "Sample Office",
        "office.reply_address": "Street",
        "reply.language": "English",
        "earlier.date": "spring 1402",
        "earlier.place": "Tehran",
        "earlier.cases": 31,
        "earlier.proof": "as remembered",
    }

    letter = render(shipped("confirm_earlier", "en"), values)

    assert texts(letter)[1] == (
        "Our record shows requests handed in to you before. Date: spring 1402. Place: Tehran. "
        "Number of cases: 31 (schedule attached). Proof on our file: as remembered."
    )


def test_what_the_record_does_not_hold_is_listed_and_not_left_blank():
    template = shipped("tracing_request", "en")
    values = {name: value for name, value in TRACING.items() if name != "annexes.count"}

    assert [field.name for field in missing(template, values)] == ["annexes.count"]
    with pytest.raises(MissingValues):
        render(template, values)


def test_a_draft_without_a_number_is_shown_with_a_gap():
    values = {name: value for name, value in TRACING.items() if name != "letter.number"}

    assert "(our ref. …)" in render(shipped("tracing_request", "en"), values, gap="…").subject


def test_the_cover_sheet_has_two_halves_and_the_office_line():
    values = {
        "letter.number": "AHV-L-1405-0012",
        "letter.date": date(2026, 11, 22),
        "letter.pages": 3,
        "cases.count": 40,
        "annexes.count": 67,
        "bundle.pages": 160,
        "bundle.check": "3f9a2c",
        "bearer.name": "Sample Bearer",
        "recipient.addressee": "Sample Delegation",
        "office.name": "Sample Office",
        "office.reply_address": "Street",
    }

    sheet = render(shipped("cover_sheet", "en"), values)

    assert list(sheet.parts) == ["upper", "lower", "office_copy"]
    assert sheet.subject == ""
    assert sheet.parts["upper"][0] == Heading("Delivery by hand")
    assert "\u2066160\u2069" in sheet.parts["lower"][0].text


def test_corrections_stand_in_lines_of_their_own():
    values = {
        "follows.number": "A-1",
        "follows.date": date(2026, 8, 11),
        "corrections.count": 2,
        "corrections": [
            {"case.reference": "C-1", "item": "birth", "was": "1340", "now": "1341"},
            {
                "case.reference": "C-2",
                "item": "name",
                "item.show_old": True,
                "was": "Ali",
                "now": "Arben",
            },
        ],
        "office.reply_address": "Street",
        "reply.language": "English",
    }

    letter = render(shipped("correction", "en"), values)

    assert texts(letter)[1].split("\n") == [
        "Number of corrections: 2.",
        'C-1, birth: please read "1341".',
        'C-2, name: instead of "Ali" please read "Arben".',
        "Everything else in that letter stands as written.",
    ]


def test_a_coordinators_own_wording_goes_through_the_same_door():
    own = "@subject To you\n\nWe have **{{cases.count}}** cases."

    letter = render(parse(own, kind="tracing_request", language="en"), {"cases.count": 2})

    assert letter.blocks == [Paragraph("We have **\u20662\u2069** cases.")]


def test_a_field_of_another_kind_is_refused():
    with pytest.raises(WordingError) as caught:
        parse("@subject x\n\nSaid: {{earlier.said}}", kind="reminder", language="en")

    assert (caught.value.code, caught.value.line, caught.value.column) == ("unknown_field", 3, 7)


def test_a_letter_without_a_subject_is_refused():
    with pytest.raises(WordingError) as caught:
        parse("Only words", kind="reminder", language="en")

    assert caught.value.code == "missing_subject"


def test_the_source_is_what_a_coordinator_starts_from():
    for code in kinds():
        for language in LANGUAGES:
            text = source(code, language)
            assert parse(text, kind=code, language=language) == shipped(code, language)


def test_reading_aloud_the_neutral_closing_needs_no_outcome():
    """Rule 7: neutral closings differ in reference, dates and names alone."""
    fields = {name for lang in LANGUAGES for name in shipped("neutral_closing", lang).fields}

    assert fields == {
        "case.reference",
        "request.received_on",
        "review.date",
        "referrals",
        "office.phone",
        "office.hours",
    }


def test_no_letter_to_a_family_or_a_sought_person_can_name_a_sought_person():
    for kind in kinds().values():
        if kind.audience in {"family", "sought_person"}:
            for name, field in kind.fields.items():
                people = field.type is FieldType.NAME
                assert not people or name == "signatory.name", (kind.code, name)


@settings(deadline=None)
@given(st.text(alphabet="*ab \u2066\u2069{}", min_size=1, max_size=12))
def test_asterisks_in_a_value_never_switch_bold_on(value):
    template = parse("@subject x\n\nA {{office.name}} b.", kind="reminder", language="en")

    letter = render(template, {"office.name": "x" + value})

    assert "**" not in letter.blocks[0].text


def test_every_kind_names_its_own_fields_only():
    for code, kind in kinds().items():
        for language in LANGUAGES:
            for name in shipped(code, language).fields:
                assert name.split(":")[0] in kind_of(code).fields, (code, name)
                assert kind is kind_of(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_fonts_hold_every_letter_of_the_shipped_texts(language):
    held = set().union(*(face.points for face in faces_for(language, bold=False)))
    drawn = {"☐"}  # the page draws the square of a choice itself

    for home in (LETTERS_HOME, PAPERS_HOME):
        for path in home.glob(f"*/{language}.txt"):
            letters = set(path.read_text(encoding="utf-8")) - {"\n"} - drawn
            assert (path.parent.name, {c for c in letters if ord(c) not in held}) == (
                path.parent.name, set(),
            )  # fmt: skip
