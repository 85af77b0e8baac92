"""What one heading says, by itself: which field or attribute, whose, and how surely.

A heading is compared word by word with the phrases of the word files. Who it is about (the
enquirer or the sought person) is found first and taken out, so that «نام پدر», "father's name of
the missing person" and "Emri i babait (i kërkuari)" come down to the same two words.
"""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache

from casework.imports.words import Words, fold, phrases, section, single_words

ENQUIRER, SOUGHT = "enquirer", "sought"
SURE = 0.7
_WEAK = 0.72
_TYPO_PENALTY = 0.08
_PARTS = re.compile(r"[/\n()\[\]|:؛;]+|\s[-–—]\s")
_NUMBER_SIGNS = ("#", "№", "Nº", "N°")
_STATES = frozenset({"P5", "P6", "P7"})
_PURPOSE_CODE = re.compile(r"p(?:[1-9]|1[0-4])")


@dataclass(frozen=True)
class Guess:
    """`target` is a field, or an attribute that still needs a role to become one ("name")."""

    target: str = ""
    role: str = ""
    score: float = 0.0
    is_weak: bool = False

    @property
    def is_sure(self) -> bool:
        return bool(self.target) and self.score >= SURE

    @property
    def is_attribute(self) -> bool:
        return self.target in section("attributes")


@lru_cache(maxsize=20_000)
def guess(text: str, *, mend_typos: bool = True) -> Guess:
    """The best reading of a heading; an empty Guess when nothing is sure enough to offer."""
    words = fold(text)
    if text.strip() in _NUMBER_SIGNS:
        return Guess("row_number", "", 1.0)
    if not words or len(words) > 16:
        return Guess()
    best = max(_readings(text, words), key=lambda reading: reading.score)
    if best.is_sure or not mend_typos:
        return best if best.is_sure else Guess()
    mended = _mended(words)
    if mended == words:
        return Guess()
    second = max(_readings("", mended), key=lambda reading: reading.score)
    if second.target.removeprefix("consent_") in _STATES:
        return Guess()  # "Albanian" is one letter from "Algerian", and is no mistake for it
    second = replace(second, score=second.score - _TYPO_PENALTY)
    return second if second.is_sure else Guess()


def _readings(text: str, words: Words) -> list[Guess]:
    whole = _read(words)
    if whole.score >= 0.99 or not text:
        return [whole]
    return [whole, _read_in_parts(text)]


def _read(words: Words) -> Guess:
    plain = _match(words, ("fields", "attributes"))
    if plain.score >= 1.0 or _is_about_others(words):
        return plain if plain.score >= 1.0 else Guess()
    weak = Guess(phrases("weak").get(words, ""), "", _WEAK, is_weak=True)
    readings = [plain, weak if weak.target else Guess(), _read_consent(words)]
    role, rest = _take_role(words)
    if role:
        readings.append(_read_with_role(role, rest))
    return max(readings, key=lambda reading: reading.score)


def _read_with_role(role: str, rest: Words) -> Guess:
    reading = _match(rest, ("fields", "attributes"))
    told = _without_noise(rest)
    if reading.score < 0.95 and (not told or phrases("weak").get(told) == "name"):
        return Guess("name", role, 0.96 if told else 0.9)
    owner = role if reading.is_attribute else ""
    return replace(reading, role=owner, score=reading.score * 0.98)


def _read_in_parts(text: str) -> Guess:
    """A heading in two languages, or with a remark: «تلفن / Phone», "DOB (if known)"."""
    parts = [fold(part) for part in _PARTS.split(text) if fold(part)]
    if len(parts) < 2:
        return Guess()
    read = [_read(part) for part in parts]
    sure = [reading for reading in read if reading.score >= 0.9 or reading.is_weak]
    if not sure or (len(sure) == 1 and not read[0].is_sure):
        return Guess()
    first = max(sure, key=lambda reading: reading.score)
    targets = {reading.target for reading in sure}
    if targets == {"row_number", "old_number"}:
        return Guess("row_number", "", _WEAK)
    if targets - {"name"} - {first.target}:
        return Guess()
    roles = {reading.role for reading in sure if reading.role}
    if len(roles) > 1:
        return Guess()
    if len(sure) == len(parts):
        return replace(first, role="".join(roles))
    return replace(first, role="".join(roles), score=first.score * 0.88)


def _read_consent(words: Words) -> Guess:
    """A consent column: a word of consent and exactly one purpose; or a body and no other word."""
    named = [word for word in words if _PURPOSE_CODE.fullmatch(word)]
    rest = _without_consent_words(words)
    if len(named) == 1:
        return Guess(f"consent_{named[0].upper()}", "", 0.95)
    whole = phrases("purposes").get(rest) or phrases("purposes").get(_without_noise(rest))
    if rest == words:
        is_body = whole in ("P2", "P3", "P4", "P5", "P6", "P7", "P8")
        return Guess(f"consent_{whole}", "", 0.74, is_weak=True) if is_body else Guess()
    if whole:
        return Guess(f"consent_{whole}", "", 0.97)
    spoken = _match(rest, ("fields",))
    if spoken.target.startswith("consent_"):
        return replace(spoken, score=spoken.score * 0.97)
    held = [phrase for phrase in phrases("purposes") if _holds(rest, phrase)]
    purposes = {phrases("purposes")[phrase] for phrase in held}
    if len(purposes) != 1 or (purposes & _STATES and not _says_whose(rest, held)):
        return Guess()
    return Guess(f"consent_{purposes.pop()}", "", 0.8)


