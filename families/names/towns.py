"""Towns as families say them: one key for the ways of writing one town, in one script."""

from families.names.search import tokens

BESIDE = frozenset({"شهر", "شهرستان", "مدينه", "مدینه", "qyteti", "qytet", "city", "town"})
ENDINGS = ("e", "a", "i", "u")  # Albanian names have a definite form: Tiranë, Tirana


def town_key(text: str) -> str:
    """The same for «خرم‌آباد» and «خرم آباد», for «شهر ری» and «ری», for "Tiranë" and "Tirana",
    "Durrës" and "Durrësi", "Shkodër" and "Shkodra". "" for nothing. Idempotent."""
    words = tokens(text)
    said = [word for word in words if word not in BESIDE] or list(words)
    joined = "".join(said)
    return _without_ending(joined) if joined.isascii() else joined


def _without_ending(word: str) -> str:
    while len(word) > 3 and word.endswith(ENDINGS):
        word = word[:-1]
    return word[:-2] + "r" if len(word) > 4 and word.endswith("er") else word
