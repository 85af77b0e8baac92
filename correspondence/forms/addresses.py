"""On which sheet addresses or folder labels are printed, and where the sheet still has room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import DayField
from casework.models import Office
from correspondence.pdf.label_sheets import FORMATS

CHOICES = (
    ("3x8", _("labels, 3 × 8 on A4 (70 × 37 mm)")),
    ("2x7", _("labels, 2 × 7 on A4 (99 × 38 mm)")),
    ("2x4", _("labels, 2 × 4 on A4 (105 × 74 mm)")),
    ("dl", _("envelope, long (220 × 110 mm)")),
    ("c5", _("envelope, C5 (229 × 162 mm)")),
)


class SheetForm(forms.Form):
    """A sheet of labels, perhaps one that was begun."""

    form = forms.ChoiceField(label=_("Labels"), choices=CHOICES[:3])
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


class AddressesForm(SheetForm):
    form = forms.ChoiceField(label=_("Labels or envelope"), choices=CHOICES)


class FolderLabelsForm(SheetForm):
    """The folders of the families that came between two days, both included."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"), empty_label=None)
    since = DayField(label=_("Came from"), required=False, help_text=_("Left empty, it is today."))
    until = DayField(label=_("Until"), required=False, help_text=_("Left empty, it is today."))
    field_order = ("office", "since", "until", "form", "start")

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean(self):
        said = super().clean()
        if office := said.get("office"):
            for name in ("since", "until"):
                if name not in self.errors:
                    said[name] = said.get(name) or office.today()
            if not self.errors and said["until"] < said["since"]:
                self.add_error("until", _("The end lies before the beginning."))
        return said
