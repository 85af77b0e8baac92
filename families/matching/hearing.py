"""Which words of the register sound like the words asked for."""

from rapidfuzz import fuzz, process

from families.matching import tables
from families.names.comparing import part_likeness
from families.names.given import spellings_of
from families.names.keys import beginning, nearly, skeletons
from families.names.sounds import is_arabic, rough

_READ = 8_000  # words with one of the skeletons
_HEARD = 30  # the best by a rough measure are compared sound by sound
_KEPT = 16  # in each script
_WORTH = 0.70
_BEGINS = 0.8  # what a word that only begins so is worth
_SHORTEST_BEGINNING = 2

Heard = list[tuple[str, float]]


def words_like(cursor, asked: tuple[str, ...]) -> list[Heard]:
    """For each word asked for: the words of each script and how alike they are (0–1), best first.

    The word itself and the listed spellings of a given name are always among them.
    """
    wanted = [_skeletons(word) for word in asked]
    every = sorted({skeleton for skeletons_ in wanted for skeleton in skeletons_})
    by_skeleton: dict[str, list[str]] = {}
    for skeleton, word in tables.words_under(cursor, every, _READ):
        by_skeleton.setdefault(skeleton, []).append(word)
    return [_heard(word, own, by_skeleton) for word, own in zip(asked, wanted, strict=True)]


def _skeletons(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*skeletons(word), *nearly(word), beginning(word))))


def _heard(word: str, own: tuple[str, ...], by_skeleton: dict[str, list[str]]) -> Heard:
    listed = every = {found for skeleton in own for found in by_skeleton.get(skeleton, ())}
    if len(every) > _HEARD:
        begun = [found for found in sorted(every) if _begun(word, found)][:_KEPT]
        listed = set(begun)
        for arabic in (False, True):
            choices = {found: rough(found) for found in every if is_arabic(found) == arabic}
            closest = process.extract(rough(word), choices, scorer=fuzz.ratio, limit=_HEARD)
            listed.update(found for _, _, found in closest)
    listed |= spellings_of(word) | {word}
    scored = [(other, max(part_likeness(word, other), _begun(word, other))) for other in listed]
    worthy = sorted((-alike, other) for other, alike in scored if alike >= _WORTH)
    kept = [[made for made in worthy if is_arabic(made[1]) == arabic] for arabic in (False, True)]
    return [(other, -alike) for one_script in kept for alike, other in one_script[:_KEPT]]


def _begun(word: str, other: str) -> float:
    begins = len(word) >= _SHORTEST_BEGINNING and other.startswith(word)
    return _BEGINS if begins else 0.0
