"""One PDF file: pages of operators, fonts, pictures, bookmarks and structure.

Coordinates are points from the lower left corner of the page.
"""

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFObjectReference

from .embedding import EmbeddedFont, stream
from .fonts import Face
from .lines import Line, SetText
from .objects import Made, ObjectFile
from .pictures import Picture
from .shaping import Meanings, Parts
from .tagging import Element, utf16, write_structure

A4 = (595.28, 841.89)
PRODUCER = "Payvand"


class Writer:
    """Collects pages; finish() gives the bytes of the file."""

    def __init__(
        self, title: str, language: str, rtl: bool, size: tuple[float, float] = A4
    ) -> None:
        self.size = size
        self.language = language
        self.rtl = rtl
        self.root = Element("Document")
        self.ops: list[str] = []
        self.page_count = 0
        self.missing: set[str] = set()
        self._file = ObjectFile(language)
        info = self._file.info
        info.title, info.creator, info.producer = title, PRODUCER, PRODUCER
        info.author = info.subject = ""
        self._noted: dict[str, Meanings] = {}
        self._fonts: dict[str, EmbeddedFont] = {}
        self._pictures: dict[Picture, tuple[str, int]] = {}
        self._pages: list[int] = []
        self._contents_on_page = 0
        self._bookmarks: list[tuple[str, int, float]] = []
        self._resources = self._file.add(self._resource_dictionary)

    def start_page(self) -> None:
        """Begin a page; the one before it is closed by end_page()."""
        self.ops = []
        self.page_count += 1
        self._contents_on_page = 0

    def end_page(self) -> None:
        contents = self._file.add(stream("\n".join(self.ops).encode("ascii")))
        width, height = self.size
        page = Made(
            f"<</Type/Page/Parent {self._file.pages_number} 0 R/MediaBox[0 0 {width:g} {height:g}]"
            f"/Resources {self._resources} 0 R/Contents {contents} 0 R"
            f"/StructParents {self.page_count - 1}/Tabs/S>>".encode
        )
        self._pages.append(self._file.number_of(page))
        self._file.Pages.addPage(page)

    def begin(self, element: Element) -> None:
        """What follows, up to end(), is content of this element."""
        content = self._contents_on_page
        self._contents_on_page += 1
        element.kids.append((self.page_count - 1, content))
        self.ops.append(f"/{element.tag}<</MCID {content}>>BDC")

    def begin_artifact(self) -> None:
        """What follows, up to end(), is furniture that a reader aloud passes over."""
        self.ops.append("/Artifact BMC")

    def end(self) -> None:
        self.ops.append("EMC")

    def _font(self, face: Face) -> EmbeddedFont:
        found = self._fonts.get(face.name)
        if found is None:
            found = self._fonts[face.name] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
        return found

    def note(self, text: SetText) -> None:
        """Remember the glyphs of a text that is about to be drawn, in whole or in part."""
        if text.missing:
            self.missing |= text.missing
        for face, meanings in text.meanings:
            if meanings is not self._noted.get(face.name):
                self._noted[face.name] = meanings
                self._font(face).note(meanings)

    def text(
        self, lines: Sequence[Line], x: float, y: float, size: float, leading: float, grey: float
    ) -> None:
        """Draw lines of a noted text, the first with its baseline at y, in reading order."""
        scale = size / 1000
        if len(lines) == 1 and len(lines[0].placed) == 1 and not grey:
            ((at, face, parts),), _, left = lines[0]
            if _is_plain(parts):  # as in most cells of a table
                name, x = self._fonts[face.name].resource, x + (left + at) * scale
                self.ops.append(
                    f"BT\n/{name} {size:g} Tf\n1 0 0 1 {x:.2f} {y:.2f} Tm [{parts[0][1]}]TJ\nET"
                )
                return
        ops = [f"{grey:g} g BT" if grey else "BT"]
        current: Face | None = None
        for placed, _, left in lines:
            for at, face, parts in placed:
                if face is not current:
                    current = face
                    ops.append(f"/{self._fonts[face.name].resource} {size:g} Tf")
                shown = f"[{parts[0][1]}]TJ" if _is_plain(parts) else _shown(parts, size)
                ops.append(f"1 0 0 1 {x + (left + at) * scale:.2f} {y:.2f} Tm {shown}")
            y -= leading
        ops.append("ET 0 g" if grey else "ET")
        self.ops.append("\n".join(ops))

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5) -> None:
        self.ops.append(f"{width:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def dots(self, start: float, end: float, y: float) -> None:
        """A dotted line to write on."""
        self.ops.append(f"q 1 J .8 w [0 2.4] 0 d {start:.2f} {y:.2f} m {end:.2f} {y:.2f} l S Q")

    def grid(
        self, edges: list[float], bands: list[tuple[float, float, bool]], width: float
    ) -> None:
        """The lines of a table: column edges, and (top, bottom, divided?) of each row."""
        left, right = edges[0], edges[-1]
        ops = [f"0.55 G {width:g} w"]
        for top, _, _ in bands[:1]:
            ops.append(f"{left:.2f} {top:.2f} m {right:.2f} {top:.2f} l")
        for _, bottom, _ in bands:
            ops.append(f"{left:.2f} {bottom:.2f} m {right:.2f} {bottom:.2f} l")
        for edge in edges:
            outer = edge in (left, right)
            for top, bottom in joined_bands(bands, outer=outer):
                ops.append(f"{edge:.2f} {top:.2f} m {edge:.2f} {bottom:.2f} l")
        self.ops.append(" ".join([*ops, "S 0 G"]))

    def square(self, x: float, y: float, side: float) -> None:
        self.ops.append(f"0.7 w {x:.2f} {y:.2f} {side:.2f} {side:.2f} re S")

    def fill(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        self.ops.append(f"{grey:g} g {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f 0 g")

    def picture(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        name, _ = self._pictures.get(picture) or self._embed(picture)
        self.ops.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def _embed(self, picture: Picture) -> tuple[str, int]:
        number = self._file.add(picture.as_object())
        found = self._pictures[picture] = (f"I{len(self._pictures) + 1}", number)
        return found

    def bookmark(self, title: str, top: float) -> None:
        """An entry in the outline for this place on the current page."""
        self._bookmarks.append((title, self.page_count, top))

    @property
    def outline(self) -> tuple[tuple[str, int], ...]:
        return tuple((title, page) for title, page, _ in self._bookmarks)

    def finish(self) -> bytes:
        """The bytes of the file; the same calls give the same bytes."""
        file = self._file
        self._font_objects = {font.resource: font.write(file.add) for font in self._fonts.values()}
        catalog = file.Catalog
        catalog.Outlines = self._write_outline()
        catalog.MarkInfo = file.reference(file.add(b"<</Marked true>>"))
        # No /Direction: PDFium would reverse Latin references and addresses when text is copied.
        catalog.ViewerPreferences = file.reference(file.add(b"<</DisplayDocTitle true>>"))
        tree = write_structure(self.root, file.next_number, self._pages, file.add_all)
        catalog.StructTreeRoot = file.reference(tree)
        return file.write()

    def _resource_dictionary(self) -> bytes:
        fonts = "".join(f"/{name} {number} 0 R" for name, number in self._font_objects.items())
        pictures = "".join(f"/{name} {number} 0 R" for name, number in self._pictures.values())
        return f"<</Font<<{fonts}>>/XObject<<{pictures}>>/ProcSet[/PDF/Text/ImageC]>>".encode()

    def _write_outline(self) -> PDFObjectReference | None:
        if not self._bookmarks:
            return None
        count = len(self._bookmarks)
        root = self._file.next_number
        self._file.add(
            f"<</Type/Outlines/First {root + 1} 0 R/Last {root + count} 0 R"
            f"/Count {count}>>".encode()
        )
        for index, (title, page, top) in enumerate(self._bookmarks):
            before = f"/Prev {root + index} 0 R" if index else ""
            after = f"/Next {root + index + 2} 0 R" if index + 1 < count else ""
            self._file.add(
                f"<</Title {utf16(title)}/Parent {root} 0 R{before}{after}"
                f"/Dest[{self._pages[page - 1]} 0 R/XYZ null {top:.0f} null]>>".encode()
            )
        return self._file.reference(root)


def joined_bands(
    bands: list[tuple[float, float, bool]], *, outer: bool
) -> list[tuple[float, float]]:
    """Rows next to one another as single stretches; inner lines skip undivided rows."""
    stretches: list[tuple[float, float]] = []
    open_ = False
    for top, bottom, divided in bands:
        if not (outer or divided):
            open_ = False
        elif open_:
            stretches[-1] = (stretches[-1][0], bottom)
        else:
            stretches.append((top, bottom))
            open_ = True
    return stretches


def _is_plain(parts: Parts) -> bool:
    return len(parts) == 1 and not parts[0][0]


def _shown(parts: Parts, size: float) -> str:
    """The operators that show a piece some of whose glyphs are raised."""
    shown = "".join(f"{rise * size / 1000:.2f} Ts[{operand}]TJ " for rise, operand in parts)
    return f"{shown}0 Ts"
