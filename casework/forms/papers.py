"""What is said about a paper: when it comes, and later."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.models.consent import Answer
from casework.models.document import DocumentKind, MadeHow
from casework.models.office import Language
from families.forms import DateBoxes

from .fields import DayField, ManyFilesField

NOTHING_SAID = {"kind": "other", "title": "", "whose": "family", "may_leave": "not_asked"}


class AboutForm(forms.Form):
    """What a paper is, whose, and whether a copy may go out. Nothing is answered beforehand."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=DocumentKind, initial=DocumentKind.OTHER
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("As it will stand in a letter, without a name: “birth certificate”."),
    )
    whose = forms.ChoiceField(
        label=_("Of whom"),
        choices=(("case", _("the sought person")), ("family", _("the whole family"))),
    )
    may_leave = forms.ChoiceField(
        label=_("May a copy go out?"),
        choices=Answer,
        initial="not_asked",
        widget=forms.RadioSelect,
    )

    def about(self) -> dict:
        return {name: self.cleaned_data[name] for name in AboutForm.base_fields}


class PapersForm(AboutForm):
    """Papers that came later: each is examined by itself."""

    files = ManyFilesField(
        label=_("Add files or photographs"),
        help_text=_("PDF, photograph or scan; several at once."),
    )


class FileForm(forms.Form):
    """A file that is about to come in pieces: its name, its bytes, its CRC-32."""

    name = forms.CharField(max_length=255)
    size = forms.IntegerField(min_value=0)
    checksum = forms.IntegerField(min_value=0, max_value=0xFFFFFFFF)


class UploadForm(FileForm, AboutForm):
    """A file for a case that is logged, with what is said about it."""


class NewUploadForm(FileForm):
    """A file for a request that is still being typed: what it is is said beside it later."""

    def about(self) -> dict:
        return NOTHING_SAID


class PaperForm(AboutForm):
    """All that is said about a paper that is kept."""

    language = forms.ChoiceField(
        label=_("Language of the document"),
        choices=[("", _("not known")), *Language.choices],
        required=False,
    )
    seen = forms.ChoiceField(
        label=_("What was seen"),
        choices=(("copy", _("a copy only")), ("original", _("the original"))),
        widget=forms.RadioSelect,
    )
    translation_of = forms.ModelChoiceField(
        label=_("It is a translation of"),
        queryset=None,
        required=False,
        empty_label=_("of none of these"),
    )
    kept_since = DayField(
        label=_("We keep the original since"),
        required=False,
        help_text=_("Empty: we do not."),
        widget=DateBoxes(whole=True),
    )
    returned_on = DayField(
        label=_("We gave the original back on"), required=False, widget=DateBoxes(whole=True)
    )
    returned_to = forms.CharField(
        label=_("Who took the original back"), max_length=200, required=False
    )

    def __init__(self, *args, paper, others, answer, today, **kwargs):
        super().__init__(*args, initial=_said(paper, answer), **kwargs)
        self.paper, self.today = paper, today
        choice = self.fields["translation_of"]
        choice.queryset = others
        choice.label_from_instance = lambda other: other.title or other.get_kind_display()
        if paper.made_from_id and paper.made_how != MadeHow.TRANSLATION:
            del self.fields["translation_of"]

    def clean(self):
        said = super().clean()
        kept, returned = said.get("kept_since"), said.get("returned_on")
        for name in ("kept_since", "returned_on"):
            if said.get(name) and said[name] > self.today:
                self.add_error(name, _("This day has not come yet."))
        if returned and (kept is None or returned < kept):
            self.add_error("returned_on", _("It can only be given back after we received it."))
        if said.get("returned_to") and not returned:
            self.add_error("returned_on", _("Give the day on which it was given back."))
        return said

    def told(self) -> dict:
        said = self.cleaned_data
        fields = {
            "kind": said["kind"],
            "title": said["title"],
            "language": said["language"],
            "is_copy": said["seen"] == "copy",
            "original_kept_since": said["kept_since"],
            "original_returned_on": said["returned_on"],
            "returned_to": said["returned_to"],
        }
        if "translation_of" in self.fields:
            source = said["translation_of"]
            fields["made_from"] = source
            fields["made_how"] = MadeHow.TRANSLATION if source else ""
        return fields


def _said(paper, answer: str) -> dict:
    return {
        "kind": paper.kind,
        "title": paper.title,
        "whose": "case" if paper.case_id else "family",
        "may_leave": answer if answer in Answer.values else "not_asked",
        "language": paper.language,
        "seen": "copy" if paper.is_copy else "original",
        "translation_of": paper.made_from if paper.made_how == MadeHow.TRANSLATION else None,
        "kept_since": paper.original_kept_since,
        "returned_on": paper.original_returned_on,
        "returned_to": paper.returned_to,
    }


class ReasonForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=300)
