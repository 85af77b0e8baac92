"""One step with many cases: who can go and who cannot, then each by itself, with its progress."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRefresh

from casework import access, consent, queries
from casework.actions import bulk
from casework.exports import listing
from casework.forms.bulk import asked_of, bulk_form
from casework.lifecycle import State
from casework.models import BulkRun, Case
from casework.models.bulk import BulkStep, LineState

from . import standing
from .finding import filter_form
from .steps import attempt, command_of, fresh_command

AT_ONCE = 2.0  # seconds that a press may take itself; the worker does the rest
WAITING_FOR = {
    BulkStep.ACCEPT: (*queries.TO_CHECK, *queries.TO_COMPLETE),
    BulkStep.RESUME: (State.ON_HOLD,),
}
LATEST = 5


def bulk_new(request: HttpRequest) -> HttpResponse:
    """GET and “look” show who can go; “go” begins, once however often it is pressed."""
    said = request.POST if request.method == "POST" else request.GET
    step = said.get("step", BulkStep.ACCEPT)
    if step not in BulkStep.values:
        raise Http404
    access.require(request.user, bulk.verb_of(step))
    pressed = said.get("do") in ("look", "go")
    workers = access.case_workers(request.user)
    form = bulk_form(step, request.POST if pressed else None, workers=workers)
    if said.get("do") == "go" and request.method == "POST" and form.is_valid():
        run = _begin(request, step, asked_of(form))
        if run:
            return redirect("bulk_run", run.pk)
    return _look(request, step, form, said)


def _begin(request, step: str, asked: dict) -> BulkRun | None:
    seen = _seen(request.POST)
    chosen = _rows(request.user, step).filter(reference__in=request.POST.getlist("pick"))
    picked = [(case, seen.get(case.reference, case.version)) for case in chosen]
    run, _refusal = attempt(
        request, bulk.begin, step, picked, asked, by=request.user, command=command_of(request)
    )
    return bulk.go_on(run, seconds=AT_ONCE) if run else None


def _rows(user, step: str):
    rows = access.cases(user, bulk.verb_of(step))
    return consent.with_answers(queries.for_list(rows)).order_by("reference")


def _seen(said) -> dict[str, int]:
    """The version of each case when the page was made."""
    pairs = (pair.rpartition(":") for pair in said.get("all", "").split())
    return {reference: int(version) for reference, _sep, version in pairs if version.isdigit()}


def _look(request, step: str, form, said) -> HttpResponse:
    chosen = list(_chosen(request.user, step, said)[: bulk.MOST + 1])
    going, waiting = _parted(step, form, chosen[: bulk.MOST])
    left_out = {c.reference for c in going} - set(said.getlist("pick")) if "all" in said else set()
    page = {
        "step": step,
        "label": BulkStep(step).label,
        "steps": [(s.value, s.label) for s in BulkStep],
        "form": form,
        "going": going,
        "waiting": waiting,
        "reasons": _reasons(waiting),
        "left_out": left_out,
        "all": " ".join(f"{case.reference}:{case.version}" for case in chosen[: bulk.MOST]),
        "more": len(chosen) > bulk.MOST,
        "most": bulk.MOST,
        "latest": access.bulk_runs(request.user)[:LATEST],
        "command": fresh_command(),
    }
    return render(request, "casework/bulk.html", page)


def _chosen(user, step: str, said):
    """The picked cases, or all of a list; without a choice those that wait for this step."""
    rows = _rows(user, step)
    held = list(_seen(said)) or said.getlist("pick")
    if held and not said.get("everything"):
        return rows.filter(reference__in=held)
    if said.get("everything"):
        asked = filter_form(user, said).asked()
        lines, _near = listing.lines_for(user, asked, bulk.verb_of(step))
        return rows.filter(pk__in=lines.order_by().values("case"))
    states = [str(state) for state in WAITING_FOR.get(BulkStep(step), ())]
    return rows.filter(state__in=states) if states else rows.none()


def _parted(step: str, form, chosen) -> tuple[list[Case], list[dict]]:
    """Those that can go, and those that cannot with what stands in the way."""
    typed = form.is_bound and form.is_valid()
    asked = asked_of(form) if typed else dict(form.initial or {})
    going, waiting = [], []
    for case in chosen:
        missing = bulk.preview(step, case, asked)
        if not typed:
            missing = [c for c in missing if not c.place.startswith("#")]  # the boxes say so
        if missing:
            waiting.append({"case": case, "obstacles": standing.obstacles(case, missing, step)})
        else:
            going.append(case)
    return going, waiting


def _reasons(waiting) -> list[dict]:
    """How many cannot go, for each reason."""
    counts: dict[str, int] = {}
    for line in waiting:
        for obstacle in line["obstacles"]:
            text = str(obstacle["text"])
            counts[text] = counts.get(text, 0) + 1
    return [{"text": text, "count": count} for text, count in counts.items()]


def bulk_run(request: HttpRequest, pk) -> HttpResponse:
    """How far it is; at the end what became of each. The page may be left."""
    run = access.find(access.bulk_runs(request.user), pk=pk)
    if request.htmx and run.finished_at:
        return HttpResponseClientRefresh()
    lines = list(run.lines.values_list("state", flat=True))
    page = {
        "run": run,
        "total": len(lines),
        "done": lines.count(LineState.DONE),
        "gone": len(lines) - lines.count(LineState.WAITING),
    }
    if run.finished_at:
        page |= {"went": queries.bulk_lines(run, LineState.DONE), "stayed": _stayed(run)}
    name = "casework/_bulk_progress.html" if request.htmx else "casework/bulk_run.html"
    return render(request, name, page)


def _stayed(run: BulkRun) -> list[dict]:
    return [
        {
            "case": line.case,
            "obstacles": standing.obstacles(
                line.case, [bulk.condition(told, line.case) for told in line.told], run.step
            ),
        }
        for line in queries.bulk_lines(run, LineState.NOT_DONE)
    ]
