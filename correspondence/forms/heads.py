"""How the letters of an office begin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models.office import Language
from correspondence.models import OfficeHead
from correspondence.models.office_head import LEAST_ROOM, MOST_ROOM, Invocation
from correspondence.wording import labels

USUAL_ROOM = 45
DRAWN, PRINTED = "drawn", "printed"
WHOSE = ((DRAWN, _("the program prints it")), (PRINTED, _("it is on the paper already")))


def invocations(language: str) -> list[tuple[str, str]]:
    """What a language has, in its own words; only the empty choice where it has none."""
    words = [(key, labels.invocation(key, language)) for key in Invocation.values if key]
    return [("", _("no opening words")), *((key, said) for key, said in words if said)]


class HeadForm(forms.Form):
    """Printed paper and invocation. The languages without an invocation are not asked."""

    head = forms.ChoiceField(label=_("Head of the letters"), choices=WHOSE)
    room = forms.IntegerField(
        label=_("Height of the printed head in millimetres"),
        required=False,
        min_value=LEAST_ROOM,
        max_value=MOST_ROOM,
        help_text=_(
            "Measured from the upper edge of the paper. Only the first page keeps it free."
        ),
        widget=forms.NumberInput(attrs={"dir": "ltr"}),
    )

    def __init__(self, *args, row: OfficeHead, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["head"].initial = PRINTED if row.printed_mm else DRAWN
        self.fields["room"].initial = row.printed_mm or USUAL_ROOM
        for code, name in Language.choices:
            if len(choices := invocations(code)) > 1:
                self.fields[f"invocation_{code}"] = forms.ChoiceField(
                    label=_("Opening words (%(language)s)") % {"language": name},
                    choices=choices,
                    required=False,
                    initial=row.invocations.get(code, ""),
                )

    def clean(self):
        said = super().clean()
        if said.get("head") == PRINTED and "room" not in self.errors and not said.get("room"):
            self.add_error("room", _("Please give the height of the printed head."))
        return said

    def told(self) -> dict:
        said = self.cleaned_data
        chosen = {code: said.get(f"invocation_{code}", "") for code in Language.values}
        return {
            "printed_mm": said["room"] if said["head"] == PRINTED else 0,
            "invocations": {code: key for code, key in chosen.items() if key},
        }


class EmblemForm(forms.Form):
    """The own mark of the organisation; the protected emblems are never accepted."""

    picture = forms.FileField(
        label=_("Picture, PNG or JPEG"),
        help_text=_(
            "Best square, on white. A red cross, red crescent or red crystal, or anything like "
            "them, is refused: the Geneva Conventions protect them so that those who may bear them "
            "are not attacked, and no letter of yours may be taken for one of theirs."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    shows = forms.CharField(
        label=_("What the picture shows"),
        max_length=200,
        help_text=_("For those who hear the letter read aloud, such as “Emblem: two hands”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    own = forms.BooleanField(
        label=_("This is our own mark. It is none of the protected emblems and imitates none.")
    )
