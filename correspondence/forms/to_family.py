"""What kind of letter a family gets, and how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework import quiet
from correspondence.actions import to_family
from correspondence.models.family_letter import FamilyLetterKind as Kind
from correspondence.models.family_letter import Way


class FamilyLetterForm(forms.Form):
    """Only the letters for which there is an occasion; a closing letter for each ended case."""

    what = forms.ChoiceField(label=_("Which letter"), widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How it gets there"), choices=Way, widget=forms.RadioSelect)
    despite = forms.CharField(
        label=_("Why the letter cannot wait"),
        max_length=300,
        required=False,
        help_text=_("For example that the family asked for it itself."),
    )

    def __init__(self, data=None, *, family):
        super().__init__(data)
        self._cases = {case.reference: case for case in to_family.ended(family)}
        self.fields["what"].choices = list(self._choices(family))
        if not to_family.has_safe_address(family):
            self.fields["way"].choices = [(Way.HAND, Way.HAND.label)]
            self.fields["way"].help_text = _("By post only where an address is noted as safe.")
        self.initial["way"] = Way.HAND
        self.quiet_until = quiet.until(family, family.office.today())
        if self.quiet_until is None:
            del self.fields["despite"]

    def _choices(self, family):
        for kind in to_family.fitting(family):
            if kind == Kind.CLOSING:
                for reference in self._cases:
                    yield f"{kind}:{reference}", f"{Kind(kind).label}: {reference}"
            else:
                yield kind, Kind(kind).label

    def told(self) -> dict:
        """kind, case and way for the action."""
        kind, _colon, reference = self.cleaned_data["what"].partition(":")
        way = self.cleaned_data["way"]
        return {"kind": kind, "case": self._cases.get(reference), "way": way}
