"""Taking back one's own last step, within the hour and with a reason.

Only what nobody outside has seen can be taken back. A step that was taken back stays in the trail
and in the history, with the reason.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, signals
from casework.models import (
    Answer,
    Case,
    Consent,
    Contact,
    Correction,
    Due,
    Entry,
    FamilyRequest,
    Note,
)
from families.models import Person

from . import acting, consents, planning, quieting
from .errors import Refused
from .ledger import ChangedSince, take_back

WITHIN = datetime.timedelta(hours=1)
UNDO = "undo_own_step"


def last_step(case: Case, *, by, now: datetime.datetime | None = None) -> Entry | None:
    """The last thing the person did to this case or its family within the hour, unless undone."""
    since = (now or timezone.now()) - WITHIN
    recent = access.entries(by, case).filter(by=by, at__gte=since, reading=False)
    steps = list(recent.order_by("-at", "-sequence"))
    undone = {step.details.get("undoes") for step in steps if step.verb == UNDO}
    return next((s for s in steps if s.verb != UNDO and str(s.pk) not in undone), None)


def can_be_undone(step: Entry | None) -> bool:
    return step is not None and step.verb in _HANDLERS


def undo_last_step(case: Case, step_id, *, by, reason: str, command=None) -> None:
    """Takes the step back if it is still the person's last one and nothing was built on it."""
    with acting.acting(UNDO, by=by, case=case, command=command, content=[str(step_id)]) as act:
        if act.done:
            return
        if not reason.strip():
            raise Refused(_("Please give the reason."), code="reason")
        step = last_step(act.case, by=by)
        if step is None or str(step.pk) != str(step_id):
            raise Refused(
                _("This is not your last step any more, or the hour is over. Nothing was changed."),
                code="not_last",
            )
        handler = _HANDLERS.get(step.verb)
        if handler is None:
            raise Refused(cannot(step), code="cannot")
        try:
            handler(act, step, reason.strip())
        except ChangedSince:
            raise Refused(
                _("Somebody has changed the same thing since. Nothing was undone."),
                code="changed_since",
            ) from None
        acting.save(act.case)
        act.record(target=act.case.reference, undoes=str(step.pk), what=step.verb)


def cannot(step: Entry) -> str:
    """Why a step is not taken back, and what to do instead."""
    if step.verb in ("attach", "remove_paper"):
        return _("A document is taken out on its own page; what was taken out stays kept.")
    if step.verb in ("set_safety_stop", "lift_safety_stop"):
        return _("A stop is lifted by the protection officer alone.")
    return _(
        "This step cannot be undone: numbers were given, others were told, or something left the "
        "house. Take the next step that puts it right; the trail shows both."
    )


def _undo_correction(act, step: Entry, reason: str) -> None:
    Due.objects.filter(pk__in=step.details.get("dues", ())).update(done_at=None, done_by=None)
    key = step.details.get("correction")
    if not key:
        return
    correction = Correction.objects.select_for_update().get(pk=key)
    take_back(correction.changes)
    correction.undone_at, correction.undone_why = timezone.now(), reason
    correction.save()
    person = Person.objects.get(pk=correction.person_id)
    quieting.follow_death(correction.request, person, by=act.by)


def _undo_contact(act, step: Entry, reason: str) -> None:
    _undo_correction(act, step, reason)
    _take_back(Contact, step.details["contact"], reason)
    planning.plan(act.case.request)


def _undo_note(act, step: Entry, reason: str) -> None:
    _take_back(Note, step.details["note"], reason)


def _take_back(model, key, reason: str) -> None:
    row = model.objects.select_for_update().get(pk=key)
    if row.taken_back_at:
        raise ChangedSince(key)
    row.taken_back_at, row.taken_back_why = timezone.now(), reason
    row.save()


def _undo_consent(act, step: Entry, reason: str) -> None:
    """The answers that stood before are recorded again as new rows; no row is ever changed."""
    request = act.case.request
    if not step.details["purposes"]:
        raise Refused(cannot(step), code="cannot")
    FamilyRequest.objects.select_for_update().get(pk=request.pk)
    withdrawn = []
    for purpose in step.details["purposes"]:
        rows = Consent.objects.filter(request=request, purpose=purpose, body=None, document=None)
        newest, *earlier = rows.order_by("-sequence")[:2] or [None]
        if newest is None or newest.recorded_by != act.by or newest.recorded_at > step.at:
            raise ChangedSince(purpose)
        before = earlier[0] if earlier else newest
        answer = before.answer if earlier else Answer.NOT_ASKED
        consents.write(
            request, purpose, answer, by=act.by, how=before.how, on=act.case.office.today()
        )
        if newest.answer == Answer.GRANTED != answer:
            withdrawn.append(purpose)
    planning.plan(request)
    if withdrawn:
        signals.consent_withdrawn.send(
            sender=Consent, request=request, purposes=withdrawn, by=act.by
        )


_HANDLERS = {
    "edit_people": _undo_correction,
    "add_contact": _undo_contact,
    "tell_family": _undo_contact,
    "add_note": _undo_note,
    "record_consent": _undo_consent,
}
