"""Sizes, leading and margins, by language: scripts differ in how large they look."""

from dataclasses import dataclass, replace
from functools import cache

from .document import RIGHT_TO_LEFT

MILLIMETRE = 72 / 25.4
MARGIN_SIDE = 24 * MILLIMETRE
MARGIN_TOP = 20 * MILLIMETRE
MARGIN_BOTTOM = 29 * MILLIMETRE
"""Room for the footer with its QR code."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph looks. Points; grey: 0 black to 1 white."""

    size: float
    leading: float
    align: str = "start"
    bold: bool = False
    grey: float = 0.0
    before: float = 0.0
    after: float = 0.0
    tag: str = "P"


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The styles of one language."""

    language: str
    rtl: bool
    styles: dict[str, TextStyle]

    def __getitem__(self, name: str) -> TextStyle:
        return self.styles[name]


_SCALES = {"en": (10.5, 15.0), "sq": (10.5, 15.0), "fa": (10.5, 17.0), "ar": (13.0, 19.5)}
"""Language -> (size, leading) of running text: Noto Serif, Vazirmatn, Amiri."""


@cache
def stylesheet(language: str) -> Stylesheet:
    size, leading = _SCALES.get(language, _SCALES["en"])
    body = TextStyle(size, leading, align="justify", after=leading * 0.4)
    start = replace(body, align="start")
    small = TextStyle(size * 0.82, leading * 0.82, after=leading * 0.25)
    styles = {
        "body": body,
        "start": start,
        "tight": replace(start, after=1.5),
        "center": replace(start, align="center"),
        "end": replace(start, align="end"),
        "small": small,
        "note": replace(small, grey=0.35),
        "subject": replace(start, bold=True, before=leading * 0.5, after=leading * 0.6, tag="H1"),
        "title": _heading(size * 1.45, leading * 1.35, "H1"),
        "heading": _heading(size * 1.08, leading * 1.05, "H2"),
        "subheading": _heading(size, leading, "H3"),
        "invocation": replace(start, align="center", after=leading * 0.5),
        "sender": TextStyle(size * 1.5, leading * 1.4, bold=True, after=1),
        "sender_lines": replace(small, grey=0.25, after=0.5),
        "head": replace(start, size=size * 0.94, leading=leading * 0.98, after=0.5),
        "cell": TextStyle(size * 0.82, leading * 0.84),
        "cell_bold": TextStyle(size * 0.82, leading * 0.84, bold=True),
        "footer": TextStyle(size * 0.76, leading * 0.8, grey=0.2),
        "mark": TextStyle(size * 0.8, leading * 0.8, bold=True),
    }
    return Stylesheet(language, language in RIGHT_TO_LEFT, styles)


def _heading(size: float, leading: float, tag: str) -> TextStyle:
    return TextStyle(size, leading, bold=True, before=leading * 0.55, after=leading * 0.35, tag=tag)
