"""Who and what may be in a letter, and what it then says."""

import pytest

from casework.actions import consents, house, safety
from casework.actions.errors import Refused
from casework.models import Case, Office
from casework.wording import without_isolates
from correspondence import drafting
from correspondence.actions import letters, recipients
from correspondence.models import Letter, Submission
from families.calendars import parse
from tests import factories
from tests.correspondence import letters as made


def text_of(document) -> str:
    """All words of the running text, without the marks of direction."""
    texts = [block.text for block in document.body if hasattr(block, "text")]
    texts += [item for block in document.body for item in getattr(block, "items", ())]
    return without_isolates("\n".join([document.subject, *texts]))


def shown_in(document) -> str:
    """All that the list of persons and the sheets show."""
    cells = [cell for _label, rows in document.schedule.groups for row in rows for cell in row]
    cells += [text for sheet in document.sheets for row in sheet.rows for text in row]
    return without_isolates("\n".join(cells))


def codes_of(desk: drafting.Desk) -> dict:
    return {line.case.reference: line.codes for line in desk.lines}


def test_draft_of_accepted_cases_lists_them_by_family(cast):
    second = made.accepted(cast, sought=("زهرا احمدی", "علی احمدی"))
    first = made.accepted(cast)
    letter = made.drafted(cast, [second[1], *first, second[0]])
    document = drafting.compose(letter)
    families = [without_isolates(label) for label, _rows in document.schedule.groups]
    assert families == [
        f"Family {second[0].request.number}",
        f"Family {first[0].request.number}",
    ]
    rows = [row for _label, group in document.schedule.groups for row in group]
    assert [row[0] for row in rows] == ["1", "2", "3"]
    assert [without_isolates(row[1]) for row in rows] == [
        case.reference for case in (*second, *first)
    ]


def test_draft_without_a_case_is_refused(cast):
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, [])
    assert refusal.value.codes == ["no_case"]
    assert Letter.objects.count() == Submission.objects.count() == 0


def test_draft_for_a_language_the_recipient_has_no_text_in_is_refused(cast):
    to = made.make_recipient(cast, names={"en": "Ministry (sample)"}, kind="icrc")
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, to=to, language="fa")
    assert refusal.value.codes == ["recipient_language"]


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [("love_letter", "icrc", "kind"), ("receipt", "icrc", "kind"), ("cover_sheet", "icrc", "kind"),
     ("tracing_request", "embassy", "body_kind")],
)  # fmt: skip
def test_draft_of_a_kind_that_does_not_go_there_is_refused(cast, kind, body, code):
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, kind=kind, to=made.make_recipient(cast, kind=body))
    assert refusal.value.codes == [code]


def test_second_press_of_draft_gives_the_first_letter(cast):
    rows, to = made.accepted(cast), made.make_recipient(cast)
    command = "7b0e3c5c-6d39-4a63-9a42-0a35a3a6bd11"
    first = made.drafted(cast, rows, to=to, command=command)
    again = made.drafted(cast, rows, to=to, command=command)
    assert again == first
    assert Letter.objects.count() == 1


def test_case_that_is_not_accepted_stays_out_with_the_reason(cast):
    ready = made.accepted(cast)
    raw = list(factories.log_family(cast, sought=("علی کریمی",)).cases.all())
    desk = drafting.desk_of(made.drafted(cast, ready + raw))
    assert codes_of(desk) == {ready[0].reference: [], raw[0].reference: ["state"]}
    assert "registered" in desk.left_out[0].reasons[0]


def test_case_of_another_office_stays_out(cast):
    ready = made.accepted(cast)
    strange = made.accepted(cast, sought=("علی کریمی",))
    Case.objects.filter(pk=strange[0].pk).update(office=cast.tirana)
    desk = drafting.desk_of(made.drafted(cast, ready + strange))
    assert codes_of(desk)[strange[0].reference] == ["other_office"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (None, "consent_not_asked"),
        ("not_asked", "consent_not_asked"),
        ("refused", "consent_refused"),
    ],
)
def test_case_without_consent_for_the_body_stays_out(cast, answer, code):
    ready = made.accepted(cast)
    answers = {"P1": "granted"} | ({"P3": answer} if answer else {})
    other = made.accepted(cast, sought=("علی کریمی",), answers=answers)
    desk = drafting.desk_of(made.drafted(cast, ready + other))
    assert codes_of(desk)[other[0].reference] == [code]


