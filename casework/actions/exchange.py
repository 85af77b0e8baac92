"""Persons that other registers publish: looked at in quarantine, never made into cases by itself;
and our own, published as “information sought”."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import ExchangeFile, PublishedRecord, QuarantinedRecord
from casework.models.exchange import QuarantineState
from families import pfif
from families.names import tidy

from . import acting, drafts, news
from .errors import Refused

PUBLISHED_FOR = datetime.timedelta(days=180)
# A note that says one of these says something about where someone is, or whether he or she lives.
TELLS = ("last_known_location", "email_of_found_person", "phone_of_found_person")
FINDINGS = ("is_note_author", "believed_alive", "believed_dead")


def is_finding(note: dict[str, str]) -> bool:
    """Whether a note tells of the person, rather than asks: then protection officers read it."""
    return note.get("status") in FINDINGS or any(note.get(name) for name in TELLS)


def receive_file(records: list[pfif.Record], *, source: str, by, office) -> ExchangeFile:
    """Takes a file into quarantine. What its notes tell of a person's whereabouts or fate is handed
    in as news for the protection officers and stands nowhere else."""
    now = timezone.now()
    with acting.acting("exchange_pfif", by=by, office=office) as act:
        file = ExchangeFile.objects.create(office=office, by=by, source=tidy(source)[:300])
        handed_in = 0
        for number, record in enumerate(records, 1):
            handed_in += _quarantine(file, number, record, now)
        act.record("receive_pfif", target=file.pk, records=len(records), news=handed_in)
    return file


def _quarantine(file: ExchangeFile, number: int, record: pfif.Record, now) -> int:
    expired = record.is_expired(now)
    findings = [] if expired else [note for note in record.notes if is_finding(note)]
    for note in findings:
        news.hand_in_news(
            by=file.by,
            office=file.office,
            about=record.name or record.key,
            words="\n".join(f"{name}: {value}" for name, value in note.items()),
            source=record.key,
        )
    kept = pfif.placeholder(record) if expired else record
    open_notes = [note for note in kept.notes if not is_finding(note)]
    QuarantinedRecord.objects.create(
        file=file,
        number=number,
        content={"fields": kept.fields, "notes": open_notes},
        handed_in=len(findings),
        expires_at=record.expires_at(),
        state=QuarantineState.EXPIRED if expired else QuarantineState.WAITING,
    )
    return len(findings)


def make_draft(record: QuarantinedRecord, *, by):
    """A request to be finished at the desk, filled with what the record says of the person."""
    with acting.acting("exchange_pfif", by=by, office=record.file.office) as act:
        held = _waiting(record)
        draft = drafts.save_draft(_typed(held.content["fields"]), by=by, office=held.file.office)
        _decide(held, QuarantineState.DRAFTED, by)
        act.record("draft_from_pfif", target=held.pk)
    return draft


def discard(record: QuarantinedRecord, *, by) -> None:
    """Puts a record aside; its content goes, that it was there stays."""
    with acting.acting("exchange_pfif", by=by, office=record.file.office) as act:
        held = _waiting(record)
        held.content = {"fields": {}, "notes": []}
        _decide(held, QuarantineState.DISCARDED, by)
        act.record("discard_pfif", target=held.pk)


def _waiting(record: QuarantinedRecord) -> QuarantinedRecord:
    held = (
        QuarantinedRecord.objects.select_for_update()
        .select_related("file__office")
        .get(pk=record.pk)
    )
    if held.state != QuarantineState.WAITING or is_over(held):
        raise Refused(_("This record was decided on already, or its time is over."), code="decided")
    return held


def _decide(held: QuarantinedRecord, state: str, by) -> None:
    held.state, held.decided_by, held.decided_at = state, by, timezone.now()
    held.save()


def _typed(fields: dict[str, str]) -> dict[str, str]:
    """The boxes of the desk that a record can fill."""
    given = pfif.Record(fields).name
    boxes = {
        "e-name": fields.get("author_name"),
        "e-phone": fields.get("author_phone"),
        "p0-name": given,
        "p0-alias": fields.get("alternate_names"),
        "p0-sex": fields.get("sex"),
        "p0-born": fields.get("date_of_birth"),
        "p0-last_place": ", ".join(filter(None, map(fields.get, ("home_city", "home_country")))),
        "p0-circumstances": fields.get("description"),
    }
    return {box: tidy(value) for box, value in boxes.items() if value}


def is_over(record: QuarantinedRecord, now: datetime.datetime | None = None) -> bool:
    """Whether a day has passed since the record's own date of expiry."""
    now = now or timezone.now()
    return record.expires_at is not None and now >= record.expires_at + pfif.A_DAY


def expire_records(*, now: datetime.datetime | None = None) -> int:
    """Leaves four fields of every record whose date of expiry passed more than a day ago."""
    now = now or timezone.now()
    over = QuarantinedRecord.objects.filter(expires_at__lte=now - pfif.A_DAY).exclude(
        state=QuarantineState.EXPIRED
    )
    count = 0
    for held in over.select_related("file"):
        left = pfif.placeholder(pfif.Record(held.content["fields"]))
        held.content = {"fields": left.fields, "notes": []}
        held.state = QuarantineState.EXPIRED
        held.save(update_fields=["content", "state"])
        count += 1
    return count


def publish(cases, withdrawn, *, by, office, now: datetime.datetime) -> dict:
    """Notes which cases are published now and which are taken back; gives the id of each case."""
    with acting.acting("exchange_pfif", by=by, office=office) as act:
        keys = {}
        for case in cases:
            told = {"source_at": now, "expires_at": now + PUBLISHED_FOR, "withdrawn_at": None}
            row, _new = PublishedRecord.objects.update_or_create(case=case, defaults=told)
            keys[case.pk] = str(row.pk)
        for row in withdrawn:
            row.withdrawn_at = now
            row.save(update_fields=["withdrawn_at"])
        act.record("publish_pfif", cases=len(keys), withdrawn=len(withdrawn))
    return keys
