"""Starting a letter: for whom, about which cases, following what."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from casework.actions import acting
from casework.actions.errors import Refused
from casework.models import Case, Office
from casework.models.office import Language
from correspondence import drafting, followup, office_texts, submissions, wording
from correspondence.models import Letter, Recipient, Submission
from correspondence.models.letter import UNSENT, LetterState
from correspondence.wording import LetterKind

from . import rows

MOST_CASES = 500
"""More cases than that no office reads in one letter, and no page shows while somebody waits."""


def too_many(number: int) -> str:
    """Why a letter cannot be about so many cases, and what to do instead."""
    sentence = _(
        "A letter holds at most %(most)s cases; these are %(number)s. Narrow the list, for example "
        "by place or by day, and write several letters."
    )
    return sentence % {"most": MOST_CASES, "number": number}


def draft(
    cases: Sequence[Case],
    recipient: Recipient,
    kind: str,
    language: str,
    *,
    by,
    office: Office,
    copies: Sequence = (),
    follows: Sequence[Letter] = (),
    submission: Submission | None = None,
    signatory=None,
    command=None,
) -> Letter:
    """A draft about the cases that may go to this recipient; the others stay listed with reasons.

    `copies` are recipients or pairs of recipient and role. A reminder without cases takes all
    that are unanswered in the thread of what it `follows` (or of `submission`). Raises Refused.
    """
    content = [sorted(str(c.pk) for c in cases), str(recipient.pk), kind, language]
    with acting.acting(
        "draft_letter", by=by, office=office, command=command, content=content
    ) as act:
        if act.done:
            return Letter.objects.get(pk=act.result["letter"])
        of_kind = _kind(kind, recipient, language, copies)
        thread, follows = _thread(of_kind, cases, recipient, office, follows, submission, by)
        _one_at_a_time(of_kind, thread)
        cases = _cases(of_kind, cases, thread)
        letter = Letter.objects.create(
            submission=thread,
            office=office,
            kind=kind,
            language=language,
            template=office_texts.in_use(office, kind, language),
            author=by,
            signatory=signatory or next(iter(drafting.in_office(office, office.today())), None),
        )
        letter.follows.set(follows)
        rows.write_parties(letter, recipient, copies)
        rows.pick(letter, cases)
        _refuse_empty(rows.refresh(letter))
        letter.save()
        act.result = {"letter": str(letter.pk)}
        act.record("draft", target=letter.pk, kind=kind, cases=len(cases))
    return letter


def _kind(code: str, recipient: Recipient, language: str, copies: Sequence) -> LetterKind:
    """The kind, if it may go to this recipient in this language."""
    of_kind = wording.kinds().get(code)
    if of_kind is None or not of_kind.offered or of_kind.audience != "body":
        raise Refused(_("There is no such kind of letter."), code="kind")
    if recipient.body.kind not in of_kind.recipients:
        sentence = _("This kind of letter does not go to: %(body)s.")
        raise Refused(sentence % {"body": recipient.body.get_kind_display()}, code="body_kind")
    if language not in recipient.languages():
        sentence = _("%(name)s has no address text in %(language)s yet. Add it to the recipient.")
        values = {"name": recipient.name(), "language": _language_name(language)}
        raise Refused(sentence % values, code="recipient_language")
    given = [recipient, *(c[0] if isinstance(c, tuple) else c for c in copies)]
    if len({each.pk for each in given if each}) < len([each for each in given if each]):
        raise Refused(_("The same recipient stands there twice."), code="recipient_twice")
    return of_kind


def _language_name(code: str) -> str:
    return dict(Language.choices).get(code, code)


def _thread(of_kind: LetterKind, cases, recipient, office, follows, submission, by):
    """The submission that the letter belongs to, and the letters that it cites."""
    if of_kind.cites == "earlier":
        thread = submission or submissions.earlier_with(recipient, office, cases)
        if thread is None or not thread.is_earlier:
            sentence = _("No earlier submission of these cases to this body is recorded.")
            raise Refused(sentence, code="no_earlier")
        return thread, []
    if of_kind.cites == "follows":
        return _followed(recipient, follows, submission)
    opened = office.today()
    return (
        Submission.objects.create(
            office=office, recipient=recipient, opened_on=opened, created_by=by
        ),
        [],
    )


def _followed(recipient: Recipient, follows, submission):
    """Our own letters that have left, in one thread with this body."""
    if not follows and submission is not None:
        sent = submissions.sent_letters(submission)
        follows = [each for each in sent if each.kind != "reminder"][:1]
    threads = {each.submission_id for each in follows}
    if not follows or len(threads) > 1 or any(each.state != LetterState.SENT for each in follows):
        sentence = _("This letter must follow a letter of ours that has been sent.")
        raise Refused(sentence, code="nothing_followed")
    thread = follows[0].submission
    if thread.recipient.body_id != recipient.body_id:
        sentence = _("The letter that is followed went to another body.")
        raise Refused(sentence, code="other_body")
    return thread, list(follows)


def _one_at_a_time(of_kind: LetterKind, thread: Submission) -> None:
    """Eight people who press "remind" at once write one; the others hear who was faster."""
    if of_kind.code not in followup.ONE_AT_A_TIME:
        return
    Submission.objects.select_for_update().get(pk=thread.pk)
    waiting = thread.letters.filter(kind=of_kind.code, state__in=UNSENT)
    other = waiting.select_related("author").first()
    if other is not None:
        sentence = _("%(who)s has written this letter already; it has not left yet.")
        raise Refused(sentence % {"who": other.author}, code="not_left_yet")


def _cases(of_kind: LetterKind, cases, thread: Submission) -> list[Case]:
    picked = list(dict.fromkeys(cases))
    if not picked and of_kind.code == "reminder":
        picked = [line.case for line in submissions.unanswered(thread)]
    if not picked and of_kind.says in ("new", "changed"):
        picked = [line.case for line in thread.lines.select_related("case")]
    if not picked:
        raise Refused(_("A letter needs at least one case."), code="no_case")
    if len(picked) > MOST_CASES:
        raise Refused(too_many(len(picked)), code="too_many_cases")
    if of_kind.cases == "one" and len(picked) > 1:
        raise Refused(_("This kind of letter is about one case only."), code="one_case")
    return picked


def _refuse_empty(desk: drafting.Desk) -> None:
    if not desk.included:
        reasons = [
            f"{line.case.reference}: {reason}" for line in desk.lines for reason in line.reasons
        ]
        codes = sorted({code for line in desk.lines for code in line.codes})
        raise Refused(_("None of these cases can go."), *reasons, codes=["no_case", *codes])
