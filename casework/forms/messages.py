"""A message with family news: taken down, read by a colleague, carried by protection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.actions.messages import LONGEST
from casework.disclosure.kinds import DIRECT, Way
from casework.disclosure.messages import HandedHow, HandedResult
from casework.models import NotNeutral
from casework.models.office import Language

from .sealed import TowardForm

WAYS = [(way.value, way.label) for way in Way if way in DIRECT]


def _message_text(*, required: bool):
    return forms.CharField(
        label=_("The message, word for word"),
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Family news only: how everybody is, births, weddings, deaths, greetings. No place, "
            "address, telephone or e-mail, no politics, no military, no money."
        ),
    )


class MessageForm(TowardForm):
    """What somebody who asks wants to say: typed at the desk, or on the family's own sheet."""

    toward = None
    sender = forms.ChoiceField(label=_("Who sends it"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the message"), choices=Language)
    text = _message_text(required=False)
    sheet = forms.FileField(
        label=_("Or the family's sheet: a scan or a photograph"),
        required=False,
        help_text=_(
            "At most four pages. Only the pictures of the pages are kept, without what a camera "
            "writes beside them. Give the sheet back."
        ),
    )
    field_order = ["sender", "language", "text", "sheet"]

    def __init__(self, *args, people=(), **kwargs):
        forms.Form.__init__(self, *args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        box = self.fields["sender"]
        box.choices = [(str(person.pk), person.full_name) for person in people]
        if len(people) == 1:
            box.initial = str(people[0].pk)

    def clean_sender(self):
        return self._people[self.cleaned_data["sender"]]

    def clean(self):
        told = super().clean()
        if not (told.get("text", "").strip() or told.get("sheet")) and not self.errors:
            self.add_error("text", _("Please write the message, or add the family's sheet."))
        return told


class ReadForm(forms.Form):
    """Family news and nothing else, or back with the reason."""

    found = forms.ChoiceField(
        label=_("What did you find?"),
        choices=(
            ("neutral", _("Family news and nothing else: it may go on")),
            ("back", _("It holds more: back to its sender")),
        ),
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )
    reason = forms.ChoiceField(
        label=_("Why it goes back"), choices=[("", "…"), *NotNeutral.choices], required=False
    )
    words = forms.CharField(
        label=_("What has to be changed, in words for the sender"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        told = super().clean()
        if told.get("found") == "back" and not told.get("reason"):
            self.add_error("reason", _("Please choose why it goes back."))
        return told


class PersonsMessageForm(TowardForm):
    """What the sought person wants to say to one of those who ask, word for word."""

    language = forms.ChoiceField(label=_("Language of the message"), choices=Language)
    text = _message_text(required=True)
    how = forms.ChoiceField(
        label=_("How was it said?"), choices=WAYS, widget=forms.RadioSelect(attrs={"class": "list"})
    )


class HandOverForm(forms.Form):
    """What became of one attempt to hand a message over."""

    how = forms.ChoiceField(
        label=_("How?"), choices=HandedHow, widget=forms.RadioSelect(attrs={"class": "list"})
    )
    result = forms.ChoiceField(
        label=_("What became of it?"),
        choices=HandedResult,
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )
    words = forms.CharField(
        label=_("What was said, if anything"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No place and no telephone: this page is no place for whereabouts."),
    )
