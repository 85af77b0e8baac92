"""The parts of a name that are compared: titles and articles aside, what belongs together joined.

«محمدرضا», «محمد رضا» and Mohammad-Reza all have two parts; «عبد الکریم» and Abdul Karim have one,
and so have «علی زاده» and Alizadeh.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from families.names.given import names_of
from families.names.search import normalise, without_honorifics

_TABLE = tomllib.loads(Path(__file__).with_name("compounds.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


_FIRST, _SECOND = _words("first"), _words("second")
_SERVANT, _ENDINGS, _BEGINNINGS = _words("servant"), _words("endings"), _words("beginnings")
_LINKS, _LIGHT = _words("links"), _words("light")
_NO_ARTICLE = tuple(_words("no_article"))
_TELLING: dict[str, float] = _TABLE["telling"]

# abdul-, abdel-, abdi-, Somali cabdi-; before sun letters the l becomes that letter: abdurrahman.
_SERVANT_OF = re.compile(r"^c?abd(?:ou|[uoeaiy])?(?:l|([rsndzt])(?=\1))?(?:al|el)?")
_SUN_LETTERS = frozenset(("t", "th", "d", "dh", "r", "z", "s", "sh", "n"))
MOST_PARTS = 12
LONGEST_PART = 40


@lru_cache(maxsize=100_000)
def parts(name: str) -> tuple[str, ...]:
    """The telling parts in their order, normalised, at most twelve; never none for a word."""
    words = tuple(normalise(name[:600]).split())
    return parts_of(words)


def parts_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same from words that `normalise` made."""
    kept = tuple(word[:LONGEST_PART] for word in words if not word.isdigit())
    telling = tuple(w for w in without_honorifics(kept) if w not in _LIGHT) or kept
    joined = _joined(telling)
    made = [piece for word in joined for piece in _pieces(word)]
    return tuple(made[:MOST_PARTS])


def _joined(words: tuple[str, ...]) -> list[str]:
    """Servants of God, -allah, -din, -zadeh and what begins with Abu: one word each."""
    made: list[str] = []
    waiting = ""
    for at, word in enumerate(words):
        following = words[at + 1 : at + 2]
        if word in _ENDINGS and made and not waiting:
            made[-1] = _with_ending(made[-1], word)
        elif (word in _LINKS or _is_article(word, following)) and (made or following or waiting):
            continue
        elif (word in _SERVANT or word in _BEGINNINGS) and following:
            waiting += word
        else:
            made.append(waiting + word)
            waiting = ""
    if waiting:
        made.append(waiting)
    return made or list(words)


def _is_article(word: str, following: tuple[str, ...]) -> bool:
    """ez Zawahiri, es-Saoudi, ash-Shammari: before these letters the l of al is said as they are
    (ALA-LC 2012, Arabic, rule 16; DIN 31635)."""
    vowel, said = word[:1], word[1:]
    begins = bool(following) and said != "" and following[0].startswith(said)
    return vowel in {"a", "e", "u"} and said in _SUN_LETTERS and begins and len(following[0]) > 3


def _with_ending(word: str, ending: str) -> str:
    if ending.isascii() and ending.endswith("lah"):
        return word + "ullah"
    if ending.isascii() and ending.endswith(("din", "dine")):
        return word + "uddin"
    return word + ("الدین" if ending == "دین" else ending)


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[str, ...]:
    word = _without_article(_servant(word))
    if names_of(word):
        return (word,)
    for cut in range(3, len(word) - 1):
        if word[:cut] in _FIRST and word[cut:] in _SECOND:
            return (word[:cut], word[cut:])
    return (word,)


def _servant(word: str) -> str:
    """«عبدکریم» and abdelkarim, abdul karim, abdikarim: one beginning in each script."""
    if word.startswith("عبد") and len(word) > 5:
        rest = word[3:].removeprefix("ال")
        return "عبدالله" if rest in ("له", "لله", "اله") else "عبدال" + rest
    if word.isascii() and len(word) > 6 and (found := _SERVANT_OF.match(word)):
        rest = word[found.end() :]
        if rest in ("lah", "ah", "a", "ahi", "alah", "la"):
            return "abdullah"
        if len(rest) > 3 and not rest.endswith(("lah", "lahi")):
            return "abdul" + rest
    return word


def _without_article(word: str) -> str:
    if word.startswith("ال") and len(word) > 4 and not word.startswith(_NO_ARTICLE):
        return word[2:]
    return word


def goes_on(word: str) -> bool:
    """Whether a normalised word ends a name that began before it («نژاد», Allah)."""
    return word in _ENDINGS


def leads(word: str) -> bool:
    """Whether a name goes on after this normalised word: bin, al, von, Abd, Abu."""
    return word in _LINKS or word in _SERVANT or word in _BEGINNINGS


def telling(part: str) -> float:
    """How much a part says about who somebody is: 1, less for the commonest names, 0 < x ≤ 1."""
    if len(part) == 1:
        return 0.3
    said = _TELLING.get(part, 1.0)
    return min((_TELLING.get(name, 1.0) for name in names_of(part)), default=said)
