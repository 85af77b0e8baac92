"""Boxes over what was typed so far, and those of a person that are folded away."""

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from families.forms import DateBoxes
from families.models.identifier import IdentifierKind

LATIN = {"dir": "ltr"}


def labelled(bound) -> dict[str, str]:
    """The names of the boxes of one field with their labels: a date has several, others one."""
    widget = bound.field.widget
    if not isinstance(widget, DateBoxes):
        return {bound.html_name: str(bound.label)}
    boxes = widget.labelled(bound.html_name)
    return {name: f"{bound.label}: {label}" for name, label in boxes.items()}


def is_typed(bound) -> bool:
    """Whether something stands in a field. A calendar without a date is nothing."""
    if isinstance(bound.field.widget, DateBoxes):
        return bound.field.read(bound.value()) is not None
    return bool(bound.value())


class TypedForm(forms.Form):
    """Boxes over what was typed so far. Quiet while it is typed: they complain once `checked`.

    `folded` names the boxes that few families need: they open on a press.
    """

    folded: tuple[str, ...] = ()

    def __init__(self, *args, checked=True, **kwargs):
        self.checked = checked
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in self.folded])

    def full_clean(self):
        if self.checked:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}

    def boxes(self) -> dict[str, str]:
        """The name of every box with its label; a date has several of them."""
        return {name: label for bound in self for name, label in labelled(bound).items()}

    def idle(self, typed: dict[str, str]) -> list[str]:
        """The boxes that a page sends although nothing was typed: those beside an empty date."""
        dates = [bound for bound in self if isinstance(bound.field.widget, DateBoxes)]
        groups = [list(labelled(bound)) for bound in dates]
        return [name for names in groups for name in DateBoxes.idle(names, typed)]

    def plain(self):
        return [bound for bound in self if bound.name not in self.folded]

    def more(self):
        return [bound for bound in self if bound.name in self.folded]

    def more_typed(self) -> bool:
        """Whether something stands in a folded box, or is wrong there."""
        return any(is_typed(bound) or bound.errors for bound in self.more())


class NumberedForm(TypedForm):
    """With a number of an authority. A check digit that does not fit is said, never refused."""

    id_kind = forms.ChoiceField(
        label=_("Which paper"), choices=[("", "-"), *IdentifierKind.choices], required=False
    )
    id_number = forms.CharField(
        label=_("Number"), max_length=60, required=False, widget=forms.TextInput(attrs=LATIN)
    )
    folded = ("id_kind", "id_number")


def numbers(typed: dict) -> list[tuple[str, str]]:
    """Kind and value of the numbers that stand in the boxes of a person."""
    kind = typed.get("id_kind") or IdentifierKind.OTHER
    both = [("ir_national", typed.get("national_code")), (str(kind), typed.get("id_number"))]
    return [(kind, value) for kind, value in both if value]
