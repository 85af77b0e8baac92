"""Fonts inside one PDF: a subset with retained glyph ids (Identity-H) and a ToUnicode map."""

import hashlib
import zlib
from collections.abc import Callable
from functools import lru_cache

import uharfbuzz as hb

from .fonts import Face
from .shaping import Meaning, Meanings

_DROPPED_TABLES = [
    "GSUB",
    "GPOS",
    "GDEF",
    "DSIG",
    "name",
    "post",
    "OS/2",
    "STAT",
    "meta",
    "cmap",
    "gasp",
]
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"

QUICK = 3
"""Compression of page contents: half the time of the usual level, a tenth more bytes."""

AddObject = Callable[[bytes], int]
"""Puts an indirect object into the file and returns its number."""


class EmbeddedFont:
    """One face in one document: which codes were drawn, and what text each stands for."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face = face
        self.resource = resource
        self._meanings: dict[int, Meaning] = {}

    def note(self, meanings: Meanings) -> None:
        """Remember drawn codes; the first text that a code stands for stays."""
        known = self._meanings
        if not meanings.keys() <= known.keys():
            self._meanings = meanings | known

    def write(self, add: AddObject) -> int:
        """Add the font's objects to the file; the number of its Type 0 dictionary."""
        face, codes = self.face, sorted(self._meanings)
        glyphs = tuple(sorted({meaning.glyph for meaning in self._meanings.values()}))
        name = f"{_tag(face, glyphs)}+{face.name}"
        packed, length = _subset(face, glyphs)
        program = add(
            b"<</Length %d/Length1 %d/Filter/FlateDecode>>\nstream\n%b\nendstream\n"
            % (len(packed), length, packed)
        )
        descriptor = add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{_numbers(face.box)}]"
            f"/ItalicAngle 0/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}/CapHeight 700"
            f"/StemV 80/FontFile2 {program} 0 R>>".encode()
        )
        widths = "".join(f"{code}[{face.width(code)}]" for code in codes)
        glyph_map = "/Identity"
        if codes[-1] >= face.glyph_count:
            glyph_map = f"{add(stream(self._glyph_map()))} 0 R"
        descendant = add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo"
            "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 0/W[{widths}]/CIDToGIDMap {glyph_map}>>".encode()
        )
        unicode_map = add(stream(self._to_unicode()))
        return add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode_map} 0 R>>".encode()
        )

    def _glyph_map(self) -> bytes:
        """CIDToGIDMap (ISO 32000-1, 9.7.4.3): two bytes for each code."""
        table = bytearray(2 * (max(self._meanings) + 1))
        for code, meaning in self._meanings.items():
            table[2 * code : 2 * code + 2] = meaning.glyph.to_bytes(2, "big")
        return bytes(table)

    def _to_unicode(self) -> bytes:
        """The CMap of ISO 32000-1, 9.10.3."""
        told = [
            (code, meaning.text) for code, meaning in sorted(self._meanings.items()) if meaning.text
        ]
        blocks = []
        for start in range(0, len(told), 100):
            some = told[start : start + 100]
            lines = "".join(
                f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for code, text in some
            )
            blocks.append(f"{len(some)} beginbfchar\n{lines}endbfchar\n")
        return (_CMAP_HEAD + "".join(blocks) + _CMAP_TAIL).encode("ascii")


def stream(content: bytes) -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(content, QUICK)
    head = b"<</Length %d/Filter/FlateDecode>>" % len(packed)
    return b"%b\nstream\n%b\nendstream\n" % (head, packed)


def _numbers(values: list[int]) -> str:
    return " ".join(map(str, values))


def _tag(face: Face, glyphs: tuple[int, ...]) -> str:
    """The six letters before a subset's name (ISO 32000-1, 9.6.4), from what is in it."""
    digest = hashlib.sha256(f"{face.name} {glyphs}".encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


@lru_cache(maxsize=64)
def _subset(face: Face, glyphs: tuple[int, ...]) -> tuple[bytes, int]:
    """The compressed font program with these glyphs, and its length before compression."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyphs)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for table in _DROPPED_TABLES:
        dropped.add(int.from_bytes(table.ljust(4).encode("ascii"), "big"))
    program = bytes(hb.subset(face.face, wanted).blob.data)
    return zlib.compress(program), len(program)
