"""What is said about a file whose name stands in the sentence."""

from casework.vault import checks
from families.names.letters import BIDI_CONTROLS

_NO_CONTROLS = dict.fromkeys(map(ord, BIDI_CONTROLS))


def isolated(name: str) -> str:
    """A file's name, apart from the direction of the sentence around it, whatever signs of
    direction it holds itself."""
    return f"\u2068{name.translate(_NO_CONTROLS)}\u2069"


def verdict_on(name: str, code: str, detail) -> str:
    """What became of a file of this name."""
    return f"{isolated(name)}: {checks.sentence(code, detail)}"
