"""An XLSX written while it is read: a few kilobytes in memory, nothing on the disk.

Office Open XML (ECMA-376 part 1, SpreadsheetML) with the least that Excel and LibreOffice ask for.
Every cell is a text in the sheet itself: no formula, no shared strings, no zero is lost.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from casework.wording.cells import cell_text, looks_like_formula

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PLAIN, GUARDED, BOLD = 1, 2, 3
AT_ONCE = 64 * 1024  # bytes that are handed on together
LONGEST_TAB = 31

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
    '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" '
    'fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" '
    'fontId="0" fillId="0" borderId="0" xfId="0"/>{plain}{guarded}{bold}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
TEXT_STYLE = (
    '<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
    'applyFont="1" applyAlignment="1"{quote}><alignment vertical="top" wrapText="1"/></xf>'
)


@dataclass(frozen=True)
class Tab:
    """One sheet: its heading row, then rows of texts. `header` stands on every printed page."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str]]
    header: str = ""
    width: int = 18


class _Sink:
    """Takes what the archive writes and gives it on; cannot be rewound, like a line."""

    def __init__(self):
        self.held = bytearray()

    def write(self, data: bytes) -> int:
        self.held += data
        return len(data)

    def flush(self) -> None:
        return None

    def take(self) -> bytes:
        taken, self.held = bytes(self.held), bytearray()
        return taken


def written(tabs: Sequence[Tab], *, right_to_left: bool) -> Iterator[bytes]:
    """The workbook, piece by piece, as the rows come."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _frame(tabs).items():
            archive.writestr(name, content)
        for number, tab in enumerate(tabs, 1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for piece in _sheet(tab, right_to_left):
                    part.write(piece.encode())
                    if len(sink.held) >= AT_ONCE:
                        yield sink.take()
    yield sink.take()


def _frame(tabs: Sequence[Tab]) -> dict[str, str]:
    numbers = range(1, len(tabs) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    overrides += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers]
    types = "".join(
        f'<Override PartName="{part}" ContentType="{kind}.{what}+xml"/>' for part, what in overrides
    )
    relations = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    relations.append((f"rId{len(tabs) + 1}", "styles", "styles.xml"))
    styles = {
        "plain": TEXT_STYLE.format(font=0, quote=""),
        "guarded": TEXT_STYLE.format(font=0, quote=' quotePrefix="1"'),
        "bold": TEXT_STYLE.format(font=1, quote=""),
    }
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(tabs),
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": STYLES.format(**styles),
    }


def _relations(relations) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _book(tabs: Sequence[Tab]) -> str:
    """The sheets by name; the heading row of each is printed on every page."""
    titles = [_tab_title(tab.title) for tab in tabs]
    sheets = "".join(
        f'<sheet name="{_attribute(title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">'
        f"'{escape(title.replace(chr(39), chr(39) * 2))}'!$1:$1</definedName>"
        for n, title in enumerate(titles)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{sheets}</sheets>'
        f"<definedNames>{names}</definedNames></workbook>"
    )


def _tab_title(title: str) -> str:
    return "".join(" " if char in "[]:*?/\\" else char for char in title)[:LONGEST_TAB]


def _attribute(text: str) -> str:
    return escape(cell_text(text), {'"': "&quot;"})


def _sheet(tab: Tab, right_to_left: bool) -> Iterator[str]:
    rtl = ' rightToLeft="1"' if right_to_left else ""
    letters = [_letters(n) for n in range(1, len(tab.headings) + 1)]
    yield (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"{rtl}><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
        f'<col min="1" max="{len(letters)}" width="{tab.width}" customWidth="1"/></cols><sheetData>'
    )
    yield _row(1, letters, tab.headings, bold=True)
    for number, texts in enumerate(tab.rows, 2):
        yield _row(number, letters, texts)
    header = escape(cell_text(tab.header).replace("&", "&&"))[:240]
    above = f"<oddHeader>&amp;C{header}</oddHeader>" if header else ""
    yield (
        '</sheetData><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" '
        f'fitToHeight="0"/><headerFooter>{above}'
        "<oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _row(number: int, letters, texts, *, bold: bool = False) -> str:
    cells = "".join(
        _cell(f"{letter}{number}", text, bold)
        for letter, text in zip(letters, texts, strict=True)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, text: str, bold: bool) -> str:
    kept = cell_text(text)
    style = BOLD if bold else GUARDED if looks_like_formula(kept) else PLAIN
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(kept)}</t>'
        "</is></c>"
    )


def _letters(number: int) -> str:
    """A for 1, Z for 26, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
