"""News for many families at once: one letter each, in its own language, printed in one go.

Each family's letter is an action of its own: one that cannot be written stops no other, and a run
that broke off goes on where it stood. Nobody gets a second letter of the same occasion.
"""

import datetime
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf

from casework import calling, vault
from casework.actions.errors import Refused
from casework.models import FamilyRequest
from correspondence.models import FamilyLetter
from correspondence.models.family_letter import FamilyLetterKind as Kind
from correspondence.models.family_letter import Way

from . import to_family

MOST = 200  # letters in one run: a printer's tray


@dataclass
class Run:
    """What one press made, and the numbers of the families that got none, each with the reason."""

    key: uuid.UUID
    made: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def waiting(requests, on: datetime.date) -> list[FamilyRequest]:
    """The families to which news is due by post: a safe address, nothing that stands against it."""
    due = calling.to_call(requests, on, calling.KINDS["news"]).select_related("office", "enquirer")
    rows = due.prefetch_related("enquirer__contact_points")
    return [row for row in rows if to_family.has_safe_address(row)][:MOST]


def make(families: Iterable[FamilyRequest], *, by, key: uuid.UUID) -> Run:
    """One letter for each family that still waits for news. The same key goes on, never doubles."""
    run = Run(key)
    for family in families:
        try:
            _one(family, by=by, key=key)
        except Refused as refused:
            run.refused.append((family.number, str(refused)))
        else:
            run.made += 1
    return run


def _one(family: FamilyRequest, *, by, key: uuid.UUID) -> None:
    if not FamilyLetter.objects.filter(run=key, request=family).exists():
        command = uuid.uuid5(key, str(family.pk))
        to_family.write(family, Kind.NEWS, by=by, way=Way.POST, run=key, command=command)


def printed(letters: Iterable[FamilyLetter]) -> bytes:
    """All letters in one file, each beginning on a new sheet where both sides are printed."""
    with pikepdf.new() as whole:
        for letter in letters:
            with pikepdf.open(io.BytesIO(b"".join(vault.read(letter.pdf)))) as one:
                whole.pages.extend(one.pages)
                if len(one.pages) % 2:
                    whole.add_blank_page(page_size=_size(one.pages[-1]))
        written = io.BytesIO()
        whole.save(written, deterministic_id=True)
    return written.getvalue()


def _size(page) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    return right - left, top - bottom
