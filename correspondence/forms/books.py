"""Which lines of a book are shown, and why somebody takes them along."""

from urllib.parse import urlencode

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casework.models import Body, Office
from correspondence import wording
from correspondence.models.incoming import Way

ALL = ("", _("all"))
STANDINGS = (
    ALL,
    ("to_sign", _("To sign")),
    ("signed", _("Signed")),
    ("sent", _("Sent")),
    ("taken_back", _("taken back, being written again")),
    ("void", _("Void")),
)


class BookForm(forms.Form):
    """Every box may be left empty; an odd value shows all."""

    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, to_field_name="code"
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, data, *, offices, years, bodies):
        super().__init__(data)
        self.fields["office"].queryset = offices
        self.fields["body"].queryset = bodies
        for name in ("office", "body"):
            self.fields[name].empty_label = _("all")
        self.fields["year"].choices = [ALL, *((year, year) for year in years)]
        if len(offices) < 2:
            del self.fields["office"]

    def asked(self) -> dict:
        """What was asked for; boxes that make no sense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def address(self) -> str:
        """The same as the part of an address behind its question mark; "" when all is shown."""
        return urlencode({name: self.data[name] for name in self.asked()})

    def in_words(self) -> list[tuple[str, str]]:
        """The same for a reader, beside the office: label and words."""
        named = [(self.fields[name], value) for name, value in self.asked().items()]
        return [
            (field.label, dict(getattr(field, "choices", ())).get(value, value))
            for field, value in named
            if field is not self.fields.get("office")
        ]


class OutgoingBookForm(BookForm):
    body = forms.ModelChoiceField(Body.objects.none(), label=_("To"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    standing = forms.ChoiceField(label=_("State"), choices=STANDINGS, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = (get_language() or "en")[:2]
        kinds = [
            (code, kind.title[language])
            for code, kind in wording.kinds().items()
            if kind.audience == "body"
        ]
        self.fields["kind"].choices = [ALL, *sorted(kinds, key=lambda choice: choice[1])]


class IncomingBookForm(BookForm):
    q = forms.CharField(
        label=_("Our number or their reference"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    body = forms.ModelChoiceField(Body.objects.none(), label=_("From"), required=False)
    way = forms.ChoiceField(label=_("How it came"), choices=[ALL, *Way.choices], required=False)
    field_order = ("q", "office", "year", "body", "way")


class SheetForm(forms.Form):
    reason = forms.CharField(
        label=_("What it is for"),
        max_length=500,
        help_text=_("It stands in the file, and in the trail that somebody fetched it."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
