"""Which cases a list shows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import Office
from casework.wording.status import STATUS_CODES, status_words

TO_COMPLETE = "to_complete"
ONLY = (
    ("", _("all")),
    ("overdue", _("the review is overdue")),
    ("mine", _("mine")),
    ("stopped", _("everything is stopped")),
)

AGES = (
    ("", _("all")),
    ("0", _("under 3 months")),
    ("1", _("3 to 12 months")),
    ("2", _("1 to 2 years")),
    ("3", _("over 2 years")),
)


class FilterForm(forms.Form):
    """Every box may be left empty; an odd value shows all."""

    q = forms.CharField(
        label=_("Number, name or telephone"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    status = forms.ChoiceField(label=_("Where it stands"), required=False)
    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Office"), required=False, to_field_name="code"
    )
    age = forms.ChoiceField(label=_("Age"), choices=AGES, required=False)
    only = forms.ChoiceField(label=_("Only"), choices=ONLY, required=False)

    def __init__(self, *args, offices, language, **kwargs):
        super().__init__(*args, **kwargs)
        words = [(code, status_words(code, language)) for code in STATUS_CODES]
        both = (TO_COMPLETE, _("to complete"))
        self.fields["status"].choices = [("", _("all")), *words, both]
        self.fields["office"].queryset = offices
        self.fields["office"].empty_label = _("all")
        if offices.count() < 2:
            del self.fields["office"]

    def asked(self) -> dict:
        """What was asked for; boxes that make no sense are left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
