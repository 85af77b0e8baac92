"""Short forms of the desk: impression, contact, note, notice, consent, news."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models.contact import ContactHow, Result

from .fields import DayField

NOT_HERE = _("Not here: where someone is, or that he or she was seen or found. Use “Hand in news”.")


class RiskForm(forms.Form):
    """Asked after the family has left; never an answer of the family."""

    impression = forms.ChoiceField(
        label=_("Your impression"),
        choices=(("no_sign", _("No sign")), ("perhaps", _("Perhaps")), ("yes", _("Yes"))),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What did you see or hear?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only what was said or done."),
    )


class ContactForm(forms.Form):
    """A call, a visit, a message: what was said and what comes next."""

    how = forms.ChoiceField(label=_("How"), choices=ContactHow)
    result = forms.ChoiceField(label=_("Result"), choices=Result)
    on = DayField(label=_("Day"), required=False, help_text=_("Left empty, it is today."))
    whom = forms.CharField(label=_("With whom"), max_length=300, required=False)
    said = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NOT_HERE,
    )
    promised = forms.CharField(label=_("What was promised"), max_length=500, required=False)
    next_step = forms.CharField(label=_("What comes next"), max_length=500, required=False)


class NoteForm(forms.Form):
    words = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), help_text=NOT_HERE
    )


class NewsForm(forms.Form):
    """News that somebody brings: any member of staff writes, only protection officers read."""

    about = forms.CharField(label=_("About whom, as it was said"), max_length=500)
    words = forms.CharField(
        label=_("What was said, word for word"), widget=forms.Textarea(attrs={"rows": 5})
    )
    source = forms.CharField(
        label=_("Who says so, and how do they know"), required=False, max_length=500
    )
    reach = forms.CharField(
        label=_("How the protection officer can reach them safely"), required=False, max_length=500
    )