def test_no_case_that_can_go_is_refused_with_every_reason(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "refused"})
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, rows)
    assert refusal.value.codes == ["no_case", "consent_refused"]
    assert rows[0].reference in refusal.value.reasons[1]


def test_consent_for_one_named_body_covers_that_body_alone(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "refused"})
    to, other = made.make_recipient(cast), made.make_recipient(cast)
    consents.record_consent(rows[0].request, {"P3": "granted"}, by=cast.clerk, body=to.body)
    assert made.drafted(cast, rows, to=to).lines.get().included
    with pytest.raises(Refused):
        made.drafted(cast, rows, to=other)


def test_safety_stop_keeps_a_case_out(cast):
    ready, stopped = made.accepted(cast), made.accepted(cast, sought=("علی کریمی",))
    letter = made.drafted(cast, ready + stopped)
    safety.stop(stopped[0].request, by=cast.clerk)
    assert codes_of(drafting.desk_of(letter))[stopped[0].reference] == ["safety_stop"]
    assert stopped[0].reference not in shown_in(drafting.compose(letter))


def test_papers_without_consent_stay_here_and_say_so(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "granted"})
    yes = made.paper(cast, rows[0], title="شناسنامه", may_leave=True)
    no = made.paper(cast, rows[0], title="نامه", may_leave=False, color="red")
    never = made.paper(cast, rows[0], title="عکس", may_leave=None, color="blue")
    letter = made.drafted(cast, rows)
    line = drafting.desk_of(letter).included[0]
    assert {p.document: p.out and p.out.code for p in line.papers} == {
        yes: None,
        no: "consent_refused",
        never: "consent_not_asked",
    }
    assert list(letter.annexes.values_list("document", "number")) == [(yes.pk, 1)]


def test_paper_whose_file_is_broken_stays_here_with_a_sentence(cast):
    rows = made.accepted(cast)
    paper = made.paper(cast, rows[0])
    paper.file.mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    paper.file.save()
    letter = made.drafted(cast, rows)
    out = drafting.desk_of(letter).included[0].papers[0].out
    assert (out.code, letter.annexes.count()) == ("docx_needs_pdf", 0)
    assert out.sentence


def test_paper_of_the_whole_family_and_a_file_given_twice_are_one_annex_each(cast):
    rows = made.accepted(cast, sought=("علی کریمی", "زهرا کریمی"))
    for case in rows:
        made.paper(cast, case, title="شناسنامه")
    letter = made.drafted(cast, rows)
    columns = drafting.compose(letter).schedule.groups[0][1]
    assert letter.annexes.count() == 1
    assert [row[-1] for row in columns] == ["1", "1"]


def test_paper_taken_out_by_hand_stays_out_and_may_come_back(cast):
    rows = made.accepted(cast)
    paper = made.paper(cast, rows[0])
    letter = made.drafted(cast, rows)
    without = letters.take_out(letter, paper, by=cast.coordinator)
    assert without.annexes.count() == 0
    again = letters.put_back(without, paper, by=cast.coordinator)
    assert again.annexes.count() == 1


def test_facts_the_kind_does_not_show_are_named(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0])
    letter = made.drafted(cast, rows)
    shown = drafting.desk_of(letter).included[0]
    assert "enquirer" in shown.facts
    assert shown.facts_out == ()
    sheet = drafting.compose(letter).sheets[0]
    assert ("Name", "محمدرضا فرضیان") in [(a, without_isolates(b)) for a, b in sheet.rows]


