"""Undoing a take-over: the coordinator asks, the protection officer agrees; always both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access, imports
from casework.models.imported import RunState

from .importing import SHOWN
from .steps import attempt, command_of, fresh_command


def ask(request: HttpRequest, pk) -> HttpResponse:
    """What would go again, and what stands against it. The page and its answer depend on what
    anybody here may see, and on nothing else."""
    access.require(request.user, "undo_import")
    rows = access.imports(request.user).select_related("office", "undo_asked_by")
    held = access.find(rows, pk=pk)
    if held.state != RunState.DONE:
        messages.info(request, _("Only a finished take-over can be undone."))
        return redirect("import_run", held.pk)
    if request.method == "POST":
        done = _("Asked. It is undone as soon as a protection officer has agreed.")
        _run, refusal = attempt(
            request, imports.ask_undo, held, by=request.user, command=command_of(request), done=done
        )
        if refusal is None:
            return redirect("import_run", held.pk)
    return render(request, "casework/import_undo.html", _page(held))


def agree(request: HttpRequest, pk) -> HttpResponse:
    """Only protection agrees; leaving the page without a press tells nobody anything."""
    access.require(request.user, "agree_undo_import")
    rows = access.undoings(request.user).select_related("office", "undo_asked_by")
    held = access.find(rows, pk=pk)
    if held.state != RunState.DONE:
        messages.info(request, _("This take-over was undone."))
        return redirect("sealed_desk")
    if request.method == "POST":
        done = _("The take-over is undone.")
        _run, refusal = attempt(
            request, imports.agree_undo, held, by=request.user, command=command_of(request),
            done=done,
        )  # fmt: skip
        if refusal is None:
            return redirect("sealed_desk")
    return render(request, "casework/import_undo.html", {**_page(held), "agreeing": True})


def _page(held) -> dict:
    told = imports.preview_undo(held)
    shown = told.worked_on[:SHOWN]
    return {
        "run": held,
        "told": told,
        "shown": shown,
        "logged": told.logged[:SHOWN],
        "command": fresh_command(),
    }
