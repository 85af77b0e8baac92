"""What was handed in before or outside this program: recorded in one call, never dressed up.

It takes no number and no approval. Its cases move to submitted where their life allows, with
the old date as it is remembered.
"""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from casework import vault
from casework.actions import acting, outward
from casework.actions.errors import Refused
from casework.models import Case, Office
from casework.models.body import StepKind
from casework.vault import checks
from correspondence.models import Recipient, Submission, SubmissionCase
from correspondence.models.submission import Proof
from families.calendars import PartialDate
from families.names import tidy


def record(
    cases: Sequence[Case],
    recipient: Recipient,
    *,
    by,
    office: Office,
    on: PartialDate,
    place: str = "",
    handed_by: str = "",
    number: str = "",
    papers: str = "",
    said: str = "",
    proof: str = Proof.REMEMBERED,
    proof_file: Path | None = None,
    proof_name: str = "",
    command=None,
) -> Submission:
    """An earlier submission of these cases. `on` is kept as it was said («بهار ۱۴۰۲»).

    A proof on paper may come with its scan. Raises Refused; nothing is written then.
    """
    content = [sorted(str(c.pk) for c in cases), str(recipient.pk), on.as_given, number]
    with acting.acting(
        "record_earlier", by=by, office=office, command=command, content=content
    ) as act:
        if act.done:
            return Submission.objects.get(pk=act.result["submission"])
        picked = list(dict.fromkeys(cases))
        _refuse(picked, office, on, proof, proof_file)
        submission = Submission.objects.create(
            office=office,
            recipient=recipient,
            opened_on=on.earliest,
            is_earlier=True,
            earlier_on=on,
            earlier_place=tidy(place)[:200],
            earlier_handed_by=tidy(handed_by),
            earlier_number=tidy(number)[:100],
            earlier_papers=tidy(papers),
            earlier_said=tidy(said),
            earlier_proof=proof,
            earlier_proof_file=_stored(proof_file, proof_name),
            created_by=by,
        )
        for case in picked:
            _carry(submission, case, by)
        act.result = {"submission": str(submission.pk)}
        act.record("record_earlier", target=submission.pk, cases=len(picked))
    return submission


def _refuse(cases, office: Office, on: PartialDate, proof: str, proof_file) -> None:
    if not cases:
        raise Refused(_("Please choose the cases that were handed in."), code="no_case")
    strange = [case.reference for case in cases if case.office_id != office.pk]
    if strange:
        sentence = _("These cases belong to another office: %(cases)s.")
        raise Refused(sentence % {"cases": ", ".join(strange)}, code="other_office")
    if on.earliest is None:
        sentence = _("Please say when it was handed in, at least the year.")
        raise Refused(sentence, code="no_date")
    if on.earliest > office.today():
        raise Refused(_("This day is still to come."), code="future")
    if proof not in Proof.values:
        raise Refused(_("Please say what you hold as proof."), code="proof")
    if proof == Proof.REMEMBERED and proof_file is not None:
        sentence = _("With a paper as proof it is more than a memory: say what the paper is.")
        raise Refused(sentence, code="proof")


def _stored(path: Path | None, name: str):
    if path is None:
        return None
    examined = checks.examine(path, original_name=name or path.name)
    if examined.refused:
        raise Refused(checks.sentence(examined.code, examined.detail), code=examined.code)
    return vault.put(path, mime=examined.mime)


def _carry(submission: Submission, case: Case, by) -> None:
    given = submission.earlier_on
    SubmissionCase.objects.create(submission=submission, case=case, sent_on=given.earliest)
    outward.record_step(
        case,
        by=by,
        body=submission.recipient.body,
        kind=StepKind.EARLIER,
        thread=submission.pk,
        on=given.earliest,
        on_as_given=given.as_given[:100],
    )
