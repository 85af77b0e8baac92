"""Files that come in pieces over a weak line: begun, sent piece by piece, finished.

    POST   …/uploads/             name, size, CRC-32, what it is; gives its address, where to go on
    GET    its address            where to go on
    PUT    its address            one piece, with Upload-Offset and Piece-Checksum (CRC-32)
    POST   its address            all has come: the verdict; with `password` for a locked file

A file comes to a case, or to a request that is still being typed. Whoever began an upload may go on
with it, from any computer. Without JavaScript the plain form of the page does the same in one go.
"""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework import access
from casework.actions import uploads
from casework.actions.errors import Refused
from casework.forms.papers import NewUploadForm, UploadForm
from casework.models import Upload, UploadState
from casework.vault import pieces

from .case import find_case
from .files import verdict_on
from .sheet_readings import tell_unread
from .steps import attempt

STATUS = {"no_room": 507}


@require_POST
def begin(request: HttpRequest, reference: str) -> HttpResponse:
    """A place for one file; the same file again goes on where it broke off."""
    return _begin(request, find_case(request, reference, "attach"), UploadForm(request.POST))


@require_POST
def begin_draft(request: HttpRequest, pk) -> HttpResponse:
    """The same for a request that is still being typed."""
    access.require(request.user, "log_request")
    return _begin(
        request, access.find(access.drafts(request.user), pk=pk), NewUploadForm(request.POST)
    )


def _begin(request, home, form) -> HttpResponse:
    if not form.is_valid():
        reasons = [reason for errors in form.errors.values() for reason in errors]
        return JsonResponse({"message": " ".join(reasons)})  # 200: a form that was not filled in
    file = {name: form.cleaned_data[name] for name in ("name", "size", "checksum")}
    try:
        row = uploads.begin(home, by=request.user, about=form.about(), **file)
    except Refused as refused:
        return _refused(refused)
    return JsonResponse(_whereabouts(row), status=201)


@require_http_methods(["GET", "PUT", "POST"])
def upload(request: HttpRequest, pk) -> HttpResponse:
    row = _find(request, pk)
    if request.method == "PUT":
        return _piece(request, row)
    if request.method == "POST":
        return _finish(request, row)
    return JsonResponse(_whereabouts(row))


def _find(request, pk) -> Upload:
    rows = access.uploads(request.user).select_related("case__office", "draft__office")
    return access.find(rows, pk=pk)


def page_of(row: Upload) -> str:
    """The page from which this file was sent."""
    if row.case:
        return reverse("case_documents", args=[row.case.reference])
    return reverse("intake_page", args=[row.draft_id, "papers"])


def _whereabouts(row: Upload) -> dict:
    address = reverse("upload", args=[row.pk])
    return {"url": address, "offset": row.received, "state": row.state, "piece": pieces.LARGEST}


def _piece(request, row: Upload) -> HttpResponse:
    try:
        offset = int(request.headers.get("Upload-Offset", ""))
        checksum = int(request.headers.get("Piece-Checksum", ""))
        length = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        return JsonResponse(_whereabouts(row), status=400)
    if length > pieces.LARGEST:
        return JsonResponse(_whereabouts(row), status=413)
    try:
        row = uploads.take_piece(
            row, by=request.user, offset=offset, content=request.body, checksum=checksum
        )
    except uploads.OutOfStep:
        row.refresh_from_db()
        return JsonResponse(_whereabouts(row), status=409)
    except Refused as refused:
        return _refused(refused)
    return JsonResponse(_whereabouts(row))


def _finish(request, row: Upload) -> HttpResponse:
    quiet = request.headers.get("Accept") == "application/json"
    password = request.POST.get("password", "")
    try:
        row = uploads.finish(row, by=request.user, password=password)
    except uploads.OutOfStep as step:
        answer = {**_whereabouts(row), "offset": step.offset}
        return JsonResponse(answer, status=409) if quiet else _not_whole(request, row)
    except Refused as refused:
        if quiet:
            return _refused(refused)
        messages.error(request, str(refused))
        return redirect(page_of(row))
    tell(request, row)
    if quiet:
        return JsonResponse(_whereabouts(row))
    return redirect(page_of(row))


def _not_whole(request, row: Upload) -> HttpResponse:
    messages.error(request, _("Parts of this file have not come yet. Choose the same file again."))
    return redirect(page_of(row))


def holding(request, home, upload, about: dict):
    """Has a locked file wait, sealed, for its password; the verdict then says so."""

    def hold(path, verdict):
        _row, refusal = attempt(
            request, uploads.hold_locked, home, path, by=request.user, name=upload.name, about=about
        )
        return verdict if refusal else replace(verdict, code="waits_for_password")

    return hold


def tell(request, row: Upload) -> None:
    """The verdict on one file, as the next page shows it."""
    say, code = messages.success if row.state == UploadState.KEPT else messages.error, row.verdict
    if row.state == UploadState.LOCKED and code == "password":
        say, code = messages.warning, "waits_for_password"
    say(request, verdict_on(row.name, code, row.detail))
    if row.document:
        tell_again(request, row.document, since=row.began_at)
        tell_unread(request, row.document)
        tell_twins(request, row.document)
    elif row.detail.get("file"):
        tell_same(request, row.detail["file"])


def tell_again(request, document, *, since) -> None:
    """That a file was a paper of this case before it was sent once more, and is one still."""
    if document.added_at < since:
        messages.info(request, _("The same file stands among the documents already."))


def tell_twins(request, document) -> None:
    """Where the same file already is, beside this paper."""
    tell_same(request, document.file_id, but=document.pk)


def tell_same(request, file, *, but=None) -> None:
    """Where a file (its row's id) already is, among what this person sees anyway."""
    seen = access.documents(request.user)
    others = [paper for paper in uploads.twins(seen, file) if paper.pk != but]
    if others:
        where = sorted({p.case.reference if p.case else p.request.number for p in others})
        said = _("The same file is already here: %(where)s.")
        messages.info(request, said % {"where": "\u2066" + ", ".join(where) + "\u2069"})


def _refused(refused: Refused) -> JsonResponse:
    code = refused.codes[0] if refused.codes else ""
    return JsonResponse({"message": str(refused)}, status=STATUS.get(code, 422))


def drop(request: HttpRequest, pk) -> HttpResponse:
    """Throws away a file that never became a paper, after a page that asks."""
    row = _find(request, pk)
    address = page_of(row)
    if request.method == "POST":
        uploads.drop(row, by=request.user)
        messages.success(request, _("The file was thrown away."))
        return redirect(address)
    page = {
        "case": row.case,
        "title": _("Throw this file away?"),
        "text": _("What has come of it is deleted. Nothing of it stands among the documents."),
        "cancel": address,
        "grave": True,
    }
    return render(request, "casework/sure.html", page)


def waiting(user, **home) -> list[dict]:
    """The person's own files of this case or draft that have not become papers."""
    rows = access.uploads(user).filter(**home)
    unfinished = rows.filter(state__in=(UploadState.COMING, UploadState.LOCKED))
    return [{"upload": row, "locked": row.state == UploadState.LOCKED} for row in unfinished]
