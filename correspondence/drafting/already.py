"""What a body has from us already: read from the letters of a thread as they were frozen.

A supplement says what is new against it, a correction what has changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import translation

from casework.models import Body, Case
from correspondence.models import Letter

from .words import fact_text

IDENTITY = ("reference", "name", "their_reference")


@dataclass(frozen=True)
class Said:
    """`facts`: by case and fact the words and their language, the latest letter's;
    `documents`: the ids of the papers that were enclosed."""

    body: Body
    facts: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()

    def new(self, case: Case, keys: Iterable[str]) -> tuple[str, ...]:
        """The facts that stood in none of the letters, or stood there otherwise."""
        return tuple(key for key in keys if key not in IDENTITY and self._differs(case, key))

    def changed(self, case: Case, keys: Iterable[str]) -> tuple[str, ...]:
        """The facts that stood in a letter and read otherwise now."""
        known = self.facts.get(case.reference, {})
        return tuple(k for k in keys if k in known and k != "reference" and self._differs(case, k))

    def words(self, case: Case, key: str) -> str:
        """How the fact stood in our letter; empty when it did not."""
        return self.facts.get(case.reference, {}).get(key, ("", ""))[0]

    def _differs(self, case: Case, key: str) -> bool:
        """Compared in the language in which it was said: another one is no news."""
        words, language = self.facts.get(case.reference, {}).get(key, ("", ""))
        if not language:
            return True
        with translation.override(language):
            return fact_text(case, key, language, self.body) != words


def said_in(letters: Iterable[Letter], body: Body) -> Said:
    """What these letters said, the later over the earlier."""
    facts: dict[str, dict[str, tuple[str, str]]] = {}
    documents: set[str] = set()
    for letter in letters:
        frozen = letter.values["frozen"]
        for told in frozen["cases"]:
            known = facts.setdefault(told["case"], {})
            known |= {key: (words, letter.language) for key, words in told["facts"].items()}
        documents |= {annex["document"] for annex in frozen["annexes"]}
    return Said(body, facts, frozenset(documents))
