"""The numbered letter: laid out once more with a code on each page."""

from dataclasses import replace

from correspondence.models import Letter
from correspondence.pdf import LetterDocument, RenderedLetter, pagecode, render_letter
from correspondence.pdf.scan import ExpectedLetter
from families import sealing

KEY = "pagecode"


def code_reference(letter: Letter) -> str:
    """What the page code calls the letter: office and number, nothing about anyone."""
    return f"{letter.office.code}/{letter.number}"


def expected_letter(letter: Letter) -> ExpectedLetter:
    """What a scan of the numbered letter must be."""
    return ExpectedLetter(
        reference=code_reference(letter),
        version=letter.edition,
        pages=letter.print_pages,
        key=sealing.derived_key(KEY),
    )


def render_final(letter: Letter, document: LetterDocument) -> RenderedLetter:
    """The numbered letter with a code on each page; pages to sign count among themselves."""
    counted = render_letter(document)
    to_sign = counted.sections["letter"][1]
    key = sealing.derived_key(KEY)

    def code(page: int) -> str:
        total = to_sign if page <= to_sign else counted.pages
        return pagecode.format_code(code_reference(letter), letter.edition, page, total, key)

    return render_letter(replace(document, marks=replace(document.marks, qr_text=code)))
