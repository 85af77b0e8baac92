"""What is added to a family's request later: details, papers, answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.coming import Came
from casework.actions.completing import Missing
from casework.actions.told import AskerTold, NameTold, PersonTold
from casework.models import HowGiven
from casework.models.consent import Purpose
from casework.models.office import Language
from families.forms import DateBoxes
from families.models.contact_point import Safe
from families.names import tidy

from .fields import NoticeField, SaidDateField
from .intake import QUESTIONS, SAID, TELEPHONE, AnswersForm, CameForm

LATIN = {"dir": "ltr"}


class CompleteForm(forms.Form):
    """Only what is typed is added; what stands already stays."""

    enquirer_name = forms.CharField(
        label=_("Who asks: the full name"), max_length=500, required=False
    )
    name = forms.CharField(label=_("Who is sought: the full name"), max_length=500, required=False)
    latin_name = forms.CharField(
        label=_("In Latin letters, as in the passport"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=LATIN),
    )
    birth = SaidDateField(
        label=_("Born"),
        required=False,
        help_text=_("As it is said: a year, “about 1340”, “spring 1366”, a whole day."),
        widget=DateBoxes,
    )
    father = forms.CharField(label=_("Father's name"), max_length=200, required=False)
    mother = forms.CharField(label=_("Mother's name"), max_length=200, required=False)
    birth_place = forms.CharField(label=_("Place of birth"), max_length=300, required=False)
    nationality = forms.CharField(label=_("Nationality"), max_length=100, required=False)

    def told(self) -> Missing:
        return Missing(**self.cleaned_data)


class CameLaterForm(CameForm):
    """How a logged request came. Its day stays: terms run from it."""

    received = None
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)
    second_name = forms.CharField(
        label=_("Second contact person, if nobody answers"), max_length=500, required=False
    )
    second_phone = forms.CharField(
        label=_("Telephone of the second contact person"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=TELEPHONE),
    )

    def __init__(self, *args, family, colleagues=(), **kwargs):
        """`family` is the request; who spoke with it stays to choose after leaving the office."""
        named = {*colleagues, *filter(None, [family.interviewer])}
        initial = {
            "channel": family.channel,
            "interviewer": str(family.interviewer_id or ""),
            "interpreter": family.interpreter,
            "paper_place": family.paper_place,
        }
        known = {str(staff.pk): staff for staff in sorted(named, key=str)}
        super().__init__(*args, initial=initial, colleagues=known.values(), **kwargs)
        self._known = known
        self.fields["interviewer"].help_text = ""
        if family.second_contact_id:
            del self.fields["second_name"], self.fields["second_phone"]

    def clean(self):
        said = super().clean()
        if said.get("second_phone") and not said.get("second_name"):
            self.add_error("second_name", _("Whose telephone is this? Please give the name."))
        return said

    def told(self) -> Came:
        said = self.cleaned_data
        return Came(**said | {"interviewer": self._known.get(said["interviewer"])})


class NoticeForm(forms.Form):
    """The information notice, given now."""

    language = forms.ChoiceField(label=_("In which language"), choices=Language)
    version = NoticeField()
    read_aloud = forms.BooleanField(label=_("It was read aloud"), required=False)
    given = forms.BooleanField(label=_("The information notice was given and explained"))

    def __init__(self, *args, notices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].offer(notices)


class JoinForm(AnswersForm):
    """Somebody who asks together with the enquirer from now on, with answers of his or her own."""

    name = forms.CharField(label=_("Full name, as it is said"), max_length=500)
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs=TELEPHONE)
    )
    safe = forms.ChoiceField(label=_("Safe to call"), choices=Safe, initial=Safe.ASK)
    safe_times = forms.CharField(label=_("At what times"), max_length=200, required=False)
    notice = forms.BooleanField(
        label=_("The information notice was given and explained"), required=False
    )
    version = NoticeField()
    how = forms.ChoiceField(label=_("How the answers were given"), choices=HowGiven, initial="oral")
    who = ("name", "phone", "safe", "safe_times")

    def __init__(self, *args, notices, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["neutral"]
        self.fields["version"].offer(notices)

    def about(self):
        """The boxes about the person."""
        return [self[name] for name in self.who]

    def clean_name(self):
        if not tidy(self.cleaned_data["name"]):
            raise forms.ValidationError(_("Please give the name."))
        return self.cleaned_data["name"]

    def told(self) -> AskerTold:
        said = self.cleaned_data
        person = PersonTold(
            names=[NameTold(said["name"])],
            phones=[said["phone"]],
            safe=said["safe"],
            safe_times=said["safe_times"],
        )
        answers = {purpose: said[purpose] for purpose in SPOKEN if said[purpose]}
        return AskerTold(person, answers, notice_given=said["notice"])


SPOKEN = tuple(purpose for purpose, _key in QUESTIONS)
FURTHER = tuple(p for p in Purpose if p not in SPOKEN and p != Purpose.P1)


class ConsentForm(AnswersForm):
    """The spoken questions in the family's language, and the rarer ones in the clerk's."""

    how = forms.ChoiceField(label=_("How the answers were given"), choices=HowGiven, initial="oral")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["neutral"]
        for purpose in FURTHER:
            self.fields[purpose] = forms.ChoiceField(
                label=purpose.label,
                choices=SAID,
                required=False,
                widget=forms.RadioSelect,
            )

    def further(self):
        return [self[purpose] for purpose in FURTHER]

    def answers(self) -> dict:
        """Only what was answered now."""
        said = self.cleaned_data
        return {p: said[p] for p in (*SPOKEN, *FURTHER) if said.get(p)}
