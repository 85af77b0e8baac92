"""What is asked about something that is due, about a family's quiet days, about closing days."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.dates import WEEK
from casework.models.due import ChangeReason
from casework.models.office import Language
from casework.models.quiet_time import QuietKind

from .desk import NOT_HERE, MindsNews
from .fields import DayField

IN_WORDS = _("In words")


def _words(label=IN_WORDS):
    return forms.CharField(
        label=label, required=False, max_length=1000, help_text=NOT_HERE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class DoneForm(MindsNews):
    words = _words(_("What was done"))

    def told(self) -> dict:
        return {"words": self.cleaned_data["words"]}


class PutOffForm(MindsNews):
    """Until when, and why."""

    until = DayField(label=_("Until"), help_text=_("At most 90 days."))
    reason = forms.ChoiceField(label=_("Reason"), choices=(("", "…"), *ChangeReason.choices))
    words = _words()

    def told(self) -> dict:
        return dict(self.cleaned_data)


class QuietForm(forms.Form):
    """A death in the family, or days for which it asks to be left in peace."""

    kind = forms.ChoiceField(label=_("Why"), choices=QuietKind, widget=forms.RadioSelect)
    since = DayField(label=_("From"), help_text=_("In mourning: the day of death."))
    until = DayField(
        label=_("Until"), required=False, help_text=_("Left empty, they are forty days.")
    )
    words = forms.CharField(
        label=_("Who has died, or what the family says"), required=False, max_length=300
    )


class WeekForm(forms.Form):
    """On which days of the week an office works, and when the morning's mail goes out."""

    DAYS = (
        (5, _("Saturday")), (6, _("Sunday")), (0, _("Monday")), (1, _("Tuesday")),
        (2, _("Wednesday")), (3, _("Thursday")), (4, _("Friday")),
    )  # fmt: skip
    working_days = forms.MultipleChoiceField(
        label=_("The office works on"), choices=DAYS, widget=forms.CheckboxSelectMultiple
    )
    digest_hour = forms.IntegerField(
        label=_("Hour of the morning's mail"), min_value=0, max_value=23
    )

    def __init__(self, *args, office, **kwargs):
        usual = WEEK.get(office.timezone, (0, 1, 2, 3, 4))
        held = {
            "working_days": list(office.working_days or usual),
            "digest_hour": office.digest_hour,
        }
        super().__init__(*args, initial=held, **kwargs)

    def told(self) -> dict:
        days = sorted(int(day) for day in self.cleaned_data["working_days"])
        return {"working_days": days, "digest_hour": self.cleaned_data["digest_hour"]}


class HolidayForm(forms.Form):
    """One more day on which the office is closed."""

    on = DayField(label=_("Day"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in Language.choices:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": language}, required=False,
                max_length=120,
            )  # fmt: skip

    def clean(self):
        said = super().clean()
        if not self.names():
            raise ValidationError(_("Please give the name in at least one language."))
        return said

    def names(self) -> dict:
        said = {c: self.cleaned_data.get(f"name_{c}", "").strip() for c in Language.values}
        return {code: text for code, text in said.items() if text}


class AnnouncedForm(forms.Form):
    """The day on which an estimated holiday was announced."""

    on = DayField(label=_("Announced for"), required=False)


FORMS = {"done": DoneForm, "stop": PutOffForm, "extend": PutOffForm}
