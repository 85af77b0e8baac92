"""Shaping with HarfBuzz: text in one direction and one font becomes positioned glyphs.

A shaped piece is kept as the PDF text operands that draw it, which do not depend on the type
size, so that a word is shaped and written out once per process however often it is printed.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb

from .brackets import CLOSING, OPENING
from .fonts import Face

JOINER, TATWEEL = "\u200d", "\u0640"
SEPARATORS = "/.:-"
DIGIT_ZEROS = "0۰٠"
_NUMBER = re.compile(rf"((?:[A-Z]+[{SEPARATORS}])?)(\d+(?:[{SEPARATORS}]\d+)*)")
MAX_CACHED = 20_000
"""Pieces kept before the cache starts anew."""


Parts = tuple[tuple[float, str], ...]
"""Stretches of glyphs: (rise in thousandths of the size, the inside of a TJ array)."""


class Meaning(NamedTuple):
    """A code, the glyph it draws, and the text it stands for ("" for part of a cluster)."""

    code: int
    glyph: int
    text: str


Meanings = dict[int, Meaning]
"""Code -> its meaning, for one face."""


class Shaped(NamedTuple):
    """A piece of text as glyphs.

    width: advance in thousandths of the size; parts: how to draw it; meanings: its codes.
    """

    width: float
    parts: Parts
    meanings: tuple[Meaning, ...]


class _Glyph(NamedTuple):
    """A code at its place, in thousandths; text: what it stands for, once that is known."""

    code: int
    cluster: int = 0
    advance: float = 0.0
    dx: float = 0.0
    dy: float = 0.0
    text: str = ""


_shaped: dict[tuple[Face, str, bool, str], Shaped] = {}


def shape(face: Face, text: str, rtl: bool, language: str) -> Shaped:
    """Shape text (in logical order); glyphs come in visual order, left to right."""
    key = (face, text, rtl, language)
    found = _shaped.get(key)
    if found is None:
        number = None if rtl or len(text) == 1 else _number(face, text, language)
        if number:
            return number  # quickly made again, and there is no end of them
        if len(_shaped) >= MAX_CACHED:
            _shaped.clear()
        found = _shaped[key] = _shape(face, text, rtl, language)
    return found


def _number(face: Face, text: str, language: str) -> Shaped | None:
    """A date, number or reference put together from its digits; None if it must be shaped.

    Every letter brings new ones, and their digits do not change one another.
    """
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    prefix, rest = match.groups()
    apart = standing_apart(face, language)
    if prefix and prefix[-1] not in apart.widths:
        return None
    try:
        width = sum([apart.widths[character] for character in rest])
    except KeyError:
        return None
    meanings = tuple([apart.meanings[character] for character in rest])
    codes = rest.translate(apart.codes)
    if not prefix:
        return Shaped(width, ((0.0, f"<{codes}>"),), meanings)
    lead = shape(face, prefix, False, language)
    operand = f"{lead.parts[0][1][:-1]}{codes}>"
    return Shaped(lead.width + width, ((0.0, operand),), lead.meanings + meanings)


class Apart(NamedTuple):
    """Characters that stand side by side as if each stood alone: advance, code, meaning."""

    widths: dict[str, float]
    codes: dict[int, str]
    meanings: dict[str, Meaning]


@cache
def standing_apart(face: Face, language: str) -> Apart:
    """The digits of a font, and those separators that leave the digits beside them as they are."""
    characters = [chr(ord(zero) + digit) for zero in DIGIT_ZEROS for digit in range(10)]
    found = Apart({}, {}, {})
    for character in (*characters, *separators_apart(face)):
        if ord(character) in face.points:
            single = _shape(face, character, False, language)
            found.widths[character] = single.width
            found.codes[ord(character)] = single.parts[0][1][1:-1]
            found.meanings[character] = single.meanings[0]
    return found


@cache
def separators_apart(face: Face) -> frozenset[str]:
    """Separators that leave the digits beside them as they are (Amiri's full stop does not)."""

    def apart(separator: str) -> bool:
        for zero in DIGIT_ZEROS:
            if ord(zero) in face.points:
                whole = _shape(face, f"{zero}{separator}{zero}", False, "")
                single = _shape(face, zero, False, ""), _shape(face, separator, False, "")
                drawn = [single[0].meanings[0], single[1].meanings[0], single[0].meanings[0]]
                wide = 2 * single[0].width + single[1].width
                if list(whole.meanings) != drawn or abs(whole.width - wide) > 0.01:
                    return False
        return True

    return frozenset(separator for separator in SEPARATORS if apart(separator))


def _shape(face: Face, text: str, rtl: bool, language: str) -> Shaped:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script_of(text)
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = face.buffer_flags
    hb.shape(face.font, buffer)
    glyphs = _with_texts(face, _glyphs(face, buffer), text, rtl=rtl)
    return Shaped(
        sum(glyph.advance for glyph in glyphs),
        _operands(face, glyphs),
        tuple(Meaning(glyph.code, face.glyph_of(glyph.code), glyph.text) for glyph in glyphs),
    )


def script_of(text: str) -> str:
    """ISO 15924 code of the first letter's script, for the font's own features."""
    for character in text:
        if "\u0600" <= character <= "\u08ff" or "\ufb50" <= character <= "\ufefc":
            return "Arab"
        if character.isalpha():
            return "Latn"
    return "Zyyy"


def _glyphs(face: Face, buffer: hb.Buffer) -> list[_Glyph]:
    """HarfBuzz's result, in thousandths of the type size."""
    scale = face.scale
    return [
        _Glyph(
            info.codepoint,
            info.cluster,
            at.x_advance * scale,
            at.x_offset * scale,
            at.y_offset * scale,
        )
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _with_texts(face: Face, glyphs: list[_Glyph], text: str, *, rtl: bool) -> list[_Glyph]:
    """The glyphs, each with the text it stands for when the page is copied."""
    if not glyphs:  # joiners alone, or marks that nobody cleaned away: nothing is drawn
        return []
    starts = sorted({glyph.cluster for glyph in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: list[_Glyph] = []
    for cluster, group in groupby(glyphs, key=lambda glyph: glyph.cluster):
        drawn, piece = list(group), text[cluster : ends[cluster]]
        if rtl:
            told += reversed(_character_by_character(face, drawn[::-1], piece))
        else:
            told.append(drawn[0]._replace(text=piece))
            told += [_silent(face, glyph, JOINER) for glyph in drawn[1:]]
    return told


def _character_by_character(face: Face, drawn: list[_Glyph], piece: str) -> list[_Glyph]:
    """A right-to-left cluster in logical order: one character for each code.

    Readers turn right-to-left text round character by character or glyph by glyph; only so does
    the ligature of «سلام» come out of both as it was written. Further letters of a ligature get
    blank codes; a mirrored bracket stands for what it looks like, for that is what readers turn.
    """
    told = [
        glyph._replace(text=OPENING.get(letter) or CLOSING.get(letter) or letter)
        for glyph, letter in zip(drawn, piece, strict=False)
    ]
    told += [_silent(face, glyph, TATWEEL) for glyph in drawn[len(piece) :]]
    further = piece[len(drawn) :]
    blanks = [_Glyph(face.blank_code(letter), text=letter) for letter in further]
    if all(blank.code for blank in blanks):
        return told + blanks
    return [*told[:-1], told[-1]._replace(text=told[-1].text + further)]


def _silent(face: Face, glyph: _Glyph, text: str) -> _Glyph:
    """The same drawing under a code of its own, for a part that no letter is left for.

    It must stand for something, or readers print its number.
    """
    return glyph._replace(code=face.silent_code(glyph.code), text=text)


def _operands(face: Face, glyphs: list[_Glyph]) -> Parts:
    """TJ operands (ISO 32000-1, 9.4.3), one for each stretch of the same rise."""
    parts: list[tuple[float, list[str]]] = []
    codes: list[str] = []
    owed = 0.0
    for glyph in glyphs:
        if not parts or parts[-1][0] != glyph.dy:
            _close(parts, codes)
            parts.append((glyph.dy, []))
        move = owed + glyph.dx
        if abs(move) > 0.05:
            _close(parts, codes)
            parts[-1][1].append(f"{-move:.1f}")
            move = 0.0
        codes.append(f"{glyph.code:04X}")
        owed = move - glyph.dx + glyph.advance - face.width(glyph.code)
    _close(parts, codes)
    return tuple((rise, "".join(operand)) for rise, operand in parts)


def _close(parts: list[tuple[float, list[str]]], codes: list[str]) -> None:
    if codes:
        parts[-1][1].append(f"<{''.join(codes)}>")
        codes.clear()


def joined(first: Parts, second: Parts) -> Parts:
    """Two pieces drawn one after the other."""
    if first and second and first[-1][0] == second[0][0]:
        middle = (first[-1][0], first[-1][1] + second[0][1])
        return (*first[:-1], middle, *second[1:])
    return first + second
