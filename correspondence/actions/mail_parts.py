"""A letter that is too large for one mail of theirs: cut into numbered parts, each its own mail."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.formats import localize
from django.utils.translation import gettext as _

from casework import vault
from casework.actions.errors import Refused
from correspondence.drafting.medium import starts
from correspondence.models import Dispatch
from correspondence.pdf.parts import split

TEXT_BYTES = 8_000
"""Room for the heads and the words of a mail."""
MOST_PARTS = 20


def in_parts(row: Dispatch) -> list[Dispatch]:
    """The dispatches that carry what `row` would: itself, or one for each part, not saved yet.

    The same letter and limit give the same parts. Raises Refused where a single page is larger
    than they take, or where there would be too many mails.
    """
    most = row.addressee.recipient.max_bytes
    if not most or as_mail(row.frozen.size) <= most:
        return [row]
    with tempfile.TemporaryDirectory(dir=settings.WORK_DIR) as folder:
        with vault.open_plain(row.frozen) as whole:
            found = split(whole, starts(row.letter), _room(most), Path(folder))
        if len(found) > MOST_PARTS or any(as_mail(part.bytes) > most for part in found):
            raise _too_large(row, most)
        return [_with(row, part) for part in found]


def as_mail(size: int) -> int:
    """In a mail a file grows by a third and a line's end every 76 letters (RFC 2045 §6.8)."""
    return size * 4 * 78 // (3 * 76)


def _room(most: int) -> int:
    """The largest file that a mail of so many bytes carries."""
    return max(most - TEXT_BYTES, 1) * 3 * 76 // (4 * 78)


def _with(row: Dispatch, part) -> Dispatch:
    stored = vault.put(part.path, mime="application/pdf")
    return Dispatch(
        letter=row.letter,
        addressee=row.addressee,
        channel=row.channel,
        created_by=row.created_by,
        edition=row.edition,
        frozen=stored,
        frozen_sha256=part.sha256,
        part=part.number,
        parts=part.of,
    )


def _too_large(row: Dispatch, most: int) -> Refused:
    values = {"size": _megabytes(as_mail(row.frozen.size)), "most": _megabytes(most)}
    return Refused(
        _(
            "As an e-mail this letter has %(size)s MB with its enclosures; they take %(most)s MB, "
            "and numbered parts do not make it fit. Send it by post or by hand, on a stick, or "
            "leave enclosures out."
        )
        % values,
        code="too_large",
    )


def _megabytes(size: int) -> str:
    return localize(round(size / 1_000_000, 1))
