"""The list of persons, family by family, and a sheet for each of them."""

from collections.abc import Sequence
from itertools import groupby

from casework.models import Body
from casework.wording import figures
from correspondence import wording
from correspondence.models import Letter
from correspondence.pdf import DataSheet, Schedule, SignatureSheet
from correspondence.wording import LetterKind, labels
from families.display import comma

from . import enclosed, portraits, silence
from .desk import DeskLine
from .enclosed import Enclosed
from .words import fact_text

JOINED = {
    "name": ("name", "latin_name"),
    "birth": ("birth", "birth_place"),
    "last_place": ("last_place", "last_news_on"),
    "enquirer": ("enquirer", "enquirer_latin"),
}
LEAST_TO_SIGN = 8
ALWAYS = ("row", "reference", "name", "father", "birth", "letters_sent", "proofs")
WIDTHS = {
    "row": 0.45,
    "reference": 1.65,
    "name": 1.35,
    "father": 0.85,
    "birth": 1.05,
    "last_place": 1.2,
    "their_reference": 1.0,
    "annexes": 0.75,
    "what_is_new": 2.0,
    "enquirer": 1.6,
    "relationship": 1.2,
    "letters_sent": 2.2,
    "proofs": 2.0,
}


def schedule(letter: Letter, lines: Sequence[DeskLine], annexes: list[Enclosed]) -> Schedule:
    """The table, grouped by family number, rows counted through."""
    table = _Table(letter, lines, annexes)
    columns = [c for c in wording.kind(letter.kind).columns if c in ALWAYS or table.fills(c)]
    groups, row = [], 0
    for number, members in groupby(lines, key=lambda line: line.case.request.number):
        rows = []
        for line in members:
            row += 1
            rows.append([table.cell(line, column, row) for column in columns])
        groups.append((labels.family_group(number, letter.language), rows))
    return Schedule(
        title=labels.label("list_of_persons", letter.language),
        columns=labels.schedule_columns(letter.language, tuple(columns)),
        groups=groups,
        widths=[WIDTHS[column] for column in columns],
    )


class _Table:
    """The cells of the list of cases of one letter."""

    def __init__(self, letter: Letter, lines: Sequence[DeskLine], annexes: list[Enclosed]):
        self.lines, self.annexes = lines, annexes
        self.language, self.body = letter.language, letter.submission.recipient.body
        self.sent = silence.letters_by_case(letter)

    def fills(self, column: str) -> bool:
        """A column that would be empty in every row is not drawn."""
        return any(self.cell(line, column, 1) for line in self.lines)

    def cell(self, line: DeskLine, column: str, row: int) -> str:
        if column == "row":
            return figures(row, self.language)
        if column == "annexes":
            return annex_numbers(line, self.language, self.annexes)
        if column == "what_is_new":
            return "\n".join(labels.fact_label(key, self.language) for key in line.news)
        if column in silence.COLUMNS:
            return silence.cell(self.sent.get(line.case.pk, ()), column, self.language)
        keys = JOINED.get(column, (column,))
        texts = [_shown(line, key, self.language, self.body) for key in keys]
        return "\n".join(dict.fromkeys(text for text in texts if text))


def _shown(line: DeskLine, key: str, language: str, body: Body) -> str:
    return fact_text(line.case, key, language, body) if key in line.facts else ""


def annex_numbers(line: DeskLine, language: str, annexes: list[Enclosed]) -> str:
    """The numbers of a case's annexes, as a list that reads in the letter's direction."""
    numbers = enclosed.numbers_for(line.case, annexes)
    return comma(language).join(figures(number, language) for number in numbers)


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


def signatures(lines: Sequence[DeskLine], language: str) -> SignatureSheet:
    """A line to sign for each family, and never less than a handful."""
    families = {line.case.request_id for line in lines}
    columns = [labels.signing(key, language) for key in ("row", "name", "relation", "sign")]
    title, note = labels.signing("title", language), labels.signing("note", language)
    return SignatureSheet(title, note, columns, max(len(families), LEAST_TO_SIGN))
