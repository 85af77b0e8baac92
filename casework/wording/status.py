"""The seven wordings of the public status, in the family's language.

They are the only words in which a case's place is told to a family or a regional
office; which of them holds is computed elsewhere, from the public status alone.
"""

from __future__ import annotations

import tomllib
from functools import cache

from casework.wording.papers import PAPERS_HOME

STATUS_CODES = (
    "not_finished",
    "being_checked",
    "need_from_family",
    "ready",
    "written",
    "paused",
    "ended",
)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads((PAPERS_HOME / "status.toml").read_text(encoding="utf-8"))


def status_words(code: str, language: str, bodies: str = "") -> str:
    """The words of a status. ``bodies`` (kinds of bodies, in that language) stand in
    "Written to …, waiting"; without them the dots stay. KeyError for an unknown code."""
    return _words()[code][language].replace("…", bodies or "…")
