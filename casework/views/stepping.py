"""Taking a step with a case: a page that asks what the step needs, then the step itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access
from casework.actions import cases as case_actions
from casework.alike import others_asking
from casework.forms.steps import form_for
from casework.lifecycle import STEPS
from casework.models import Case

from . import standing
from .case import find_case
from .steps import attempt, fresh_command, press_of


def case_step(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """GET shows what the step asks; POST takes it. A refusal keeps what was typed."""
    case = find_case(request, reference)
    chosen = STEPS.get(step)
    if chosen is None or chosen.verb is None:
        raise Http404
    access.require(request.user, chosen.verb, case.office)
    form = form_for(step)(request.POST if request.method == "POST" else None)
    codes = []
    if request.method == "POST" and form.is_valid():
        moved, codes = _take(request, case, step, form)
        if moved:
            return redirect("case", case.reference)
    return _ask(request, case, chosen, form, codes)


def _take(request, case: Case, step: str, form):
    """The case after the step, or None and the codes of what stands in the way."""
    press = press_of(request) | {"shown": [c.code for c in STEPS[step].conditions]}
    if step == "accept":
        moved, refusal = attempt(
            request, case_actions.check_and_accept, case, by=request.user, **press
        )
    else:
        moved, refusal = attempt(
            request,
            case_actions.move,
            case,
            step,
            by=request.user,
            facts=form.facts(),
            words=form.words(),
            **press,
            **form.values(),
        )
    if moved:
        messages.success(request, _("Done: %(case)s.") % {"case": case.reference})
    return moved, [] if moved else refusal.codes


def _ask(request, case: Case, step, form, codes) -> HttpResponse:
    label = _("Check and accept") if step.name == "accept" else step.label
    missing = [c for c in step.conditions if c.code in codes]
    if not codes:
        missing = _known_obstacles(case, step.name)
    page = {
        "case": case,
        "step": step,
        "label": label,
        "form": form,
        "obstacles": standing.obstacles(case, missing, step.name),
        "others": _others(request.user, case, step.name),
        "command": fresh_command(),
    }
    return render(request, "casework/case_step.html", page)


def _known_obstacles(case: Case, step: str) -> list:
    """What already stands in the way before anything was asked."""
    if step == "accept":
        return case_actions.preview_accept(case)
    if step not in ("register", "reopen"):
        return []
    return [c for c in case_actions.check(case, step) if not c.place.startswith("#")]


def _others(user, case: Case, step: str):
    if step != "accept":
        return ()
    return others_asking(user, case)
