"""Where the headings of a register stand: under titles, on one row or on two."""

from dataclasses import dataclass

from casework.imports.phrases import guess
from casework.imports.sheets import EMPTY, NUMBER, Row
from casework.imports.words import fold, phrases

# A heading longer than this is a sentence in a title or a cell of data.
_LONGEST_HEADING = 120
_ROWS_TO_SEARCH = 2_000
_ENOUGH = 2.0
_PLAINLY_ENOUGH = 5.0
_FAMILIES_OF_HEADINGS = ("last_news", "earlier")


@dataclass(frozen=True)
class Headings:
    """The headings found, where the data below them starts, and how sure the finding is."""

    texts: tuple[str, ...] = ()
    row_number: int = 0
    first: int = 0
    after: int = 0
    score: float = 0.0

    @property
    def is_found(self) -> bool:
        return self.score >= _ENOUGH


def find(rows: list[Row]) -> Headings:
    """The headings among the rows; a row that names more fields than any other is the one.

    Typing mistakes are mended only when nothing is found without. Two rows are joined when the
    upper one groups the lower one ("Enquirer" over "Name", "Phone").
    """
    for mend_typos in (False, True):
        best = _best_row(rows, mend_typos)
        if best is not None:
            return _with_neighbours(rows, best)
    return Headings()


def likeness(rows: list[Row]) -> float:
    """How much the best of these rows looks like headings; for choosing a delimiter."""
    return max((_row_score(row, mend_typos=False) for row in rows), default=0.0)


def densest(rows: list[Row]) -> Headings:
    """When no heading is known: the fullest row near the top, for a person to correct."""
    top = rows[:30]
    if not top:
        return Headings()
    best = max(range(len(top)), key=lambda at: (_filled(top[at]), -at))
    texts = tuple(cell.strip() for cell in top[best].cells)
    return Headings(texts, top[best].number, best, best + 1, 0.0)


def _best_row(rows: list[Row], mend_typos: bool) -> int | None:
    best, best_score = None, 0.0
    for at, row in enumerate(rows[:_ROWS_TO_SEARCH]):
        score = _row_score(row, mend_typos)
        if score > best_score:
            best, best_score = at, score
        if best_score >= _PLAINLY_ENOUGH and best is not None and at > best + 3:
            break
    return best if best_score >= _ENOUGH else None


def _row_score(row: Row, mend_typos: bool) -> float:
    found: dict[tuple[str, str], float] = {}
    for text, kind in zip(row.cells, row.kinds, strict=True):
        if kind in (EMPTY, NUMBER) or len(text) > _LONGEST_HEADING:
            continue
        reading = guess(text.strip(), mend_typos=mend_typos)
        if reading.is_sure:
            worth = 0.5 if reading.is_weak else reading.score
            key = (reading.target, reading.role)
            found[key] = max(worth, found.get(key, 0.0))
    return sum(found.values())


def _with_neighbours(rows: list[Row], best: int) -> Headings:
    row = rows[best]
    if best + 1 < len(rows) and _is_lower_half(row, rows[best + 1]):
        texts = _joined(row, rows[best + 1])
        return Headings(texts, row.number, best, best + 2, _row_score(row, False))
    if best > 0 and _is_upper_half(rows[best - 1], row):
        texts = _joined(rows[best - 1], row)
        return Headings(texts, row.number, best - 1, best + 1, _row_score(row, False))
    texts = tuple(cell.strip() for cell in row.cells)
    return Headings(texts, row.number, best, best + 1, max(_row_score(row, True), _ENOUGH))


def _is_upper_half(upper: Row, lower: Row) -> bool:
    """A row above that groups: at least one cell only says whose or what the next cells are."""
    return _filled(upper) > 1 and any(_groups(cell) for cell in upper.cells if cell.strip())


def _is_lower_half(upper: Row, lower: Row) -> bool:
    """A row below of headings only, each under a group or under an empty cell beside one."""
    texts = [cell for cell in lower.cells if cell.strip()]
    if len(texts) < 2 or _filled(lower) >= _filled(upper) + len(texts):
        return False
    grouped = any(_groups(cell) for cell in upper.cells if cell.strip())
    return grouped and all(guess(text.strip(), mend_typos=False).target for text in texts)


def _groups(text: str) -> bool:
    words = fold(text)
    if words in phrases("roles") or words in phrases("consents"):
        return True
    return phrases("fields").get(words) in _FAMILIES_OF_HEADINGS


def _joined(upper: Row, lower: Row) -> tuple[str, ...]:
    """Group and heading together, column by column; a group reaches to the next filled cell."""
    texts, group = [], ""
    for column in range(max(len(upper.cells), len(lower.cells))):
        above, below = upper.cell(column).strip(), lower.cell(column).strip()
        if above:
            group = above if _groups(above) else ""
        if above and below and above != below:
            texts.append(_together(above, below))
        else:
            texts.append(_together(group, below) if below and below != above else above or below)
    return tuple(texts)


def _together(group: str, text: str) -> str:
    """Both, unless only the lower one says anything: the day on which a family came stands under
    "Applicant" in some books, and the notice under "Consents"."""
    both = f"{group} {text}".strip()
    alone = guess(text, mend_typos=False)
    return text if alone.is_sure and not guess(both, mend_typos=False).is_sure else both


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)
