"""What the papers of the desk share: the family's code, its number as it is said, their blocks."""

import io

import segno
from django.utils.safestring import mark_safe

from casework.references import CODE, family_code
from casework.wording import html
from families.display import comma
from families.names import in_digits

GAP = "........"


def family_qr(family, scheme=CODE):
    """The family's number as a square that a scanner reads; nothing personal."""
    out = io.BytesIO()
    segno.make(family_code(family.number, scheme), error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        svgclass="qr",
        lineclass=None,
        border=1,
        omitsize=True,
    )
    return mark_safe(out.getvalue().decode())


def spoken_number(family, language: str) -> str:
    """The number as it is said aloud: the city, the year, the serial."""
    _code, year, serial, _check = family.number.split("-")
    digits = {"fa": "arabext", "ar": "arab"}.get(language, "latn")
    said = comma(language).join([family.office.city(language), year, str(int(serial))])
    return in_digits(said, digits)


def as_html(blocks):
    """Blocks of a wording; their values are escaped there. A gap becomes a line to write on."""
    return mark_safe(html.as_html(blocks).replace(GAP, '<span class="gap"></span>'))
