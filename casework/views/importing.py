"""Taking over an old register: send it, look at what would become of it, then take it over."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access, imports
from casework.forms.importing import ColumnsForm, PapersToAddForm, RegisterForm
from casework.models.imported import RowOutcome, RunState

from .steps import attempt

SHOWN = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def new(request: HttpRequest) -> HttpResponse:
    """The file and its scans; and the registers taken over so far."""
    access.require(request.user, "import_register")
    where = access.offices_for(request.user, "import_register")
    offices = access.offices(request.user).filter(pk__in=where)
    form = RegisterForm(request.POST or None, request.FILES or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        run = _prepare(request, form)
        if run is not None:
            return redirect("import_preview", run.pk)
    runs = access.imports(request.user).select_related("office", "by")[:20]
    return render(request, "casework/import_new.html", {"form": form, "runs": runs})


def _prepare(request, form):
    told = form.cleaned_data
    try:
        with _folder(told["papers"]) as folder:
            return imports.prepare(
                told["register"].read(),
                office=told["office"],
                by=request.user,
                name=told["register"].name,
                documents=folder,
                update=told["update"],
            )
    except imports.RegisterError as error:
        form.add_error("register", imports.sentence(error.code, error.detail))
        return None


@contextlib.contextmanager
def _folder(uploads) -> Iterator[Path]:
    """The uploaded scans under their own names, for as long as they are examined."""
    with tempfile.TemporaryDirectory(dir=settings.WORK_DIR) as name:
        for upload in uploads:
            with (Path(name) / Path(upload.name).name).open("wb") as file:
                for chunk in upload.chunks():
                    file.write(chunk)
        yield Path(name)


def preview(request: HttpRequest, pk) -> HttpResponse:
    """Every row with what would become of it. Nothing is written before “Take over”."""
    access.require(request.user, "import_register")
    run = access.find(access.imports(request.user).select_related("office"), pk=pk)
    if run.state != RunState.PREVIEW:
        return redirect("import_run", run.pk)
    told = imports.rehearse_run(run)
    columns = ColumnsForm(request.POST or None, mapping=told.mapping)
    papers = PapersToAddForm()
    if request.method == "POST":
        answer = _do(request, run, columns)
        if answer is not None:
            return answer
    page = {
        "run": run,
        "counts": told.counts,
        "columns": columns,
        "pairs": [(column, columns[f"c{column.index}"]) for column in told.mapping.columns],
        "missing": [imports.label(field) for field in told.mapping.missing],
        "rows": [_line(row) for row in _worst_first(told.rows)[:SHOWN]],
        "more": max(0, len(told.rows) - SHOWN),
        "asked": sum(imports.asks(row) for row in told.rows),
        "updates": sum(str(row.outcome) == "updated" for row in told.rows),
        "notices": told.notices,
        "papers": papers,
        "broken": _broken(told.papers),
    }
    return render(request, "casework/import_preview.html", page)


def _do(request, run, columns):
    step = request.POST.get("do")
    if step == "papers":
        with _folder(request.FILES.getlist("papers")) as folder:
            imports.add_documents(run, folder, by=request.user)
        return redirect("import_preview", run.pk)
    if not columns.is_valid():
        return None
    _run, refusal = attempt(request, imports.correct, run, columns.changes(), by=request.user)
    if refusal or step != "start":
        return redirect("import_preview", run.pk)
    _run, refusal = attempt(request, imports.start, run, by=request.user)
    return redirect("import_preview" if refusal else "import_run", run.pk)


def _worst_first(rows):
    order = {"rejected": 0, "conflict": 1, "duplicate": 2, "draft": 3, "updated": 4}
    return sorted(rows, key=lambda row: (order.get(str(row.outcome), 5), row.plan.number))


def _line(row) -> dict:
    values = row.plan.values
    why = [imports.sentence(r.code, r.detail) for r in row.reasons]
    if row.outcome == RowOutcome.UPDATED:
        why.append(_("Something differs from what is here: decide whether it is changed."))
    return {
        "number": row.plan.number,
        "part": row.plan.part + 1 if row.plan.several and row.is_taken else 0,
        "old": values.old_number,
        "enquirer": values.enquirer_name,
        "sought": values.sought_name,
        "outcome": RowOutcome(row.outcome).label,
        "code": str(row.outcome),
        "reasons": why,
    }


def _broken(papers) -> list[tuple[str, str]]:
    return [
        (paper.name, imports.sentence(paper.reason.code, paper.reason.detail))
        for paper in papers.values()
        if paper.reason
    ]


def run(request: HttpRequest, pk) -> HttpResponse:
    """How far it is; at the end, one line per row. The page may be left."""
    access.require(request.user, "import_register")
    held = access.find(access.imports(request.user).select_related("office"), pk=pk)
    if held.state == RunState.PREVIEW:
        return redirect("import_preview", held.pk)
    if held.state == RunState.UNDONE:
        messages.info(request, _("This take-over was undone."))
        return redirect("import_new")
    done = held.state == RunState.DONE
    page = {"run": held, "done": done}
    if done:
        page |= _outcome(held)
    part = request.htmx and not done
    name = "casework/_import_progress.html" if part else "casework/import_run.html"
    return render(request, name, page)


def _outcome(held) -> dict:
    kept = held.rows.select_related("request", "case")
    rows = [
        {
            "number": row.number,
            "outcome": row.get_outcome_display(),
            "code": row.outcome,
            "case": row.case,
            "reasons": [imports.sentence(r.code, r.detail) for r in imports.row_reasons(row)],
        }
        for row in kept
        if row.reasons or row.outcome not in ("created", "unchanged")
    ]
    return {
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "summary": held.summary,
        "offers": len(imports.earlier_offers(held)),
        "returned": kept.filter(outcome__in=("rejected", "conflict")).count(),
        "broken": _broken(imports.papers_of(held)),
    }


def rejected(request: HttpRequest, pk) -> HttpResponse:
    """The rows that were not taken over, with the reasons, to correct and send again."""
    access.require(request.user, "import_register")
    held = access.find(access.imports(request.user), pk=pk)
    if held.state != RunState.DONE:
        messages.info(request, _("The take-over is not finished yet."))
        return redirect("import_run", held.pk)
    answer = HttpResponse(imports.returned_file(held), content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="rows-to-correct.xlsx"'
    return answer
