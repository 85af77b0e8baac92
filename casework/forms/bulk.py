"""What a step with many cases asks once for all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models.bulk import BulkStep
from casework.models.case import Priority

from .steps import StepForm, form_for


class CaseworkerForm(StepForm):
    caseworker = forms.ModelChoiceField(
        None, label=_("Who works on them"), required=False, empty_label=_("nobody in particular")
    )

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["caseworker"].queryset = workers

    def values(self):
        chosen = self.cleaned_data["caseworker"]
        return {"caseworker": str(chosen.pk) if chosen else ""}


class PriorityForm(StepForm):
    priority = forms.ChoiceField(label=_("How urgent"), choices=Priority)

    def values(self):
        return {"priority": self.cleaned_data["priority"]}


def bulk_form(step: str, data=None, *, workers=None) -> StepForm:
    """The boxes of a step; a step without questions has none."""
    if step == BulkStep.CASEWORKER:
        return CaseworkerForm(data, workers=workers)
    kind = PriorityForm if step == BulkStep.PRIORITY else form_for(step)
    first = {"reason": "review_date"} if step == BulkStep.CLOSE else None
    return kind(data, initial=first)


def asked_of(form: StepForm) -> dict:
    """What was typed, as it is kept with the run."""
    asked = form.values() | ({"words": form.words()} if form.words() else {})
    day = asked.get("review_on")
    return asked | ({"review_on": day.isoformat()} if day else {})
