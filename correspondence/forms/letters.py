"""What the letter desk asks: for whom, about which cases, in which language, with which copies."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.forms.fields import DayField
from casework.models import Office, Staff
from casework.models.office import Language
from correspondence import wording
from correspondence.models import Letter, Recipient
from correspondence.models.letter import AddresseeRole

COPIES = 3
ROLES = (AddresseeRole.COPY, AddresseeRole.COPY_PLAIN, AddresseeRole.FILE)
READY, WRITABLE = "ready", "writable"
STATES = (
    (READY, gettext_lazy("accepted, nothing sent yet")),
    (WRITABLE, gettext_lazy("all that may be written about")),
    ("all", gettext_lazy("all, also those that cannot go yet")),
)


class RecipientField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.name()} ({obj.body.get_kind_display()})"


def startable_kinds(recipient: Recipient | None = None) -> list[wording.LetterKind]:
    """Kinds that begin at the desk; what follows a letter of ours begins on its submission."""
    return [
        kind
        for kind in wording.offered_kinds()
        if kind.audience == "body"
        and kind.cites != "follows"
        and (recipient is None or recipient.body.kind in kind.recipients)
    ]


class CasesForm(forms.Form):
    """Which cases are shown to choose from. An odd value shows what is ready."""

    office = forms.ModelChoiceField(
        Office.objects.none(), label=gettext_lazy("Office that writes"), empty_label=None
    )
    state = forms.ChoiceField(label=gettext_lazy("Cases"), choices=STATES, required=False)
    family = forms.CharField(
        label=gettext_lazy("Family number"), required=False, max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    q = forms.CharField(
        label=gettext_lazy("Number, name or telephone"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices


class ChoicesForm(forms.Form):
    """To whom, which kind, in which language: only what fits the recipient is offered."""

    recipient = RecipientField(
        Recipient.objects.none(),
        label=gettext_lazy("To"),
        empty_label="…",
        error_messages={"required": gettext_lazy("Please choose to whom the letter goes.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of letter"),
        error_messages={
            "required": gettext_lazy("Please choose the kind of letter."),
            "invalid_choice": gettext_lazy("This kind of letter does not go to this recipient."),
        },
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        error_messages={
            "required": gettext_lazy("Please choose the language of the letter."),
            "invalid_choice": gettext_lazy(
                "This recipient has no address text in this language yet. Add it to the recipient."
            ),
        },
    )

    def __init__(self, *args, recipients, chosen: Recipient | None = None, screen="en", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipient"].queryset = recipients
        kinds = [(k.code, k.title.get(screen, k.title["en"])) for k in startable_kinds(chosen)]
        self.fields["kind"].choices = kinds if len(kinds) == 1 else [("", "…"), *kinds]
        self.fields["language"].choices = _languages(chosen)


def _languages(recipient: Recipient | None) -> list[tuple[str, str]]:
    """The recipient's own language first."""
    if recipient is None:
        return [("", "…"), *Language.choices]
    known = recipient.languages()
    offered = [(code, name) for code, name in Language.choices if code in known]
    return sorted(offered, key=lambda choice: choice[0] != recipient.language)


