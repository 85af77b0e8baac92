"""Signed scans of many letters: the files, the letter of a page, the day of the signatures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import DayField, ManyFilesField
from casework.models import Office
from correspondence.models import Letter


class PileForm(forms.Form):
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), to_field_name="code", empty_label=None
    )
    scans = ManyFilesField(
        allow_empty_file=True,  # said of the one file, not of all
        label=_("The scanned pages, as PDF or pictures"),
        help_text=_("One file or many, in any order; several letters may be in one file."),
    )

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        if len(offices) < 2:
            del self.fields["office"]


class MoreScansForm(forms.Form):
    scans = ManyFilesField(allow_empty_file=True, label=_("More pages for this pile"))


class LetterOfPageForm(forms.Form):
    """To which of the letters that wait for a signature a page belongs."""

    letter = forms.ModelChoiceField(Letter.objects.none(), label=_("Letter"), empty_label="–")

    def __init__(self, *args, letters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letter"].queryset = letters


class ConfirmAllForm(forms.Form):
    signed_on = DayField(
        label=_("Signed on"), required=False, help_text=_("Left empty, it is today.")
    )
