"""Which cells a field does not hold in full, so that they are kept as notes."""

from casework.imports import cells

# Longer texts are cut where they belong, and stand in full among the notes.
_LONGEST = {
    "enquirer_name": 500, "sought_name": 500, "enquirer_latin_name": 500, "sought_latin_name": 500,
    "sought_alias": 500, "sought_father": 200, "sought_mother": 200, "enquirer_father": 200,
    "sought_birth_place": 300, "sought_nationality": 100, "enquirer_nationality": 100,
    "relationship": 200, "old_number": 100, "received_on": 60,
}  # fmt: skip
_NOT_ALWAYS_HELD = (
    "",
    "notice",
    "enquirer_language",
    "earlier",
    "sought_age",
    "sought_grandfather",
)


def may_be_lost(name: str) -> bool:
    """Whether a field may hold less than its cell says; "" is a column that no field takes."""
    if name in _LONGEST:
        return True
    return name in _NOT_ALWAYS_HELD or name.startswith("consent_") or name.endswith("_sex")


def is_lost(name: str, text: str) -> bool:
    """Whether the field does hold less than this text."""
    if len(text) > _LONGEST.get(name, len(text)):
        return True
    if name.startswith("consent_") or name == "notice":
        return cells.answer(text) not in (cells.YES, cells.NO, cells.NOT_ASKED)
    if name.endswith("_sex"):
        return not cells.sex(text)
    if name == "enquirer_language":
        return not cells.language(text)
    return name in ("earlier", "sought_age", "sought_grandfather")
