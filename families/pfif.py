"""People Finder Interchange Format 1.4: reading what others publish, writing what we may publish.

Pure reading and writing; no database. Source: PFIF 1.4 specification (zesty.ca/pfif/1.4), fields
and their order, record ids, "Data expiry and removal". A file from elsewhere is hostile until shown
otherwise: entities, document types, foreign encodings, depth and size are refused, each with a code
for its sentence; nothing that it names is ever fetched.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

NAMESPACE = "http://zesty.ca/pfif/1.4"
READ = tuple(f"http://zesty.ca/pfif/1.{minor}" for minor in (1, 2, 3, 4))
PERSON_FIELDS = (
    "person_record_id", "entry_date", "expiry_date", "author_name", "author_email", "author_phone",
    "source_name", "source_date", "source_url", "full_name", "given_name", "family_name",
    "alternate_names", "description", "sex", "date_of_birth", "age", "home_street",
    "home_neighborhood", "home_city", "home_state", "home_postal_code", "home_country", "photo_url",
    "profile_urls",
)  # fmt: skip
NOTE_FIELDS = (
    "note_record_id", "person_record_id", "linked_person_record_id", "entry_date", "author_name",
    "author_email", "author_phone", "source_date", "author_made_contact", "status",
    "email_of_found_person", "phone_of_found_person", "last_known_location", "text", "photo_url",
)  # fmt: skip
# What stays of a person whose data have expired.
LEFT_AFTER_EXPIRY = ("person_record_id", "entry_date", "expiry_date", "source_date")
RENAMED = {
    "home_zip": "home_postal_code",
    "first_name": "given_name",
    "last_name": "family_name",
    "found": "author_made_contact",
    "other": "description",
}
INFORMATION_SOUGHT = "information_sought"

LARGEST = 20 * 1024 * 1024  # bytes
DEEPEST = 8
MOST_RECORDS = 5000
LONGEST_VALUE = 20_000
ENCODINGS = ("utf-8", "us-ascii", "ascii")
A_DAY = datetime.timedelta(days=1)
RECORD_ID = re.compile(r"[a-z0-9]([-a-z0-9.]*[a-z0-9])?/\S.*", re.I)

# Why a file is refused as a whole.
REFUSALS = ("too_large", "entities", "encoding", "too_deep", "not_xml", "not_pfif", "too_many")


class Refused(ValueError):
    """The file is not read; `code` is one of REFUSALS."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


