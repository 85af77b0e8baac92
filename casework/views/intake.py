"""The desk: a request from the first word to the printed receipt."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework import access, vault
from casework.actions import drafts, requests
from casework.forms.intake import PapersForm
from casework.forms.sheet import Sheet
from casework.vault import checks

from .steps import attempt, command_of, fresh_command

NOT_TYPED = {"csrfmiddlewaretoken", "do", "command"}


def new(request: HttpRequest) -> HttpResponse:
    """An empty page; the first word typed makes a draft."""
    access.require(request.user, "log_request")
    return _desk(request, None)


def draft(request: HttpRequest, pk) -> HttpResponse:
    """A draft gone on with, from any computer of the office."""
    access.require(request.user, "log_request")
    return _desk(request, access.find(access.drafts(request.user), pk=pk))


def drop(request: HttpRequest, pk) -> HttpResponse:
    """Throws a draft away, after a page that asks."""
    access.require(request.user, "log_request")
    held = access.find(access.drafts(request.user), pk=pk)
    if request.method == "POST":
        drafts.drop_draft(held, by=request.user)
        messages.success(request, _("The unfinished request was thrown away."))
        return redirect("home")
    return render(request, "casework/intake_drop.html", {"draft": held})


def _desk(request, held):
    if request.method != "POST":
        return _page(request, held, held.fields if held else {})
    typed = _typed(request, held)
    if request.headers.get("X-Autosave"):
        return _kept(_keep(request, held, typed))
    refused = _take_files(request, typed)
    if request.POST.get("do") == "more":
        typed["count"] = str(int(typed.get("count") or 1) + 1)
    held = _keep(request, held, typed)
    if request.POST.get("do") == "log" and not refused:
        return _log(request, held, typed)
    return redirect("intake_draft", held.pk)


def _typed(request, held) -> dict:
    typed = {k: v for k, v in request.POST.items() if k not in NOT_TYPED}
    typed["papers"] = held.fields.get("papers", []) if held else []
    return typed


def _keep(request, held, typed):
    office = held.office if held else _office(request)
    return drafts.save_draft(typed, by=request.user, office=office, draft=held)


def _office(request):
    wanted = access.offices_for(request.user, "log_request")
    return access.offices(request.user).filter(pk__in=wanted).first()


def _kept(held) -> JsonResponse:
    when = timezone.localtime(held.saved_at)
    said = _("Kept %(time)s") % {"time": date_format(when, "H:i")}
    return JsonResponse({"message": said, "action": reverse("intake_draft", args=[held.pk])})


def _take_files(request, typed) -> bool:
    """Each file is examined by itself; what is good is kept, what is not gets its sentence."""
    files = request.FILES.getlist("files")
    refused = False
    for upload in files:
        verdict, stored = receive(upload)
        said = f"{upload.name}: {checks.sentence(verdict.code, verdict.detail)}"
        if stored is None:
            refused = True
            messages.error(request, said)
            continue
        messages.success(request, said)
        typed["papers"].append(
            {
                "id": str(stored.pk),
                "name": upload.name,
                "mime": verdict.mime,
                "pages": verdict.pages or 1,
                "note": verdict.code if verdict.kind == "neutralised" else "",
            }
        )
    return refused


def receive(upload):
    """The verdict on an upload and, if it may be kept, the file in the vault."""
    limits = checks.Limits(file_bytes=settings.UPLOAD_MAX_BYTES)
    with checks.Examiner(limits) as examiner, vault.upload_path(upload) as path:
        verdict = examiner.examine(path, original_name=upload.name)
        if verdict.refused:
            return verdict, None
        return verdict, vault.put(path, mime=verdict.mime)


def _log(request, held, typed):
    sheet = Sheet(typed, papers=typed["papers"], language=held.office.language, checked=True)
    if not sheet.is_valid():
        return _page(request, held, typed, sheet=sheet)
    told = sheet.told(today=held.office.today())
    logged, _refusal = attempt(
        request,
        requests.log_request,
        told,
        office=held.office,
        by=request.user,
        command=command_of(request),
    )
    if logged is None:
        return _page(request, held, typed, sheet=sheet)
    drafts.drop_draft(held, by=request.user)
    return redirect("receipt", logged.number)


def _page(request, held, typed, sheet=None):
    office = held.office if held else _office(request)
    sheet = sheet or Sheet(typed, papers=typed.get("papers", []), language=office.language)
    shown = {
        "draft": held,
        "office": office,
        "sheet": sheet,
        "papers_form": PapersForm(),
        "missing": sheet.missing() if typed else [],
        "command": fresh_command(),
    }
    return render(request, "casework/intake.html", shown)
