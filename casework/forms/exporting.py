"""Asking for a sheet of cases: which columns, which file, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.exports.columns import COLUMNS, ON_SCREEN
from casework.models.export import ExportForm


class ExportRequestForm(forms.Form):
    """Confidential columns are offered to those alone who may open a family's telephones."""

    reason = forms.CharField(
        label=_("What it is for"),
        max_length=500,
        help_text=_("It stands in the file, and in the trail that somebody fetched it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    form = forms.ChoiceField(label=_("File"), choices=ExportForm, initial=ExportForm.XLSX)
    columns = forms.MultipleChoiceField(
        label=_("Columns"), choices=(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, may_read_contacts: bool, **kwargs):
        super().__init__(*args, **kwargs)
        offered = COLUMNS if may_read_contacts else ON_SCREEN
        self.fields["columns"].choices = [(key, COLUMNS[key].label) for key in offered]
