"""The office's own copy of a letter in another language: chosen, translated, looked at."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from casework import vault
from casework.views.steps import attempt, press_of
from casework.wording import WordingError
from correspondence import drafting, wording
from correspondence.actions import copies
from correspondence.actions.reading_text import WordingRefused
from correspondence.models import Letter

from .letter import find_letter, note_reading, show
from .letter_files import shown
from .letter_wording import LONGEST


def letter_copy(request: HttpRequest, pk) -> HttpResponse:
    """GET: the copy as a PDF, kept or as it would be now. POST: its language and its words."""
    if request.method == "POST":
        return _keep(request, find_letter(request, pk, "draft_letter"))
    letter = find_letter(request, pk)
    if not drafting.has_words(letter):
        raise Http404
    note_reading(request.user, letter, "view_letter")
    try:
        content = b"".join(vault.read(letter.office_copy)) if letter.office_copy else None
        content = content or drafting.office_copy(letter).pdf
    except vault.MissingFile as error:
        raise Http404 from error
    except WordingError as error:
        return show(request, letter, copy_problem=WordingRefused(error))
    return shown(content, "office-copy.pdf")


def _keep(request, letter: Letter) -> HttpResponse:
    language = request.POST.get("copy_language", "")
    typed = wording.cleaned(request.POST.get("copy_text", "")[:LONGEST], language)
    if language != letter.copy_language:
        typed = ""  # the words in the box are of another language
    done = _("The office copy is kept.") if language else _("There is no office copy.")
    kept, refusal = attempt(
        request,
        copies.choose_copy,
        letter,
        language,
        typed,
        by=request.user,
        done=done,
        **press_of(request),
    )
    if kept is not None:
        return redirect("letter", letter.pk)
    return show(request, find_letter(request, letter.pk), copy_problem=refusal, copy_text=typed)
