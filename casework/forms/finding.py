"""Which cases a list shows, and which columns."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.exports.columns import COLUMNS, ON_SCREEN
from casework.exports.listing import TO_COMPLETE
from casework.models import Body, Office
from casework.models.body import BodyKind
from casework.models.office import Language
from casework.wording.status import STATUS_CODES, status_words

ALL = ("", _("all"))
ONLY = (
    ALL,
    ("overdue", _("the review is overdue")),
    ("mine", _("mine")),
    ("stopped", _("everything is stopped")),
)
AGES = (
    ALL,
    ("0", _("under 3 months")),
    ("1", _("3 to 12 months")),
    ("2", _("1 to 2 years")),
    ("3", _("over 2 years")),
)
WAITING = (
    ALL,
    ("90", _("3 months or longer")),
    ("180", _("6 months or longer")),
    ("365", _("a year or longer")),
    ("730", _("2 years or longer")),
)
ENQUIRER_AGES = (ALL, ("60", _("60 or older")), ("75", _("75 or older")), ("80", _("80 or older")))
PAPERS = (
    ALL,
    ("none", _("no paper yet")),
    ("complete", _("there, and nothing is asked for")),
)
WRITTEN = (
    ALL,
    ("never", _("never")),
    ("30", _("a month ago or longer")),
    ("90", _("3 months ago or longer")),
    ("180", _("6 months ago or longer")),
    ("365", _("a year ago or longer")),
)
MORE = (
    "office", "body", "unwritten", "last_written", "waiting", "enquirer_age", "town",
    "family_language", "papers",
)  # fmt: skip


class FilterForm(forms.Form):
    """Every box may be left empty; an odd value shows all."""

    q = forms.CharField(
        label=_("Number, name or telephone"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    status = forms.ChoiceField(label=_("Where it stands"), required=False)
    age = forms.ChoiceField(label=_("Age"), choices=AGES, required=False)
    only = forms.ChoiceField(label=_("Only"), choices=ONLY, required=False)
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, to_field_name="code"
    )
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Written to"), required=False)
    waiting = forms.ChoiceField(label=_("Waiting for"), choices=WAITING, required=False)
    enquirer_age = forms.ChoiceField(
        label=_("The one who asks is"), choices=ENQUIRER_AGES, required=False
    )
    town = forms.CharField(
        label=_("Place of birth"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    papers = forms.ChoiceField(label=_("Papers"), choices=PAPERS, required=False)
    unwritten = forms.ChoiceField(
        label=_("Not yet written to"), choices=[ALL, *BodyKind.choices], required=False
    )
    last_written = forms.ChoiceField(label=_("Last written"), choices=WRITTEN, required=False)
    family_language = forms.ChoiceField(
        label=_("Language of the family"), choices=[ALL, *Language.choices], required=False
    )

    def __init__(self, *args, offices, bodies, language, **kwargs):
        super().__init__(*args, **kwargs)
        words = [(code, status_words(code, language)) for code in STATUS_CODES]
        both = (TO_COMPLETE, _("to complete"))
        self.fields["status"].choices = [ALL, *words, both]
        self.fields["body"].queryset = bodies
        self.fields["body"].empty_label = _("all")
        self.fields["office"].queryset = offices
        self.fields["office"].empty_label = _("all")
        if len(offices) < 2:
            del self.fields["office"]

    def asked(self) -> dict:
        """What was asked for; boxes that make no sense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def plain(self) -> dict[str, str]:
        """The same as it stands in the boxes, to be kept."""
        return {name: self.data[name] for name in self.asked()}

    def boxes(self):
        """The boxes that are always open."""
        return [self[name] for name in ("q", "status", "age", "only")]

    def more_boxes(self):
        return [self[name] for name in MORE if name in self.fields]

    def more_asked(self) -> bool:
        return not self.asked().keys().isdisjoint(MORE)


class ColumnsShownForm(forms.Form):
    """The columns of the wide list; the number always stands first."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=[(key, COLUMNS[key].label) for key in ON_SCREEN if key != "reference"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
