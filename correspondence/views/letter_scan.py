"""The signed scan: uploaded, compared with what was printed, looked at side by side, confirmed."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import vault
from casework.vault import checks
from casework.views.steps import attempt, fresh_command, press_of
from correspondence import access, queries
from correspondence.actions import signing
from correspondence.forms.letters import ConfirmScanForm, ScanForm
from correspondence.models import Letter
from correspondence.models.letter import LetterState
from correspondence.pdf.drawing import NoSuchPage, drawn_page

from .letter import find_letter
from .letter_desk import kind_title

WIDTH = 900


def letter_scan(request: HttpRequest, pk) -> HttpResponse:
    """`do`: upload a scan, confirm the one that was compared, or drop it and take another."""
    letter = find_letter(request, pk, "sign_letter")
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "upload":
        return _upload(request, letter)
    held = _held(request, letter)
    if do == "drop":
        request.session.pop(_key(letter), None)
        return redirect("letter_scan", letter.pk)
    if do == "confirm" and held:
        return _confirm(request, letter, held)
    return _page(request, letter, held)


def _key(letter: Letter) -> str:
    return f"scan:{letter.pk}:{letter.edition}"


def _held(request, letter: Letter) -> dict | None:
    """What was compared and waits to be confirmed, in this person's own session."""
    return request.session.get(_key(letter)) if letter.state == LetterState.NUMBERED else None


def _upload(request, letter: Letter) -> HttpResponse:
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, letter, None, form=form)
    upload = form.cleaned_data["scan"]
    if upload.size > settings.UPLOAD_MAX_BYTES:
        messages.error(request, _("This file is too large. Please scan with fewer dots per inch."))
        return _page(request, letter, None)
    with vault.upload_path(upload) as path:
        verdict, _refusal = attempt(
            request,
            signing.receive_scan,
            letter,
            path,
            by=request.user,
            original_name=upload.name,
        )
    if verdict is None:
        return _page(request, letter, None)
    if not verdict.usable:
        messages.error(request, verdict.sentence)
        return _page(request, letter, None)
    request.session[_key(letter)] = {
        "file": str(verdict.file.pk),
        "code": verdict.code,
        "sentence": str(verdict.sentence),
        "pages": verdict.pages,
        "order": list(verdict.order),
        "others": [n for n in range(1, verdict.pages + 1) if n not in verdict.order],
        "needs_person": verdict.needs_person,
    }
    return redirect("letter_scan", letter.pk)


def _confirm(request, letter: Letter, held: dict) -> HttpResponse:
    form = _confirm_form(letter, held, request.POST)
    if not form.is_valid():
        return _page(request, letter, held, confirm_form=form)
    given = form.cleaned_data
    signed, _refusal = attempt(
        request,
        signing.confirm_scan,
        letter,
        access.scan_of(request.user, letter, held["file"]),
        by=request.user,
        signatory=given["signatory"],
        signed_on=given["signed_on"],
        looked=given.get("looked", False),
        done=_("The letter is signed. Its pages are being bound together."),
        **press_of(request),
    )
    if signed is None:
        return _page(request, letter, held, confirm_form=form)
    request.session.pop(_key(letter), None)
    return redirect("letter", letter.pk)


def _confirm_form(letter: Letter, held: dict, data=None) -> ConfirmScanForm:
    return ConfirmScanForm(
        data,
        people=queries.who_may_sign(letter),
        needs_person=held["needs_person"],
        initial={"signatory": letter.signatory_id},
    )


def _page(request, letter: Letter, held: dict | None, form=None, confirm_form=None) -> HttpResponse:
    waits = letter.state == LetterState.NUMBERED
    if held and confirm_form is None:
        confirm_form = _confirm_form(letter, held)
    page = {
        "letter": letter,
        "kind": kind_title(letter),
        "waits": waits,
        "held": held,
        "pairs": _pairs(letter, held),
        "form": form or ScanForm(),
        "confirm_form": confirm_form,
        "command": fresh_command(),
    }
    return render(request, "correspondence/letter_scan.html", page)


def _pairs(letter: Letter, held: dict | None) -> list[tuple[int, int]]:
    """Page of the letter, page of the scan."""
    if held:
        return list(enumerate(held["order"], 1))
    if letter.scan_id:
        return list(enumerate(letter.values["scan"]["order"], 1))
    return []


def letter_page(request: HttpRequest, pk, page: int) -> HttpResponse:
    """A page of the numbered letter as a picture."""
    letter = find_letter(request, pk)
    if letter.pdf is None:
        raise Http404
    try:
        drawn = drawn_page(b"".join(vault.read(letter.pdf)), page, WIDTH)
    except (NoSuchPage, vault.MissingFile) as error:
        raise Http404 from error
    return _picture(drawn)


def letter_scan_page(request: HttpRequest, pk, page: int) -> HttpResponse:
    """A page of the scan, drawn by a child process: the upload itself is never shown."""
    letter = find_letter(request, pk, "sign_letter")
    held = _held(request, letter)
    scan = access.scan_of(request.user, letter, held["file"]) if held else letter.scan
    if scan is None:
        raise Http404
    try:
        with vault.open_plain(scan) as path:
            drawn = checks.safe_rendering(path, scan.mime, page, WIDTH)
    except (checks.RenderingRefused, vault.MissingFile) as error:
        raise Http404 from error
    return _picture(drawn)


def _picture(drawn: bytes) -> HttpResponse:
    answer = HttpResponse(drawn, content_type="image/png")
    answer.headers["Cache-Control"] = "no-store"
    return answer
