"""The addresses of a letter for labels and envelopes, each in the language of its addressee."""

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from casework.wording import FieldType, isolated
from correspondence.models import Letter
from correspondence.pdf.label_sheets import Label, render_labels


def address_labels(letter: Letter, *, form: str, start: int = 1) -> bytes:
    """A sheet with a label for each addressee and copy, those in the letter's language first.

    Raises Refused where somebody has no postal address.
    """
    rows = letter.addressees.exclude(recipient=None).select_related("recipient__body")
    lacking = [row.recipient.name() for row in rows if not row.recipient.address(row.language)]
    if lacking:
        raise Refused(_("No postal address is noted for:"), *lacking, code="no_address")
    return render_labels([_label(row) for row in rows], letter.language, form, start=start)


def _label(row) -> Label:
    to, language = row.recipient, row.language
    lines = [to.name(language), *to.address(language).splitlines()]
    return Label([" ".join(isolated(line, FieldType.TEXT)) for line in lines if line.strip()])
