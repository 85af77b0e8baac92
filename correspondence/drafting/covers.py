"""The cover sheet for handing in by hand: its lower half comes back as the receipt.

It names no family. Its figures are those of the bundle that lies under it.
"""

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from correspondence import wording
from correspondence.models import Letter, Recipient
from correspondence.pdf import CoverSheet, RenderedLetter, render_cover_sheet
from correspondence.wording import labels

from .composing import GAP, marks_of

KIND = "cover_sheet"
CHECK_CHARACTERS = 8


def cover_sheet(letter: Letter, *, bearer: str = "", to: Recipient | None = None) -> RenderedLetter:
    """The sheet for a letter whose bundle is bound; a bearer not yet known is a dotted line.

    `to` is the recipient of a copy; the addressee unless told. Raises Refused.
    """
    if letter.bundle is None:
        raise Refused(_("The pages to hand in are not bound yet."), code="no_bundle")
    language = letter.language
    written = wording.render(wording.shipped(KIND, language), _values(letter, bearer, to), gap=GAP)
    return render_cover_sheet(
        CoverSheet(
            language=language,
            title=wording.kind(KIND).title[language],
            upper=written.parts["upper"],
            lower=written.parts["lower"],
            office_line=written.parts["office_copy"],
            marks=marks_of(letter, final=True),
        )
    )


def _values(letter: Letter, bearer: str, to: Recipient | None) -> dict:
    recipient = to or letter.submission.recipient
    return {
        "letter.number": labels.letter_number(letter.number, letter.language),
        "letter.date": letter.date,
        "letter.pages": letter.print_pages,
        "cases.count": letter.lines.filter(included=True).count(),
        "annexes.count": letter.annexes.count(),
        "bundle.pages": letter.bundle_pages,
        "bundle.check": letter.bundle_sha256[:CHECK_CHARACTERS],
        "bearer.name": bearer,
        "recipient.addressee": recipient.addressee.get(letter.language, recipient.name()),
        **letter.office.said(letter.language),
    }
