"""Many signed letters that wait in the outbox: one is made as people make it, the rest are copies
of its rows, each with a Message-ID, a thread and marks of its own."""

import uuid
from email.utils import make_msgid

from correspondence.models import Dispatch, Letter
from families.sealing import SealedText
from tests import factories
from tests.correspondence import letters as made
from tests.correspondence import sending

CASES = 20
BATCH = 500


def waiting(number: int) -> None:
    """`number` letters in the outbox, spread over twenty cases."""
    cast = factories.make_cast()
    names = [f"شخص نمونهٔ {n}" for n in range(CASES)]
    cases = made.accepted(cast, sought=names)
    first = sending.queued(cast, sending.signed(cast, cases))
    letter = first.letter
    for start in range(1, number, BATCH):
        _copies(letter, first, cases, range(start, min(start + BATCH, number)))


def _copies(letter: Letter, first: Dispatch, cases, numbers) -> None:
    line = letter.lines.first()
    threads = _kept([_copy(letter.submission) for _n in numbers])
    letters = _kept([
        _copy(letter, submission=thread, number=f"{letter.number}-{n}")
        for n, thread in zip(numbers, threads, strict=True)
    ])  # fmt: skip
    _kept([
        _copy(line, letter=again, case=cases[n % CASES])
        for n, again in zip(numbers, letters, strict=True)
    ])  # fmt: skip
    addressees = _kept([_copy(first.addressee, letter=again) for again in letters])
    _kept([
        _copy(first, letter=each.letter_id, addressee=each.pk, message_id=_message_id())
        for each in addressees
    ])  # fmt: skip


def _kept(rows: list) -> list:
    return type(rows[0]).objects.bulk_create(rows)


def _message_id() -> str:
    return make_msgid(domain="office.example")


def _copy(row, **changes):
    """The same row anew. What is sealed is bound to its row and stays behind."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not isinstance(field, SealedText)
    }
    values.pop(row._meta.pk.attname)
    if row._meta.pk.get_internal_type() == "UUIDField":
        values["id"] = uuid.uuid4()
    for name, value in changes.items():
        field = row._meta.get_field(name)
        values[field.attname] = getattr(value, "pk", value)
    return type(row)(**values)
