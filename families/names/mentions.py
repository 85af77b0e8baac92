"""Which of some people a text speaks of, however it writes their names. Pure; knows no Django."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from families.names.comparing import POSSIBLE, part_likeness
from families.names.evidence import Told, Verdict, compare
from families.names.parts import parts
from families.names.search import normalise

MOST_WORDS = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’ʿʾ‌-][^\W\d_]+)*")
_ALIKE = 0.72
_APART = 4  # words between two parts of one name: “son of”, a father's name, a title
_LONGEST = 40


@dataclass(frozen=True)
class Mention:
    """Where in the text (characters), the words there, and why they may be the person's name."""

    start: int
    end: int
    words: str
    verdict: Verdict


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    text: str
    plain: tuple[str, ...]


def mentions(text: str, people: Sequence[Told]) -> list[Mention | None]:
    """For each of the people the likeliest place where the text names him or her, or None.

    Only possible and likely ones; a surname or a given name alone is nobody's name.
    """
    words = _words(text)
    seen: dict[tuple[str, str], float] = {}
    return [_likeliest(text, words, told, seen) for told in people]


def _words(text: str) -> list[_Word]:
    made = []
    for found in _WORD.finditer(text):
        plain = tuple(normalise(found.group()[:_LONGEST]).split())
        if plain:
            made.append(_Word(found.start(), found.end(), found.group(), plain))
        if len(made) == MOST_WORDS:
            break
    return made


def _likeliest(text: str, words: list[_Word], told: Told, seen: dict) -> Mention | None:
    wanted = told.parts or parts(told.name)
    hits = [at for at, word in enumerate(words) if _fits(word, wanted, seen)]
    best = None
    for group in _groups(hits, len(wanted)):
        name = " ".join(words[at].text for at in group)
        verdict = compare(told, Told(name))
        if verdict.score >= max(POSSIBLE, best.verdict.score + 1e-6 if best else 0):
            start, end = words[group[0]].start, words[group[-1]].end
            best = Mention(start, end, text[start:end], verdict)
    return best


def _fits(word: _Word, wanted: tuple[str, ...], seen: dict[tuple[str, str], float]) -> bool:
    return any(
        _alike(piece, part, seen) >= _ALIKE
        for piece in ("".join(word.plain), *word.plain)
        for part in wanted
    )


def _alike(piece: str, part: str, seen: dict[tuple[str, str], float]) -> float:
    key = piece, part
    if key not in seen:
        compound = parts(piece)
        whole = part_likeness(piece, part)
        seen[key] = max([whole, *(part_likeness(one, part) for one in compound)])
    return seen[key]


def _groups(hits: list[int], count: int) -> Iterator[tuple[int, ...]]:
    """Places near enough to each other to be one name."""
    for first in range(len(hits)):
        group = [hits[first]]
        for at in hits[first + 1 : first + count + 2]:
            if at - group[-1] > _APART:
                break
            group.append(at)
        for length in range(len(group), 1, -1):
            yield tuple(group[:length])
        if count == 1:
            yield (hits[first],)
