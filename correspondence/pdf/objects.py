"""The file below the pages: numbered objects, cross-reference table, trailer.

ReportLab's document keeps the page tree, the catalogue, the information dictionary and the
file's identity (`invariant`: no clock, the same content gives the same bytes). Its own writing
loop asks every object about encryption, comments and forms; a schedule of forty persons is four
hundred objects, so ours writes known bytes straight away.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from reportlab.pdfbase import pdfdoc

VERSION = (1, 7)


class Made(pdfdoc.PDFObject):
    """An object whose bytes are made when the file is written."""

    def __init__(self, make: Callable[[], bytes]) -> None:
        self.make = make

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        return self.make()


class ObjectFile(pdfdoc.PDFDocument):
    """ReportLab's document, with a plain way in and a quick way out."""

    def __init__(self, language: str) -> None:
        super().__init__(
            dummyoutline=1, compression=1, invariant=1, pdfVersion=VERSION, lang=language
        )
        self.plain: dict[int, bytes | Callable[[], bytes]] = {}
        self.pages_number = self.number_of(self.Pages)

    def number_of(self, item: pdfdoc.PDFObject) -> int:
        """The object number of one of ReportLab's objects; it gets one if it has none."""
        name = self.Reference(item).name
        number: int = self.idToObjectNumberAndVersion[name][0]
        return number

    def add(self, content: bytes | Callable[[], bytes]) -> int:
        """Put an indirect object into the file; its number."""
        self.objectcounter += 1
        number: int = self.objectcounter
        self.plain[number] = content
        return number

    def add_all(self, contents: list[bytes]) -> None:
        """Put indirect objects into the file, under consecutive numbers."""
        self.plain.update(enumerate(contents, self.next_number))
        self.objectcounter += len(contents)

    def reference(self, number: int) -> pdfdoc.PDFObjectReference:
        """A reference for ReportLab's own dictionaries."""
        name = f"R{number}"
        self.idToObjectNumberAndVersion[name] = (number, 0)
        return pdfdoc.PDFObjectReference(name)

    @property
    def next_number(self) -> int:
        """The number that the next object gets."""
        following: int = self.objectcounter + 1
        return following

    def write(self) -> bytes:
        """The bytes of the file (ISO 32000-1, 7.5)."""
        self.info.invariant = 1
        self.info.digest(self.signature)
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        pieces = [b"%%PDF-%d.%d\n%%\x93\x8c\x8b\x9e\n" % VERSION]
        number = 1
        while number <= self.objectcounter:  # formatting one object may add others
            pieces.append(b"%d 0 obj\n%b\nendobj\n" % (number, self._body(number)))
            number += 1
        *offsets, end = accumulate(map(len, pieces))
        table = "".join([f"{offset:010} 00000 n \n" for offset in offsets])
        pieces.append(f"xref\n0 {number}\n0000000000 65535 f \n{table}".encode("ascii"))
        trailer = pdfdoc.PDFTrailer(end, Size=number, Root=root, Info=info, ID=self.ID())
        pieces.append(trailer.format(self))
        return b"".join(pieces)

    def _body(self, number: int) -> bytes:
        item = self.plain.get(number)
        if item is None:
            body: bytes = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
            return body
        return item if isinstance(item, bytes) else item()
