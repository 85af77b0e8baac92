"""Why something stays here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LeftOut:
    """A code for the program, a sentence for the person."""

    code: str
    sentence: str