class CopiesForm(forms.Form):
    """A few rows: who gets a copy, with or without enclosures, in which language."""

    def __init__(self, *args, recipients=None, to: Recipient | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self._to = to
        for number in range(1, COPIES + 1):
            self.fields[f"copy_{number}"] = RecipientField(
                recipients if recipients is not None else Recipient.objects.none(),
                label=_("Copy to"), required=False, empty_label=_("nobody"),
            )  # fmt: skip
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("How"), required=False, choices=[(r.value, r.label) for r in ROLES]
            )
            self.fields[f"language_{number}"] = forms.ChoiceField(
                label=_("Language"), required=False,
                choices=[("", _("as the letter")), *Language.choices],
            )  # fmt: skip

    @classmethod
    def of(cls, letter: Letter, recipients, data=None) -> "CopiesForm":
        """Filled with the copies that the letter has now."""
        rows = letter.addressees.exclude(role=AddresseeRole.TO).order_by("position", "pk")
        initial = {}
        for number, row in enumerate(rows, 1):
            initial[f"copy_{number}"] = row.recipient_id
            initial[f"role_{number}"] = row.role
            initial[f"language_{number}"] = row.language
        to = letter.submission.recipient
        return cls(data, recipients=recipients, to=to, initial=initial)

    def rows(self) -> list[list]:
        """The boxes row by row, for the page."""
        names = ("copy", "role", "language")
        return [[self[f"{name}_{n}"] for name in names] for n in range(1, COPIES + 1)]

    def clean(self):
        given = super().clean()
        seen = {self._to.pk} if self._to else set()
        for number in range(1, COPIES + 1):
            recipient, language = given.get(f"copy_{number}"), given.get(f"language_{number}")
            if recipient is None:
                continue
            if recipient.pk in seen:
                self.add_error(f"copy_{number}", _("The same recipient stands there twice."))
            if language and language not in recipient.languages():
                name = dict(Language.choices)[language]
                sentence = _("%(name)s has no address text in %(language)s yet.")
                values = {"name": recipient.name(), "language": name}
                self.add_error(f"language_{number}", sentence % values)
            seen.add(recipient.pk)
        return given

    def chosen(self) -> list[tuple]:
        """Triples of recipient, role and language ("" where it is the letter's)."""
        given = self.cleaned_data
        copies = []
        for number in range(1, COPIES + 1):
            role = given.get(f"role_{number}") or AddresseeRole.COPY
            recipient = given.get(f"copy_{number}")
            if recipient or role == AddresseeRole.FILE:
                to = None if role == AddresseeRole.FILE else recipient
                copies.append((to, role, given.get(f"language_{number}", "")))
        return copies


class SignatoryForm(forms.Form):
    signatory = forms.ChoiceField(label=gettext_lazy("Whose name stands under it"))

    def __init__(self, *args, people: list[Staff], **kwargs):
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in people}
        self.fields["signatory"].choices = [(key, str(one)) for key, one in self._people.items()]

    def clean_signatory(self) -> Staff:
        return self._people[self.cleaned_data["signatory"]]


class ClassForm(forms.Form):
    """The mark on every page; a letter that says nothing new of anybody may go without."""

    mark = forms.ChoiceField(label=gettext_lazy("Mark on every page"))

    def __init__(self, *args, letter: Letter, marks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mark"].choices = [(each.value, each.label) for each in marks]
        self.fields["mark"].initial = letter.classification


class WordsForm(forms.Form):
    """Why a letter goes back."""

    words = forms.CharField(
        label=gettext_lazy("What should change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("It stays in the outgoing book beside the number."),
    )


class NumberForm(forms.Form):
    """The day on the paper; the secretariat's number where the office does not count itself."""

    number = forms.CharField(
        label=gettext_lazy("Number from the secretariat’s book"),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    dated = DayField(
        label=gettext_lazy("Date on the letter"),
        required=False,
        help_text=gettext_lazy("Left empty, it is today."),
    )

    def __init__(self, *args, letter: Letter, **kwargs):
        super().__init__(*args, **kwargs)
        if letter.number or not letter.office.secretariat_numbers:
            del self.fields["number"]


class ScanForm(forms.Form):
    scan = forms.FileField(
        label=gettext_lazy("The signed pages, as PDF or picture"),
        help_text=gettext_lazy("All pages that were printed for signature, in one file."),
    )


class ConfirmScanForm(SignatoryForm):
    """Who signed, when; and that a person has looked where the program could not read."""

    signed_on = DayField(
        label=gettext_lazy("Signed on"),
        required=False,
        help_text=gettext_lazy("Left empty, it is today."),
    )
    looked = forms.BooleanField(
        label=gettext_lazy("I have compared these pages with ours: they are the same."),
        required=False,
    )

    def __init__(self, *args, needs_person: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signatory"].label = _("Who signed")
        self._needs_person = needs_person
        if not needs_person:
            del self.fields["looked"]

    def clean_looked(self) -> bool:
        if not self.cleaned_data["looked"]:
            raise ValidationError(_("Please compare the pages and say so."))
        return True


class CoverForm(forms.Form):
    """Who carries the letter there: on the sheet alone, never kept here."""

    bearer = forms.CharField(
        label=gettext_lazy("Who hands it in"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty, it is a dotted line on the sheet."),
    )


class MediumForm(forms.Form):
    """How large a part on a stick or a disc may be."""

    megabytes = forms.IntegerField(
        label=gettext_lazy("Largest part in megabytes"),
        min_value=1,
        max_value=4000,
        required=False,
        help_text=gettext_lazy("Left empty, it is one file."),
    )


class VerifyForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("The file"))
