"""Short forms of the desk: impression, contact, note, notice, consent, news."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from casework.models.contact import ContactHow, Result
from casework.wording.news_words import reads_like_news
from families.forms import DateBoxes

from .fields import DayField

NOT_HERE = _("Not here: where someone is, or that he or she was seen or found. Use “Hand in news”.")


class MindsNews(forms.Form):
    """What reads like news of the sought person is not kept: it is asked for on its own page, or
    the box is ticked that it is something else. `minded` names the boxes that are read."""

    minded: tuple[str, ...] = ("words",)
    not_news = forms.BooleanField(
        label=_("It is not news of the person who is sought"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        box = self.fields.pop("not_news")
        if any(reads_like_news(self.data.get(self.add_prefix(n), "")) for n in self.minded):
            self.fields["not_news"] = box  # below what was typed

    def clean(self):
        told = super().clean()
        if "not_news" in self.fields and not told.pop("not_news", False):
            self.add_error("not_news", _reads_like_news())
        return told


def _reads_like_news():
    return format_html(
        '{} <a href="{}">{}</a>',
        _("This reads like news of the person who is sought, and was not kept. Please use"),
        reverse("news_new"),
        _("Hand in news"),
    )


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


class ContactForm(MindsNews):
    """A call, a visit, a message: what was said and what comes next."""

    minded = ("said", "promised", "next_step")

    how = forms.ChoiceField(label=_("How"), choices=ContactHow)
    result = forms.ChoiceField(label=_("Result"), choices=Result)
    on = DayField(
        label=_("Day"),
        required=False,
        help_text=_("Left empty, it is today."),
        widget=DateBoxes(whole=True),
    )
    whom = forms.CharField(label=_("With whom"), max_length=300, required=False)
    said = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NOT_HERE,
    )
    promised = forms.CharField(label=_("What was promised"), max_length=500, required=False)
    next_step = forms.CharField(label=_("What comes next"), max_length=500, required=False)


class NoteForm(MindsNews):
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
