"""News to many families in one go: choose, make, print the letters and the labels."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import audit
from casework.views.steps import fresh_command
from correspondence import access, drafting
from correspondence.actions import print_runs
from correspondence.pdf.label_sheets import FORMATS

from .letter_files import shown
from .shared import as_uuid

SHEET = "3x8"


def print_run_new(request: HttpRequest) -> HttpResponse:
    """The families to whom news is due by post, each with a tick; a press makes the letters."""
    access.require(request.user, "write_family")
    rows = print_runs.waiting(access.families_to_write_to(request.user), timezone.localdate())
    if request.method == "POST":
        return _make(request, rows)
    page = {
        "families": rows,
        "runs": access.print_runs(request.user)[:10],
        "command": fresh_command(),
        "calls": reverse("call_list") + "?what=news",
    }
    return render(request, "correspondence/print_run_new.html", page)


def _make(request, rows) -> HttpResponse:
    key = as_uuid(request.POST.get("command"))
    ticked = set(request.POST.getlist("family"))
    chosen = [row for row in rows if row.number in ticked]
    if key is None or not ticked:
        messages.error(request, _("Please choose at least one family."))
        return redirect("print_run_new")
    run = print_runs.make(chosen, by=request.user, key=key)
    for number, why in run.refused:
        messages.error(request, f"{number}: {why}")
    if not access.family_letters(request.user).filter(run=key).exists():
        messages.info(request, _("No letter was made: these families have been told already."))
        return redirect("print_run_new")
    return redirect("print_run", key)


def print_run(request: HttpRequest, key) -> HttpResponse:
    """What was made in one go, to be printed and put into envelopes."""
    page = {"key": key, "letters": _letters(request, key), "formats": FORMATS}
    return render(request, "correspondence/print_run.html", page)


def _letters(request, key):
    """In the order in which they are printed: by family number, as the labels."""
    rows = access.family_letters(request.user).filter(run=key)
    rows = rows.select_related("pdf", "office", "request__enquirer").order_by("request__number")
    if not rows:
        raise Http404
    return rows


def print_run_pdf(request: HttpRequest, key) -> HttpResponse:
    """All letters in one file; who opened them is written down for each."""
    letters = list(_letters(request, key))
    _note(request, letters, "read_family_letter")
    return shown(print_runs.printed(letters), "letters.pdf")


def print_run_labels(request: HttpRequest, key) -> HttpResponse:
    """Name and safe address of each, in the order of the letters."""
    letters = list(_letters(request, key))
    form = request.GET.get("form", SHEET)
    _note(request, letters, "view_contacts")
    sheet = drafting.family_labels(letters, form if form in FORMATS else SHEET)
    return shown(sheet, "labels.pdf")


def _note(request, letters, verb: str) -> None:
    for letter in letters:
        target = letter.request.number if verb == "view_contacts" else letter.pk
        audit.record(verb, by=request.user, office=letter.office, target=target, reading=True)
