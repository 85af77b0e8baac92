"""What somebody typed, taken apart: a name, a year of birth, a father's name."""

import re

from families.calendars import parse
from families.matching.index import interval
from families.names import to_ascii_digits, tokens
from families.names.evidence import Told

LONGEST = 300


# In normalised letters: Persian, Dari, Arabic, English, Albanian, German, French, Turkish.
def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FATHER = _these(
    "پدر پدرش والد والده الاب ابوه ابوها father fathers dad baba babai babain babait babaj atesia "
    "vater vaters pere babasi"
)
_NAMED = _these("نام نامش اسم اسمه اسمها name names named emri emer emrin quhet is ist est")
_CHILD_OF = _these("فرزند پسر دختر ولد")
_CHILD_OF_LATIN = {("son", "of"), ("daughter", "of"), ("child", "of"), ("biri", "i"), ("bija", "e")}
_BORN = _these(
    "متولد مولود موالید تولد سال born lindur lindja viti geboren geb ne nee dogumlu dob year"
)
_NUMBERED = re.compile(r"[^\W_]*\d[^\W_]*")
_YEAR = re.compile(r"\b(1[2-9]\d\d|20\d\d)\b")


def ask(text: str) -> Told:
    """«کریمی ۱۳۴۴ پدر حسن», "Karimi 1965 father Hassan": any order, any script, any digits.

    The father's name is the word after the word for it, in the languages of the house and a few
    more; a number that can be a year of birth is one, other numbers are nobody's name. Everything
    else is the name. Never raises.
    """
    plain = to_ascii_digits(text[:LONGEST])
    year = _YEAR.search(plain)
    birth = interval(parse(year.group())) if year else None
    words = list(tokens(_NUMBERED.sub(" ", plain)))
    name, father = _without_father(words)
    kept = [word for word in name if word not in _BORN] if len(name) > 1 else name
    return Told(" ".join(kept or name), father=father, birth=birth)


def _without_father(words: list[str]) -> tuple[list[str], str]:
    for at, word in enumerate(words):
        after = at + 1
        if word in _FATHER:
            while words[after : after + 1] and words[after] in _NAMED:
                after += 1
        elif at == 0 or not _begins_a_father(words, at):
            continue
        else:
            after += tuple(words[at : at + 2]) in _CHILD_OF_LATIN
        if after < len(words) and (before := _before(words, at)) + words[after + 1 :]:
            return before + words[after + 1 :], words[after]
    return words, ""


def _begins_a_father(words: list[str], at: int) -> bool:
    return words[at] in _CHILD_OF or tuple(words[at : at + 2]) in _CHILD_OF_LATIN


def _before(words: list[str], at: int) -> list[str]:
    """What stands before the word for the father, without “name of the” («نام پدر», emri i)."""
    kept = words[:at]
    while kept and (kept[-1] in _NAMED or kept[-1] in ("i", "of", "s", "his", "her")):
        kept.pop()
    return kept
