"""What the cells of a column say about its heading."""

import re
from collections.abc import Sequence
from dataclasses import replace

from casework.imports.cells import NO, UNCLEAR, answer, looks_like_files
from casework.imports.phrases import Guess
from casework.imports.sheets import Sheet
from families.names import to_ascii_digits

_SAMPLE = 200
_MOST = 0.8
_LETTER_IN_NUMBER = re.compile(r"[^\d\s.]")


def fits_values(reading: Guess, values: list[str]) -> Guess:
    """The reading, or none when the cells below contradict it.

    A bare «صلیب سرخ» is a consent only over answers, "Documents" over yes and no are not file
    names, and a running number with letters or slashes in it is a number of an old book.
    """
    sample = values[:_SAMPLE]
    answers = _share(sample, lambda cell: answer(cell, crosses=NO) != UNCLEAR)
    if reading.target.startswith("consent_") and reading.is_weak:
        return reading if sample and answers >= _MOST else Guess()
    if reading.target == "documents" and sample and answers >= _MOST:
        return Guess()
    if reading.target == "row_number" and _share(sample, _has_letters) > 0.5:
        return replace(reading, target="old_number", score=min(reading.score, 0.8))
    if reading.target == "old_number" and reading.is_weak and _is_running(sample):
        return replace(reading, target="row_number")
    return reading


def from_values(fields: list[str], sheet: Sheet) -> list[str]:
    """Find the documents by their cells when no heading names them: nearly all are file names."""
    if "documents" in fields:
        return fields
    for at, field in enumerate(fields):
        values = sheet.column(at)[:_SAMPLE]
        if not field and values and _share(values, looks_like_files) >= _MOST:
            return [*fields[:at], "documents", *fields[at + 1 :]]
    return fields


def _has_letters(cell: str) -> bool:
    return bool(_LETTER_IN_NUMBER.search(to_ascii_digits(cell)))


def _is_running(sample: Sequence[str]) -> bool:
    numbers = [to_ascii_digits(cell).strip() for cell in sample]
    return numbers[:3] == ["1", "2", "3"][: len(numbers)] and bool(numbers)


def _share(sample: Sequence[str], test) -> float:
    return sum(bool(test(cell)) for cell in sample) / len(sample) if sample else 0.0
