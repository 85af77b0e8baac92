"""What can be written down about a person, one small form for each part.

Each form's `cleaned_data` holds the fields of its model and nothing else; `of(row)` gives the
values a form starts with. Nothing is required that a family may not know.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from families.models import Person
from families.models.contact_point import ContactKind, Safe, Works
from families.models.identifier import IdentifierKind
from families.models.kinship import Kin
from families.models.name import NameKind, NameSource, as_given
from families.models.news import Confidence
from families.models.person import LifeStatus, Sex
from families.names import tidy

from .dates import DateBoxes, SaidDateField

LATIN = {"dir": "ltr"}
SHORT = {"rows": 2}
LANGUAGES = (
    ("fa", _("Persian")),
    ("ar", _("Arabic")),
    ("sq", _("Albanian")),
    ("en", _("English")),
    ("az", _("Azerbaijani")),
    ("ku", _("Kurdish")),
    ("lrc", _("Luri")),
    ("prs", _("Dari")),
    ("ps", _("Pashto")),
    ("bal", _("Baluchi")),
    ("other", _("another language")),
)
AS_SAID = _("As it is said: a year, “about 1340”, “spring 1366”, a whole day.")


class LanguageTicks(forms.CheckboxSelectMultiple):
    """Several ticks in a row; what a draft kept of them is one text, "fa,ku"."""

    def __init__(self, attrs=None, choices=()):
        super().__init__({"class": "short"} | (attrs or {}), choices)

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name) or []
        return [code for text in sent for code in text.split(",") if code]


class LanguagesField(forms.MultipleChoiceField):
    """The languages that somebody speaks or reads."""

    widget = LanguageTicks

    def __init__(self, **kwargs):
        super().__init__(choices=LANGUAGES, required=False, **kwargs)


class AsGivenField(forms.CharField):
    """Text that is kept as it was given, invisible signs too; of signs alone there is no name."""

    def to_python(self, value):
        text = as_given(super().to_python(value))
        return text if tidy(text) else ""


class PartForm(forms.Form):
    """A form for one row of a person: `of` gives what it starts with."""

    @classmethod
    def of(cls, row) -> dict:
        return {name: getattr(row, name) for name in cls.base_fields}

    def clean(self):
        cleaned = super().clean()
        for name, value in cleaned.items():
            if isinstance(value, str) and not isinstance(self.fields[name], AsGivenField):
                cleaned[name] = tidy(value)
        return cleaned


class DetailsForm(PartForm):
    """Sex, birth, nationality, languages, alive or dead as told."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex)
    birth = SaidDateField(label=_("Born"), required=False, help_text=AS_SAID, widget=DateBoxes)
    birth_place = forms.CharField(label=_("Place of birth"), max_length=300, required=False)
    nationality = forms.CharField(label=_("Nationality"), max_length=100, required=False)
    languages = LanguagesField(label=_("Speaks"))
    reads = LanguagesField(label=_("Reads"))
    cannot_read = forms.BooleanField(
        label=_("Cannot read: everything is read aloud"), required=False
    )
    maybe_minor = forms.BooleanField(label=_("May be under 18"), required=False)
    life_status = forms.ChoiceField(
        label=_("Alive or dead, as told"), choices=LifeStatus, initial=LifeStatus.UNKNOWN
    )
    life_told_by = forms.CharField(label=_("Who said so"), max_length=300, required=False)
    died_on = SaidDateField(label=_("Died"), required=False, help_text=AS_SAID, widget=DateBoxes)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = {*(self.initial.get("languages") or ()), *(self.initial.get("reads") or ())}
        self._unlisted = [code for code in sorted(held) if code not in dict(LANGUAGES)]
        if self._unlisted:  # words of an old register
            choices = [*LANGUAGES, *((code, code) for code in self._unlisted)]
            self.fields["languages"].choices = self.fields["reads"].choices = choices


