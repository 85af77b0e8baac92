"""The wording beside its real page: typed, shown at once, kept when it is said so."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from casework.models.office import Language
from casework.views.steps import attempt, press_of
from correspondence import access, drafting, office_texts, wording
from correspondence.actions import letters as actions
from correspondence.models import Letter

from .letter import find_letter, note_reading, page_asked, show, sight_of
from .letter_files import shown
from .letter_standing import CHANGEABLE

LONGEST = 60_000


@require_POST
def letter_wording(request: HttpRequest, pk) -> HttpResponse:
    """`do`: keep it, show the page with it, or begin again with the office's or house's text."""
    letter = find_letter(request, pk, "draft_letter")
    text = typed_text(request, letter.language)
    do, page = request.POST.get("do", "show"), page_asked(request.POST)
    if do == "keep":
        return _keep(request, letter, text, page)
    if do in ("shipped", "office"):
        used = office_texts.in_use(letter.office, letter.kind, letter.language)
        text = office_texts.words_of(used if do == "office" else None, letter.kind, letter.language)
    elif request.htmx and letter.state in CHANGEABLE:
        return _page_alone(request, letter, text, page)
    return show(request, letter, text=text, page=page)


def typed_text(request: HttpRequest, language: str) -> str:
    """What stands in the box, without what a text processor left in it. Its letters are put right
    only where a whole page comes back, on which the person sees it before it is kept."""
    typed = request.POST.get("text", "")[:LONGEST]
    shown_again = request.POST.get("do", "show") == "show" and not request.htmx
    return (wording.pasted if shown_again else wording.cleaned)(typed, language)


def words_typed(request: HttpRequest, letter: Letter) -> str | None:
    """The words that came along with another button and are not kept yet; None where the letter
    says them already, or none came."""
    if "text" not in request.POST or letter.state not in CHANGEABLE:
        return None
    typed = request.POST["text"][:LONGEST]
    same = wording.tidied(typed).strip() == drafting.wording_of(letter).strip()
    return None if same else typed


def back_to(request: HttpRequest, letter: Letter, place: str = "") -> HttpResponse:
    """To the letter after a step, at a place of its page. Words that were typed and not kept stay
    in their box."""
    fresh = find_letter(request, letter.pk)
    typed = words_typed(request, fresh)
    if typed is not None:
        return show(request, fresh, text=typed, page=page_asked(request.POST), unkept=True)
    back = reverse("letter", args=[letter.pk])
    return redirect(f"{back}#{place}" if place else back)


@require_POST
def pasted_text(request: HttpRequest, language: str) -> HttpResponse:
    """A text from the clipboard made plain; nothing of it is kept."""
    access.require(request.user, "draft_letter")
    if language not in Language.values:
        raise Http404
    text = wording.pasted(request.POST.get("text", "")[:LONGEST], language)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


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
    sight = sight_of(letter, page, text, _follow(request, letter))
    seen = {"letter": letter, "sight": sight, "may_change": True}
    if seen["sight"].problem is None:
        return render(request, "correspondence/_letter_sight.html", seen)
    answer = render(request, "correspondence/_letter_says.html", seen)
    return retarget(answer, "#says")


def _follow(request, letter: Letter) -> int | None:
    """How many pages come after the letter itself, as the screen has it; None where the letter
    was changed since the screen was shown."""
    told = request.POST.get("follow", "")
    if request.POST.get("seen") != str(letter.version) or not (told.isascii() and told.isdigit()):
        return None
    return int(told[:5])


def letter_pdf(request: HttpRequest, pk) -> HttpResponse:
    """The pages as a PDF: frozen, or as they would be now with the words typed so far (POST)."""
    letter = find_letter(request, pk, "draft_letter" if request.method == "POST" else "")
    text = typed_text(request, letter.language) if request.method == "POST" else None
    note_reading(request.user, letter, "view_letter")
    sight = sight_of(letter, text=text)
    if sight.problem is not None:
        return show(request, letter, text=text)
    if not sight.pdf:
        raise Http404
    return shown(sight.pdf, "letter.pdf")
