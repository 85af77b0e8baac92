"""Latin letters that Unicode does not decompose, and signs that come and go inside names."""

# Letters with strokes or ligatures: NFKD leaves them whole (Unicode Character Database,
# decomposition mapping empty), while people type the plain letter.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ŧ": "t",
        "ƶ": "z",
    }
)

# Apostrophes, ain and hamza signs of romanised names (Ja'far, Sa‘id, Rezaʾi), in any encoding.
APOSTROPHES = (
    "'`´\u2018\u2019\u201a\u201b\u02bb\u02bc\u02bd\u02be\u02bf\u02b9\u02ca\u02cb\uff07\u2032"
)


def simplify(text: str) -> str:
    """Folded text (see `letters.fold_letters`) with plain Latin letters and no apostrophes."""
    return "".join(char for char in text.translate(_PLAIN) if char not in APOSTROPHES)
