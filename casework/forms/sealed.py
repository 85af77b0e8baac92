"""What each step of the sealed side asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.disclosure import strongbox
from casework.disclosure.kinds import CheckKind, ItemKind, Level, Way
from casework.disclosure.track import OUTCOMES

from .fields import DayField


def _words(label, *, required=True, help_text="", rows=3):
    return forms.CharField(
        label=label,
        required=required,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class ChooseCaseForm(forms.Form):
    reference = forms.CharField(label=_("Number of the case"), max_length=60)


class TraceForm(forms.Form):
    words = _words(_("What is the trace, and where does it come from?"))
    news = forms.ChoiceField(label=_("Handed-in news that it came with"), required=False)

    def __init__(self, *args, news=(), **kwargs):
        super().__init__(*args, **kwargs)
        self._news = {one.thanks_number: one for one in news}
        self.fields["news"].choices = [("", "…"), *((number, number) for number in self._news)]

    def clean_news(self):
        return self._news.get(self.cleaned_data["news"])


class RejectForm(forms.Form):
    words = _words(_("Why is it not the person?"))


class CheckForm(forms.Form):
    """One check; two of different kinds, or an authority's document, prove who it is."""

    kind = forms.ChoiceField(label=_("How"), choices=(("", "…"), *CheckKind.choices))
    fits = forms.ChoiceField(
        label=_("Result"),
        choices=(("yes", _("it fits")), ("no", _("it does not fit"))),
        widget=forms.RadioSelect,
    )
    words = _words(_("What was compared, word for word"))

    def clean(self):
        told = super().clean()
        return told | {"fits": told.get("fits") == "yes"}


class AskForm(forms.Form):
    how = forms.ChoiceField(
        label=_("How was the person asked?"),
        choices=Way.choices,
        widget=forms.RadioSelect(attrs={"class": "list"}),
        help_text=_("Only a safe, direct way. Nothing is left with anybody else."),
    )
    words = _words(_("What was said"), required=False)


def _person_choices(people):
    return [(str(person.pk), person.full_name) for person in people]


class TowardForm(forms.Form):
    """A form that is about one of the people who ask."""

    toward = forms.ChoiceField(label=_("Toward whom"), widget=forms.RadioSelect)

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        self.fields["toward"].choices = _person_choices(people)
        if len(self._people) == 1:
            self.fields["toward"].initial = next(iter(self._people))

    def clean_toward(self):
        return self._people[self.cleaned_data["toward"]]


class WishForm(TowardForm):
    """The wish in the person's own words, toward one person who asks."""

    level = forms.ChoiceField(
        label=_("What may be told"),
        choices=Level.choices,
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )
    details = _words(
        _("Which details, and to whom"),
        required=False,
        rows=2,
        help_text=_("Only for “these details to these named people”."),
    )
    words = _words(_("In the person's own words"))
    how = forms.ChoiceField(label=_("How was it said?"), choices=Way.choices)
    verified_how = _words(_("How do you know that it was this person who said it?"), rows=2)
    free = forms.BooleanField(
        label=_("The person was alone, knew what each answer means, and decided freely.")
    )
    until = DayField(label=_("Until which day it counts"), required=False)


class DecisionForm(TowardForm):
    """What is told, word for word; another officer approves it."""

    items = forms.MultipleChoiceField(
        label=_("What is told"), choices=ItemKind.choices, widget=forms.CheckboxSelectMultiple
    )
    wording = _words(
        _("In exactly these words, in the family's language"),
        required=False,
        help_text=_("No place, no telephone number, unless the person listed them."),
    )
    until = DayField(label=_("Until which day it may be told"), required=False)


class ContactBeginsForm(forms.Form):
    words = _words(_("How the contact begins"), required=False)


class ToldForm(forms.Form):
    words = _words(
        _("Who told it, to whom, where, and what was left with the family"),
        help_text=_("In person, by somebody who is trained for it."),
    )


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(label=_("How it ended"), choices=list(OUTCOMES.items()))


class WhereaboutsForm(forms.Form):
    """Sealed to the officers' keys: nobody reads it on the server."""

    relay = _words(
        _("Who passes a message on"),
        required=False,
        rows=2,
        help_text=_("Better than a place: somebody whom the person trusts."),
    )
    place = _words(_("Where and how the person can be reached"), required=False, rows=2)
    words = _words(_("What else matters for safety"), required=False, rows=2)


class ReasonForm(forms.Form):
    reason = _words(_("Why does it have to be opened?"), rows=2)


def _secret(label, name, **more):
    widget = forms.PasswordInput(attrs={"autocomplete": name, "dir": "ltr"})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, **more)


class PassphraseForm(forms.Form):
    passphrase = _secret(_("Your passphrase"), "current-password")


class NewKeyForm(forms.Form):
    """A passphrase for the officer's own key; nobody can replace a lost one."""

    passphrase = _secret(
        _("New passphrase"),
        "new-password",
        min_length=strongbox.SHORTEST,
        help_text=_("At least 12 characters. Nobody can find it again for you."),
    )
    again = _secret(_("The same once more"), "new-password")

    def clean(self):
        told = super().clean()
        if told.get("passphrase") != told.get("again"):
            self.add_error("again", _("The two are not the same."))
        return told


class ChangeKeyForm(NewKeyForm):
    old = _secret(_("Your passphrase until now"), "current-password")
    field_order = ["old", "passphrase", "again"]