def _says_whose(words: Words, held: list[Words]) -> bool:
    """Whose State a heading means must be said by all of it: "German government" is neither the
    host's nor one's own until a person says so; "authorities of the own country" is plain."""
    told = {word for phrase in held for word in phrase}
    return all(word in told | _authority_words() or word in _noise() for word in words)


@cache
def _authority_words() -> frozenset[str]:
    """Words that the phrases of both States share: government, authorities, country."""
    shared = (
        {word for phrase, purpose in phrases("purposes").items() if purpose == p for word in phrase}
        for p in ("P5", "P6")
    )
    return frozenset.intersection(*map(frozenset, shared))


def speaks_of_consent(text: str) -> bool:
    """Whether a heading is about consent at all, even if it cannot be told which."""
    words = fold(text)
    return _without_consent_words(words) != words


def _without_consent_words(words: Words) -> Words:
    for phrase in _consent_words():
        start = _find(words, phrase)
        if start >= 0:
            words = words[:start] + words[start + len(phrase) :]
    return words


def _take_role(words: Words) -> tuple[str, Words]:
    """The role a heading names, and its other words; the longest naming wins, then the first.

    "Applicant's relationship to the missing person" names both: all of their words go.
    """
    role = ""
    for phrase, key in _role_phrases():
        if role and key.startswith("weak"):
            break
        start = _find(words, phrase)
        if start >= 0:
            role = role or key.removeprefix("weak_")
            words = words[:start] + words[start + len(phrase) :]
    return role, words


def _match(words: Words, tables: tuple[str, ...]) -> Guess:
    telling = _without_noise(words) or words
    best = Guess()
    for table in tables:
        exact = phrases(table).get(words) or phrases(table).get(telling)
        if exact:
            return Guess(exact, "", 1.0)
        for phrase, target in _candidates(table, words):
            score = _score(telling, phrase)
            if score > best.score:
                best = Guess(target, "", score)
    return best


def _score(words: Words, phrase: Words) -> float:
    """How much of the heading a phrase explains; a phrase that is not all there scores nothing."""
    told = tuple(word for word in phrase if word not in single_words("stop")) or phrase
    if not set(told) <= set(words):
        return 0.0
    left = [word for word in words if word not in told]
    covered = sum(map(len, told)) / (sum(map(len, told)) + sum(map(len, left)))
    if len(told) == 1 and covered < 0.6:
        return 0.0
    score = (0.55 if len(told) > 1 else 0.5) + 0.4 * covered
    if not left:
        return 0.99 if _find(words, told) >= 0 else 0.96
    return score * 0.8 if any(word in _known_words() for word in left) else score


@cache
def _index(table: str) -> dict[str, list[tuple[Words, str]]]:
    index: dict[str, list[tuple[Words, str]]] = {}
    for phrase, target in phrases(table).items():
        told = [word for word in phrase if word not in single_words("stop")] or list(phrase)
        index.setdefault(told[0], []).append((phrase, target))
    return index


def _candidates(table: str, words: Words) -> list[tuple[Words, str]]:
    index = _index(table)
    return [found for word in words for found in index.get(word, ())]


def _find(words: Words, phrase: Words) -> int:
    for start in range(len(words) - len(phrase) + 1):
        if words[start : start + len(phrase)] == phrase:
            return start
    return -1


def _holds(words: Words, phrase: Words) -> bool:
    return _find(words, phrase) >= 0


def _is_about_others(words: Words) -> bool:
    return any(word in single_words("others") for word in words)


def _without_noise(words: Words) -> Words:
    return tuple(word for word in words if word not in _noise())


@cache
def _noise() -> frozenset[str]:
    return single_words("stop") | single_words("harmless")


@cache
def _consent_words() -> tuple[Words, ...]:
    folded = {fold(phrase) for phrase in section("consents")["words"]}
    return tuple(sorted(folded, key=lambda phrase: -len(phrase)))


@cache
def _role_phrases() -> tuple[tuple[Words, str], ...]:
    found = phrases("roles").items()
    return tuple(sorted(found, key=lambda item: (item[1].startswith("weak"), -len(item[0]))))


@cache
def _known_words() -> frozenset[str]:
    names = ("fields", "attributes", "weak", "roles", "consents")
    spoken = {word for name in names for phrase in phrases(name) for word in phrase}
    return frozenset(spoken | single_words("others")) - single_words("stop")


def _mended(words: Words) -> Words:
    return tuple(_mend(word) for word in words)


@lru_cache(maxsize=20_000)
def _mend(word: str) -> str:
    if len(word) < 4 or word in _known_words() or word in _noise():
        return word
    close = get_close_matches(word, _long_words(), n=1, cutoff=0.82)
    return close[0] if close else word


@cache
def _long_words() -> tuple[str, ...]:
    return tuple(sorted(word for word in _known_words() if len(word) >= 4))
