"""Deciding whether two sought people are one: same, different or not sure, with the reason.

Nothing is merged. “Same” links the two records; a judgement is remembered and can be taken back.
"""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access, audit
from casework.models import Judgement, Likeness
from families.models import PersonLink

from . import acting, linking
from .errors import Refused


def judge(row: Likeness, judgement: str, *, by, reason, seen=None, command=None) -> Likeness:
    """Keeps what a person decided about two cases, and the reason."""
    content = [str(row.pk), judgement]
    told = {"by": by, "case": row.first, "command": command, "content": content}
    with acting.acting("link_people", **told) as act:
        if act.done:
            return Likeness.objects.get(pk=row.pk)
        row = _locked(row, act, seen)
        if judgement not in Judgement.values:
            raise Refused(_("Please choose one of the three."), code="judgement")
        if not reason.strip():
            raise Refused(_("Please give the reason."), code="reason")
        if row.judgement:
            raise Refused(_("Somebody has decided already."), code="judged")
        if judgement == Judgement.SAME:
            row.link = _link(row, by=by, reason=reason)
        row.judgement, row.reason = judgement, reason.strip()
        row.judged_by, row.judged_at = by, timezone.now()
        _write(row, act, judgement)
    return row


def take_back(row: Likeness, *, by, reason, seen=None, command=None) -> Likeness:
    """The two are open again. A link that the judgement made ends and stays in the history."""
    content = ["take_back", str(row.pk)]
    told = {"by": by, "case": row.first, "command": command, "content": content}
    with acting.acting("link_people", **told) as act:
        if act.done:
            return Likeness.objects.get(pk=row.pk)
        row = _locked(row, act, seen)
        if not reason.strip():
            raise Refused(_("Please give the reason."), code="reason")
        if not row.judgement:
            raise Refused(_("This was taken back already."), code="open")
        if row.link_id and row.link.is_standing:
            first, second = row.first, row.second
            linking.unlink(first, first.sought, row.link, second, by=by, reason=reason)
        row.reopen()
        _write(row, act, "taken_back")
    return row


def _locked(row: Likeness, act: acting.Act, seen) -> Likeness:
    row = (
        Likeness.objects.select_for_update(of=("self",))
        .select_related("first__sought", "second__sought", "link")
        .get(pk=row.pk)
    )
    if not access.may(act.by, act.verb, row.second):
        raise PermissionDenied(act.verb)
    if seen is not None and int(seen) != row.version:
        raise Refused(_("Somebody has decided already."), code="judged")
    return row


def _link(row: Likeness, *, by, reason: str) -> PersonLink:
    standing = linking.links_between(row.first.sought, row.second.sought).first()
    if standing:
        return standing
    first, second = row.first, row.second
    return linking.link(first, first.sought, second, second.sought, by=by, reason=reason)


def _write(row: Likeness, act: acting.Act, deed: str) -> None:
    """Saved, with a line in the trail of both cases."""
    row.version += 1
    row.save()
    for case in (row.first, row.second):
        audit.record(
            act.verb,
            by=act.by,
            case=case,
            target=case.reference,
            details={"deed": deed, "likeness": str(row.pk)},
        )
