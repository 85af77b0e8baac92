"""How an answer was given, one answer in full, and for which body a list is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.consents import Given, Said
from casework.models import Body, Document, HowGiven
from casework.models.consent import DataClass, Purpose
from families.forms import DateBoxes

from .fields import DayField

ANSWERS = (("granted", _("yes")), ("refused", _("no")), ("not_asked", _("ask later")))
ASKED_APART = [p for p in Purpose if p != Purpose.P1]


class HowForm(forms.Form):
    """How answers were given, and who was there."""

    how = forms.ChoiceField(
        label=_("How the answers were given"), choices=HowGiven, initial=HowGiven.ORAL
    )
    witness = forms.CharField(label=_("Witness"), max_length=200, required=False)


class RenewForm(HowForm):
    """How one person said that everything stays as it was: nothing is chosen beforehand.

    What is in writing names the signed sheet, what was spoken names who heard it.
    """

    how = forms.ChoiceField(
        label=_("How the answers were given"),
        choices=[("", "–"), *((h, h.label) for h in (HowGiven.ORAL, HowGiven.WRITTEN))],
    )
    evidence = forms.ModelChoiceField(
        Document.objects.none(), label=_("The signed sheet"), required=False, empty_label="–"
    )

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = papers
        self.fields["evidence"].label_from_instance = _paper_name

    def clean(self):
        said = super().clean()
        how = said.get("how")
        if how == HowGiven.ORAL and not said.get("witness"):
            self.add_error("witness", _("Spoken: please name the witness."))
        if how == HowGiven.WRITTEN and not said.get("evidence") and "evidence" not in self.errors:
            self.add_error("evidence", _("In writing: please choose the signed sheet."))
        return said


class OneAnswerForm(HowForm):
    """Nothing is chosen beforehand but what the page was opened for."""

    purpose = forms.ChoiceField(
        label=_("What it is about"), choices=[("", "–"), *((p, p.label) for p in ASKED_APART)]
    )
    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Who answers"), required=False)
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("For one body alone"),
        required=False,
        empty_label="–",
        help_text=_("Left empty, it is every body of this kind."),
    )
    document = forms.ModelChoiceField(
        Document.objects.none(), label=_("For one paper alone"), required=False, empty_label="–"
    )
    data_classes = forms.MultipleChoiceField(
        label=_("For these details alone"),
        choices=DataClass,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Left empty, it is all of them."),
    )
    on = DayField(
        label=_("Day"),
        required=False,
        help_text=_("Left empty, it is today."),
        widget=DateBoxes(whole=True),
    )
    until = DayField(label=_("Until"), required=False, widget=DateBoxes(whole=True))
    evidence = forms.ModelChoiceField(
        Document.objects.none(), label=_("The signed sheet"), required=False, empty_label="–"
    )

    field_order = ("purpose", "answer", "person", "body", "document", "data_classes")

    def __init__(self, *args, bodies, papers, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        for name in ("document", "evidence"):
            self.fields[name].queryset = papers
            self.fields[name].label_from_instance = _paper_name
        self._people = {str(person.pk): person for person in people}
        self.fields["person"].choices = [(pk, p.full_name) for pk, p in self._people.items()]
        if len(people) == 1:
            del self.fields["person"]

    def clean(self):
        said = super().clean()
        if said.get("document") and said.get("purpose") not in (None, Purpose.P13):
            self.add_error("document", _("Only copies of papers are answered for one paper."))
        return said

    def said(self) -> Said:
        told = self.cleaned_data
        classes = tuple(told["data_classes"])
        return Said(told["purpose"], told["answer"], told["body"], told["document"], classes)

    def given(self) -> Given:
        told = self.cleaned_data
        names = ("how", "witness", "on", "until", "evidence")
        person = self._people.get(told.get("person", ""))
        return Given(person=person, **{name: told[name] for name in names})


def _paper_name(document: Document) -> str:
    return document.title or document.get_kind_display()


class BodyFilterForm(forms.Form):
    """For which body the families are to be asked; none named: for all that are written to."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("For one body alone"), required=False, empty_label=_("all")
    )

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = self._bodies = bodies

    def chosen(self) -> list[Body]:
        body = self.cleaned_data.get("body") if self.is_valid() else None
        return [body] if body else list(self._bodies)
