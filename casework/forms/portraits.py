"""Who is who in a photograph: a person, a square of the picture, the year it was taken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from families.forms import DateBoxes, SaidDateField
from families.models.portrait import PERMILLE
from families.names import tidy

COLUMNS, ROWS = 8, 6


def cell_of(across: int | None, down: int | None) -> int | None:
    """The square, counted by rows from the top left, in which a place lies."""
    if across is None or down is None:
        return None
    column = min(across * COLUMNS // PERMILLE, COLUMNS - 1)
    return min(down * ROWS // PERMILLE, ROWS - 1) * COLUMNS + column


def middle_of(cell: int) -> tuple[int, int]:
    """The middle of a square, in thousandths of the picture's width and height."""
    row, column = divmod(cell, COLUMNS)
    return (2 * column + 1) * PERMILLE // (2 * COLUMNS), (2 * row + 1) * PERMILLE // (2 * ROWS)


class PortraitForm(forms.Form):
    """The square is needed only where several people are in the picture."""

    who = forms.ChoiceField(label=_("Who is this?"))
    cell = forms.IntegerField(
        required=False, min_value=0, max_value=COLUMNS * ROWS - 1, widget=forms.HiddenInput
    )
    taken = SaidDateField(
        label=_("When it was taken"),
        required=False,
        help_text=_("As it is said: a year, “about 1340”, “spring 1366”, a whole day."),
        widget=DateBoxes,
    )
    who_is_who = forms.CharField(
        label=_("Others in the picture, in the family's words"), max_length=500, required=False
    )

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(person.pk), person.full_name) for person in people]

    def said(self, document_id) -> dict:
        cleaned, place = self.cleaned_data, (None, None)
        if cleaned["cell"] is not None:
            place = middle_of(cleaned["cell"])
        return {
            "document_id": document_id,
            "taken": cleaned["taken"],
            "across": place[0],
            "down": place[1],
            "who_is_who": tidy(cleaned["who_is_who"]),
        }
