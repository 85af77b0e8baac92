"""What is asked between offices, and by those who look at what was noticed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import TransferReason

from .desk import NOT_HERE, MindsNews
from .fields import DayField


def lines(label, *, rows=2, required=True, help_text=NOT_HERE, most=1000):
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class OfficeChoice(forms.ModelChoiceField):
    """An office by its name in the language of the screen."""

    def label_from_instance(self, office):
        return str(office)


class TransferForm(MindsNews):
    """Where to, why, and whether the family's other cases go along."""

    to = OfficeChoice(label=_("To which office"), queryset=None, empty_label="…")
    reason = forms.ChoiceField(label=_("Reason"), choices=(("", "…"), *TransferReason.choices))
    words = lines(_("What the other office should know"), required=False)
    whole = forms.ChoiceField(
        label=_("The family's other cases"),
        choices=(
            ("all", _("all its cases go along, and with them its papers and answers")),
            ("one", _("only this case; the others stay here")),
        ),
        initial="all",
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )

    def __init__(self, *args, offices, alone: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = offices
        if alone:
            del self.fields["whole"]

    def told(self) -> dict:
        said = self.cleaned_data
        return {
            "reason": said["reason"],
            "words": said["words"],
            "whole_family": said.get("whole", "all") == "all",
        }


class AnswerForm(MindsNews):
    words = lines(_("Answer to the other office"), required=False)


class LoanForm(MindsNews):
    minded = ("reason",)

    to = OfficeChoice(label=_("To which office"), queryset=None, empty_label="…")
    reason = lines(_("Why they need to read it"))
    until = DayField(label=_("Until"), help_text=_("The last day; at most 180 days from today."))

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = offices


class EmergencyForm(forms.Form):
    reference = forms.CharField(
        label=_("Number of the case"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    reason = lines(_("Why it cannot wait"), help_text="")


class ReasonToReadForm(forms.Form):
    reason = lines(_("Why you need to open this case now"), help_text="")


class ReviewForm(forms.Form):
    was_right = forms.ChoiceField(
        label=_("Was it right to open it?"),
        choices=(("yes", _("yes")), ("no", _("no, and I speak with this person"))),
        widget=forms.RadioSelect,
    )
    words = lines(_("In words"), required=False)


class AcknowledgeForm(forms.Form):
    words = lines(_("What you found and did"), required=False)


class CanaryForm(forms.Form):
    """An invented case: nothing in it is true."""

    office = OfficeChoice(label=_("Office"), queryset=None, empty_label="…")
    written_down_by = forms.ModelChoiceField(
        label=_("Who is said to have written it down"), queryset=None, empty_label="…"
    )
    received_on = DayField(label=_("Received on"))
    enquirer = forms.CharField(label=_("Name of who asks (invented)"), max_length=200)
    sought = forms.CharField(label=_("Name of the sought person (invented)"), max_length=200)
    father = forms.CharField(label=_("Father's name (invented)"), max_length=200, required=False)
    birth = forms.CharField(label=_("Birth year (invented)"), max_length=60)
    place = forms.CharField(label=_("Last place (invented)"), max_length=200, required=False)

    def __init__(self, *args, offices, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["written_down_by"].queryset = colleagues
