"""A text as somebody typed it, read with the rules of its kind and language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from casework.wording import MESSAGES, Template, WordingError
from correspondence import wording
from correspondence.sentences import claim_sentence
from correspondence.wording.claims import EARLIER_LETTER, NEVER


class WordingRefused(Refused):
    """A wording that cannot be taken as it stands: where, from 1, and why."""

    def __init__(self, error: WordingError):
        self.line, self.column = error.line, error.column
        sentence = _("Line %(line)s, column %(column)s: %(problem)s") % {
            "line": error.line,
            "column": error.column,
            "problem": _(MESSAGES[error.code]) % {"detail": error.detail},
        }
        super().__init__(sentence, code=error.code)


class ClaimRefused(WordingRefused):
    """Sentences that the record does not support: where the first one stands, and all reasons."""

    def __init__(self, claims: Sequence[wording.Claim], code: str = ""):
        self.line, self.column = claims[0].line, claims[0].column
        sentences = [claim_sentence(claim, code) for claim in claims]
        Refused.__init__(self, *sentences, codes=[claim.code for claim in claims])


def refuse_unsupported(claims: Sequence[wording.Claim]) -> None:
    """Raises ClaimRefused for what the record does not hold."""
    if claims:
        raise ClaimRefused(claims)


def refuse_never(text: str, *, kind: str, language: str) -> None:
    """What no letter of the kind can say, whatever its record: for a text of an office."""
    found = wording.claims(text, language)
    refuse_unsupported([claim for claim in found if claim.code in NEVER])
    if wording.kind(kind).cites == "none":
        citing = [claim for claim in found if claim.code == EARLIER_LETTER]
        if citing:
            raise ClaimRefused(citing, "kind_cites_nothing")


def read(text: str, *, kind: str, language: str) -> Template:
    """The text parsed. Raises WordingRefused."""
    try:
        return wording.parse(text, kind=kind, language=language)
    except WordingError as error:
        raise WordingRefused(error) from None
