"""How a letter left: the way for each addressee, and the proof of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.fields import DayField
from correspondence.models.dispatch import Receipt
from correspondence.models.recipient import Channel

DAY_HINT = _("The whole day, in any calendar: “1 Azar 1405”.")


class WayForm(forms.Form):
    """Which way a letter takes to one addressee."""

    channel = forms.ChoiceField(label=_("How it goes"), widget=forms.RadioSelect)

    def __init__(self, *args, recipient, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(code, label) for code, label in Channel.choices if recipient.offers(code)]
        self.fields["channel"].choices = offered
        if offered:
            self.fields["channel"].initial = offered[0][0]


class HandProofForm(forms.Form):
    """Handed in: a signed receipt, or a receipt that was refused before a witness."""

    receipt = forms.ChoiceField(
        label=_("What came back from the desk"),
        choices=[
            (Receipt.SIGNED, _("They signed the receipt")),
            (Receipt.REFUSED, _("They refused to sign")),
        ],
        widget=forms.RadioSelect(attrs={"class": "list"}),
    )
    on = DayField(label=_("On which day"), help_text=DAY_HINT)
    bearer = forms.CharField(label=_("Who handed it in"), max_length=300, required=False)
    received_by = forms.CharField(
        label=_("Who took it, and their function"), max_length=300, required=False
    )
    witness = forms.CharField(
        label=_("Witness, if they refused to sign"), max_length=300, required=False
    )
    words = forms.CharField(
        label=_("What they said"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proof = forms.FileField(label=_("Scan of the signed receipt"), required=False)


class PostProofForm(forms.Form):
    """Taken to the post: its number, its slip."""

    tracking_number = forms.CharField(
        label=_("Number from the post"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    on = DayField(label=_("On which day"), help_text=DAY_HINT)
    bearer = forms.CharField(label=_("Who took it to the post"), max_length=300, required=False)
    proof = forms.FileField(label=_("Scan of the post's slip"), required=False)


class MailProofForm(forms.Form):
    """A mail that a person sent, outside this program or after it had been called back."""

    on = DayField(label=_("On which day"), help_text=DAY_HINT)
    words = forms.CharField(
        label=_("Who sent it, and from which address"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proof = forms.FileField(
        label=_("Scan or mail file"), required=False, help_text=_("PDF, photograph, .eml")
    )


class PortalProofForm(forms.Form):
    """Entered on the body's own page: the number it gave, a picture of what it said."""

    tracking_number = forms.CharField(
        label=_("Number that their page gave"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    on = DayField(label=_("On which day"), help_text=DAY_HINT)
    bearer = forms.CharField(label=_("Who entered it"), max_length=300, required=False)
    proof = forms.FileField(label=_("Picture of their page"), required=False)


class ArrivalForm(forms.Form):
    """The day on which a letter that had left arrived."""

    on = DayField(label=_("It arrived on"), help_text=DAY_HINT)
