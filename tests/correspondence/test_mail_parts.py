"""Letters too large for one mail of theirs: numbered mails, sent once all have left; limits."""

import io

import pikepdf
import pytest
from django.core import mail

from casework import vault
from casework.actions.errors import Refused
from correspondence import outbox
from correspondence.actions import dispatching, letters, mail_parts
from correspondence.models import Dispatch, Recipient
from correspondence.models.dispatch import DispatchState
from correspondence.models.letter import LetterState
from tests.correspondence import letters as made
from tests.correspondence import sending


@pytest.fixture
def large(cast):
    """A signed letter with four enclosures of which two go into one mail."""
    cases = sending.family(cast)
    for n in range(4):
        noise = made.paper(cast, cases[0], title=f"paper {n}", color=(n * 60, 20, 90))
        assert noise.pages == 1
    letter = sending.signed(cast, cases)
    limit = mail_parts.as_mail(letter.bundle.size * 2 // 3) + mail_parts.TEXT_BYTES
    Recipient.objects.update(max_bytes=limit)
    return letter


def queued(cast, letter) -> list[Dispatch]:
    sending.queued(cast, letter)
    return list(Dispatch.objects.filter(letter=letter).order_by("part"))


def pages(row: Dispatch) -> int:
    with pikepdf.open(io.BytesIO(b"".join(vault.read(row.frozen)))) as pdf:
        return len(pdf.pages)


def test_each_part_is_a_mail_of_its_own_with_the_same_number(cast, large):
    rows = queued(cast, large)
    assert len(rows) > 1
    assert [(row.part, row.parts) for row in rows] == [
        (n, len(rows)) for n in range(1, len(rows) + 1)
    ]
    assert len({row.message_id for row in rows}) == len(rows)
    assert sum(pages(row) for row in rows) == large.bundle_pages
    for row in rows:
        outbox.send_one(row.pk)
    assert len(mail.outbox) == len(rows)
    for row, message in zip(rows, mail.outbox, strict=True):
        assert large.number in message.subject
        assert f"part {row.part} of {row.parts}" in message.subject
        assert f"part {row.part} of {row.parts}" in message.body
        (attached,) = message.attachments
        assert attached[0].endswith(f"-part-{row.part}-of-{row.parts}.pdf")
        assert len(message.message().as_bytes()) <= Recipient.objects.get().max_bytes


def test_cases_count_as_written_to_once_all_parts_have_left(cast, large):
    rows = queued(cast, large)
    case = large.lines.first().case
    for row in rows[:-1]:
        outbox.send_one(row.pk)
        assert not large.submission.lines.exists()
        assert not case.outward_steps.exists()
    large.refresh_from_db()
    assert large.state == LetterState.SENT  # what has left cannot be called back any more
    outbox.send_one(rows[-1].pk)
    assert large.submission.lines.get().sent_on == cast.ahvaz.today()
    assert case.outward_steps.count() == 1


def test_order_in_which_the_parts_leave_does_not_matter(cast, large):
    rows = queued(cast, large)
    for row in [*rows[1:], rows[0]]:
        outbox.send_one(row.pk)
    assert large.submission.lines.count() == 1


def test_part_that_came_back_goes_again_alone(cast, large):
    rows = queued(cast, large)
    for row in rows:
        outbox.send_one(row.pk)
    with pytest.raises(Refused) as refusal:
        sending.queued(cast, large)
    assert refusal.value.codes == ["already_dispatched"]
    Dispatch.objects.filter(pk=rows[1].pk).update(bounced_at="2026-11-01T10:00Z")
    again = sending.queued(cast, large)
    assert (again.part, again.frozen_sha256) == (2, rows[1].frozen_sha256)
    assert Dispatch.objects.filter(letter=large).count() == len(rows) + 1


def test_part_in_doubt_is_tried_again_though_the_others_left(cast, large):
    rows = queued(cast, large)
    for row in rows[1:]:
        outbox.send_one(row.pk)
    Dispatch.objects.filter(pk=rows[0].pk).update(state=DispatchState.FAILED)
    rows[0].refresh_from_db()
    again = dispatching.decide_unknown(rows[0], False, by=cast.coordinator)
    assert again.state == DispatchState.PENDING


def test_what_fits_goes_as_one_mail(cast, large):
    Recipient.objects.update(max_bytes=None)
    (row,) = queued(cast, large)
    assert (row.part, row.parts, row.frozen) == (1, 1, large.bundle)


def test_single_page_that_is_too_large_is_refused_and_nothing_is_queued(cast, large):
    Recipient.objects.update(max_bytes=mail_parts.TEXT_BYTES + 100)
    with pytest.raises(Refused) as refusal:
        sending.queued(cast, large)
    assert refusal.value.codes == ["too_large"]
    assert not Dispatch.objects.exists()


@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        ({"max_cases": 2}, ["max_cases"]),
        ({"max_annexes": 1}, ["max_annexes"]),
        ({"max_cases": 1, "max_annexes": 0}, ["max_cases", "max_annexes"]),
        ({"max_cases": 3, "max_annexes": 2}, None),
    ],
)
def test_more_than_they_take_is_not_handed_over(cast, limits, codes):
    cases = sending.three(cast)
    for case in cases[:2]:
        made.paper(cast, case, title=case.reference, color=("red" if case == cases[0] else "blue"))
    letter = made.drafted(cast, cases, to=made.make_recipient(cast, **limits))
    if codes is None:
        assert letters.hand_over(letter, by=cast.coordinator).state == LetterState.IN_REVIEW
        return
    with pytest.raises(Refused) as refusal:
        letters.hand_over(letter, by=cast.coordinator)
    assert refusal.value.codes == codes