def test_portrait_goes_only_with_consent_for_that_photograph(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "granted"})
    photo = made.paper(cast, rows[0], title="عکس", may_leave=False)
    type(photo).objects.filter(pk=photo.pk).update(kind="photo")
    letter = made.drafted(cast, rows)
    line = drafting.desk_of(letter).included[0]
    assert [(f.key, f.out.code) for f in line.facts_out] == [("portrait", "consent_refused")]
    assert drafting.compose(letter).sheets[0].portrait is None
    consents.record_consent(rows[0].request, {}, by=cast.clerk, documents=[(photo, "granted")])
    sheet = drafting.compose(letter).sheets[0]
    assert sheet.portrait.startswith(b"\xff\xd8")
    assert sheet.portrait_caption == "Photograph, year unknown"


@pytest.mark.parametrize(
    ("language", "given", "caption"),
    [("fa", "۱۳۷۰", "عکس، حدود ۱۳۷۰"), ("en", "۱۳۷۰", "Photograph, about 1991"),
     ("en", "1988", "Photograph, about 1988"), ("fa", "1988", "عکس، حدود ۱۳۶۶")],
)  # fmt: skip
def test_portrait_carries_its_year_in_the_calendar_of_the_letter(cast, language, given, caption):
    rows = made.accepted(cast)
    photo = made.paper(cast, rows[0], title="عکس")
    rows[0].sought.portraits.create(document_id=photo.pk, taken=parse(given))
    sheet = drafting.compose(made.drafted(cast, rows, language=language)).sheets[0]
    assert without_isolates(sheet.portrait_caption) == caption


def test_file_number_is_shown_to_the_body_that_gave_it_and_to_no_other(cast):
    from casework.actions import outward

    rows, to = made.accepted(cast), made.make_recipient(cast)
    other = made.make_recipient(cast, kind="national_society", names={"en": "Society (sample)"})
    outward.record_number(rows[0], "ICRC-77", by=cast.coordinator, body=to.body)
    assert "ICRC-77" in shown_in(drafting.compose(made.drafted(cast, rows, to=to)))
    assert "ICRC-77" not in shown_in(drafting.compose(made.drafted(cast, rows, to=other)))


def test_preview_is_marked_draft_and_a_sample_office_says_sample(cast):
    from casework.models import Organisation

    letter = made.drafted(cast)
    assert drafting.compose(letter).marks.watermark == "DRAFT"
    assert drafting.compose(letter).marks.note == ""
    Organisation.objects.update(is_sample=True)
    assert drafting.compose(letter).marks.note == "SAMPLE"


def test_persian_letter_has_persian_digits_and_both_calendars(cast):
    letter = made.numbered(cast, language="fa")
    document = drafting.look(letter, final=True).document
    day = without_isolates(dict(document.head)["تاریخ:"])
    assert "۱۴۰۵ (" in day and "۲۰۲۶)" in day
    assert "تعداد پرونده‌های فهرست: ۱." in text_of(document)
    assert document.schedule.groups[0][1][0][4] != ""
    assert "حدود ۱۳۲۷" in shown_in(document)


def test_birth_in_solar_years_has_its_gregorian_years_for_other_readers(cast):
    document = drafting.compose(made.drafted(cast))
    assert "about 1327 solar Hijri (1948–1949)" in shown_in(document)


def test_own_wording_is_checked_with_line_and_column(cast):
    letter = made.drafted(cast)
    with pytest.raises(letters.WordingRefused) as refusal:
        letters.edit_wording(letter, "@subject A\n\nDear {{person.secret}}", by=cast.coordinator)
    assert (refusal.value.line, refusal.value.column) == (3, 6)
    assert Letter.objects.get(pk=letter.pk).wording == ""


def test_own_wording_is_what_the_letter_says_and_its_writer_the_author(cast):
    second = made.second_coordinator(cast)
    letter = made.drafted(cast)
    text = "@subject Help\n\nPlease help with {{cases.count}} case."
    letter = letters.edit_wording(letter, text, by=second)
    assert text_of(drafting.compose(letter)).endswith("Please help with 1 case.")
    assert letter.author == second
    shipped = letters.edit_wording(letter, drafting.wording_of(made.drafted(cast)), by=second)
    assert shipped.wording == ""


