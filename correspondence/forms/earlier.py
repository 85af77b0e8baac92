"""What was handed in before or outside this program, in two minutes."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import SaidDateField
from casework.models import Case
from casework.search import search
from correspondence.models.submission import Proof

LINES = {"rows": 3}


NOT_YET, EVERY = "not_yet", "all"
WHICH = (
    (NOT_YET, _("nothing sent or handed in yet")),
    (EVERY, _("all")),
)


class EarlierCasesForm(forms.Form):
    """Which cases are shown to tick. An odd value shows those that nothing is known of yet."""

    which = forms.ChoiceField(label=_("Cases"), choices=WHICH, required=False)
    since = SaidDateField(label=_("Received since"), required=False)
    until = SaidDateField(label=_("Received until"), required=False)
    q = forms.CharField(
        label=_("Number, name or telephone"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )  # fmt: skip

    def narrowed(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Those of the cases that the boxes ask for; a box that cannot be read asks for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("which") != EVERY:
            cases = cases.filter(outward_steps=None)
        since, until = asked.get("since"), asked.get("until")
        if since is not None and since.earliest:
            cases = cases.filter(request__received_on__gte=since.earliest)
        if until is not None and until.latest:
            cases = cases.filter(request__received_on__lte=until.latest)
        return search(asked["q"], within=cases).cases if asked.get("q") else cases


class EarlierForm(forms.Form):
    """Everything may be vague but two things: to whom, and at least the year."""

    recipient = forms.ModelChoiceField(
        queryset=None, label=_("To whom"), empty_label=_("Please choose")
    )
    cases = forms.CharField(
        label=_("More cases, by their numbers"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("Numbers in any digits, one below the other or with commas: old ones too."),
    )
    on = SaidDateField(
        label=_("When"),
        help_text=_("As it is remembered: “spring 1402”, “1402”, or the whole day."),
    )
    place = forms.CharField(label=_("Where it was handed in"), max_length=200, required=False)
    handed_by = forms.CharField(label=_("By whom"), max_length=300, required=False)
    number = forms.CharField(
        label=_("Letter number, if there was one"), max_length=100, required=False
    )
    papers = forms.CharField(
        label=_("Which papers went with it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LINES),
    )
    said = forms.CharField(
        label=_("What they said"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=LINES),
        help_text=_("As it was said, and by whom. Not here: where a person is."),
    )
    proof = forms.ChoiceField(
        label=_("What we hold as proof"),
        choices=Proof,
        initial=Proof.REMEMBERED,
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )
    proof_file = forms.FileField(
        label=_("The scan of it"), required=False, help_text=_("PDF, photograph or scan.")
    )

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = recipients

    def told(self) -> dict:
        """What the action takes, but for recipient, cases and file."""
        names = ("on", "place", "handed_by", "number", "papers", "said", "proof")
        return {name: self.cleaned_data[name] for name in names}
