"""The words of the next information notice, one box for each language."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from casework.models.office import Language
from casework.wording import WordingError, papers
from casework.wording.errors import MESSAGES

LONGEST = 20_000  # characters of one language


class NoticeWordsForm(forms.Form):
    """A language may wait while it is a draft; what is there must be readable as a wording."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, language in Language.choices:
            direction = "rtl" if code in ("fa", "ar") else "ltr"
            attrs = {"rows": 14, "dir": direction, "lang": code}
            self.fields[code] = forms.CharField(
                label=language,
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs=attrs),
            )

    def clean(self):
        said = super().clean()
        for code in Language.values:
            if said.get(code):
                self._read(code, said[code])
        return said

    def _read(self, code: str, text: str) -> None:
        try:
            papers.notice(text, code)
        except WordingError as error:
            said = _(MESSAGES[error.code]) % {"detail": error.detail}
            sentence = _("Line %(line)s: %(said)s") % {"line": error.line, "said": said}
            self.add_error(code, ValidationError(sentence))

    def texts(self) -> dict[str, str]:
        """What was written, with one kind of line end; languages left empty are left out."""
        said = {code: self.cleaned_data[code].replace("\r\n", "\n") for code in Language.values}
        return {code: text for code, text in said.items() if text}
