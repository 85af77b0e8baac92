"""Where a name stands in the alphabet, as a key of digits that every database sorts alike.

Persian and Arabic letters come first, in the order of the Persian alphabet; Latin letters after
them, in the order of the Albanian one (ç after c, ë after e; dh, gj, sh … as two letters). What is
the same letter to a reader (ي and ی, Ö and o) stands in the same place; words are compared one by
one, so that «علی رضا» stands before «علیرضا».
"""

import functools
import unicodedata

from families.names.letters import fold_letters

LONGEST = 40  # letters; two digits each

_PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
_LATIN = "abcçdeëfghijklmnopqrstuvwxyz"
_PLACES = (
    {" ": "00"}
    | {digit: f"{place:02d}" for place, digit in enumerate("0123456789", 1)}
    | {letter: f"{place:02d}" for place, letter in enumerate(_PERSIAN, 11)}
    | {letter: f"{place:02d}" for place, letter in enumerate(_LATIN, 50)}
)
_ELSEWHERE = "99"


def sort_key(name: str) -> str:
    """The key of a name; "" for an empty one. Marks and signs do not count."""
    places = (_PLACES.get(char, _ELSEWHERE) for char in _letters(name))
    return "".join(places)[: 2 * LONGEST]


def _letters(name: str) -> str:
    kept = "".join(_letter(char) for char in unicodedata.normalize("NFC", name))
    plain = (char if char.isalnum() else " " for char in kept)
    return " ".join("".join(plain).split())


@functools.lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    low = char.casefold()
    return low if low in ("ç", "ë") else fold_letters(char)
