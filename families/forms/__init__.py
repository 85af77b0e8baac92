"""Boxes and forms for what is particular to people."""

from families.forms.dates import DateBoxes, DateBoxesField, SaidDateField
from families.forms.people import (
    ContactPointForm,
    DetailsForm,
    IdentifierForm,
    NameForm,
    NewsForm,
    TieForm,
)

__all__ = [
    "ContactPointForm",
    "DateBoxes",
    "DateBoxesField",
    "DetailsForm",
    "IdentifierForm",
    "NameForm",
    "NewsForm",
    "SaidDateField",
    "TieForm",
]
