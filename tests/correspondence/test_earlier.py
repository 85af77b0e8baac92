"""What was handed in before or outside this program."""

import datetime

import pytest

from casework.actions.errors import Refused
from casework.models import Case, Due, OutwardStep
from correspondence import submissions
from correspondence.actions import earlier
from correspondence.models import Letter, OutgoingNumber, Submission
from families.calendars import parse
from tests import factories
from tests.correspondence import letters as made


def record(cast, rows=None, to=None, **more) -> Submission:
    told = {"on": parse("بهار ۱۴۰۲"), "by": cast.coordinator, "office": cast.ahvaz, **more}
    rows = made.accepted(cast) if rows is None else rows
    return earlier.record(rows, to or made.make_recipient(cast), **told)


def test_one_call_records_everything_as_it_was_said(cast):
    given = record(
        cast,
        place="تیرانا",
        handed_by="مریم فرضیان",
        number="",
        papers="۳ شناسنامه",
        said="قول پاسخ دادند",
        proof="remembered",
    )
    given = Submission.objects.get(pk=given.pk)
    assert given.is_earlier
    assert given.earlier_on.as_given == "بهار ۱۴۰۲"
    assert (given.earlier_place, given.earlier_handed_by) == ("تیرانا", "مریم فرضیان")
    assert (given.earlier_papers, given.earlier_said) == ("۳ شناسنامه", "قول پاسخ دادند")


def test_case_moves_to_submitted_with_the_old_date(cast):
    rows = made.accepted(cast)
    given = record(cast, rows)
    step = OutwardStep.objects.get(case=rows[0])
    assert Case.objects.get(pk=rows[0].pk).state == "submitted"
    assert (step.kind, step.on, step.on_as_given) == (
        "earlier",
        datetime.date(2023, 3, 21),
        "بهار ۱۴۰۲",
    )
    assert given.lines.get().sent_on == datetime.date(2023, 3, 21)
    assert given.lines.get().is_unanswered


def test_case_that_is_not_accepted_stays_and_a_due_says_so(cast):
    raw = list(factories.log_family(cast).cases.all())
    record(cast, raw)
    assert Case.objects.get(pk=raw[0].pk).state == "registered"
    assert Due.objects.filter(case=raw[0], kind="recorded_late").count() == 1


def test_case_accepted_after_it_was_handed_in_is_submitted_at_once(cast):
    from casework.actions import cases

    raw = list(factories.log_family(cast).cases.all())
    record(cast, raw)
    case = cases.check_and_accept(raw[0], by=cast.coordinator)
    assert case.state == "submitted"
    assert not Due.objects.filter(case=case, kind="recorded_late", done_at=None).exists()


def test_it_takes_no_number_and_makes_no_letter(cast):
    record(cast)
    assert OutgoingNumber.objects.count() == Letter.objects.count() == 0


def test_second_press_records_it_once(cast):
    rows, to = made.accepted(cast), made.make_recipient(cast)
    command = "7b0e3c5c-6d39-4a63-9a42-0a35a3a6bd13"
    first = record(cast, rows, to, command=command)
    assert record(cast, rows, to, command=command) == first
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"on": parse("نمی‌دانم")}, "no_date"),
        ({"on": parse("2099-01-01")}, "future"),
        ({"proof": "a_feeling"}, "proof"),
        ({"rows": []}, "no_case"),
    ],
)
def test_what_cannot_be_true_is_refused(cast, told, code):
    with pytest.raises(Refused) as refusal:
        record(cast, **told)
    assert refusal.value.codes == [code]
    assert Submission.objects.count() == 0


def test_proof_on_paper_is_kept_with_it(cast, tmp_path):
    path = tmp_path / "receipt.jpg"
    made.picture_at(path)
    given = record(cast, proof="signed_receipt", proof_file=path)
    assert given.earlier_proof_file.mime == "image/jpeg"
    assert "no copy of it" not in " ".join(submissions.proof_gaps(given))


def test_broken_proof_file_is_refused_with_a_sentence(cast, tmp_path):
    path = tmp_path / "receipt.jpg"
    path.write_bytes(b"")
    with pytest.raises(Refused) as refusal:
        record(cast, proof="signed_receipt", proof_file=path)
    assert refusal.value.codes == ["empty"]


def test_proof_says_what_is_missing(cast):
    gaps = submissions.proof_gaps(record(cast))
    assert gaps == [
        "The exact day is not known, only what was remembered.",
        "The place is not recorded.",
        "It is not recorded who handed it in.",
        "No letter number is known.",
        "There is no list of the papers.",
        "No paper proves it: it rests on memory alone.",
        "It was not numbered, frozen or hashed by this program.",
        "The body has not acknowledged it in writing.",
    ]
