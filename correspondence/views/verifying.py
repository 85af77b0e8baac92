"""Is this file a letter of ours? Uploaded, looked at, not kept."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework import audit, vault
from correspondence import access, verifying
from correspondence.forms.letters import VerifyForm
from correspondence.sentences import verified_sentence


def letter_verify(request: HttpRequest) -> HttpResponse:
    """Genuine, changed or not ours, in one sentence; that somebody asked is written down."""
    access.require(request.user, "view_register")
    form = VerifyForm(request.POST or None, request.FILES or None)
    page = {"form": form}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > settings.UPLOAD_MAX_BYTES:
            form.add_error("file", _("This file is too large."))
        else:
            page |= _looked_at(request, upload)
    return render(request, "correspondence/letter_verify.html", page)


def _looked_at(request, upload) -> dict:
    with vault.upload_path(upload) as path:
        finding = verifying.verify(path, name=upload.name)
    office = access.first_office(request.user, "view_register")
    audit.record(
        "verify_letter",
        by=request.user,
        office=office,
        target=finding.number,
        details={"code": finding.code},
        reading=True,
    )
    return {"finding": finding, "said": verified_sentence(finding)}
