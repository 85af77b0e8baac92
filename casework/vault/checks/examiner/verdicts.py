"""What an examination may use, and what it says."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["accepted", "neutralised", "refused"]
Profile = Literal["document", "mail"]

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one file may cost. The child keeps the first three, the parent the clock."""

    memory_bytes: int = 1024 * MEBIBYTE
    cpu_seconds: int = 20
    file_bytes: int = 200 * MEBIBYTE
    wall_seconds: float = 60.0
    pages: int = 500
    pixels: int = 80_000_000
    inflated_bytes: int = 2048 * MEBIBYTE
    content_bytes: int = 64 * MEBIBYTE


@dataclass(frozen=True)
class Verdict:
    """The outcome for one file. ``sentence(code, detail)`` says it in plain words.

    ``pages`` is 0 where a kind has no fixed pages (text, Word); ``width`` and ``height`` are
    pixels as stored of the first picture, 0 for anything that is not a picture.
    """

    kind: Kind
    code: str
    mime: str = ""
    extension: str = ""
    pages: int = 0
    width: int = 0
    height: int = 0
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        return self.kind == "refused"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Refusal(Exception):
    """Raised inside an examination; becomes a refused verdict with this code."""

    def __init__(self, code: str, **detail: Any) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail

    def as_verdict(self) -> Verdict:
        return Verdict("refused", self.code, detail=self.detail)
