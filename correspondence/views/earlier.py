"""What was handed in before: recorded in two minutes. Cases are ticked in a list that a search
narrows, typed by their numbers, or offered by the take-over of a register."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import imports, queries, vault
from casework.access import cases as cases_of
from casework.access import imports as imports_of
from casework.models import Case
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access
from correspondence.actions import earlier
from correspondence.forms.earlier import NOT_YET, EarlierCasesForm, EarlierForm

from .shared import as_uuid, not_a_number, typed_cases

MOST_LISTED = 300


@dataclass(frozen=True)
class Line:
    """A case to tick; `words` is what the old register says of its being handed in."""

    case: Case
    ticked: bool
    words: str = ""


def earlier_new(request: HttpRequest) -> HttpResponse:
    """To whom, when, which cases, and what is held as proof. Nothing is dressed up.

    `do=show` lists other cases and keeps all that was typed and ticked.
    """
    access.require(request.user, "record_earlier")
    recording = request.method == "POST" and request.POST.get("do") != "show"
    form, filters = _form(request, recording), _filters(request)
    lines, more = _lines(request, filters)
    if recording and form.is_valid():
        picked, unknown = _picked(request, form.cleaned_data["cases"], lines)
        if unknown:
            form.add_error("cases", not_a_number(unknown))
        elif recorded := _record(request, form, picked):
            return redirect("submission", recorded.pk)
    page = {
        "form": form,
        "filters": filters,
        "lines": lines,
        "more": more,
        "run": _sent(request).get("run", ""),
        "command": fresh_command(),
    }
    return render(request, "correspondence/earlier_new.html", page)


def _sent(request):
    return request.POST if request.method == "POST" else request.GET


def _form(request, recording: bool) -> EarlierForm:
    known = access.recipients(request.user)
    if recording:
        return EarlierForm(request.POST, request.FILES, recipients=known)
    typed = {name: value for name, value in _sent(request).items() if value}
    return EarlierForm(recipients=known, initial={"cases": request.GET.get("case", ""), **typed})


def _filters(request) -> EarlierCasesForm:
    return EarlierCasesForm({"which": NOT_YET, **_sent(request).dict()})


def _lines(request, filters: EarlierCasesForm) -> tuple[list[Line], bool]:
    """What is ticked, what the register offers, then what the filter finds; and whether more
    would fit it."""
    rows, data = _cases(request), _sent(request)
    offered = _offered(request)
    ticked = set(data.getlist("pick")) if request.method == "POST" else set(offered)
    found = list(_shown(filters.narrowed(rows))[: MOST_LISTED + 1])
    more = len(found) > MOST_LISTED
    if data.get("all"):
        ticked |= {case.reference for case in found[:MOST_LISTED]}
    first = _shown(rows.filter(reference__in=ticked | set(offered)))
    shown = dict.fromkeys([*first, *found[:MOST_LISTED]])
    lines = [
        Line(case, case.reference in ticked, offered.get(case.reference, "")) for case in shown
    ]
    return sorted(lines, key=lambda line: not line.ticked), more


def _shown(cases):
    return queries.for_list(cases).distinct().order_by("request__number", "reference")


def _offered(request) -> dict[str, str]:
    """What a take-over says of the cases whose rows were handed in before, by reference."""
    asked = as_uuid(_sent(request).get("run"))
    run = imports_of(request.user).filter(pk=asked).first() if asked else None
    if run is None:
        return {}
    return {
        case.reference: str(o.detail.get("words", "")) for case, o in imports.earlier_offers(run)
    }


def _cases(request):
    return cases_of(request.user, "record_earlier")


def _picked(request, typed: str, lines: list[Line]) -> tuple[list[Case], list[str]]:
    """The cases that were ticked and typed, and the typed words that are no number of ours."""
    found, unknown = typed_cases(_cases(request), typed)
    ticked = [line.case for line in lines if line.ticked]
    return list(dict.fromkeys([*ticked, *found])), unknown


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
