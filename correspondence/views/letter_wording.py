"""The wording beside its real page: typed, shown at once, kept when it is said so."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from casework.views.steps import attempt, press_of
from correspondence import wording
from correspondence.actions import letters as actions
from correspondence.models import Letter

from .letter import Sight, find_letter, note_reading, page_asked, show, sight_of
from .letter_standing import CHANGEABLE

LONGEST = 60_000


@require_POST
def letter_wording(request: HttpRequest, pk) -> HttpResponse:
    """`do`: keep it, show the page with it, or start again from the shipped text."""
    letter = find_letter(request, pk, "draft_letter")
    text = request.POST.get("text", "")[:LONGEST]
    do, page = request.POST.get("do", "show"), page_asked(request.POST)
    if do == "keep":
        return _keep(request, letter, text, page)
    if do == "shipped":
        text = wording.source(letter.kind, letter.language)
    elif request.htmx and letter.state in CHANGEABLE:
        return _page_alone(request, letter, text, page)
    return show(request, letter, text=text, page=page)


def _keep(request, letter: Letter, text: str, page: int) -> HttpResponse:
    done = _("The wording is kept.")
    kept, refusal = attempt(
        request, actions.edit_wording, letter, text, by=request.user, done=done, **press_of(request)
    )
    if kept is not None:
        return redirect("letter", letter.pk)
    fresh = find_letter(request, letter.pk)
    problem = refusal if isinstance(refusal, actions.WordingRefused) else None
    return show(request, fresh, text=text, page=page, problem=problem)


def _page_alone(request, letter: Letter, text: str, page: int) -> HttpResponse:
    """Only the page, for a screen that shows the rest already; while a field is half typed, only
    what stands in its way."""
    shown = {"letter": letter, "sight": sight_of(letter, page, text), "may_change": True}
    if shown["sight"].problem is None:
        return render(request, "correspondence/_letter_sight.html", shown)
    answer = render(request, "correspondence/_letter_says.html", shown)
    return retarget(answer, "#says")


def letter_pdf(request: HttpRequest, pk) -> HttpResponse:
    """The pages as a PDF: frozen, or as they would be now with the words typed so far (POST)."""
    letter = find_letter(request, pk, "draft_letter" if request.method == "POST" else "")
    text = request.POST.get("text", "")[:LONGEST] if request.method == "POST" else None
    note_reading(request.user, letter, "view_letter")
    sight = sight_of(letter, text=text)
    if sight.problem is not None:
        return show(request, letter, text=text)
    if not sight.pdf:
        raise Http404
    return pdf_answer(sight)


def pdf_answer(sight: Sight) -> HttpResponse:
    answer = HttpResponse(sight.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="letter.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
