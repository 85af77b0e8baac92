"""The first-contact note: for the sought person alone, with nobody's name and no reference.

Two codes stand for the note and for whoever asks. They follow from keys of this installation, so
that the officer knows a caller by the code, and nobody else can make anything of it.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from itertools import groupby

from casework.models import Office
from correspondence import wording
from correspondence.pdf import PageMarks, RenderedLetter, render_paper
from correspondence.pdf.document import Block, Choices, PaperDocument, Paragraph, Rule
from families.sealing import derived_key

KIND = "first_contact_note"
LENGTH = 6
SQUARE = "☐"


def code_of(kind: str, *keys) -> str:
    """Six letters and digits (RFC 4648, base32): the same for the same note or asker."""
    said = "|".join([kind, *map(str, keys)]).encode()
    digest = hmac.new(derived_key("first contact note"), said, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:LENGTH]
    return f"{letters[:3]}-{letters[3:]}"


def codes(track, asker) -> tuple[str, str]:
    """The code of the note, and the code of the person who asks."""
    return code_of("note", track.pk, asker.pk), code_of("asker", track.pk, asker.pk)


def first_contact_note(
    track, asker, office: Office, language: str, *, phone: str, hours: str
) -> RenderedLetter:
    """The note with the form of choices below it. MissingValues where the office lacks one."""
    note_code, asker_code = codes(track, asker)
    values = {
        **office.said(language),
        "note.code": note_code,
        "asker.code": asker_code,
        "officer.phone": phone,
        "officer.hours": hours,
    }
    values["office.data_contact"] = office.data_contact or office.phone
    given = {key: value for key, value in values.items() if value}
    written = wording.render(wording.shipped(KIND, language), given)
    blocks = [*written.parts["note"], Rule(), *_to_tick(written.parts["form"])]
    return render_paper(PaperDocument(language, "", blocks, marks=PageMarks(page_label="")))


def _to_tick(blocks: Iterable[Block]) -> Iterator[Block]:
    """Lines that begin with a square become choices; all else stays as it is."""
    for block in blocks:
        lines = block.text.split("\n") if isinstance(block, Paragraph) else []
        if not any(line.startswith(SQUARE) for line in lines):
            yield block
            continue
        for ticked, group in groupby(lines, key=lambda line: line.startswith(SQUARE)):
            texts = list(group)
            if ticked:
                yield Choices([text.removeprefix(SQUARE).strip() for text in texts])
            else:
                yield Paragraph("\n".join(texts), "start")
