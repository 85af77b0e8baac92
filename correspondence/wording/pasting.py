"""What a text processor leaves in a text that is pasted, made plain before it is read.

Half-spaces stay; the optional hyphen that Persian documents of Word hold in their place becomes
one. Lines stay lines, so that the place of an error is the place in the text that was typed.
"""

from __future__ import annotations

import re

ZWNJ = "\u200c"
_ARABIC = "\u0620-\u065f\u066e-\u06d3\u06d5"

_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085]")
_HALF_SPACES = re.compile(f"(?<=[{_ARABIC}])[\x1e\x1f\u00ac\u00ad]+(?=[{_ARABIC}])")
_NOTHING = re.compile("[\x1e\x1f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BULLET = re.compile(r"^ *(?:[•●▪◦‣·∙■□○\uf0b7\uf0a7\uf076]|o(?=  )|[–—](?= )) *", re.MULTILINE)
_ITEM = re.compile(r"^ *([0-9۰-۹٠-٩]{1,2})(?:[).)]| ?-(?= )) +", re.MULTILINE)
_DOUBLE = re.compile("[“”„‟″]")
_SINGLE = re.compile(r"(?<!\w)[‘‚‛’]|[‘‚‛]|’(?!\w)")
_IN_TAG = re.compile(r"\{\{[^{}\n]*\}\}")
_ALIKE = {
    "fa": str.maketrans("يىك٠١٢٣٤٥٦٧٨٩", "ییک۰۱۲۳۴۵۶۷۸۹"),
    "ar": str.maketrans("ک۰۱۲۳۴۵۶۷۸۹", "ك٠١٢٣٤٥٦٧٨٩"),  # ی may be ي or ى: asked, not guessed
}


def pasted(text: str, language: str) -> str:
    """A text from elsewhere, its letters and figures too: those of the other keyboard become the
    language's own. Only for what a person sees again before it is kept."""
    return _outside_fields(cleaned(text, language), language)


def cleaned(text: str, language: str) -> str:
    """The text as a person would have typed it here; a text typed here stays as it is."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", _HALF_SPACES.sub(ZWNJ, text))
    text = _NOTHING.sub("", text)
    text = _ITEM.sub(lambda item: f"{item.group(1)}. ", _BULLET.sub("- ", text))
    text = _quotes(text, language)
    text = re.sub(r" +$", "", text, flags=re.MULTILINE)
    return re.sub(r"(?<=\S)  +(?=\S)", " ", text)


def _quotes(text: str, language: str) -> str:
    """Double ones as the language writes them on a plain keyboard; an apostrophe stays."""
    if language in _ALIKE:
        opened = iter(range(len(text)))
        text = _DOUBLE.sub(lambda _mark: "«»"[next(opened) % 2], text)
    else:
        text = _DOUBLE.sub('"', text)
    return _SINGLE.sub("'", text)


def _outside_fields(text: str, language: str) -> str:
    """Letters and digits that only look alike; inside a field they would be no name."""
    table = _ALIKE.get(language)
    if table is None:
        return text
    return "".join(
        part if _IN_TAG.fullmatch(part) else part.translate(table)
        for part in re.split(r"(\{\{[^{}\n]*\}\})", text)
    )
