"""The head of an office's letters: emblem, printed paper, opening words, beside a real page."""

import base64
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import vault
from casework.models import Office
from casework.models.office import Language
from casework.views.steps import attempt, fresh_command, press_of
from correspondence import access, drafting, wording
from correspondence.actions import heads as actions
from correspondence.forms.heads import EmblemForm, HeadForm
from correspondence.models import OfficeHead
from correspondence.pdf.drawing import drawn_page

SHOWN = "tracing_request"


@dataclass
class HeadSight:
    """The first page of a sample letter with these settings, in one language."""

    language: str
    pdf: bytes

    @property
    def picture(self) -> str:
        return f"data:image/png;base64,{base64.b64encode(drawn_page(self.pdf, 1)).decode()}"


def office_heads(request: HttpRequest) -> HttpResponse:
    """The first office whose head the user may set; the page leads to the others."""
    access.require(request.user, "keep_heads")
    return redirect("office_head", access.offices_with_heads(request.user)[0].code)


def office_head(request: HttpRequest, code: str) -> HttpResponse:
    """POST `do`: keep the settings, use a picture, drop it; anything else shows the page."""
    access.require(request.user, "keep_heads")
    office = access.find(access.offices_with_heads(request.user), code=code)
    row = OfficeHead.of(office)
    do = request.POST.get("do", "show") if request.method == "POST" else ""
    if do == "emblem":
        return _use(request, office, row)
    if do == "drop":
        attempt(
            request, actions.drop_emblem, office, by=request.user, **_done(), **press_of(request)
        )
        return redirect("office_head", office.code)
    form = HeadForm(request.POST if do else None, row=row)
    if do == "keep" and form.is_valid():
        kept, _refusal = attempt(
            request, actions.change, office, form.told(), by=request.user,
            **_done(), **press_of(request),
        )  # fmt: skip
        if kept is not None:
            return redirect("office_head", office.code)
    if do and request.htmx:
        return render(
            request, "correspondence/_head_sight.html", {"sight": _sight(request, office, form)}
        )
    return _show(request, office, row, form)


def _done() -> dict:
    return {"done": _("Saved. Letters that have their number keep the head that they have.")}


def _use(request, office: Office, row: OfficeHead) -> HttpResponse:
    form = EmblemForm(request.POST, request.FILES)
    if form.is_valid() and form.cleaned_data["picture"].size > settings.UPLOAD_MAX_BYTES:
        form.add_error("picture", _("This file is too large."))
    if form.is_valid():
        upload, shows = form.cleaned_data["picture"], form.cleaned_data["shows"]
        with vault.upload_path(upload) as path:
            kept, _refusal = attempt(
                request, actions.use_emblem, office, path, upload.name, shows,
                by=request.user, **_done(), **press_of(request),
            )  # fmt: skip
        if kept is not None:
            return redirect("office_head", office.code)
    return _show(request, office, row, HeadForm(row=row), emblem_form=form)


def _sight(request, office: Office, form: HeadForm) -> HeadSight:
    """The page as the boxes say; what stands in a bad box counts as not said."""
    row = OfficeHead.of(office)
    if form.is_bound and form.is_valid():
        told = form.told()
        row.printed_mm, row.invocations = told["printed_mm"], told["invocations"]
    wanted = (request.POST if request.method == "POST" else request.GET).get("in", "")
    language = wanted if wanted in Language.values else office.language
    template = wording.shipped(SHOWN, language)
    return HeadSight(language, drafting.sample(template, SHOWN, office, drafting.SIZES[0], row).pdf)


def _show(request, office: Office, row: OfficeHead, form: HeadForm, **more) -> HttpResponse:
    emblem = drafting.emblem_of(row)
    page = {
        "office": office,
        "offices": access.offices_with_heads(request.user),
        "row": row,
        "emblem": f"data:image/png;base64,{base64.b64encode(emblem).decode()}" if emblem else "",
        "form": form,
        "emblem_form": EmblemForm(),
        "sight": _sight(request, office, form),
        "languages": Language.choices,
        "command": fresh_command(),
        **more,
    }
    page["everything"] = [f for f in (page["form"], page["emblem_form"]) if f.is_bound]
    return render(request, "correspondence/office_head.html", page)
