"""Which letter follows one of ours: its kind and its language."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models.office import Language
from correspondence import wording
from correspondence.models import Recipient


def following_kinds(recipient: Recipient) -> list[wording.LetterKind]:
    """What may follow a letter to this recipient; reminders have their own button."""
    return [
        kind
        for kind in wording.offered_kinds()
        if kind.cites == "follows"
        and kind.code != "reminder"
        and recipient.body.kind in kind.recipients
    ]


class FollowingForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of letter"), widget=forms.RadioSelect(attrs={"class": "list"})
    )
    language = forms.ChoiceField(label=_("Language of the letter"))

    def __init__(self, data=None, *, recipient: Recipient, first: str, screen: str):
        super().__init__(data)
        known = recipient.languages()
        offered = [choice for choice in Language.choices if choice[0] in known]
        self.fields["kind"].choices = [
            (kind.code, kind.title[screen]) for kind in following_kinds(recipient)
        ]
        self.fields["language"].choices = sorted(offered, key=lambda choice: choice[0] != first)
