"""What a letter bears beside its words: how confidential it is, and figures with their day."""

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from correspondence import wording
from correspondence.drafting.counted import ASKED as FIGURES
from correspondence.models import Letter
from correspondence.models.letter import Classification

from .letters import changed, changing


def classify(letter: Letter, mark: str, *, by, seen=None, command=None) -> Letter:
    """The mark on every page; an approved letter returns to draft. Raises Refused."""
    with changing(letter, "classify", by, seen, command, mark) as act:
        if act.done:
            return act.letter
        if mark not in marks_for(act.letter):
            sentence = _("This letter names persons or cases that they may not know: it is marked.")
            raise Refused(sentence, code="must_be_marked")
        act.letter.classification = mark
        changed(act.letter)
    return act.letter


def marks_for(letter: Letter) -> list[Classification]:
    """The marks that a letter may bear: only one that says nothing new of anybody goes without."""
    says_nothing = wording.kind(letter.kind).says == "nothing"
    return [each for each in Classification if says_nothing or each != Classification.NONE]


def with_figures(letter: Letter, *, by, seen=None, command=None) -> Letter:
    """The figures block stands at the end of the letter: counted anew until it has its number."""
    return _figures(letter, True, by, seen, command)


def without_figures(letter: Letter, *, by, seen=None, command=None) -> Letter:
    return _figures(letter, False, by, seen, command)


def _figures(letter: Letter, asked: bool, by, seen, command) -> Letter:
    with changing(letter, "choose_figures", by, seen, command, asked) as act:
        if act.done:
            return act.letter
        act.letter.values = {**act.letter.values, FIGURES: asked}
        changed(act.letter)
    return act.letter
