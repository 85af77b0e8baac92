"""The boxes of the list of families to call."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TownForm(forms.Form):
    town = forms.CharField(
        label=_("Town where the family lives"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=_("As the family says it. Families of one town stand together in the list."),
    )
