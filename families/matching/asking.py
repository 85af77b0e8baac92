"""What somebody typed, taken apart: a name, a year of birth, a father's name."""

import re

from families.calendars import parse
from families.matching.index import interval
from families.names import to_ascii_digits, tokens
from families.names.evidence import Told

LONGEST = 300
_FATHER = {"پدر", "پدرش", "والد", "والده", "ابوه", "father", "fathers", "babai", "baba", "atesia"}
_CHILD_OF = {"فرزند", "پسر", "دختر", "ولد"}
_BORN = {"متولد", "مولود", "born", "lindur", "نام", "اسم", "اسمه"}
_YEAR = re.compile(r"\b(1[2-9]\d\d|20\d\d)\b")


def ask(text: str) -> Told:
    """«کریمی ۱۳۴۴ پدر حسن», "Karimi 1965 father Hassan": any order, any script, any digits.

    The father's name is the word after the word for it; a number that can be a year of birth is
    one. Everything else is the name. Never raises.
    """
    plain = to_ascii_digits(text[:LONGEST])
    year = _YEAR.search(plain)
    birth = interval(parse(year.group())) if year else None
    words = [word for word in tokens(_YEAR.sub(" ", plain)) if word not in _BORN]
    name, father = _without_father(words)
    return Told(" ".join(name), father=father, birth=birth)


def _without_father(words: list[str]) -> tuple[list[str], str]:
    for at, word in enumerate(words[:-1]):
        if word in _FATHER or (word in _CHILD_OF and at > 0):
            return words[:at] + words[at + 2 :], words[at + 1]
    return words, ""
