"""Ready-made situations for the tests of what leaves and returns: signed, bound, sent letters."""

import datetime

from casework.models import Case, Office
from correspondence import bundling
from correspondence.actions import dispatching, signing
from correspondence.models import Dispatch, Letter, Submission, SubmissionCase
from correspondence.models.dispatch import Receipt
from correspondence.models.letter import AddresseeRole
from correspondence.models.recipient import Channel
from tests.correspondence import letters as made


def without_paper(cast) -> None:
    """The office signs on screen: these tests are about what follows the signature."""
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="no_paper")
    cast.ahvaz.refresh_from_db()


def signed(cast, rows=None, *, bound=True, **more) -> Letter:
    """A letter that may leave."""
    without_paper(cast)
    letter = made.numbered(cast, made.drafted(cast, rows, **more))
    letter = signing.sign(letter, by=cast.signatory)
    if bound:
        bundling.build(letter)
        letter.refresh_from_db()
    return letter


def addressee(letter: Letter):
    return letter.addressees.get(role=AddresseeRole.TO)


def queued(cast, letter: Letter | None = None, channel=Channel.EMAIL, **more) -> Dispatch:
    letter = letter or signed(cast, **more)
    return dispatching.dispatch(letter, addressee(letter), channel, by=cast.coordinator)


def sent(cast, rows=None, *, on: datetime.date | None = None, **more) -> Letter:
    """A letter handed in against a signed receipt, as if on that day."""
    letter = signed(cast, rows, **more)
    row = queued(cast, letter, Channel.HAND)
    dispatching.hand_in(row, by=cast.clerk, receipt=Receipt.SIGNED, received_by="Registry")
    letter.refresh_from_db()
    if on:
        dated(letter, on)
    return letter


def dated(letter: Letter, on: datetime.date) -> None:
    """Moves what was sent to an earlier day: the clock of the tests is the real one."""
    Letter.objects.filter(pk=letter.pk).update(date=on)
    SubmissionCase.objects.filter(submission=letter.submission_id).update(
        sent_on=on, delivered_on=on
    )
    letter.refresh_from_db()


def family(cast, *names, **more) -> list[Case]:
    """Accepted cases of one family, one for each name."""
    return made.accepted(cast, sought=names or ("محمدرضا فرضیان",), **more)


def three(cast) -> list[Case]:
    return family(cast, "محمدرضا فرضیان", "علی فرضیان", "جاسم فرضیان")


def mark(submission: Submission, case: Case) -> SubmissionCase:
    return submission.lines.get(case=case)
