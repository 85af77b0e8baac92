"""What is added to a family's request later: details, papers, answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.completing import Missing
from casework.models import HowGiven
from casework.models.consent import Purpose
from casework.models.office import Language

from .fields import SaidDateField
from .intake import QUESTIONS, SAID, AnswersForm

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
    )
    father = forms.CharField(label=_("Father's name"), max_length=200, required=False)
    mother = forms.CharField(label=_("Mother's name"), max_length=200, required=False)
    birth_place = forms.CharField(label=_("Place of birth"), max_length=300, required=False)
    nationality = forms.CharField(label=_("Nationality"), max_length=100, required=False)

    def told(self) -> Missing:
        return Missing(**self.cleaned_data)


class NoticeForm(forms.Form):
    """The information notice, given now."""

    language = forms.ChoiceField(label=_("In which language"), choices=Language)
    read_aloud = forms.BooleanField(label=_("It was read aloud"), required=False)
    given = forms.BooleanField(label=_("The information notice was given and explained"))


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
