"""Sheets that leave the house: asked for with a reason, allowed by a second person, fetched once.

The trail holds who, how many rows and which columns; never what stood in them.
"""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit
from casework.models import Export
from casework.models.export import ExportState
from families.names import tidy

from . import acting
from .errors import Refused

ALONE = 50  # rows for which one person is enough
KEPT_FOR = datetime.timedelta(days=14)


def request_export(
    *, by, office, asked, reason, columns, form, language, rows, sort="", command=None
) -> Export:
    """Asks for a sheet. Up to fifty rows may be fetched at once; for more a second person decides.

    Refused without a reason, without rows, or above the cap (setting EXPORT_MOST_ROWS).
    """
    content = [str(office.pk), asked, columns, form, rows]
    with acting.acting("export", by=by, office=office, command=command, content=content) as act:
        if act.done:
            return Export.objects.get(pk=act.result["export"])
        _check(tidy(reason), rows)
        export = Export.objects.create(
            office=office,
            by=by,
            asked=asked,
            reason=tidy(reason)[:500],
            sort=sort,
            columns=columns,
            form=form,
            language=language,
            rows=rows,
            state=ExportState.ALLOWED if rows <= ALONE else ExportState.WAITING,
            expires_at=timezone.now() + KEPT_FOR,
        )
        act.result = {"export": str(export.pk)}
        act.record("request_export", target=export.pk, rows=rows, columns=columns, form=form)
    return export


def _check(reason: str, rows: int) -> None:
    if not reason:
        raise Refused(_("Please give the reason."), code="reason")
    if not rows:
        raise Refused(_("No case fits: there is nothing to export."), code="nothing")
    if rows > settings.EXPORT_MOST_ROWS:
        raise Refused(
            _("This is more than may be exported at once (%(most)s cases). Use the filters.")
            % {"most": settings.EXPORT_MOST_ROWS},
            code="cap",
        )


def decide_export(export: Export, *, by, allow: bool) -> Export:
    """The second person allows or declines. Refused for whoever asked."""
    with acting.acting("approve_export", by=by, office=export.office) as act:
        export = Export.objects.select_for_update().get(pk=export.pk)
        if export.by_id == by.pk:
            raise Refused(_("You asked for it yourself: another person decides."), code="self")
        if export.state != ExportState.WAITING or over(export):
            raise Refused(_("This was decided already, or its time is over."), code="decided")
        export.state = ExportState.ALLOWED if allow else ExportState.DECLINED
        export.decided_by, export.decided_at = by, timezone.now()
        export.save()
        act.record("allow_export" if allow else "decline_export", target=export.pk)
    return export


def take_export(export: Export, *, by, confidential: list[str]) -> Export:
    """Marks it as fetched, before the first row is written. Refused a second time, before it was
    allowed, after 14 days, and for anybody but the person who asked."""
    with acting.acting("export", by=by, office=export.office):
        export = Export.objects.select_for_update().get(pk=export.pk)
        if export.by_id != by.pk:
            raise Refused(_("Only the person who asked for it can fetch it."), code="other")
        if export.state != ExportState.ALLOWED:
            raise Refused(_("This cannot be fetched, or was fetched already."), code="state")
        if over(export):
            raise Refused(_("The 14 days are over: please ask for it again."), code="over")
        export.state, export.taken_at = ExportState.TAKEN, timezone.now()
        export.save()
        audit.record(
            "take_export",
            by=by,
            office=export.office,
            target=export.pk,
            details={"rows": export.rows, "columns": export.columns},
            reading=bool(confidential),
        )
    return export


def over(export: Export) -> bool:
    """Whether its 14 days have passed."""
    return timezone.now() > export.expires_at


def forget_exports(*, now: datetime.datetime | None = None) -> int:
    """Empties what was asked for and why, once the 14 days are over; the trail keeps the counts."""
    over = Export.objects.filter(expires_at__lt=now or timezone.now()).exclude(columns=[])
    forgotten = 0
    for export in over:
        export.asked, export.reason, export.columns = {}, "", []
        export.save(update_fields=["asked", "reason", "columns"])
        forgotten += 1
    return forgotten
