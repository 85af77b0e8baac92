"""Marks a sentence for the catalogue of translations; a page translates it when it shows it."""

from __future__ import annotations


def gettext_noop(sentence: str) -> str:
    """The sentence itself, as the function of this name in Django gives it."""
    return sentence
