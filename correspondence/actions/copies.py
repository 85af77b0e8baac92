"""The office's own copy of a letter in another language: chosen, its words kept."""

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from casework.models.office import Language
from correspondence import drafting, wording
from correspondence.models import Letter

from .acting_on import digest_of, on_letter, require_state, save
from .letters import NOT_OPEN, OPEN
from .reading_text import read


def choose_copy(
    letter: Letter, language: str, text: str = "", *, by, seen=None, command=None
) -> Letter:
    """An office copy in that language ("": none), with its own words where the letter has some.

    The copy is no part of what is approved: choosing it does not send the letter back. Raises
    WordingRefused with line and column.
    """
    text = wording.tidied(text)
    told = [language, digest_of(text)]
    with on_letter(
        letter, "draft_letter", by=by, seen=seen, command=command, content=told, as_="choose_copy"
    ) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_OPEN, *OPEN)
        _refuse_language(act.letter, language)
        usual = drafting.words_of_copy(act.letter, language).strip() if language else ""
        if language and text and text != usual:
            read(text, kind=act.letter.kind, language=language)
            act.letter.copy_wording = text
        elif language != act.letter.copy_language:
            act.letter.copy_wording = ""
        act.letter.copy_language = language
        save(act.letter)
    return act.letter


def _refuse_language(letter: Letter, language: str) -> None:
    if language and language not in Language.values:
        raise Refused(_("There is no such language."), code="language")
    if language == letter.language:
        raise Refused(_("The letter is in this language already."), code="same_language")
