"""The trail: an append-only chain per case (or per office and subject), tamper-evident.

Each line carries an HMAC over itself and its forerunner; the head of each chain is locked while
a line is added, in the same transaction as the change it tells of.
"""

import hashlib
import hmac
import json

from django.db import transaction
from django.utils import timezone

from casework.models import Chain, Entry
from families import sealing
from families.gathering import gathered, is_gathering, keep


def record(
    verb, *, by, case=None, office=None, chain="", target="", details=None, reading=False
) -> Entry:
    """Adds one line. `details` holds ids, codes and names of fields; never what was written.

    `chain` names a chain of its own (the sealed side's), apart from cases and offices.
    """
    with transaction.atomic():
        name = chain or (f"case:{case.pk}" if case else f"office:{office.pk if office else '-'}")
        head = gathered(Chain, name) or _head(name)
        entry = Entry(
            chain=name,
            sequence=head.sequence + 1,
            at=timezone.now(),
            by=by,
            case=case,
            office=office or (case.office if case else None),
            verb=verb,
            target=str(target),
            details=details or {},
            reading=reading,
            previous=head.seal,
        )
        entry.seal = seal_of(entry)
        keep(entry)
        head.sequence, head.seal = entry.sequence, entry.seal
        keep(head)
    return entry


def _head(name: str) -> Chain:
    """The head of a chain, locked; a chain without one begins."""
    held = Chain.objects.select_for_update()
    if is_gathering():
        return held.filter(name=name).first() or Chain(name=name)
    return held.get_or_create(name=name)[0]


def seal_of(entry: Entry) -> str:
    """The keyed hash over all that a line says and over the line before it."""
    said = [
        entry.chain,
        entry.sequence,
        entry.at.isoformat(),
        str(entry.by_id),
        str(entry.case_id),
        str(entry.office_id),
        entry.verb,
        entry.target,
        entry.details,
        entry.reading,
        entry.previous,
    ]
    message = json.dumps(said, ensure_ascii=True, sort_keys=True).encode()
    return hmac.new(sealing.derived_key("audit"), message, hashlib.sha256).hexdigest()


def verify(chain: str) -> list[str]:
    """What is wrong with a chain, one sentence each; an empty list when nothing is."""
    problems, previous, count = [], "", 0
    for count, entry in enumerate(Entry.objects.filter(chain=chain).order_by("sequence"), 1):
        if entry.sequence != count:
            problems.append(f"{chain}: line {count} is missing or out of place")
            break
        if entry.previous != previous or entry.seal != seal_of(entry):
            problems.append(f"{chain}: line {count} was changed")
            break
        previous = entry.seal
    head = Chain.objects.filter(name=chain).first()
    if not problems and head and (head.sequence != count or head.seal != previous):
        problems.append(f"{chain}: lines at the end are missing")
    return problems


def last_hour():
    """When the newest line of all chains was written; None while there is none."""
    return Entry.objects.order_by("-at").values_list("at", flat=True).first()
