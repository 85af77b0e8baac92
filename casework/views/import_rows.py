"""The rows of a register about which a person decides before it is taken over."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import access, imports
from casework.models.imported import RunState

from .steps import attempt

ON_ONE_PAGE = 20
_ALL = {"all_changes": imports.CHANGE, "all_offers": imports.OFFER}


def decide(request: HttpRequest, pk) -> HttpResponse:
    """Changes to known cases before and after, remarks as fields, several people in one cell."""
    access.require(request.user, "import_register")
    run = access.find(access.imports(request.user).select_related("office"), pk=pk)
    if run.state != RunState.PREVIEW:
        return redirect("import_run", run.pk)  # which knows where it stands
    if request.method == "POST":
        _run, refusal = attempt(request, imports.decide, run, _said(request), by=request.user)
        if refusal is not None or request.POST.get("do") == "done":
            return redirect("import_preview", run.pk)
        return redirect(request.get_full_path())
    page = Paginator(imports.AskedRows(run), ON_ONE_PAGE).get_page(request.GET.get("page"))
    decided = imports.Decisions.from_json(run.decisions)
    questions = [imports.question(run, row, decided) for row in page.object_list]
    told = {"run": run, "page": page, "questions": questions, "everything": decided.everything}
    return render(request, "casework/import_decide.html", told)


def _said(request):
    """How the decisions become others: a press on "all of it", or the ticks of this page."""
    kind = _ALL.get(request.POST.get("do", ""))
    if kind is not None:
        return lambda decided: decided.with_everything(kind)
    if request.POST.get("do") == "nothing":
        return lambda decided: decided.with_nothing()
    shown, yes = _by_row(request, "shown"), _by_row(request, "yes")

    def change(decided):
        for row, keys in shown.items():
            ticked = yes.get(row, set()) & keys
            decided = decided.with_row(row, yes=ticked, no=keys - ticked)
        for name, how in request.POST.items():
            if name.startswith("people-"):
                decided = decided.with_people(name.removeprefix("people-"), how)
        return decided

    return change


def _by_row(request, name: str) -> dict[str, set[str]]:
    """What the boxes of this name say: row -> kind:field of each. A box says "12|change:birth",
    or several of them between spaces."""
    held: dict[str, set[str]] = {}
    for told in request.POST.getlist(name):
        row, _bar, keys = told.partition("|")
        held.setdefault(row, set()).update(keys.split())
    return held
