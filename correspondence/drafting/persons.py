"""The list of persons, family by family, and a sheet for each of them."""

from collections.abc import Sequence
from itertools import groupby

from casework.models import Body
from casework.wording import figures
from correspondence.pdf import DataSheet, Schedule
from correspondence.wording import LetterKind, labels

from . import enclosed, portraits
from .desk import DeskLine
from .enclosed import Enclosed
from .words import fact_text

JOINED = {
    "name": ("name", "latin_name"),
    "birth": ("birth", "birth_place"),
    "last_place": ("last_place", "last_news_on"),
}
WIDTHS = {
    "row": 0.45,
    "reference": 1.65,
    "name": 1.35,
    "father": 0.85,
    "birth": 1.05,
    "last_place": 1.2,
    "their_reference": 1.0,
    "annexes": 0.75,
}


def schedule(
    lines: Sequence[DeskLine], kind: LetterKind, language: str, body: Body, annexes: list[Enclosed]
) -> Schedule:
    """The table, grouped by family number, rows counted through."""
    columns = _columns(lines, kind, body, annexes)
    groups, row = [], 0
    for number, members in groupby(lines, key=lambda line: line.case.request.number):
        rows = []
        for line in members:
            row += 1
            rows.append([_cell(line, c, row, language, body, annexes) for c in columns])
        groups.append((labels.family_group(number, language), rows))
    return Schedule(
        title=labels.label("list_of_persons", language),
        columns=labels.schedule_columns(language, tuple(columns)),
        groups=groups,
        widths=[WIDTHS[column] for column in columns],
    )


def _columns(lines, kind: LetterKind, body: Body, annexes) -> list[str]:
    """A column that would be empty in every row is not drawn, except who and when born."""
    columns = ["row", "reference", "name", "father", "birth"]
    for key in ("last_place", "their_reference"):
        keys = JOINED.get(key, (key,))
        if any(_shown(line, one, "en", body) for line in lines for one in keys):
            columns.append(key)
    return [*columns, "annexes"] if annexes else columns


def _shown(line: DeskLine, key: str, language: str, body: Body) -> str:
    return fact_text(line.case, key, language, body) if key in line.facts else ""


def _cell(line, column: str, row: int, language: str, body: Body, annexes) -> str:
    if column == "row":
        return figures(row, language)
    if column == "annexes":
        return annex_numbers(line, language, annexes)
    texts = [_shown(line, key, language, body) for key in JOINED.get(column, (column,))]
    return "\n".join(dict.fromkeys(text for text in texts if text))


def annex_numbers(line: DeskLine, language: str, annexes: list[Enclosed]) -> str:
    """The numbers of a case's annexes, as a list that reads in the letter's direction."""
    comma = "، " if language in ("fa", "ar") else ", "
    numbers = enclosed.numbers_for(line.case, annexes)
    return comma.join(figures(number, language) for number in numbers)


def sheets(
    lines: Sequence[DeskLine], kind: LetterKind, language: str, body: Body, annexes: list[Enclosed]
) -> list[DataSheet]:
    return [_sheet(line, kind, language, body, annexes) for line in lines]


def _sheet(line: DeskLine, kind: LetterKind, language: str, body: Body, annexes) -> DataSheet:
    rows = []
    for key in kind.facts:
        if key in line.facts and key not in ("reference", "portrait"):
            text = _shown(line, key, language, body)
            if text:
                rows.append((labels.fact_label(key, language), text))
    numbers = annex_numbers(line, language, annexes)
    if numbers:
        rows.append((labels.fact_label("annexes", language), numbers))
    picture, caption = _portrait(line, language)
    return DataSheet(
        title=labels.label("data_sheet", language),
        reference=line.case.reference,
        rows=rows,
        portrait=picture,
        portrait_caption=caption,
    )


def _portrait(line: DeskLine, language: str) -> tuple[bytes | None, str]:
    document = portraits.of(line.case) if "portrait" in line.facts else None
    if document is None:
        return None, ""
    year = portraits.year_of(line.case, document, language)
    return portraits.picture(document), labels.portrait_caption(year, language)
