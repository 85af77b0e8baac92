"""The part of a full name that brothers and sisters share, in the letters in which it was given."""

from families.names.given import names_of
from families.names.letters import tidy
from families.names.parts import goes_on, leads
from families.names.search import normalise, without_honorifics

_OF_A_PLACE = "ی"  # «حسینی تهرانی»: two words of origin are one surname


def surname(full: str) -> str:
    """The last part of a full name, compounds whole («حسینی نژاد», bin Salman, al-Hashimi).

    Empty where no given name stands before it: whoever reads one word cannot know what it is.
    """
    words = _named(full)
    plain = [plain for _word, plain in words]
    at = len(words) - 1
    while at > 0 and _belongs(plain[at - 1], plain[at], last=at == len(words) - 1):
        at -= 1
    return " ".join(word for word, _plain in words[at:]) if at > 0 else ""


def _named(full: str) -> list[tuple[str, str]]:
    """The words as given and as compared, without the titles around and between them."""
    words = [(word, normalise(word)) for word in tidy(full).split()]
    kept = list(without_honorifics(tuple(plain for _word, plain in words)))
    named: list[tuple[str, str]] = []
    for word, plain in reversed(words):
        if kept and plain == kept[-1]:
            named.insert(0, (word, kept.pop()))
    return named


def _belongs(before: str, word: str, *, last: bool) -> bool:
    """Whether a word of a surname goes on with the one before it. «پور» ends «علی پور», where it
    is the last word, and begins «پور داوود»."""
    if leads(before) or (goes_on(word) and (last or not leads(word))):
        return True
    return _is_origin(before) and _is_origin(word)


def _is_origin(word: str) -> bool:
    given = any(not name.endswith("-i") for name in names_of(word))
    return len(word) > 3 and word.endswith(_OF_A_PLACE) and not given