@dataclass
class Record:
    """One person as a source tells it: fields of PFIF 1.4 as texts, and the notes about it."""

    fields: dict[str, str] = field(default_factory=dict)
    notes: list[dict[str, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.fields.get("person_record_id", "")

    @property
    def name(self) -> str:
        parts = (self.fields.get("given_name", ""), self.fields.get("family_name", ""))
        return self.fields.get("full_name") or " ".join(filter(None, parts))

    def expires_at(self) -> datetime.datetime | None:
        return instant(self.fields.get("expiry_date", ""))

    def is_expired(self, now: datetime.datetime) -> bool:
        """From a day after `expiry_date` on nothing but four fields may be kept."""
        expiry = self.expires_at()
        return expiry is not None and now >= expiry + A_DAY


def placeholder(record: Record) -> Record:
    """What remains of an expired record: four fields, no notes."""
    return Record({k: v for k, v in record.fields.items() if k in LEFT_AFTER_EXPIRY})


def tombstone(key: str, *, source_date: datetime.datetime, now: datetime.datetime) -> Record:
    """Says to all who hold a copy that this record is withdrawn: expired now, entered now."""
    return Record(
        {
            "person_record_id": key,
            "entry_date": written_instant(now),
            "expiry_date": written_instant(now),
            "source_date": written_instant(source_date),
        }
    )


def instant(text: str) -> datetime.datetime | None:
    """A date of PFIF (yyyy-mm-ddThh:mm:ssZ, UTC); None for anything else."""
    try:
        return datetime.datetime.strptime(text.strip(), "%Y-%m-%dT%H:%M:%SZ").replace(
            tzinfo=datetime.UTC
        )
    except ValueError:
        return None


def written_instant(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(file: BinaryIO) -> list[Record]:
    """The persons of a file with their notes, in the order of the file. Raises Refused.

    Notes that stand outside a person belong to the person they name; a note about a person who is
    not in the file becomes a record of its own. Values are text and nothing else.
    """
    _check_head(file)
    records: dict[str, Record] = {}
    loose: list[dict[str, str]] = []
    nameless: list[Record] = []
    for kind, fields, notes in _elements(_Limited(file)):
        if kind == "note":
            loose.append(fields)
            continue
        record = Record(fields, notes)
        known = records.setdefault(record.key, record) if record.key else record
        if not record.key:
            nameless.append(record)
        elif known is not record:
            known.notes += notes
        if len(records) + len(nameless) + len(loose) > MOST_RECORDS:
            raise Refused("too_many")
    for note in loose:
        key = note.get("person_record_id", "")
        records.setdefault(key, Record({"person_record_id": key})).notes.append(note)
    return [*records.values(), *nameless]


class _Limited:
    """A file that refuses to be endless."""

    def __init__(self, file: BinaryIO):
        self._file, self._left = file, LARGEST

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(min(size, 65_536) if size >= 0 else 65_536)
        self._left -= len(data)
        if self._left < 0:
            raise Refused("too_large")
        return data


def _check_head(file: BinaryIO) -> None:
    """The encoding that the file declares, before a parser believes it."""
    head = file.read(200)
    file.seek(0)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head:
        raise Refused("encoding")
    declared = re.search(rb"""^\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*["']([^"']+)""", head)
    if declared and declared[1].decode("ascii", "replace").lower() not in ENCODINGS:
        raise Refused("encoding")


def _elements(file) -> Iterator[tuple[str, dict[str, str], list[dict[str, str]]]]:
    depth, seen_root, inside_person = 0, False, False
    try:
        for event, element in iterparse(
            file, events=("start", "end"), forbid_dtd=True, forbid_entities=True
        ):
            space, _brace, local = element.tag.removeprefix("{").rpartition("}")
            if event == "start":
                depth += 1
                if depth > DEEPEST:
                    raise Refused("too_deep")
                seen_root = seen_root or _is_root(space, local)
                inside_person = inside_person or (space in READ and local == "person")
                continue
            depth -= 1
            if space in READ and local == "person":
                inside_person = False
                yield "person", _fields(element, PERSON_FIELDS), _notes(element)
                element.clear()
            elif space in READ and local == "note" and not inside_person:
                yield "note", _fields(element, NOTE_FIELDS), []
                element.clear()
    except DefusedXmlException:
        raise Refused("entities") from None
    except UnicodeDecodeError:
        raise Refused("encoding") from None
    except ParseError as error:
        bad_bytes = "encoding" in str(error) or "invalid token" in str(error)
        raise Refused("encoding" if bad_bytes and not seen_root else "not_xml") from None
    if not seen_root:
        raise Refused("not_pfif")


def _is_root(space: str, local: str) -> bool:
    return space in READ and local in ("pfif", "person", "note")


def _fields(element, known: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in element:
        space, _brace, local = child.tag.removeprefix("{").rpartition("}")
        name = RENAMED.get(local, local)
        value = (child.text or "").strip()[:LONGEST_VALUE]
        if space in READ and name in known and value and not len(child):
            found.setdefault(name, value)
    return found


def _notes(person) -> list[dict[str, str]]:
    tags = [child for child in person if child.tag.rpartition("}")[2] == "note"]
    return [_fields(child, NOTE_FIELDS) for child in tags]


def write(records: Iterable[Record]) -> Iterator[str]:
    """The records as PFIF 1.4, piece by piece; an expired one only as its four fields is up to the
    caller (`placeholder`). Raises ValueError for a record without an id."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<pfif:pfif xmlns:pfif="{NAMESPACE}">\n'
    for record in records:
        if not RECORD_ID.fullmatch(record.key):
            raise ValueError("a record id is a domain, a slash and a local id")
        yield "<pfif:person>\n" + _written(record.fields, PERSON_FIELDS)
        for note in record.notes:
            yield f"<pfif:note>\n{_written(note, NOTE_FIELDS)}</pfif:note>\n"
        yield "</pfif:person>\n"
    yield "</pfif:pfif>\n"


def _written(fields: Mapping[str, str], known: tuple[str, ...]) -> str:
    return "".join(
        f"<pfif:{name}>{escape(_storable(fields[name]))}</pfif:{name}>\n"
        for name in known
        if fields.get(name)
    )


def _storable(text: str) -> str:
    """What XML 1.0 can hold at all (section 2.2)."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
