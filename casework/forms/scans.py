"""Which family or case a scan belongs to, and what it is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.references import canonical, is_valid
from casework.search import search

from .papers import AboutForm


class PlaceForm(AboutForm):
    """What a paper is, and the number that says whose. After `is_valid`: `family`, and `case`
    unless the number is the whole family's. Only `cases` are looked through."""

    home = forms.CharField(
        label=_("Number of the case or the family"),
        max_length=200,
        help_text=_(
            "As on the receipt or the folder. A family's number hangs the paper on all its cases."
        ),
        widget=forms.TextInput(attrs={"autofocus": True, "dir": "ltr", "autocomplete": "off"}),
    )
    field_order = ("home", "kind", "title", "may_leave")

    def __init__(self, *args, cases, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["whose"]
        self.cases, self.family, self.case = cases, None, None

    def clean_home(self):
        typed = self.cleaned_data["home"]
        found = search(typed, within=self.cases)
        cases = list(found.cases[:50]) if found.how == "number" else []
        if not cases:
            raise ValidationError(_("No case of this office has this number."))
        if len({case.request_id for case in cases}) > 1:
            raise ValidationError(_("Several families fit. Please type the whole number."))
        self.family = cases[0].request
        whole = is_valid(typed) and canonical(typed) == self.family.number
        self.case = cases[0] if len(cases) == 1 and not whole else None
        return typed

    def about(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("kind", "title", "may_leave")}
