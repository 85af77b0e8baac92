"""Arrived scans: what the office's scanner brought, and which family or case each belongs to."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, audit, vault
from casework.actions import reading, scans
from casework.actions.sheets import OTHER_FAMILY, Received
from casework.forms.papers import ReasonForm
from casework.forms.scans import PlaceForm
from casework.models import Scan, ScanState
from casework.vault import checks, scanner

from .documents import DRAWN, WIDTHS
from .sheet_readings import tell_reading
from .steps import attempt, command_of, fresh_command
from .uploading import tell_twins

LATELY = 20


def listing(request: HttpRequest) -> HttpResponse:
    """What waits, what could not be kept, what was thrown away lately; and where scanners write."""
    access.require(request.user, "attach")
    rows = access.scans(request.user).select_related("file", "office", "discarded_by")
    refused = rows.filter(state=ScanState.REFUSED, discarded_by=None)
    page = {
        "waiting": [_line(row) for row in rows.filter(state=ScanState.WAITING)],
        "refused": [
            {"scan": row, "said": checks.sentence(row.verdict, row.detail)} for row in refused
        ],
        "discarded": rows.filter(state=ScanState.DISCARDED).order_by("-arrived_at")[:LATELY],
        "folders": [folder(office) for office in access.scanning_offices(request.user)],
        "command": fresh_command(),
    }
    return render(request, "casework/scans.html", page)


def folder(office) -> dict:
    """Where an office's scanner writes; made now if it is missing."""
    try:
        return {"office": office, "place": str(scanner.folder_of(office))}
    except OSError:
        return {"office": office, "place": ""}


def _line(scan: Scan) -> dict:
    return {"scan": scan, "drawn": scan.file.mime.startswith(DRAWN)}


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Looks into the folders now, without waiting for the scheduler."""
    access.require(request.user, "attach")
    try:
        came = sum(scans.look(office) for office in access.scanning_offices(request.user))
    except OSError as error:
        unreadable = _("The scanner folder cannot be read. Tell the administrator.")
        full = vault.is_full(error)
        messages.error(request, checks.sentence("no_room") if full else unreadable)
        return redirect("scan_list")
    if came:
        messages.success(request, _("New scans have arrived."))
    else:
        messages.info(
            request, _("Nothing new. A file that is still being written is taken at the next look.")
        )
    return redirect("scan_list")


def place(request: HttpRequest, pk) -> HttpResponse:
    """One scan: its pages, and the form that gives it its place."""
    scan = _find(request, pk)
    if scan.state != ScanState.WAITING:
        messages.info(request, _("Somebody has given this scan its place in the meantime."))
        return redirect("scan_list")
    cases = access.cases(request.user, "attach").select_related("request__office")
    known = {"home": scan.number}
    form = PlaceForm(request.POST or None, initial=known, cases=cases.filter(office=scan.office))
    if request.method == "POST" and form.is_valid():
        filed, refusal = attempt(
            request, scans.file_scan, scan, form.family, form.about(),
            by=request.user, case=form.case, command=command_of(request),
        )  # fmt: skip
        if filed is not None:
            _say(request, filed)
            return _next(request)
        if OTHER_FAMILY in refusal.codes:
            messages.info(request, _("The scan stays on the list until it has its place."))
    _note_opening(request, scan)
    drawn = scan.file.mime.startswith(DRAWN)
    page = {
        "scan": scan,
        "form": form,
        "named": cases.filter(request__number=scan.number) if scan.number else (),
        "pages": range(1, scan.pages + 1) if drawn else (),
        "said": checks.sentence(scan.verdict, scan.detail) if scan.note else "",
        "command": fresh_command(),
    }
    return render(request, "casework/scan.html", page)


def _say(request, filed: scans.Filed) -> None:
    if filed.reading is None:
        messages.success(request, _("The scan has its place."))
    else:
        tell_reading(request, Received(filed.document, filed.reading))
    tell_twins(request, filed.document)


def _next(request) -> HttpResponse:
    """The scan that has waited longest; the list when none is left."""
    row = access.scans(request.user).filter(state=ScanState.WAITING).first()
    return redirect("scan", row.pk) if row else redirect("scan_list")


def _note_opening(request, scan: Scan) -> None:
    audit.record("view_scan", by=request.user, office=scan.office, target=scan.pk, reading=True)


def _find(request, pk) -> Scan:
    rows = access.scans(request.user).select_related("file", "office")
    return access.find(rows.exclude(file=None), pk=pk)


def picture(request: HttpRequest, pk, page: int) -> HttpResponse:
    """One page as a picture that cannot do anything; `small` for the list. Who asks for one that
    can be read, and has not opened the scan just now, is noted like who opens it."""
    scan = _find(request, pk)
    if scan.state == ScanState.FILED:
        raise Http404
    small = request.GET.get("small") == "1"
    if not small and not reading.is_open_scan(scan, by=request.user):
        _note_opening(request, scan)
    width = WIDTHS[0] if small else WIDTHS[1]
    try:
        with vault.open_plain(scan.file) as path:
            drawn = checks.safe_rendering(path, scan.file.mime, page, width)
    except (checks.RenderingRefused, vault.MissingFile) as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/png")


def discard(request: HttpRequest, pk) -> HttpResponse:
    """Takes a scan off the list after a page that asks why; it can be put back."""
    scan = access.find(access.scans(request.user).select_related("office"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        attempt(
            request, scans.discard, scan, by=request.user, why=form.cleaned_data["why"],
            command=command_of(request), done=_("The scan was taken off the list."),
        )  # fmt: skip
        return redirect("scan_list")
    page = {
        "title": _("Take this scan off the list?"),
        "text": _("It belongs to no family then. It can be put back from the list."),
        "cancel": reverse("scan_list"),
        "fields": [("command", fresh_command())],
        "form": form,
    }
    return render(request, "casework/sure.html", page)


@require_POST
def restore(request: HttpRequest, pk) -> HttpResponse:
    scan = access.find(access.scans(request.user).select_related("office"), pk=pk)
    attempt(
        request, scans.restore, scan, by=request.user,
        command=command_of(request), done=_("The scan is back on the list."),
    )  # fmt: skip
    return redirect("scan_list")
