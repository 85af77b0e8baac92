"""What was handed in before: recorded in two minutes, by hand or from what an import offers."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import imports, queries, vault
from casework import search as finder
from casework.access import cases as cases_of
from casework.access import imports as imports_of
from casework.models import Case
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access
from correspondence.actions import earlier
from correspondence.forms.earlier import EarlierForm

from .shared import as_uuid

SEPARATORS = re.compile(r"[\n,;،؛]+")
MOST_TYPED = 500


def earlier_new(request: HttpRequest) -> HttpResponse:
    """To whom, when, which cases, and what is held as proof. Nothing is dressed up."""
    access.require(request.user, "record_earlier")
    offered = _offered(request)
    form = EarlierForm(
        request.POST or None,
        request.FILES or None,
        recipients=access.recipients(request.user),
        initial={"cases": request.GET.get("case", "")},
    )
    ticked = set(request.POST.getlist("pick"))
    if request.method == "POST" and form.is_valid():
        picked, unknown = _picked(request, form.cleaned_data["cases"], ticked)
        if unknown:
            form.add_error("cases", _not_found(unknown))
        elif recorded := _record(request, form, picked):
            return redirect("submission", recorded.pk)
    page = {
        "form": form,
        "offered": offered,
        "ticked": ticked if request.POST else {case.reference for case, _offer in offered},
        "run": request.POST.get("run") or request.GET.get("run", ""),
        "command": fresh_command(),
    }
    return render(request, "correspondence/earlier_new.html", page)


def _offered(request) -> list[tuple]:
    """The cases of a take-over whose rows say that they were handed in before."""
    asked = as_uuid(request.POST.get("run") or request.GET.get("run"))
    run = imports_of(request.user).filter(pk=asked).first() if asked else None
    if run is None:
        return []
    mine = set(_cases(request).values_list("pk", flat=True))
    return [(case, offer) for case, offer in imports.earlier_offers(run) if case.pk in mine]


def _cases(request):
    return cases_of(request.user, "record_earlier")


def _picked(request, typed: str, ticked: set[str]) -> tuple[list[Case], list[str]]:
    """The cases that were ticked and typed, and the typed words that are no number of ours."""
    rows = _cases(request)
    found = list(queries.for_list(rows).filter(reference__in=ticked).order_by("reference"))
    unknown = []
    for words in [part.strip() for part in SEPARATORS.split(typed) if part.strip()][:MOST_TYPED]:
        hit = finder.search(words, within=rows)
        cases = list(hit.cases.order_by("reference")) if hit.how == "number" else []
        if not cases or len({case.request_id for case in cases}) > 1:
            unknown.append(words)
        found += cases
    return list(dict.fromkeys(found)), unknown


def _not_found(unknown: list[str]) -> str:
    sentence = _("Not one family's number: %(words)s. Please type the whole number.")
    return sentence % {"words": ", ".join(unknown[:10])}


def _record(request, form: EarlierForm, picked: list[Case]):
    """The submission, or None with the refusal on the page; a file is examined on the way."""
    upload = form.cleaned_data["proof_file"]
    told = form.told() | {
        "by": request.user,
        "office": picked[0].office if picked else access.first_office(request.user),
        "command": command_of(request),
        "done": _("Recorded. It can be cited and chased from now on."),
    }
    recipient = form.cleaned_data["recipient"]
    if upload is None:
        return attempt(request, earlier.record, picked, recipient, **told)[0]
    with vault.upload_path(upload) as path:
        told |= {"proof_file": path, "proof_name": upload.name}
        return attempt(request, earlier.record, picked, recipient, **told)[0]
