"""What a remark means for the work: offered to a person, never applied by itself."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from casework.imports.cells import YES, answer
from casework.imports.words import Words, fold, phrases, section
from families.calendars import parse
from families.names import tidy

_CLAUSES = re.compile(
    r"[.;؛\n،,()!؟?]+|\s(?:but|por|however|still|ولی|اما|ولكن|لكن)\s"
    r"|\sand\s(?=no\b|not\b|nothing\b|never\b|still\b)|\sdhe\s(?=nuk\b|ende\b|s')"
    r"|\sو\s(?=هنوز|پاسخ|جواب|نتیجه)|\s(?=ولم\s|ولا\s)"
)
_DATE_IN_TEXT = re.compile(r"(?:[^\W\d_]+\s+)?\d{1,4}(?:[/.\-]\d{1,4}){0,2}(?!\d)")


@dataclass(frozen=True)
class Offer:
    """Something to do that a remark suggests.

    `kind` is "evenings", "mornings", "do_not_call", "neighbour" (somebody else picks up),
    "speaks_only" (detail: language) or "earlier_submission" (detail: body "red_cross" or "",
    when, words).
    """

    kind: str
    detail: dict[str, str]

    def as_json(self) -> dict:
        return {"kind": self.kind, "detail": self.detail}


@lru_cache(maxsize=10_000)
def offers(remark: str) -> tuple[Offer, ...]:
    """What the remark suggests, in four languages; "not yet handed in" suggests nothing."""
    if not remark.strip():
        return ()
    words = fold(remark)
    found = [*_about_calling(words), *_about_language(words)]
    earlier = _earlier(remark)
    return (*found, earlier) if earlier else tuple(found)


def offer_from_column(cell: str, heading: str) -> Offer | None:
    """What a column of its own says about an earlier submission: yes, a date, or a sentence."""
    said = _earlier(cell)
    if said or not cell.strip():
        return said
    when = _when(cell)
    if answer(cell) != YES and not when:
        return None
    body = "red_cross" if _mentions_red_cross(fold(heading)) else ""
    return _earlier_offer(body, when, f"{tidy(heading)}: {tidy(cell)}")


def _about_calling(words: Words) -> list[Offer]:
    kinds = [
        kind
        for kind in ("do_not_call", "evenings", "mornings", "neighbour")
        if any(_holds(words, fold(phrase)) for phrase in section("remarks")[kind])
    ]
    when = [kind for kind in kinds if kind != "neighbour"][:1]
    who = [kind for kind in kinds if kind == "neighbour"]
    return [Offer(kind, {}) for kind in (*when, *who)]


def _about_language(words: Words) -> list[Offer]:
    for before, after in _speaks_only():
        for at in range(len(words) - len(before) - len(after)):
            first = at + len(before)
            code = phrases("languages").get(words[first : first + 1])
            if (
                code
                and words[at:first] == before
                and words[first + 1 : first + 1 + len(after)] == after
            ):
                return [Offer("speaks_only", {"language": code})]
    return []


@cache
def _speaks_only() -> tuple[tuple[Words, Words], ...]:
    sides = (pattern.split("*") for pattern in section("remarks")["speaks_only"])
    return tuple((fold(before), fold(after)) for before, after in sides)


def _earlier(text: str) -> Offer | None:
    """An earlier submission to the Red Cross, said as done in one clause of the text."""
    for clause in _CLAUSES.split(text):
        words = fold(clause)
        if _mentions_red_cross(words) and _says_done(words):
            return _earlier_offer("red_cross", _when(text), tidy(text))
    return None


def _earlier_offer(body: str, when: str, words: str) -> Offer:
    return Offer("earlier_submission", {"body": body, "when": when, "words": words})


def _mentions_red_cross(words: Words) -> bool:
    return any(_holds(words, fold(phrase)) for phrase in section("earlier")["red_cross"])


def _says_done(words: Words) -> bool:
    if any(_holds(words, fold(phrase)) for phrase in section("earlier")["negated"]):
        return False
    return all(
        any(_holds(words, fold(phrase)) for phrase in section("earlier")[group])
        for group in ("handed", "past")
    )


def _when(text: str) -> str:
    """The first date in a text, in its own words, or ""."""
    from_digits = tidy(text)
    for found in _DATE_IN_TEXT.finditer(from_digits):
        for words in (found[0], found[0].split()[-1]):
            date = parse(words)
            if date.is_known and not date.problem:
                return words
    return ""


def _holds(words: Words, phrase: Words) -> bool:
    """Whether the words of a phrase stand beside each other; no word holds a space."""
    return bool(phrase) and f" {' '.join(phrase)} " in f" {' '.join(words)} "
