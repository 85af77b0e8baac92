"""Files of a letter that leave the screen: to be printed, to be handed in, to be kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import audit
from casework.actions.errors import Refused
from casework.views.steps import fresh_command
from correspondence import access, drafting
from correspondence.actions import signing
from correspondence.forms.letters import CoverForm
from correspondence.models import Letter

from .letter import binding, find_letter, note_reading
from .shared import hand_out


def letter_print(request: HttpRequest, pk) -> HttpResponse:
    """The pages to be signed, without list, sheets and annexes."""
    letter = find_letter(request, pk)
    try:
        pages = signing.print_for_signature(letter)
    except Refused as refusal:
        return _not_now(request, letter, refusal)
    note_reading(request.user, letter, "print_letter")
    return shown(pages, "letter-to-sign.pdf")


def letter_cover(request: HttpRequest, pk) -> HttpResponse:
    """The cover sheet for handing in. The bearer's name comes by POST and is not kept."""
    letter = find_letter(request, pk)
    access.require(request.user, "dispatch", letter.office)
    form = CoverForm(request.POST if request.method == "POST" else {})
    bearer = form.cleaned_data["bearer"] if form.is_valid() else ""
    try:
        sheet = drafting.cover_sheet(letter, bearer=bearer)
    except Refused as refusal:
        return _not_now(request, letter, refusal)
    note_reading(request.user, letter, "print_cover_sheet")
    return shown(sheet.pdf, "cover-sheet.pdf")


def _not_now(request, letter: Letter, refusal: Refused) -> HttpResponse:
    for reason in refusal.reasons:
        messages.error(request, reason)
    return redirect("letter", letter.pk)


def shown(content: bytes, name: str) -> HttpResponse:
    """A file that we made ourselves: the browser may show and print it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def letter_bundle(request: HttpRequest, pk) -> HttpResponse:
    """The whole bundle to be saved; who took it is written down."""
    letter = find_letter(request, pk)
    if letter.bundle_id is None:
        raise Http404
    audit.record(
        "download_bundle",
        by=request.user,
        office=letter.office,
        target=letter.pk,
        details={"sha256": letter.bundle_sha256},
        reading=True,
    )
    answer = hand_out(letter.bundle, f"letter-{letter.number}")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def letter_binding(request: HttpRequest, pk) -> HttpResponse:
    """How far the binding is: a piece of the letter's page, or the page itself."""
    letter = find_letter(request, pk)
    if not request.htmx:
        return redirect("letter", letter.pk)
    page = {"letter": letter, "command": fresh_command(), **binding(request.user, letter)}
    return render(request, "correspondence/_letter_binding.html", page)
