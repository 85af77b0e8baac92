"""Figures in the digits of a language: Persian ۰–۹, Arabic ٠–٩, else 0–9."""

from __future__ import annotations

ZERO = {"fa": 0x06F0, "ar": 0x0660}


def figures(number: int | str, language: str) -> str:
    """The number, or the ASCII digits of a text, in the digits of the language."""
    zero = ZERO.get(language)
    if zero is None:
        return str(number)
    return str(number).translate({0x30 + digit: zero + digit for digit in range(10)})
