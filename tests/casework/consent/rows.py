"""Answers and bodies in memory: what a book is made of, without a database."""

import datetime
import uuid

from casework.consent import ConsentBook
from casework.models import Body, Consent, Document

WHO = uuid.UUID(int=1)
OTHER = uuid.UUID(int=2)
DAY = datetime.date(2026, 11, 22)


def body(kind="icrc") -> Body:
    return Body(id=uuid.uuid4(), kind=kind)


def paper() -> Document:
    return Document(id=uuid.uuid4(), data_key=b"")


def row(purpose, answer, *, body=None, document=None, classes=(), on=DAY, until=None, person=WHO):
    return Consent(
        purpose=purpose,
        answer=answer,
        body_id=body.pk if body else None,
        document_id=document.pk if document else None,
        data_classes=list(classes),
        given_on=on,
        until=until,
        person_id=person,
    )


def book(*rows, heard_on=(), person=WHO) -> ConsentBook:
    """A book of these rows, recorded in this order."""
    for number, each in enumerate(rows, 1):
        each.sequence = number
    return ConsentBook(rows, person_id=person, heard_on=heard_on)
