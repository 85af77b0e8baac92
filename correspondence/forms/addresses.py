"""On which sheet the addresses of a letter are printed, and where the sheet still has room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from correspondence.pdf.label_sheets import FORMATS

CHOICES = (
    ("3x8", _("labels, 3 × 8 on A4 (70 × 37 mm)")),
    ("2x7", _("labels, 2 × 7 on A4 (99 × 38 mm)")),
    ("2x4", _("labels, 2 × 4 on A4 (105 × 74 mm)")),
    ("dl", _("envelope, long (220 × 110 mm)")),
    ("c5", _("envelope, C5 (229 × 162 mm)")),
)


class AddressesForm(forms.Form):
    form = forms.ChoiceField(label=_("Labels or envelope"), choices=CHOICES)
    start = forms.IntegerField(
        label=_("First free place on the sheet"),
        min_value=1,
        max_value=24,
        initial=1,
        help_text=_("Counted along the lines, from where reading begins."),
    )

    def clean(self):
        given = super().clean()
        places = FORMATS[given["form"]].per_sheet if "form" in given else 24
        if given.get("start", 1) > places:
            self.add_error("start", _("This sheet has fewer places."))
        return given
