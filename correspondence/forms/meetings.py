"""A meeting: who, when, about which cases; afterwards what was said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.between import lines
from casework.forms.fields import DayField
from casework.models.office import Language
from correspondence.models import MeetingKind

from .proofs import DAY_HINT
from .replies import CLASSES, PROMISE_DAY, ReplyForm

WAITING, WRITABLE, NUMBERS = "waiting", "open", "numbers"
WHICH = (
    (WAITING, _("those that this body has not answered")),
    (WRITABLE, _("all cases that may be written about")),
    (NUMBERS, _("only those named below")),
)


def _short(label, **more):
    return forms.CharField(label=label, max_length=500, required=False, **more)


class MeetingForm(forms.Form):
    recipient = forms.ModelChoiceField(queryset=None, label=_("With whom"), empty_label="…")
    kind = forms.ChoiceField(label=_("How"), choices=MeetingKind, widget=forms.RadioSelect)
    on = DayField(label=_("Day"), help_text=DAY_HINT)
    place = _short(_("Place"))
    theirs = _short(_("Who comes from them, with their function"))
    ours = _short(_("Who comes from us"))
    aim = lines(_("What it is about"), required=False)
    language = forms.ChoiceField(label=_("Language of the list"), choices=Language)
    which = forms.ChoiceField(
        label=_("Which cases"),
        choices=WHICH,
        initial=WAITING,
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )
    numbers = forms.CharField(
        label=_("More cases, by their numbers"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Numbers in any digits, one below the other or with commas: old ones too."),
    )

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = recipients

    def fields_of_meeting(self) -> dict:
        said = self.cleaned_data
        names = ("kind", "on", "place", "theirs", "ours", "aim", "language")
        return {name: said[name] for name in names}


class SaidForm(forms.Form):
    """Once for all cases; those that are not ticked were not named."""

    words = forms.CharField(
        label=_("What was said and promised, word for word"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=ReplyForm.base_fields["words"].help_text,
    )
    who = _short(_("Who said so"))
    function = _short(_("Their function"))
    reply_class = forms.ChoiceField(
        label=_("For all cases ticked below"),
        choices=[("", _("we talked, nothing is marked")), *CLASSES],
        required=False,
    )
    until = DayField(label=_("Promised until"), required=False, help_text=DAY_HINT)
    finding = forms.CharField(
        label=ReplyForm.base_fields["finding"].label,
        help_text=ReplyForm.base_fields["finding"].help_text,
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        said = super().clean()
        missing = "until" not in self.errors and not said.get("until")
        if said.get("reply_class") == "promised" and missing:
            self.add_error("until", PROMISE_DAY)
        return said
