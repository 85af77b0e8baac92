"""What each step of a case asks before it is taken. Steps without questions have no form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .desk import NOT_HERE, MindsNews
from .fields import DayField

DECLINE_REASONS = (
    ("not_eligible", _("not something we can help with")),
    ("duplicate", _("the same family has asked already")),
    ("transferred", _("another organisation takes it over")),
)
CLOSE_REASONS = (
    ("review_date", _("the fixed review date has come")),
    ("unreachable", _("the family cannot be reached any more")),
    ("found_by_family", _("the family has found out by itself")),
    ("duplicate", _("the same family has asked already")),
    ("transferred", _("another organisation takes it over")),
    ("not_eligible", _("not something we can help with")),
)
HOLD_REASONS = (
    ("family_wish", _("the family asks us to wait")),
    ("clarify", _("something must be made clear first")),
    ("safety", _("it would not be safe now")),
    ("other", _("another reason, see the words")),
)
REOPEN_REASONS = (
    ("new_facts", _("the family brings new facts")),
    ("new_papers", _("the family brings new papers")),
    ("closed_by_mistake", _("it was ended by mistake")),
)


def _words(**more):
    return forms.CharField(
        label=_("In words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NOT_HERE,
        **more,
    )


def _reason(choices):
    return forms.ChoiceField(label=_("Reason"), choices=(("", "…"), *choices))


class StepForm(MindsNews):
    """`facts` and `values` are what the action wants to know beside the words."""

    def facts(self) -> dict:
        return {}

    def values(self) -> dict:
        return {}

    def words(self) -> str:
        return self.cleaned_data.get("words", "")


class AskMoreForm(StepForm):
    items = forms.CharField(
        label=_("What is missing, one thing on each line"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        help_text=_("In the words in which the family will be asked for it."),
    )

    def values(self):
        lines = (line.strip() for line in self.cleaned_data["items"].splitlines())
        return {"items": [line for line in lines if line]}


class DeclineForm(StepForm):
    reason = _reason(DECLINE_REASONS)
    words = forms.CharField(
        label=_("Where else the family can turn"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def facts(self):
        return {"referral_offered": bool(self.cleaned_data["words"])}

    def values(self):
        return {"reason": self.cleaned_data["reason"]}


class CloseForm(StepForm):
    reason = _reason(CLOSE_REASONS)
    words = _words()

    def values(self):
        return {"reason": self.cleaned_data["reason"]}


class HoldForm(StepForm):
    reason = _reason(HOLD_REASONS)
    review_on = DayField(label=_("Look at it again on"), help_text=_("Within 180 days."))
    words = _words()

    def values(self):
        said = self.cleaned_data
        return {"reason": said["reason"], "review_on": said["review_on"]}


class WithdrawForm(StepForm):
    verified = forms.BooleanField(
        label=_("I spoke with the enquirer, and it is his or her own wish"), required=False
    )
    words = _words()

    def facts(self):
        return {"wish_verified": self.cleaned_data["verified"]}


class ReopenForm(StepForm):
    reason = _reason(REOPEN_REASONS)
    words = _words()

    def values(self):
        return {"reason": self.cleaned_data["reason"]}


FORMS = {
    "ask_more": AskMoreForm,
    "decline": DeclineForm,
    "close": CloseForm,
    "hold": HoldForm,
    "withdraw": WithdrawForm,
    "reopen": ReopenForm,
}


def form_for(step_name: str) -> type[StepForm]:
    return FORMS.get(step_name, StepForm)
