"""The project's own fonts, read once per process; system fonts are never used."""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb

FONTS_DIR = Path(__file__).resolve().parents[2] / "deploy" / "fonts"

FAMILIES = {
    "en": ("NotoSerif", "Vazirmatn", "Amiri"),
    "sq": ("NotoSerif", "Vazirmatn", "Amiri"),
    "fa": ("Vazirmatn", "NotoSerif", "Amiri"),
    "ar": ("Amiri", "Vazirmatn", "NotoSerif"),
}
"""Language -> font families in the order in which a character looks for its glyph."""

ZWNJ, REPLACEMENT = 0x200C, "\ufffd"
ARABIC_START, ARABIC_LENGTH = 0x0600, 0x100
SAME_FONT_CATEGORIES = frozenset({"Mn", "Me", "Cf"})
"""Characters of these categories stay with the font of the character before them."""


@dataclass(eq=False)
class Face:
    """One font file. Measures are in thousandths of the type size, as PDF counts them."""

    name: str
    data: bytes

    def __post_init__(self) -> None:
        self.face = hb.Face(hb.Blob(self.data))
        self.font = hb.Font(self.face)
        self.scale = 1000 / self.face.upem
        self.points = frozenset(self.face.unicodes)
        self.glyph_count = self.face.glyph_count
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.scale
        self.descent = extents.descender * self.scale
        self._widths: dict[int, int] = {}

    @cached_property
    def buffer_flags(self) -> hb.BufferFlags:
        """ZWNJ is drawn (and so copied with the text) only where its glyph is blank."""
        if self._is_blank(ZWNJ):
            return hb.BufferFlags.PRESERVE_DEFAULT_IGNORABLES
        return hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES

    def _is_blank(self, point: int) -> bool:
        glyph = self.font.get_nominal_glyph(point)
        if not glyph or self.font.get_glyph_h_advance(glyph):
            return False
        extents = self.font.get_glyph_extents(glyph)
        return extents is None or (extents.width == 0 and extents.height == 0)

    def width(self, code: int) -> int:
        """The advance of a code as the PDF's width table states it: whole thousandths."""
        found = self._widths.get(code)
        if found is None:
            blank = self.glyph_count <= code < self.glyph_count + ARABIC_LENGTH
            advance = 0 if blank else self.font.get_glyph_h_advance(self.glyph_of(code))
            found = self._widths[code] = round(advance * self.scale)
        return found

    @cached_property
    def space_glyph(self) -> int:
        return self.font.get_nominal_glyph(0x20) or 0

    def blank_code(self, character: str) -> int:
        """A code beyond the font's glyphs that draws nothing, for one Arabic letter or mark.

        0 for any other character.
        """
        place = ord(character) - ARABIC_START
        return self.glyph_count + place if 0 <= place < ARABIC_LENGTH else 0

    def silent_code(self, glyph: int) -> int:
        """A second code for a glyph, for where it stands for no text of its own."""
        return self.glyph_count + ARABIC_LENGTH + glyph

    def glyph_of(self, code: int) -> int:
        """The glyph that a code draws: itself, the space for blank codes, or the one silenced."""
        if code < self.glyph_count:
            return code
        place = code - self.glyph_count - ARABIC_LENGTH
        return place if place >= 0 else self.space_glyph

    @cached_property
    def box(self) -> list[int]:
        """FontBBox from the head table (OpenType: xMin, yMin, xMax, yMax at offset 36)."""
        head = self.face.reference_table("head").data
        edges = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        return [round(edge * self.scale) for edge in edges]


@cache
def face(family: str, *, bold: bool) -> Face:
    """The regular or bold face of a family in deploy/fonts."""
    name = f"{family}-{'Bold' if bold else 'Regular'}"
    return Face(name, (FONTS_DIR / f"{name}.ttf").read_bytes())


@cache
def faces_for(language: str, *, bold: bool) -> tuple[Face, ...]:
    """The faces a text of this language is set in, the language's own first."""
    return tuple(face(family, bold=bold) for family in FAMILIES.get(language, FAMILIES["en"]))


@lru_cache(maxsize=8192)
def face_of(character: str, language: str, bold: bool) -> Face | None:
    """The first face that holds the character; None if no font of ours does."""
    point = ord(character)
    for candidate in faces_for(language, bold=bold):
        if point in candidate.points:
            return candidate
    return None


@lru_cache(maxsize=8192)
def stays_with_previous(character: str) -> bool:
    """Marks and joiners are set in the font of what they belong to."""
    return unicodedata.category(character) in SAME_FONT_CATEGORIES
