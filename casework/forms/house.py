"""The house: organisation, offices, those who work here, the bodies that are written to."""

import zoneinfo

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.models import BodyKind, Office, Staff
from casework.models.office import Calendar, Digits, Language, Signing
from casework.models.staff import RoleName

from .fields import DayField

TEXTS = {
    "names": _("Name"),
    "cities": _("City"),
    "addresses": _("Address"),
    "hours": _("Hours when the office answers"),
}


class InLanguages(forms.Form):
    """Texts that exist in several languages: one box for each, none is demanded but one."""

    texts: dict = {}

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in self.texts.items():
            held = getattr(row, name, {}) if row else {}
            for code, language in Language.choices:
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=f"{label} ({language})",
                    max_length=300,
                    required=False,
                    initial=held.get(code, ""),
                )

    def in_languages(self, name: str) -> dict:
        said = {code: self.cleaned_data[f"{name}_{code}"].strip() for code in Language.values}
        return {code: text for code, text in said.items() if text}

    def clean(self):
        said = super().clean()
        first = next(iter(self.texts))
        if not any(said.get(f"{first}_{code}") for code in Language.values):
            raise ValidationError(_("Please give the name in at least one language."))
        return said


class OrganisationForm(InLanguages):
    texts = {"names": _("Name of the organisation")}


class BodyForm(InLanguages):
    texts = {"names": _("Name of the body")}
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind)
    country = forms.CharField(label=_("Country"), max_length=100, required=False)


class OfficeForm(InLanguages):
    """The code stands in every number of the office, so it is given once and stays."""

    texts = TEXTS
    code = forms.RegexField(
        r"^[A-Z]{2,6}$",
        label=_("Code"),
        help_text=_("Two to six capital letters; they begin every number and stay for good."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"type": "tel", "dir": "ltr"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"), required=False)
    data_contact = forms.CharField(
        label=_("Whom to ask or complain to about personal data"), max_length=200, required=False
    )
    timezone = forms.CharField(
        label=_("Time zone"),
        max_length=60,
        initial="Asia/Tehran",
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=Calendar)
    digits = forms.ChoiceField(label=_("Digits"), choices=Digits)
    signing = forms.ChoiceField(label=_("How letters are signed"), choices=Signing)
    secretariat_numbers = forms.BooleanField(
        label=_("The secretariat's own book gives the letters their numbers"), required=False
    )
    first_letter_serial = forms.IntegerField(
        label=_("First letter number of the first year"), min_value=1, initial=1
    )

    PLAIN = (
        "phone", "email", "data_contact", "timezone", "language", "calendar", "digits",
        "signing", "secretariat_numbers", "first_letter_serial",
    )  # fmt: skip

    def __init__(self, *args, row: Office | None = None, **kwargs):
        super().__init__(*args, row=row, **kwargs)
        if row:
            del self.fields["code"]
            for name in self.PLAIN:
                self.fields[name].initial = getattr(row, name)

    def clean_timezone(self):
        name = self.cleaned_data["timezone"]
        if name not in zoneinfo.available_timezones():
            raise ValidationError(_("There is no such time zone; an example: Asia/Tehran."))
        return name

    def told(self) -> dict:
        plain = ("code", *self.PLAIN) if "code" in self.fields else self.PLAIN
        return {name: self.cleaned_data[name] for name in plain} | {
            name: self.in_languages(name) for name in self.texts
        }


class StaffForm(forms.Form):
    """Somebody who works here. The user name is given once; a password may be given anew."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{1,60}$",
        label=_("User name"),
        help_text=_("Small Latin letters and digits."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    display_name = forms.CharField(label=_("Name, as it appears to others"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language of the screen"), choices=Language)
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
        help_text=_("At least 12 characters. Left empty, it stays as it is."),
    )
    is_active = forms.BooleanField(label=_("Works here"), required=False, initial=True)

    def __init__(self, *args, row: Staff | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if row:
            del self.fields["username"]
            for name in ("display_name", "email", "language", "is_active"):
                self.fields[name].initial = getattr(row, name)
        else:
            del self.fields["is_active"]
            self.fields["password"].required = True
            self.fields["password"].help_text = _("At least 12 characters.")

    def clean_password(self):
        password = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password


class PostForm(forms.Form):
    """A role in an office, from a day on."""

    office = forms.ModelChoiceField(Office.objects.none(), label=_("Office"))
    role = forms.ChoiceField(label=_("Role"), choices=RoleName)
    since = DayField(label=_("From"), required=False, help_text=_("Left empty, it is today."))
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices

    def clean(self):
        said = super().clean()
        if said.get("until") and said.get("since") and said["until"] < said["since"]:
            raise ValidationError(_("The end lies before the beginning."))
        return said
