"""Files of a letter that leave the screen: to be printed, to be handed in, to be kept."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import audit, vault
from casework.actions.errors import Refused
from casework.views.steps import fresh_command
from correspondence import access, drafting
from correspondence.actions import signing
from correspondence.forms.letters import CoverForm, MediumForm
from correspondence.forms.recipients import MEGABYTE
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


def letter_medium(request: HttpRequest, pk) -> HttpResponse:
    """The bundle for a stick or a disc: numbered parts, a list, the sums. Who took it is noted."""
    letter = find_letter(request, pk)
    access.require(request.user, "dispatch", letter.office)
    form = MediumForm(request.GET or None)
    if letter.bundle_id is None:
        raise Http404
    if form.is_bound and not form.is_valid():
        messages.error(request, form.errors["megabytes"][0])
        return redirect("letter", letter.pk)
    most = form.cleaned_data["megabytes"] if form.is_bound else None
    details = {"sha256": letter.bundle_sha256, "part_megabytes": most or 0}
    audit.record(
        "download_medium", by=request.user, office=letter.office, target=letter.pk,
        details=details, reading=True,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(dir=settings.WORK_DIR, prefix="medium-") as folder:
        try:
            packed = drafting.medium(letter, most and most * MEGABYTE, Path(folder))
        except vault.MissingFile as error:
            raise Http404 from error
        content = packed.open("rb")  # the name goes with the folder, the open file stays
    answer = FileResponse(content, content_type="application/zip", as_attachment=True)
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in letter.number)
    answer.headers["Content-Disposition"] = f'attachment; filename="letter-{plain}-medium.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def letter_binding(request: HttpRequest, pk) -> HttpResponse:
    """How far the binding is: a piece of the letter's page, or the page itself."""
    letter = find_letter(request, pk)
    if not request.htmx:
        return redirect("letter", letter.pk)
    page = {"letter": letter, "command": fresh_command(), **binding(request.user, letter)}
    return render(request, "correspondence/_letter_binding.html", page)
