"""Which words of the register sound like the words asked for."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from families.matching import tables
from families.names.comparing import part_likeness
from families.names.given import spellings_of
from families.names.keys import beginning, nearly, skeletons
from families.names.sounds import is_arabic, spelled_out

_READ = 8_000  # words with one of the skeletons
_HEARD = 36  # the best by a quick measure are compared sound by sound
_KEPT = 24  # in each script
_WORTH = 0.70
_STRANGERS = 40  # by the quick measure, 0 to 100
_BEGINS = 0.8  # what a word that only begins so is worth
_SHORTEST_BEGINNING = 2

Heard = list[tuple[str, float]]


def words_like(cursor, asked: tuple[str, ...]) -> list[Heard]:
    """For each word asked for: the words of each script and how alike they are (0–1), best first.

    The word itself and the listed spellings of a given name are always among them.
    """
    wanted = [tuple(dict.fromkeys((*skeletons(word), *nearly(word)))) for word in asked]
    every = sorted({skeleton for skeletons_ in wanted for skeleton in skeletons_})
    by_skeleton: dict[str, list[str]] = {}
    for skeleton, word in tables.words_under(cursor, every, _READ):
        by_skeleton.setdefault(skeleton, []).append(word)
    made = []
    for word, own in zip(asked, wanted, strict=True):
        sounding = {found for skeleton in own for found in by_skeleton.get(skeleton, ())}
        made.append(_heard(word, sounding, _begun(cursor, word)))
    return made


def _begun(cursor, word: str) -> list[str]:
    if len(word) < _SHORTEST_BEGINNING:
        return []
    return tables.words_begun(cursor, beginning(word), word, _KEPT)


def _heard(word: str, sounding: set[str], begun: list[str]) -> Heard:
    listed = set(begun) | spellings_of(word) | {word}
    scripts: tuple[list[str], list[str]] = ([], [])
    for found in sounding:
        scripts[is_arabic(found)].append(found)
    for arabic in (False, True):
        listed.update(_closest(word, scripts[arabic], arabic))
    begins = set(begun)
    scored = [
        (max(part_likeness(word, other), _BEGINS if other in begins else 0.0), other)
        for other in listed
    ]
    worthy = sorted((-alike, other) for alike, other in scored if alike >= _WORTH)
    kept = [[made for made in worthy if is_arabic(made[1]) == arabic] for arabic in (False, True)]
    return [(other, -alike) for one_script in kept for alike, other in one_script[:_KEPT]]


def _closest(word: str, words: list[str], arabic: bool) -> Iterable[str]:
    """Those whose letters are most like the word's, by a quick measure."""
    if len(words) <= _HEARD:
        return words
    asked, choices = word, words
    if is_arabic(word) != arabic:
        asked = spelled_out(word)
        choices = [spelled_out(found) for found in words] if arabic else words
    best = process.extract(
        asked, choices, scorer=fuzz.ratio, limit=_HEARD, score_cutoff=_STRANGERS, processor=None
    )
    return [words[at] for _letters, _score, at in best]
