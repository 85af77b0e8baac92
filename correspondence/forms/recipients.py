"""A body and how it is written to, in four languages."""

from django import forms
from django.utils.translation import gettext_lazy as _
from holidays import list_supported_countries

from casework.models.body import BodyKind
from casework.models.office import Language
from correspondence.models import Recipient
from correspondence.models.recipient import Channel

MEGABYTE = 1_000_000
LTR = {"dir": "ltr"}


class RecipientForm(forms.Form):
    """Where nothing is typed the body's own name and the usual salutation stand in."""

    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput(attrs=LTR))
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs=LTR)
    )
    portal = forms.URLField(
        label=_("Address of their own page for requests"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs=LTR),
    )
    language = forms.ChoiceField(label=_("Language of the letters"), choices=Language)
    channels = forms.MultipleChoiceField(
        label=_("Ways of sending"), choices=Channel, widget=forms.CheckboxSelectMultiple
    )
    max_megabytes = forms.IntegerField(
        label=_("Largest mail in megabytes"),
        min_value=1,
        max_value=500,
        required=False,
        help_text=_("What is larger goes as several numbered mails."),
    )
    max_cases = forms.IntegerField(
        label=_("Most cases in one letter"), min_value=1, max_value=500, required=False
    )
    max_annexes = forms.IntegerField(
        label=_("Most enclosures with one letter"), min_value=0, max_value=5000, required=False
    )
    acknowledge_days = forms.IntegerField(
        label=_("Days until they confirm receipt"), min_value=1, max_value=365, initial=14
    )
    remind_days = forms.CharField(
        label=_("Days until the reminders"),
        required=False,
        max_length=60,
        help_text=_("Such as 45, 90. After the last one every 180 days."),
        widget=forms.TextInput(attrs=LTR),
    )
    holidays_of = forms.CharField(
        label=_("Country whose holidays they keep"),
        max_length=2,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Two letters, such as AL, CH or IR: the list says when they are closed."),
    )
    copies_only = forms.BooleanField(label=_("Only copies, never originals"), required=False)
    active = forms.BooleanField(label=_("We write to them"), required=False, initial=True)

    TEXTS = (
        ("addressee", _("As it stands after “To”"), 2),
        ("salutation", _("Salutation"), 1),
        ("addresses", _("Postal address"), 3),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(Language.choices)
        for code in Language.values:
            for kind, label, rows in self.TEXTS:
                self.fields[f"{kind}_{code}"] = forms.CharField(
                    label=f"{label} ({names[code]})",
                    max_length=500,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": rows, "lang": code}),
                )

    def groups(self):
        """The boxes of each language together, for the page."""
        names = dict(Language.choices)
        return [
            {
                "language": code,
                "label": names[code],
                "boxes": [self[f"{kind}_{code}"] for kind, _label, _rows in self.TEXTS],
            }
            for code in Language.values
        ]

    def plain(self):
        texts = {f"{kind}_{code}" for kind, _l, _r in self.TEXTS for code in Language.values}
        return [self[name] for name in self.fields if name not in texts]

    def clean_remind_days(self):
        words = self.cleaned_data["remind_days"].replace("،", ",").replace("٬", ",")
        parts = [part.strip() for part in words.split(",") if part.strip()]
        if not all(part.isdecimal() for part in parts):
            raise forms.ValidationError(_("Please give numbers of days with commas between them."))
        days = [int(part) for part in parts]
        if days != sorted(set(days)) or any(not 0 < day < 2000 for day in days):
            raise forms.ValidationError(_("Each number of days must be larger than the last."))
        return days

    def clean_holidays_of(self):
        country = self.cleaned_data["holidays_of"].strip().upper()
        if country and country not in list_supported_countries():
            raise forms.ValidationError(_("Please give the two letters of a country, or nothing."))
        return country

    def changes(self) -> dict:
        said = self.cleaned_data
        fields = {
            kind: {code: said[f"{kind}_{code}"] for code in Language.values}
            for kind, _label, _rows in self.TEXTS
        }
        megabytes = said["max_megabytes"]
        return fields | {
            name: said[name]
            for name in (
                "email", "phone", "portal", "language", "channels", "acknowledge_days",
                "remind_days", "holidays_of", "copies_only", "active", "max_cases", "max_annexes",
            )
        } | {"max_bytes": megabytes * MEGABYTE if megabytes else None}  # fmt: skip

    @staticmethod
    def initial_of(recipient: Recipient) -> dict:
        """What stands in the boxes of a recipient that is known."""
        texts = {
            f"{kind}_{code}": getattr(recipient, kind).get(code, "")
            for kind, _label, _rows in RecipientForm.TEXTS
            for code in Language.values
        }
        return texts | {
            "email": recipient.email,
            "phone": recipient.phone,
            "portal": recipient.portal,
            "language": recipient.language,
            "channels": recipient.channels,
            "max_megabytes": recipient.max_bytes // MEGABYTE if recipient.max_bytes else None,
            "max_cases": recipient.max_cases,
            "max_annexes": recipient.max_annexes,
            "acknowledge_days": recipient.acknowledge_days,
            "remind_days": ", ".join(map(str, recipient.remind_days)),
            "holidays_of": recipient.holidays_of,
            "copies_only": recipient.copies_only,
            "active": recipient.active,
        }


class BodyForm(forms.Form):
    """An institution that was not known yet."""

    kind = forms.ChoiceField(label=_("What it is"), choices=BodyKind)
    country = forms.CharField(label=_("Country"), max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, name in Language.choices:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Its name (%(language)s)") % {"language": name},
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"lang": code, "dir": "auto"}),
            )

    def told(self) -> dict:
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "country": said["country"],
            "names": {code: said[f"name_{code}"] for code in Language.values},
        }
