"""Texts on their way into a spreadsheet: none of them may run there, none may lose a zero."""

import re
import unicodedata

LONGEST_CELL = 32_767  # Excel's own limit
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|", "%")
_LOOKS_LIKE_NUMBER = re.compile(r"0\d+|\d{12,}")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program could take a text for a formula, also behind spaces,
    invisible signs or in full-width letters (NFKC)."""
    plain = unicodedata.normalize("NFKC", text)
    shown = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return shown.strip().startswith(_FORMULA_STARTS)


def cell_text(text: str) -> str:
    """What may stand in a cell: no control characters, no more than a cell holds."""
    return _NOT_IN_XML.sub("", text)[:LONGEST_CELL]


def unguarded(text: str) -> str:
    """A text as it was before `guarded`: our own sheets come back with the same telephones."""
    return text[1:] if text.startswith("'") and guarded(text[1:]) == text else text


def guarded(text: str) -> str:
    """A text for a file without types (CSV): an apostrophe stands before what a program would run,
    and before digits that it would round or rob of their zeros."""
    kept = cell_text(text)
    changed = looks_like_formula(kept) or _LOOKS_LIKE_NUMBER.fullmatch(kept.strip())
    return f"'{kept}" if changed else kept
