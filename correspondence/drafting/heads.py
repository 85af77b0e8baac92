"""The head of an office's letters, as the office has set it."""

from functools import lru_cache

from casework import vault
from casework.models import Office, StoredFile
from casework.wording import FieldType, isolated
from correspondence.models import OfficeHead
from correspondence.pdf import Letterhead
from correspondence.wording import labels

from .values import organisation_name


def letterhead(office: Office, language: str, head: OfficeHead | None = None) -> Letterhead:
    """The head of a letter; `head` are settings that are being tried and not kept."""
    head = head or OfficeHead.of(office)
    contact = [*isolated(office.phone, FieldType.PHONE), *isolated(office.email, FieldType.EMAIL)]
    lines = [office.name(language), office.address(language), " · ".join(contact)]
    return Letterhead(
        organisation_name(language),
        [line for line in lines if line],
        emblem=emblem_of(head),
        emblem_alt=head.emblem_shows,
        invocation=labels.invocation(head.invocations.get(language, ""), language),
        printed=float(head.printed_mm),
    )


def plain_head(office: Office, language: str) -> Letterhead:
    """The same for papers that go on plain paper: nothing is printed there, nothing invoked."""
    head = OfficeHead.of(office)
    head.printed_mm, head.invocations = 0, {}
    return letterhead(office, language, head)


def emblem_of(head: OfficeHead) -> bytes | None:
    """The picture; None where there is none, or where its file is gone (the standing page says
    so; a letter must not wait for that)."""
    if head.emblem is None:
        return None
    try:
        return _content(head.emblem)
    except vault.MissingFile:
        return None


@lru_cache(maxsize=32)
def _content(file: StoredFile) -> bytes:
    """Read once for all the letters of a process; a stored file never changes."""
    return b"".join(vault.read(file))