def test_stale_page_does_not_overwrite(cast):
    from casework.actions.errors import Stale

    letter = made.drafted(cast)
    letters.edit_wording(letter, "@subject A\n\nOne.", by=cast.coordinator, seen=letter.version)
    with pytest.raises(Stale):
        letters.edit_wording(letter, "@subject A\n\nTwo.", by=cast.coordinator, seen=letter.version)


def test_missing_value_is_a_gap_in_the_draft_and_refuses_the_hand_over(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(addresses={})
    letter = made.drafted(cast)
    look = drafting.look(Letter.objects.get(pk=letter.pk))
    assert [field.name for field in look.missing] == ["office.reply_address"]
    assert "to ........, quoting" in text_of(look.document)
    with pytest.raises(Refused) as refusal:
        letters.hand_over(letter, by=cast.coordinator)
    assert refusal.value.codes == ["office.reply_address"]


def test_wider_consent_lets_national_societies_take_part(cast):
    assert "National Societies" in text_of(drafting.compose(made.drafted(cast)))
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "refused"})
    to = made.make_recipient(cast)
    consents.record_consent(rows[0].request, {"P3": "granted"}, by=cast.clerk, body=to.body)
    assert "National Societies" not in text_of(drafting.compose(made.drafted(cast, rows, to=to)))


def test_sent_back_letter_keeps_the_words_and_is_a_draft_again(cast):
    letter = letters.hand_over(made.drafted(cast), by=cast.coordinator)
    letter = letters.send_back(letter, "Please add the address.", by=cast.signatory)
    assert letter.state == "draft"
    assert letter.remarks.get().words == "Please add the address."


def test_recipient_has_default_address_and_salutation_in_each_language_it_is_named_in(cast):
    to = made.make_recipient(cast)
    assert to.addressee == made.ICRC
    assert to.salutation["en"] == "Dear Sir or Madam,"
    assert without_isolates(to.salutation["fa"]) == f"مسئولان محترم {made.ICRC['fa']}،"
    changed = recipients.change(to, {"salutation": {"en": "Dear Ms Hoxha,"}}, by=cast.coordinator)
    assert changed.salutation["en"] == "Dear Ms Hoxha,"


def test_recipient_is_not_kept_by_a_clerk(cast):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        recipients.add(by=cast.clerk, new_body={"kind": "icrc", "names": {"en": "X"}})


def test_confirmation_cites_the_earlier_submission_and_holds_its_cases_alone(cast):
    from correspondence.actions import earlier

    rows = made.accepted(cast, sought=("علی کریمی", "زهرا کریمی"))
    to = made.make_recipient(cast)
    given = earlier.record(
        rows[:1],
        to,
        by=cast.coordinator,
        office=cast.ahvaz,
        on=parse("بهار ۱۴۰۲"),
        proof="own_copy",
    )
    letter = made.drafted(cast, rows, kind="confirm_earlier", to=to, language="fa")
    text = text_of(drafting.compose(letter))
    assert letter.submission == given
    assert codes_of(drafting.desk_of(letter))[rows[1].reference] == ["not_in_thread"]
    assert "تاریخ: بهار ۱۴۰۲." in text
    assert "تعداد پرونده‌ها: ۱" in text
    assert "محل:" not in text
    assert "نسخهٔ خود دفتر" in text


def test_confirmation_of_nothing_recorded_is_refused(cast):
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, kind="confirm_earlier")
    assert refusal.value.codes == ["no_earlier"]


def test_house_body_is_still_the_administrators(cast):
    assert house.add_body(by=cast.administrator, kind="icrc", names={"en": "X"}).pk


def test_letter_is_composed_in_the_same_number_of_queries_for_any_number_of_cases(
    cast, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    to = made.make_recipient(cast)
    few = made.accepted(cast)
    many = [c for n in range(4) for c in made.accepted(cast, sought=("علی", f"زهرا {n}"))]
    for case in few + many:
        made.paper(cast, case)
    first, second = made.drafted(cast, few, to=to), made.drafted(cast, few + many, to=to)
    with CaptureQueriesContext(connection) as asked:
        drafting.look(Letter.objects.get(pk=first.pk))
    with django_assert_num_queries(len(asked)):
        drafting.look(Letter.objects.get(pk=second.pk))
