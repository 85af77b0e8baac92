"""What kind of mail it is, with the reason; a person may say otherwise.

Heads count before words: an out-of-office note says in its head that no person wrote it (RFC 3834).
What machines send moves nothing and is never answered.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from correspondence.mail import reports
from correspondence.mail.reading import Mail
from families.names import normalise

FOLDER = Path(__file__).resolve().parent / "words"
OPENING = 600  # letters of the text in which a mail says what it is
QUOTED = (">", "|")


class MailClass(StrEnum):
    ANSWER = "answer"
    ACKNOWLEDGED = "acknowledged"
    PROMISED = "promised"
    ASKS_MORE = "asks_more"
    PASSED_ON = "passed_on"
    DECLINED = "declined"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    REPORT = "report"
    OTHER = "other"


FROM_MACHINES = (MailClass.AUTO_REPLY, MailClass.BOUNCE, MailClass.REPORT)


@dataclass(frozen=True)
class Classed:
    """The class, and why: a code of `head`, `report` or `words`, with the words that decided."""

    kind: MailClass
    why: str
    found: str = ""


def class_of(mail: Mail, raw: bytes) -> Classed:
    """The class of a mail that was read from `raw`."""
    told = reports.read(raw)
    if told:
        bounced = any(report.kind == "bounced" for report in told)
        return Classed(MailClass.BOUNCE if bounced else MailClass.REPORT, "report")
    if head := _machine_head(mail):
        return Classed(MailClass.AUTO_REPLY, "head", head)
    said = _searched(mail)
    for kind in ORDER:
        for words in phrases()[kind]:
            if f" {words} " in said:
                return Classed(kind, "words", words)
    return Classed(MailClass.ANSWER if mail.answers else MailClass.OTHER, "nothing")


# An out-of-office note may also say “we will answer”; a promise is also an acknowledgement.
ORDER = (
    MailClass.AUTO_REPLY,
    MailClass.PASSED_ON,
    MailClass.ASKS_MORE,
    MailClass.PROMISED,
    MailClass.DECLINED,
    MailClass.ACKNOWLEDGED,
)


def _machine_head(mail: Mail) -> str:
    """The head that says that no person wrote it: RFC 3834 §5, RFC 2076, a null return path."""
    heads = mail.heads
    if heads.get("auto-submitted", "no").strip().lower() not in ("no", ""):
        return "Auto-Submitted"
    if heads.get("precedence", "").strip().lower() in ("bulk", "junk", "auto_reply", "list"):
        return "Precedence"
    named = ("list-id", "x-autoreply", "x-autorespond", "x-auto-response-suppress")
    found = next((name for name in named if name in heads), "")
    return found or ("Return-Path" if heads.get("return-path", "").strip() == "<>" else "")


def _searched(mail: Mail) -> str:
    own = [line for line in mail.text.splitlines() if not line.lstrip().startswith(QUOTED)]
    return f" {normalise(mail.subject + ' ' + ' '.join(own)[:OPENING])} "


@cache
def phrases() -> dict[MailClass, tuple[str, ...]]:
    """The words that tell each class, in four languages, as they are compared."""
    found: dict[MailClass, list[str]] = {kind: [] for kind in MailClass}
    for path in sorted(FOLDER.glob("*.toml")):
        for name, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found[MailClass(name)] += [normalise(word) for word in words]
    return {kind: tuple(words) for kind, words in found.items()}
