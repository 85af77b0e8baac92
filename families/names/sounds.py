"""Words as sounds that Arabic and Latin letters have in common.

A word becomes a short string of sound letters, one per sound. Arabic script leaves short vowels out
and Latin spellings mix a dozen conventions, so a sound letter may stand for several sounds; how far
two of them are apart stands in `costs.toml`, with the source of each rule.

Consonants: b p t d j c x h s z k g f v l m n r, and C=ch S=sh Z=zh X=kh q=gh/qaf.
Ambiguous as written: T=th/ث (t, s), D=dh/ذ ض ظ (d, z), J=Latin j (j, y, zh), K=Latin c,
Q=Latin ch (ch, sh, kh), Y=ی or Latin y, W=و or Latin w, H=a last ه.
Vowels: a e i o u in Latin letters, A=ا, N=ain (nothing, or any vowel), I=ی before و, which is often
a hamza and often left out (رئوف, روف), E=a last ی (i, or the a of مصطفی).
"""

import re
from functools import lru_cache

_ARABIC = dict(
    zip(
        "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
        "AAbptTjChXdDrzZsSsDtDNqfqkglmnWhY",
        strict=True,
    )
)
# Letters of Pashto, Kurdish and Urdu, as the sound a Persian or Latin writer puts for them.
_ARABIC |= dict(zip("ټډړڼښږځڅڕڵڤڈٹڑں", "tdrnSZzsrlvdtrn", strict=True))

# German (dsch, tsch, sch), French (dj, ch, ou, tch), Albanian (xh, sh, zh, th, dh, gj), Hungarian
# and Polish (dzs, sz) and English conventions; the longest group is taken.
_LATIN_GROUPS = {
    "dsch": "j",
    "tsch": "C",
    "dzs": "j",
    "dzh": "j",
    "sch": "S",
    "tch": "C",
    "dj": "j",
    "dz": "j",
    "dg": "j",
    "xh": "j",
    "gj": "g",
    "kh": "X",
    "gh": "q",
    "ch": "Q",
    "sh": "S",
    "sz": "s",
    "cz": "C",
    "zh": "Z",
    "th": "T",
    "dh": "D",
    "ph": "f",
    "ck": "k",
    "ou": "u",
    "oo": "u",
    "ow": "oW",
    "aw": "aW",
    "ee": "i",
    "ie": "i",
    "ii": "i",
    "aa": "a",
}
_LATIN = dict(zip("abcdefghijklmnopqrstuvwxyz", "abKdefghiJklmnopqrstuvWxYz", strict=True))
_GROUPS = sorted(_LATIN_GROUPS, key=len, reverse=True)
_GROUP = re.compile("|".join([*_GROUPS, "."]))
_APART = re.compile("|".join([*(g for g in _GROUPS if g not in ("th", "dh", "sh", "dz")), "."]))
_REPEATED = re.compile(r"(.)\1+")

VOWELS = frozenset("aeiouA")


@lru_cache(maxsize=200_000)
def sounds(word: str) -> str:
    """The sounds of one normalised word; other scripts and digits stay as they are."""
    if not word:
        return ""
    if "\u0600" <= word[0] <= "\u06ff":
        written = _once(word.replace("خوا", "خا"))  # the و of خواه and خواجه is silent
        heard = "".join(_ARABIC.get(char, char) for char in written)
        heard = heard[:1] + heard[1:].replace("YW", "IW")
        return heard[:-1] + "E" if len(heard) > 2 and heard[-1] == "Y" else _last_h(heard)
    return _last_h(_once("".join(_sound_of(part) for part in _GROUP.findall(_once(word)))))


@lru_cache(maxsize=50_000)
def sounds_apart(word: str) -> str:
    """The sounds of a Latin word whose second letter stands for itself (Fat-hi, Ahmad-zai)."""
    return _last_h(_once("".join(_sound_of(part) for part in _APART.findall(_once(word)))))


_ROUGH = str.maketrans("AEIYWHNTDJKQXxqCSZ", "aiiiueaszjkckhkcsz")


@lru_cache(maxsize=200_000)
def rough(word: str) -> str:
    """One plain letter for each sound: for a quick measure before the real one."""
    return sounds(word).translate(_ROUGH)


_SPELLED = str.maketrans(
    dict(zip("اآبپتثجدحرزسصضطظفقکگلمنوهی", "aabptsjdhrzssztzfqkglmnuhi", strict=True))
    | {"چ": "ch", "خ": "kh", "ذ": "z", "ژ": "zh", "ش": "sh", "غ": "gh", "ع": ""}
)


def spelled_out(word: str) -> str:
    """A word in plain Latin letters, without the vowels that nobody wrote: for a quick measure
    beside words in Latin letters, never for showing."""
    return word.translate(_SPELLED)


def _sound_of(group: str) -> str:
    return _LATIN_GROUPS.get(group) or _LATIN.get(group, group)


def _last_h(heard: str) -> str:
    if len(heard) > 2 and heard[-1] == "h" and heard[-2] not in "AWiou":
        return heard[:-1] + "H"
    return heard


def _once(text: str) -> str:
    # «یی» and «اا» come from spelling rules, doubled Latin consonants from the shadda.
    return _REPEATED.sub(r"\1", text)


def is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"
