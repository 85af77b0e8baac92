"""What a family told, as plain structures: the only input of `log_request` and `take_over`."""

import datetime
from dataclasses import dataclass, field
from pathlib import Path

from families.calendars import PartialDate


@dataclass
class NameTold:
    full: str
    kind: str = "official"
    father: str = ""
    mother: str = ""
    source: str = "spoken"


@dataclass
class PersonTold:
    """`names` has the main name first; father and mother stand on the main name."""

    names: list[NameTold] = field(default_factory=list)
    sex: str = "unknown"
    birth: PartialDate | None = None
    birth_place: str = ""
    nationality: str = ""
    languages: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    email: str = ""
    address: str = ""
    safe: str = "ask"
    safe_times: str = ""
    who_may_answer: str = ""
    cannot_read: bool = False
    identifiers: list[tuple[str, str]] = field(default_factory=list)  # kind, value


@dataclass
class SoughtTold:
    """One sought person: who, in what relation, what was heard last."""

    person: PersonTold
    kin: str = "other"  # what the enquirer is to the sought person
    kin_as_given: str = ""
    last_place: str = ""
    last_address: str = ""
    last_news_on: PartialDate | None = None
    last_news: str = ""
    circumstances: str = ""
    kind: str = "tracing"
    role: str = "main"
    old_number: str = ""


@dataclass
class AskerTold:
    """Somebody who asks together with the enquirer, and agrees or refuses for himself alone."""

    person: PersonTold
    answers: dict[str, str] = field(default_factory=dict)
    notice_given: bool = False


@dataclass
class PaperTold:
    """A file that passed the checks: at a path, or already in the vault (`stored`, a StoredFile).

    `for_sought` counts from 0, None is the whole family.
    """

    path: Path | None
    name: str
    stored: object = None
    kind: str = "other"
    title: str = ""
    mime: str = ""
    pages: int = 1
    note: str = ""
    may_leave: bool | None = None
    for_sought: int | None = None


@dataclass
class RequestTold:
    """One family's request. `answers` maps a purpose to granted, refused or not_asked."""

    enquirer: PersonTold
    sought: list[SoughtTold]
    received_on: datetime.date
    received_as_given: str = ""
    channel: str = "visit"
    language: str = "fa"
    notice_version: int | None = None
    notice_language: str = ""
    notice_read_aloud: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    how: str = "oral"
    neutral_answer: str = ""
    interpreter: str = ""
    interviewer: object = None  # a Staff; None: who logs it
    paper_place: str = ""
    town: str = ""  # where the family lives
    co_enquirers: list[AskerTold] = field(default_factory=list)
    second_contact: PersonTold | None = None
    remarks: str = ""
    extras: dict[str, str] = field(default_factory=dict)
    papers: list[PaperTold] = field(default_factory=list)
