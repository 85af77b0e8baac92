"""What became of one attempt to send."""

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    SENT = "sent"  # handed over; never said to be delivered
    LATER = "later"  # nothing left the house; to be tried again
    REFUSED = "refused"  # will not be taken, however often it is tried
    UNKNOWN = "unknown"  # it may have left: a person decides, never sent again blindly
    WAITS = "waits"  # a person carries it; the proof confirms it


@dataclass(frozen=True)
class Outcome:
    """`code` is a short word for the screen's sentence; it never holds an address or a name.

    `reference` is what the other side calls the mail from now on, where it has a word of its own.
    """

    result: Result
    code: str = ""
    reference: str = ""
