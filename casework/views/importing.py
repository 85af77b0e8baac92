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
from django_htmx.http import HttpResponseClientRefresh

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
    data = told["register"].read()
    take = imports.receive if imports.is_large(data) else imports.prepare
    try:
        with _folder(told["papers"]) as folder:
            return take(
                data,
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
    if run.state == RunState.READING:
        return _still_reading(request, run)
    if run.state != RunState.PREVIEW:
        return redirect("import_run", run.pk)
    if run.is_large and not run.preview:
        imports.read_again(run)
        return redirect("import_preview", run.pk)
    if request.htmx:  # the page that waited for the reading
        return HttpResponseClientRefresh()
    mapping = imports.Mapping.from_json(run.mapping)
    columns = ColumnsForm(request.POST or None, mapping=mapping)
    if request.method == "POST":
        answer = _do(request, run, columns)
        if answer is not None:
            return answer
    told = imports.preview_of(run)
    page = {
        "run": run,
        "seen": told,
        "counts": told.counts,
        "columns": columns,
        "pairs": [(column, columns[f"c{column.index}"]) for column in mapping.columns],
        "missing": [imports.label(field) for field in mapping.missing],
        "rows": [_line(row) for row in told.lines],
        "more": told.rows - len(told.lines),
        "notices": [imports.sentence(one["code"], one["detail"]) for one in told.notices],
        "papers": PapersToAddForm(),
        "broken": _broken(imports.papers_of(run)),
    }
    return render(request, "casework/import_preview.html", page)


def _still_reading(request, run) -> HttpResponse:
    part = "casework/_import_reading.html" if request.htmx else "casework/import_reading.html"
    return render(request, part, {"run": run})


def _do(request, run, columns):
    step = request.POST.get("do")
    if step == "papers":
        with _folder(request.FILES.getlist("papers")) as folder:
            imports.add_documents(run, folder, by=request.user)
        return redirect("import_preview", run.pk)
    if not columns.is_valid():
        return None
    changes, again = columns.changes(), step == "correct"
    held, refusal = attempt(request, imports.correct, run, changes, by=request.user, again=again)
    if refusal or step != "start" or held.state != RunState.PREVIEW:
        return redirect("import_preview", run.pk)
    _run, refusal = attempt(request, imports.start, run, by=request.user)
    return redirect("import_preview" if refusal else "import_run", run.pk)


def _line(row) -> dict:
    why = [imports.sentence(one["code"], one["detail"]) for one in row.reasons]
    if row.outcome == RowOutcome.UPDATED:
        why.append(_("Something differs from what is here: decide whether it is changed."))
    return {
        "number": row.number,
        "part": row.part,
        "old": row.old,
        "enquirer": row.enquirer,
        "sought": row.sought,
        "outcome": RowOutcome(row.outcome).label,
        "code": row.outcome,
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
    if held.state in (RunState.PREVIEW, RunState.READING):
        return redirect("import_preview", held.pk)
    if held.state == RunState.FAILED:
        error = held.mapping["error"]
        messages.error(request, imports.sentence(error["code"], error["detail"]))
        return redirect("import_new")
    if held.state == RunState.UNDONE:
        messages.info(request, _("This take-over was undone."))
        return redirect("import_new")
    done = held.state == RunState.DONE
    if done and request.htmx:
        return HttpResponseClientRefresh()
    page = {"run": held, "done": done}
    if done:
        page |= _outcome(held)
    name = "casework/_import_progress.html" if request.htmx else "casework/import_run.html"
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
