"""Read a register from a file: what it is, which sheet, which headings, which rows.

What a file is called never matters, only what it holds. Formulas are never computed.
"""

import hashlib
import re
from pathlib import Path

from casework.imports import delimited, heading_row, workbooks
from casework.imports.heading_row import Headings
from casework.imports.sheets import Reason, RegisterError, Row, Sheet

MAX_BYTES = 60_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|head|meta)", re.IGNORECASE)
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"Rar!",
    b"{\\rtf",
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_register(source: Path | str | bytes, name: str = "", *, tab: str = "") -> Sheet:
    """The register in a file, as text cells with the row numbers a spreadsheet shows.

    `source` is a path or the bytes themselves; `tab` picks a worksheet by name, otherwise the
    first visible one with headings we know is taken. A register with headings and no rows is a
    Sheet without rows. Raises RegisterError with a code: "empty", "too_big", "too_many_rows",
    "old_format" (XLS, ODS, XLSB), "password", "hostile", "damaged", "not_a_register", "no_tab".
    """
    data, name = _load(source, name)
    if not data.strip(b"\x00\r\n\t ;,|\xef\xbb\xbf\xff\xfe"):
        raise RegisterError("empty")
    if data.startswith(b"PK"):
        return _read_workbook(data, name, tab)
    _refuse_other_kinds(data)
    return _read_text(data, name)


def _load(source: Path | str | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data = source
    else:
        path = Path(source)
        name = name or path.name
        if path.stat().st_size > MAX_BYTES:
            raise RegisterError("too_big", {"limit": str(MAX_BYTES // 1_000_000)})
        data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise RegisterError("too_big", {"limit": str(MAX_BYTES // 1_000_000)})
    return data, name


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        raise RegisterError("password" if _ENCRYPTED in data else "old_format")
    if _MARKUP.match(data[:200]):
        raise RegisterError("old_format")
    if data.startswith(_BINARY):
        raise RegisterError("not_a_register")


def _read_text(data: bytes, name: str) -> Sheet:
    sample, _encoding = delimited.decode(data[:20_000])
    if len(_CONTROLS.findall(sample)) * 100 > len(sample):
        raise RegisterError("not_a_register")
    rows, how = delimited.read_rows(data, heading_row.likeness)
    rows = [row for row in rows if row.cells]
    if not rows:
        raise RegisterError("empty")
    headings = _headings_of(rows)
    return _sheet(
        name,
        "csv",
        data,
        rows,
        headings,
        tuple(how["notices"]),
        encoding=how["encoding"],
        delimiter=how["delimiter"],
    )


def _read_workbook(data: bytes, name: str, tab: str) -> Sheet:
    read = [(title, visible, rows) for title, visible, rows in workbooks.tabs(data)]
    if tab and tab not in [title for title, _, _ in read]:
        raise RegisterError("no_tab", {"tab": tab})
    filled = [entry for entry in read if entry[2] and (not tab or entry[0] == tab)]
    if not filled:
        raise RegisterError("empty")
    found = [(title, visible, rows, heading_row.find(rows)) for title, visible, rows in filled]
    title, visible, rows, headings = max(
        found, key=lambda entry: (entry[3].is_found, entry[1], entry[3].score >= 3)
    )
    notices = [] if visible else [Reason("hidden_tab", {"tab": title})]
    notices += [
        Reason("other_tab", {"tab": other})
        for other, _, other_rows, other_headings in found
        if other != title and other_headings.is_found and len(other_rows) > other_headings.after
    ]
    chosen = headings if headings.is_found else heading_row.densest(rows)
    return _sheet(name, "xlsx", data, rows, chosen, tuple(notices), tab=title)


def _headings_of(rows: list[Row]) -> Headings:
    found = heading_row.find(rows)
    return found if found.is_found else heading_row.densest(rows)


def _sheet(
    name: str,
    form: str,
    data: bytes,
    rows: list[Row],
    headings: Headings,
    notices: tuple[Reason, ...],
    **how: str,
) -> Sheet:
    titles = tuple(
        " ".join(cell.strip() for cell in row.cells if cell.strip())
        for row in rows[: headings.first]
    )
    if not headings.score:
        notices = (*notices, Reason("no_known_headings"))
    return Sheet(
        name=name,
        form=form,
        sha256=hashlib.sha256(data).hexdigest(),
        titles=titles,
        heading_row=headings.row_number,
        headings=headings.texts,
        rows=tuple(rows[headings.after :]),
        notices=notices,
        **how,
    )
