"""Paired brackets of Unicode 15 (BidiBrackets.txt): `unicodedata` does not hold this property."""

_SIDE_BY_SIDE = """
    0028 0F3A 0F3C 169B 2045 207D 208D 2308 230A 2329 2768 276A 276C 276E 2770 2772 2774 27C5
    27E6 27E8 27EA 27EC 27EE 2983 2985 2987 2989 298B 2991 2993 2995 2997 29D8 29DA 29FC 2E22
    2E24 2E26 2E28 2E55 2E57 2E59 2E5B 3008 300A 300C 300E 3010 3014 3016 3018 301A FE59 FE5B
    FE5D FF08 FF5F FF62
"""
"""Opening brackets whose closing partner is the next code point."""

_APART = {0x5B: 0x5D, 0x7B: 0x7D, 0x298D: 0x2990, 0x298F: 0x298E, 0xFF3B: 0xFF3D, 0xFF5B: 0xFF5D}

OPENING: dict[str, str] = {
    chr(opening): chr(closing)
    for opening, closing in sorted(
        {**{int(p, 16): int(p, 16) + 1 for p in _SIDE_BY_SIDE.split()}, **_APART}.items()
    )
}
"""Opening bracket -> its closing partner."""

CLOSING: dict[str, str] = {closing: opening for opening, closing in OPENING.items()}
"""Closing bracket -> its opening partner."""

CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""BD16: canonically equivalent brackets pair with one another."""
