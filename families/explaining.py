"""What spoke for and against two people being one, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from families.names.comparing import Fit
from families.names.evidence import Verdict

_SAME = 0.9


@dataclass(frozen=True)
class Line:
    """One part of the names that were compared: what it is in each, whether it fits, and how much
    of the whole hangs on it, in hundredths."""

    one: str
    other: str
    said: str
    share: int

    @property
    def fits(self) -> bool:
        return bool(self.one and self.other)


def lines(verdict: Verdict) -> list[Line]:
    """A line for each part of the names, what counts most first."""
    fits = sorted(verdict.fits, key=lambda fit: -fit.share * (1 + fit.likeness))
    return [Line(fit.one, fit.other, _said(fit), round(fit.share * 100)) for fit in fits]


def _said(fit: Fit) -> str:
    if not fit.other:
        return _("only in the first name")
    if not fit.one:
        return _("only in the second name")
    if fit.one == fit.other:
        return _("the same word")
    return _("the same name") if fit.likeness >= _SAME else _("sounds alike")


def beside(verdict: Verdict) -> list[tuple[str, bool]]:
    """What birth, father and sex say, each with whether it speaks for it."""
    return [(str(_BESIDE[detail]), detail[1] != "against") for detail in verdict.beside]


def in_words(verdict: Verdict) -> list[str]:
    """All of it as short sentences, for a file."""
    parts = [_with_sign(line) for line in lines(verdict)]
    return parts + [text for text, _fits in beside(verdict)]


def _with_sign(line: Line) -> str:
    if not line.fits:
        return f"{line.one or line.other}: {line.said} ({line.share} %)"
    sign = "≈" if line.said == _("sounds alike") else "="
    return f"{line.one} {sign} {line.other} ({line.share} %)"


_BESIDE = {
    ("birth", "fits"): gettext_lazy("the dates of birth fit"),
    ("birth", "near"): gettext_lazy("the dates of birth are within a year"),
    ("birth", "against"): gettext_lazy("the dates of birth are years apart"),
    ("father", "fits"): gettext_lazy("the father's name fits"),
    ("father", "against"): gettext_lazy("another father's name"),
    ("sex", "against"): gettext_lazy("one is a woman, the other a man"),
}
