"""Registers saved as text: which encoding, which delimiter, which rows."""

import codecs
import csv
import io
import re
from collections.abc import Callable

from casework.imports.sheets import EMPTY, TEXT, Reason, RegisterError, Row, row_of
from casework.wording.cells import unguarded

DELIMITERS = (",", ";", "\t", "|", "~", "^", "¦", ":", "\x1f")
# A cell may be as long as the file is allowed to be; Python's own limit is 131,072 letters.
csv.field_size_limit(100_000_000)
_SAMPLE_RECORDS = 60
_MAX_ROWS = 100_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# č ć đ and their capitals in Windows-1250; in Windows-1252 the same bytes are è æ ð.
_SOUTH_SLAVIC = frozenset(b"\xe8\xe6\xf0\xc8\xc6\xd0")
_MULTI_BYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding; a text is never refused for its encoding.

    A byte order mark decides; then valid UTF-8; then UTF-16 without a mark; then Windows-1256
    when the letters above ASCII stand in runs, as Arabic script does; else Windows-1250 or -1252,
    where ë and ç stand alone between ASCII letters.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace"), encoding
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_without_proof(data)


def _wide_encoding(data: bytes) -> str:
    sample = data[:4000]
    if len(sample) < 4:
        return ""
    if sample[1::2].count(0) > len(sample) // 8:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > len(sample) // 8 else ""


def _decode_without_proof(data: bytes) -> tuple[str, str]:
    characters = _MULTI_BYTE.findall(data)
    loose = sum(len(run) for run in _HIGH_RUN.findall(data)) - sum(map(len, characters))
    if len(characters) > 10 * loose:
        return data.decode("utf-8", errors="replace"), "utf-8 (damaged)"
    encoding = _code_page(data)
    return data.decode(encoding, errors="replace"), encoding


def _code_page(data: bytes) -> str:
    runs = _HIGH_RUN.findall(data)
    in_words = sum(len(run) for run in runs if len(run) > 1)
    if in_words * 2 > sum(map(len, runs)):
        return "windows-1256"
    return "windows-1250" if _SOUTH_SLAVIC & set(data) else "windows-1252"


def read_rows(data: bytes, likeness: Callable[[list[Row]], float]) -> tuple[list[Row], dict]:
    """The rows of a CSV of any delimiter, and how it was read: encoding, delimiter, notices.

    `likeness` says how much the first rows look like a register; the delimiter that makes them
    look most like one is taken. Row numbers are those a spreadsheet would show. Raises
    RegisterError "too_many_rows".
    """
    text, encoding = decode(data)
    text = text.replace("\x00", "")
    text, declared = _declared_delimiter(text)
    skipped = 1 if declared else 0
    delimiter = declared or _best_delimiter(text, likeness)
    rows, whole = _parse(text, delimiter, skipped)
    notices = [] if whole else [Reason("quotes_broken")]
    if encoding.endswith("(damaged)"):
        notices.append(Reason("text_damaged"))
    return rows, {"encoding": encoding, "delimiter": delimiter, "notices": notices}


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line `sep=;`."""
    found = re.match(r'"?sep=(.)"?\r?\n?', text, re.IGNORECASE)
    return (text[found.end() :], found[1]) if found else (text, "")


def _best_delimiter(text: str, likeness: Callable[[list[Row]], float]) -> str:
    def score(delimiter: str) -> tuple[float, float]:
        rows = _parse(text, delimiter, 0, limit=_SAMPLE_RECORDS)[0]
        return likeness(rows), sum(len(row.cells) > 1 for row in rows)

    return max(DELIMITERS, key=score)


def _parse(
    text: str, delimiter: str, skipped: int, limit: int | None = None
) -> tuple[list[Row], bool]:
    """The rows, and whether the quotes were whole; broken quotes are read as plain letters."""
    try:
        return _records(text, delimiter, skipped, limit, quoted=True), True
    except csv.Error:
        return _records(text, delimiter, skipped, limit, quoted=False), False


def _records(text: str, delimiter: str, skipped: int, limit: int | None, quoted: bool) -> list[Row]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        strict=quoted,
    )
    rows: list[Row] = []
    for number, record in enumerate(reader, start=1 + skipped):
        if number > _MAX_ROWS:
            raise RegisterError("too_many_rows", {"limit": str(_MAX_ROWS)})
        cells = [unguarded(cell) for cell in record]
        rows.append(row_of(number, [(cell, TEXT if cell.strip() else EMPTY) for cell in cells]))
        if limit and number >= limit:
            break
    return rows
