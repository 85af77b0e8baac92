"""Boxes and forms for what is particular to people."""

from families.forms.dates import DateBoxes, SaidDateField
from families.forms.people import (
    ContactPointForm,
    DetailsForm,
    IdentifierForm,
    LanguagesField,
    NameForm,
    NewsForm,
    TieForm,
)

__all__ = [
    "ContactPointForm",
    "DateBoxes",
    "DetailsForm",
    "IdentifierForm",
    "LanguagesField",
    "NameForm",
    "NewsForm",
    "SaidDateField",
    "TieForm",
]
