"""Sheets of cases that leave the house: ask, let a second person decide, fetch once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from casework import access
from casework.actions import exports as actions
from casework.exports import columns, listing, sheets
from casework.forms.exporting import ExportRequestForm

from .finding import asked_of, filter_form, on_with
from .steps import attempt, command_of, fresh_command

SHOWN = 50


def export_list(request: HttpRequest) -> HttpResponse:
    """What was asked for in the own offices, the newest first."""
    access.require(request.user, "export")
    rows = access.exports(request.user).select_related("by", "office", "decided_by")[:SHOWN]
    return render(request, "casework/export_list.html", {"exports": rows})


def export_new(request: HttpRequest) -> HttpResponse:
    """Of the list that was looked at: the columns, the file, the reason."""
    access.require(request.user, "export")
    data = request.POST if request.method == "POST" else asked_of(request)[1]
    filters = filter_form(request.user, data)
    office = listing.first_office_of(request.user, "export")
    rows = sheets.lines_of(request.user, filters.asked(), office)
    count = rows[: settings.EXPORT_MOST_ROWS + 1].count()
    shown = columns.chosen(access.columns_of(request.user))
    form = ExportRequestForm(
        request.POST or None,
        may_read_contacts=access.can(request.user, "view_contacts", office),
        initial={"columns": [column.key for column in shown]},
    )
    if request.method == "POST" and form.is_valid():
        made = _request(request, form.cleaned_data, filters.plain(), office, count)
        if made is not None:
            return redirect("export", made.pk)
    page = {
        "form": form,
        "kept": filters.plain() | ({"sort": data["sort"]} if data.get("sort") else {}),
        "count": count,
        "alone": actions.ALONE,
        "too_many": count > settings.EXPORT_MOST_ROWS,
        "most": settings.EXPORT_MOST_ROWS,
        "office": office,
        "command": fresh_command(),
    }
    page["back"] = f"{reverse('case_list')}?{on_with(request, page['kept'])}"
    return render(request, "casework/export_new.html", page)


def _request(request, told, kept, office, count):
    made, _refusal = attempt(
        request,
        actions.request_export,
        by=request.user,
        office=office,
        asked=kept,
        reason=told["reason"],
        columns=told["columns"],
        form=told["form"],
        language=get_language()[:2],
        rows=count,
        sort=request.POST.get("sort", "")[:30],
        command=command_of(request),
    )
    return made


def export(request: HttpRequest, pk) -> HttpResponse:
    """One sheet: what it would hold, who decided, and the one time that it is fetched."""
    access.require(request.user, "export")
    held = access.find(access.exports(request.user).select_related("by", "office"), pk=pk)
    if request.method == "POST":
        return _do(request, held)
    page = {
        "export": held,
        "own": held.by_id == request.user.pk,
        "columns": [columns.COLUMNS[key] for key in held.columns],
        "over": actions.over(held),
        "may_decide": access.can(request.user, "approve_export", held.office),
    }
    return render(request, "casework/export.html", page)


def _do(request, held):
    step = request.POST.get("do")
    if step in ("allow", "decline"):
        attempt(request, actions.decide_export, held, by=request.user, allow=step == "allow")
    elif step == "fetch":
        return _fetch(request, held)
    return redirect("export", held.pk)


def _fetch(request, held):
    read = columns.confidential(columns.COLUMNS[key] for key in held.columns)
    asked = filter_form(request.user, held.asked).asked()
    taken, refusal = attempt(request, actions.take_export, held, by=request.user, confidential=read)
    if refusal:
        return redirect("export", held.pk)
    answer = StreamingHttpResponse(
        sheets.pieces(taken, asked), content_type=sheets.TYPES[taken.form]
    )
    answer["Content-Disposition"] = f'attachment; filename="cases.{taken.form}"'
    return answer
