"""How the first-contact note reaches the sought person: safely and directly, or not at all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.disclosure.kinds import DIRECT, Way
from casework.models.office import Language


class FirstContactForm(forms.Form):
    asker = forms.ChoiceField(label=_("On whose behalf (the note names nobody)"))
    way = forms.ChoiceField(label=_("How it reaches the person"), choices=Way)
    language = forms.ChoiceField(label=_("Language of the note"), choices=Language)
    phone = forms.CharField(label=_("Your telephone for the answer"), max_length=60)
    hours = forms.CharField(label=_("When somebody answers there"), max_length=100)

    def __init__(self, data=None, *, askers, office, minor: bool, language: str):
        super().__init__(data)
        self._askers = {str(person.pk): person for person in askers}
        self._minor = minor
        self.fields["asker"].choices = [(key, p.full_name) for key, p in self._askers.items()]
        said = office.said(language)
        self.initial = {
            "phone": said["office.phone"], "hours": said["office.hours"], "language": language,
        }  # fmt: skip

    def clean_asker(self):
        return self._askers[self.cleaned_data["asker"]]

    def clean_way(self):
        way = Way(self.cleaned_data["way"])
        if way not in DIRECT:
            raise forms.ValidationError(
                _("Never through the family or whoever may control the person.")
            )
        if self._minor and way != Way.GUARDIAN:
            raise forms.ValidationError(
                _("The person may be under age: only through a guardian or child protection.")
            )
        return way
