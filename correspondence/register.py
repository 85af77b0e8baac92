"""The outgoing book: gapless numbers per office and year, each once, chained to the one before.

Numbers come from the office's own counter (its first number may be that of a paper book) or
from its secretariat, as typed from the paper. Void ones stay.
"""

import datetime
import hashlib
import hmac
import json

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from casework.actions import numbering
from casework.actions.errors import Refused
from casework.models import Office
from casework.references import office_year
from correspondence.models import Letter, OutgoingNumber
from families import sealing
from families.names import tidy, to_ascii_digits


def take(letter: Letter, day: datetime.date, secretariat_number: str = "") -> OutgoingNumber:
    """The next line of the book for this letter, unsealed.

    Must stand in the transaction that freezes the letter: the office's row is locked until then,
    so that no number is lost and none is given twice. Raises Refused.
    """
    office = Office.objects.select_for_update().get(pk=letter.office_id)
    year = office_year(office, day)
    if office.secretariat_numbers:
        text, serial = _typed(secretariat_number), None
    elif secretariat_number:
        raise Refused(_("This office numbers its letters here."), code="own_numbers")
    else:
        serial = numbering.take(office, "letter", year)
        text = office.letter_number_format.format(year=year, serial=serial, code=office.code)
    number = OutgoingNumber(office=office, year=year, serial=serial, text=text, letter=letter)
    try:
        with transaction.atomic():
            number.save()
    except IntegrityError:
        sentence = _("The number %(number)s stands in the outgoing book already.")
        raise Refused(sentence % {"number": text}, code="number_taken") from None
    return number


def _typed(text: str) -> str:
    number = to_ascii_digits(tidy(text))[:60]
    if not number:
        sentence = _("Please type the number that the secretariat gave to this letter.")
        raise Refused(sentence, code="number_missing")
    return number


def seal(number: OutgoingNumber, pdf_sha256: str) -> str:
    """Chains a line to the one before it; returns that one's seal. Same transaction as `take`."""
    before = OutgoingNumber.objects.filter(office=number.office_id, pk__lt=number.pk)
    previous = before.order_by("-pk").values_list("seal", flat=True).first() or ""
    number.seal = seal_of(number, previous, pdf_sha256)
    number.save(update_fields=["seal"])
    return previous


def seal_of(number: OutgoingNumber, previous: str, pdf_sha256: str) -> str:
    """The keyed hash over a line, the file it stands for and the line before it."""
    said = [
        str(number.office_id),
        number.year,
        number.serial,
        number.text,
        str(number.letter_id),
        pdf_sha256,
        previous,
    ]
    message = json.dumps(said, ensure_ascii=True).encode()
    return hmac.new(sealing.derived_key("register"), message, hashlib.sha256).hexdigest()


def verify(office: Office) -> list[str]:
    """What is wrong with an office's book, one sentence each; an empty list when nothing is.

    Finds a changed or missing line, a gap in the serials, and a letter whose first numbered
    file is no longer the one that was sealed.
    """
    problems, previous, last = [], "", {}
    for number in OutgoingNumber.objects.filter(office=office).order_by("pk"):
        first = number.letter.editions.order_by("edition").first()
        if number.seal != seal_of(number, previous, first.pdf_sha256 if first else ""):
            problems.append(_problem(_("%(number)s: this line or its letter was changed."), number))
        if number.serial is not None:
            if number.serial != last.get(number.year, number.serial - 1) + 1:
                problems.append(_problem(_("%(number)s: the number before it is missing."), number))
            last[number.year] = number.serial
        previous = number.seal
    return problems


def _problem(sentence: str, number: OutgoingNumber) -> str:
    return sentence % {"number": f"\u2066{number.text}\u2069"}
