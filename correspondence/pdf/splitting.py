"""Words that are wider than a whole line, cut after as many characters as fit."""

from .shaping import shape
from .words import Run, Word, width_of_runs


def split_word(word: Word, room: float, language: str) -> list[Word]:
    """Cut a word that is wider than a whole line, after as many characters as fit."""
    pieces: list[Word] = []
    current: list[Run] = []
    for run in word.runs:
        rest = run.text
        while rest:
            left = room - sum(other.shaped.width for other in current)
            fits = _fitting(run, rest, left, language) or (0 if current else 1)
            if fits:
                current.append(_part(run, rest[:fits], language))
            rest = rest[fits:]
            if rest:
                pieces.append(_word_of(current))
                current = []
    pieces.append(Word(tuple(current), width_of_runs(current), word.space, word.breakable))
    return pieces


def _fitting(run: Run, text: str, room: float, language: str) -> int:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _part(run, text[:middle], language).shaped.width <= room:
            low = middle
        else:
            high = middle - 1
    return low


def _part(run: Run, text: str, language: str) -> Run:
    return Run(run.level, run.face, text, shape(run.face, text, bool(run.level & 1), language))


def _word_of(runs: list[Run]) -> Word:
    return Word(tuple(runs), width_of_runs(runs), None, True)
