"""Scores pairs of people in a CSV file, so that anybody can measure how well names are compared."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from families.calendars import parse
from families.explaining import in_words
from families.names.evidence import Told, compare

NEEDED = ("name_a", "name_b")
ADDED = ("score", "level", "explanation")
_LONGEST_CELL = 10_000_000


class Command(BaseCommand):
    help = (
        "Score pairs: a CSV file with name_a, name_b and, where known, birth_, father_ and sex_ of "
        "a and b. Writes the same rows with score (0 to 1), level (not, possible, likely) and why."
    )

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, help="CSV, UTF-8, with a heading row")
        parser.add_argument("target", type=Path, help="the file to write")
        parser.add_argument("--language", default="en", help="language of the explanation")

    def handle(self, **options):
        csv.field_size_limit(_LONGEST_CELL)
        try:
            with (
                options["source"].open(
                    encoding="utf-8-sig", newline="", errors="replace"
                ) as source,
                options["target"].open("w", encoding="utf-8", newline="") as target,
                translation.override(options["language"]),
            ):
                count = _score(source, target)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self.stdout.write(f"{count} pairs scored.")


def _score(source, target) -> int:
    rows = csv.DictReader(_lines(source), restkey="", dialect=_dialect(source))
    columns = [name for name in rows.fieldnames or [] if name]
    keys = {name.strip().lower(): name for name in columns}
    if missing := [name for name in NEEDED if name not in keys]:
        raise CommandError(f"The heading row has no {' and no '.join(missing)}.")
    kept = [name for name in columns if name not in ADDED]
    writer = csv.DictWriter(target, [*kept, *ADDED], extrasaction="ignore")
    writer.writeheader()
    count = 0
    for row in rows:
        verdict = compare(_told(row, keys, "a"), _told(row, keys, "b"))
        why = "; ".join(in_words(verdict))
        made = {"score": f"{verdict.score:.4f}", "level": verdict.level, "explanation": why}
        writer.writerow({**row, **made})
        count += 1
    return count


def _lines(source) -> Iterator[str]:
    """The lines without NUL bytes, which no CSV reader takes."""
    return (line.replace("\0", "") for line in source)


def _dialect(source) -> type[csv.Dialect]:
    """Comma, or what the heading row uses instead (Excel in many languages writes semicolons)."""
    heading = source.readline()
    source.seek(0)
    counts = {sign: heading.count(sign) for sign in ",;\t"}

    class Found(csv.excel):
        delimiter = max(counts, key=lambda sign: counts[sign])

    return Found


def _told(row: dict, keys: dict[str, str], which: str) -> Told:
    def cell(name: str) -> str:
        column = keys.get(f"{name}_{which}")
        return (row[column] or "").strip() if column else ""

    return Told(cell("name"), cell("father"), _interval(cell("birth")), _sex(cell("sex")))


def _interval(text: str) -> tuple[date, date] | None:
    said = parse(text)
    if said.earliest is None or said.latest is None:
        return None
    return said.earliest, said.latest


_SEXES = {
    "female": ("female", "f", "w", "woman", "زن", "مونث", "مؤنث", "أنثى", "femër", "femer"),
    "male": ("male", "m", "man", "مرد", "مذکر", "مذكر", "ذكر", "mashkull"),
}


def _sex(text: str) -> str:
    return next((sex for sex, words in _SEXES.items() if text.casefold() in words), "")
