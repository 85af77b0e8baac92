"""A file of another register, and where it came from."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExchangeFileForm(forms.Form):
    """Nothing in the file becomes a case by itself."""

    file = forms.FileField(
        label=_("The PFIF file"),
        help_text=_("PFIF 1.2 to 1.4, up to 20 MB. Photos that it names are never fetched."),
    )
    source = forms.CharField(
        label=_("Where it came from"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
