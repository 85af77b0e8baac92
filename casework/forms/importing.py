"""Taking over a register on screen: the file, its scans, what each column means."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.imports import FIELDS, Mapping, label

from .fields import ManyFilesField


class RegisterForm(forms.Form):
    """The register of one office, with the scans that its rows name."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=None, empty_label=None)
    register = forms.FileField(
        label=_("The register"),
        help_text=_("An Excel file (XLSX) or a CSV. Nothing is written before you have seen it."),
    )
    papers = ManyFilesField(
        label=_("The scans that its rows name"),
        required=False,
        help_text=_("All at once; more can be added afterwards."),
    )
    update = forms.BooleanField(
        label=_("Bring cases up to date whose old number is known here"),
        required=False,
        initial=True,
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices


class PapersToAddForm(forms.Form):
    papers = ManyFilesField(label=_("More scans"))


class ColumnsForm(forms.Form):
    """What each column holds, as recognised; a person has the last word."""

    def __init__(self, *args, mapping: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", label("")), *((field, label(field)) for field in FIELDS)]
        for column in mapping.columns:
            self.fields[f"c{column.index}"] = forms.ChoiceField(
                label=column.heading or column.letter,
                choices=choices,
                required=False,
                initial=column.field,
            )

    def changes(self) -> dict[int, str]:
        """Only what was changed: index of the column and its field."""
        return {
            int(name[1:]): self.cleaned_data[name]
            for name in self.changed_data
            if name in self.cleaned_data
        }
