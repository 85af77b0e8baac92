"""Files that come with a form: examined and kept, or said what is wrong with them."""

from collections.abc import Callable
from pathlib import Path

from casework import vault
from casework.models import StoredFile
from casework.vault import checks, receiving
from families.names.letters import BIDI_CONTROLS

_NO_CONTROLS = dict.fromkeys(map(ord, BIDI_CONTROLS))
Locked = Callable[[Path, checks.Verdict], checks.Verdict]


def receive(upload, *, locked: Locked | None = None) -> tuple[checks.Verdict, StoredFile | None]:
    """The verdict on an upload and, if it may be kept, the file in the vault.

    `locked` says what becomes of a file that asks for its password. On a full disk nothing half
    remains, and the verdict says so.
    """
    try:
        with vault.upload_path(upload) as path:
            verdict, stored = receiving.receive(path, upload.name)
            if locked and verdict.code == "password":
                verdict = locked(path, verdict)
    except OSError as error:
        if not vault.is_full(error):
            raise
        return checks.Verdict("refused", "no_room"), None
    return verdict, stored


def isolated(name: str) -> str:
    """A file's name, apart from the direction of the sentence around it, whatever signs of
    direction it holds itself."""
    return f"\u2068{name.translate(_NO_CONTROLS)}\u2069"


def verdict_on(name: str, code: str, detail) -> str:
    """What became of a file of this name."""
    return f"{isolated(name)}: {checks.sentence(code, detail)}"
