"""After a death: what was told of it, and who asks from now on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models import DeathSource
from families.forms import SaidDateField
from families.models.identifier import IdentifierKind
from families.models.kinship import Kin

from .between import lines

NEW = "new"


class DeathForm(forms.Form):
    """Who died, when, who says so."""

    who = forms.ChoiceField(label=_("Who has died"))
    died_on = SaidDateField(
        label=_("Day of death, as it was told"),
        required=False,
        help_text=_("A year is enough. Left empty, it is the day on which we heard of it."),
    )
    source = forms.ChoiceField(label=_("Who told us"), choices=(("", "…"), *DeathSource.choices))
    words = lines(_("In words"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(p.pk), p.full_name) for p in people]


class SuccessorForm(forms.Form):
    """The successor with an identity and answers of his or her own."""

    who = forms.ChoiceField(
        label=_("Who asks from now on"), widget=forms.RadioSelect(attrs={"class": "list"})
    )
    name = forms.CharField(label=_("Name of somebody new"), max_length=300, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TelInput
    )
    kind = forms.ChoiceField(label=_("Identity paper"), choices=IdentifierKind, required=False)
    number = forms.CharField(
        label=_("Its number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Needed, unless this person's number stands in the file already."),
    )

    def __init__(self, *args, people, cases, quiet, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(str(p.pk), p.full_name) for p in people]
        self.fields["who"].choices = [*known, (NEW, _("somebody new, see below"))]
        self._cases = list(cases)
        for case in self._cases:
            self.fields[f"kin-{case.reference}"] = forms.ChoiceField(
                label=_("What this person is to %(name)s") % {"name": case.sought.full_name},
                choices=(("", "…"), *Kin.choices),
                required=False,
            )
        self.fields["notice"] = forms.BooleanField(
            label=_("The information notice was given to this person"), required=False
        )
        self.fields["agrees"] = forms.BooleanField(
            label=_("This person agrees that we keep the request"), required=False
        )
        if quiet:
            self.fields["themselves"] = forms.BooleanField(
                label=_("The family came to us by itself, within its quiet days"), required=False
            )

    def told(self) -> dict:
        said = self.cleaned_data
        return {
            "name": said["name"],
            "phone": said["phone"],
            "identifier": (said["kind"], said["number"]),
            "kin": {c.reference: said[f"kin-{c.reference}"] for c in self._cases},
            "notice_given": said["notice"],
            "agrees": said["agrees"],
            "came_by_themselves": said.get("themselves", False),
        }
