"""What spoke for and against two people being one, in the reader's language."""

from django.utils.translation import gettext as _

from families.names.comparing import Fit
from families.names.evidence import Verdict


def in_words(verdict: Verdict) -> list[str]:
    """One sentence for each part of the names, then for birth, father and sex; strongest first."""
    fits = sorted(verdict.fits, key=lambda fit: -fit.share * fit.likeness)
    said = [_of_part(fit) for fit in fits]
    return said + [_BESIDE[detail]() for detail in verdict.beside]


def _of_part(fit: Fit) -> str:
    share = round(fit.share * 100)
    values = {"one": fit.one, "other": fit.other, "share": share}
    if not fit.other:
        return _("%(one)s: only in the first name (%(share)s %%)") % values
    if not fit.one:
        return _("%(other)s: only in the second name (%(share)s %%)") % values
    return f"{fit.one} {'=' if fit.likeness >= 0.9 else '≈'} {fit.other} ({share} %)"


_BESIDE = {
    ("birth", "fits"): lambda: _("the dates of birth fit"),
    ("birth", "near"): lambda: _("the dates of birth are within a year"),
    ("birth", "against"): lambda: _("the dates of birth are years apart"),
    ("father", "fits"): lambda: _("the father's name fits"),
    ("father", "against"): lambda: _("another father's name"),
    ("sex", "against"): lambda: _("one is a woman, the other a man"),
}
