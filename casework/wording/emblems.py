"""Names of the protected emblems, wherever somebody writes what a picture shows.

The red cross, red crescent, red crystal and red lion and sun, their names and whatever imitates
them belong to the Movement and to medical services (Geneva Convention I of 1949, articles 38, 44,
53; Additional Protocol III of 2005, articles 2 and 6).
"""

import re

_GAP = r"[\s\u200c_.\-]*"
_NAMES = re.compile(
    "|".join(
        name.replace(" ", _GAP)
        for name in (
            "red (?:cross|crescent|crystal)",
            "red lion (?:and|&)? (?:red )?sun",
            r"\bICRC\b",
            r"\bIFRC\b",
            r"\bCICR\b",
            "صلیب سرخ",
            "هلال احمر",
            "کریستال سرخ",
            "شیر و خورشید سرخ",
            "الصليب الأحمر",
            "الصليب الاحمر",
            "الهلال الأحمر",
            "الهلال الاحمر",
            "(?:الكريستالة|البلورة|الكريستال) الحمراء",
            "kryq(?:i|it|in)? (?:i|të|e)? kuq",
            "gjysm[ëe]h[ëe]n(?:a|ës|ën)? (?:e|së|të)? kuqe",
            "kristal(?:i|it|in)? (?:i|të)? kuq",
            "[✚✙☪⛑➕🕂🕀☾☽]",
        )
    ),
    re.IGNORECASE,
)


def protected_name(text: str) -> str:
    """The first name or sign of a protected emblem that stands in the text; else empty."""
    found = _NAMES.search(text)
    return " ".join(found.group().split()) if found else ""
