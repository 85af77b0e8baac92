"""How people are named: cleaning, comparing and searching names. Pure functions, no Django."""

from families.names.alphabet import sort_key
from families.names.letters import fold_letters, in_digits, script_of, tidy, to_ascii_digits
from families.names.search import (
    matches,
    normalise,
    same_spelling,
    search_key,
    search_terms,
    tokens,
    without_honorifics,
)

__all__ = [
    "fold_letters",
    "in_digits",
    "matches",
    "normalise",
    "same_spelling",
    "script_of",
    "search_key",
    "search_terms",
    "sort_key",
    "tidy",
    "to_ascii_digits",
    "tokens",
    "without_honorifics",
]
