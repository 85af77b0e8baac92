"""What is handed over on a stick or a disc: the bundle in numbered parts, a list of what is in each
with its SHA-256, and the sums in the form that every computer can check."""

import zipfile
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from casework import vault
from casework.wording import FieldType, figures, in_one_line
from correspondence.models import Letter
from correspondence.pdf import render_paper
from correspondence.pdf.document import Block, FieldLines, PaperDocument, Paragraph, Table
from correspondence.pdf.parts import Part, split
from correspondence.wording import labels
from families.display import comma

from . import marks
from .heads import plain_head
from .words import day_isolated

LIST_NAME, SUMS_NAME = "contents.pdf", "SHA256SUMS.txt"
ONE_DAY = (2026, 1, 1, 0, 0, 0)  # the same letter always gives the same file


def medium(letter: Letter, most: int | None, folder: Path) -> Path:
    """A ZIP file in `folder` with all parts of at most so many bytes, the list and the sums.

    Raises vault.MissingFile.
    """
    with vault.open_plain(letter.bundle) as bundle:
        parts = split(bundle, starts(letter), most, folder)
    contents = _contents(letter, parts)
    out = folder / "medium.zip"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        _add(packed, LIST_NAME, contents)
        for part in parts:
            _add(packed, name_of(part), part.path.read_bytes())
        sums = [f"{part.sha256}  {name_of(part)}\n" for part in parts]
        _add(packed, SUMS_NAME, "".join(sums).encode())
    return out


def name_of(part: Part) -> str:
    """`part-1-of-3.pdf`: nothing about anybody."""
    return f"part-{part.number}-of-{part.of}.pdf"


def _add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name, ONE_DAY), content)


def _annexes(letter: Letter) -> list[dict]:
    """The annexes as they were frozen with the letter, each with its first page in the bundle."""
    found, page = [], letter.pdf_pages + 1
    for told in letter.values["frozen"]["annexes"]:
        found.append({**told, "first": page})
        page += told["pages"]
    return found


def starts(letter: Letter) -> list[int]:
    """The pages of the bundle at which the letter and each annex begin."""
    return [1, *(annex["first"] for annex in _annexes(letter))]


def _contents(letter: Letter, parts: list[Part]) -> bytes:
    language = letter.language
    with translation.override(language):
        paper = PaperDocument(
            language=language,
            title=_("What is on this medium"),
            blocks=[*_head(letter, parts), _table(letter, parts)],
            letterhead=plain_head(letter.office, language),
            marks=marks.of_paper(language),
        )
    return render_paper(paper).pdf


def _head(letter: Letter, parts: list[Part]) -> list[Block]:
    language, recipient = letter.language, letter.submission.recipient
    rows = [
        (
            _("Letter"),
            in_one_line(labels.letter_number(letter.number, language), FieldType.REFERENCE),
        ),
        (_("Date"), day_isolated(letter.date, language)),
        (_("To"), in_one_line(recipient.name(language), FieldType.TEXT)),
        (_("Files"), figures(str(len(parts)), language)),
        (_("Pages in all"), figures(str(letter.bundle_pages), language)),
    ]
    blocks: list[Block] = [FieldLines([[(f"{label}:", value)] for label, value in rows if value])]
    if recipient.copies_only:
        blocks.append(Paragraph(_("All papers on it are copies; no original is handed over.")))
    return blocks


def _table(letter: Letter, parts: list[Part]) -> Table:
    language = letter.language
    header = [_("File"), _("What it holds"), _("Pages"), "SHA-256"]
    rows = [
        [
            in_one_line(name_of(part), FieldType.REFERENCE),
            _held(letter, part),
            in_one_line(figures(f"{part.first}–{part.last}", language), FieldType.COUNT),
            in_one_line(" ".join(_groups(part.sha256)), FieldType.REFERENCE),
        ]
        for part in parts
    ]
    return Table(header, rows, widths=(1.4, 2.4, 0.8, 2.4))


def _held(letter: Letter, part: Part) -> str:
    """The letter and the annexes that begin or go on in the part, by their numbers alone."""
    language = letter.language
    held = [_("Letter")] if part.first <= letter.pdf_pages else []
    for annex in _annexes(letter):
        last = annex["first"] + annex["pages"] - 1
        if annex["first"] <= part.last and part.first <= last:
            held.append(labels.annex(annex["number"], language))
    return comma(language).join(held)


def _groups(digest: str) -> list[str]:
    return [digest[at : at + 16] for at in range(0, len(digest), 16)]