class NameForm(PartForm):
    """One name. A spelling that reads otherwise becomes a new row; the old one stays kept."""

    full_as_given = AsGivenField(label=_("Full name, as it was given"), max_length=500, strip=True)
    kind = forms.ChoiceField(label=_("Which name"), choices=NameKind)
    given = forms.CharField(label=_("Given name"), max_length=200, required=False)
    father = forms.CharField(label=_("Father's name"), max_length=200, required=False)
    grandfather = forms.CharField(label=_("Grandfather's name"), max_length=200, required=False)
    family = forms.CharField(label=_("Family name"), max_length=200, required=False)
    mother = forms.CharField(label=_("Mother's name"), max_length=200, required=False)
    honorific = forms.CharField(label=_("Title or honorific"), max_length=60, required=False)
    source = forms.ChoiceField(label=_("Where it is from"), choices=NameSource, initial="spoken")
    for_letters = forms.BooleanField(
        label=_("Letters use this name among those in its letters"), required=False
    )


class ContactPointForm(PartForm):
    """A way to reach somebody, and what makes it safe."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind)
    value = forms.CharField(label=_("Number or address"), max_length=500)
    safe = forms.ChoiceField(label=_("Safe to use?"), choices=Safe, initial=Safe.ASK)
    safe_times = forms.CharField(label=_("At what times"), max_length=200, required=False)
    who_may_answer = forms.CharField(
        label=_("Who may pick up, and what may be said to them"), max_length=300, required=False
    )
    works = forms.ChoiceField(label=_("Does it work?"), choices=Works, initial=Works.UNTRIED)
    verified_on = SaidDateField(
        label=_("Verified on"),
        required=False,
        help_text=_("A whole day, or nothing."),
        widget=DateBoxes(whole=True),
    )

    def clean_verified_on(self):
        said = self.cleaned_data["verified_on"]
        if said is None:
            return None
        if said.earliest is None or said.earliest != said.latest:
            raise forms.ValidationError(_("Please give the whole day: day, month and year."))
        return said.earliest

    def clean_who_may_answer(self):
        return tidy(self.cleaned_data["who_may_answer"])


class IdentifierForm(PartForm):
    """A number of an authority. A check digit that does not fit is said, never refused."""

    kind = forms.ChoiceField(label=_("Which paper"), choices=IdentifierKind)
    value = forms.CharField(label=_("Number"), max_length=60, widget=forms.TextInput(attrs=LATIN))
    issuer = forms.CharField(label=_("Issued by"), max_length=200, required=False)
    issued_on = SaidDateField(label=_("Issued on"), required=False, widget=DateBoxes)
    valid_until = SaidDateField(label=_("Valid until"), required=False, widget=DateBoxes)


class NewsForm(PartForm):
    """What was heard of a person, from whom, and how sure it is."""

    on = SaidDateField(label=_("When"), required=False, help_text=AS_SAID, widget=DateBoxes)
    place = forms.CharField(label=_("Last place"), max_length=300, required=False)
    address = forms.CharField(label=_("Last address"), max_length=500, required=False)
    words = forms.CharField(
        label=_("What was heard, in the family's words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=SHORT),
    )
    said_by = forms.CharField(label=_("Who said so"), max_length=300, required=False)
    confidence = forms.ChoiceField(
        label=_("How sure"), choices=Confidence, initial=Confidence.UNKNOWN
    )

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(name) for name in ("on", "place", "address", "words")):
            raise forms.ValidationError(_("Please write down what was heard, where or when."))
        return cleaned


class TieForm(PartForm):
    """What this person is to another one of the family."""

    other = forms.ModelChoiceField(label=_("To whom"), queryset=Person.objects.none())
    kin = forms.ChoiceField(label=_("This person is the …"), choices=Kin, initial=Kin.OTHER)
    as_given = forms.CharField(label=_("In the family's words"), max_length=200, required=False)
    verified_how = forms.CharField(label=_("Seen or heard how"), max_length=200, required=False)

    def __init__(self, *args, others=None, **kwargs):
        super().__init__(*args, **kwargs)
        if others is not None:
            self.fields["other"].queryset = others
        self.fields["other"].label_from_instance = lambda person: person.full_name
