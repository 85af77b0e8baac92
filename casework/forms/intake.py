"""The request as a family tells it at the desk."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.models.case import CaseKind, Channel
from casework.models.document import DocumentKind
from casework.models.notice import SHIPPED
from casework.models.office import Language
from casework.wording import papers
from families.forms import DateBoxes, LanguagesField
from families.models.contact_point import Safe
from families.models.kinship import Kin
from families.models.person import Sex

from .fields import DayField, ManyFilesField, NoticeField, SaidDateField
from .typed import LATIN, NumberedForm, TypedForm

# purpose of each spoken question, in the order in which they are asked
QUESTIONS = (
    ("P3", "q1"),
    ("P2", "q1_offices"),
    ("P5", "q2a"),
    ("P6", "q2b"),
    ("P13", "q3"),
    ("P9", "q4a"),
    ("P10", "q4b"),
)
LEADS = {"P5": "q2", "P9": "q4"}
MEANS = {"P3": "q1_means", "P6": "q2_means", "P13": "q3_means", "P10": "q4_means"}
SAID = (("granted", "yes"), ("refused", "no"), ("not_asked", "ask_later"))
NEUTRAL = (("yes", "yes"), ("no", "no"), ("unsaid", "prefers_not"))
MOST_SOUGHT = 20
MOST_ASKING = 10
TELEPHONE = {"dir": "ltr", "type": "tel"}


def spoken(language: str, key: str) -> str:
    """A part of the spoken questions, in the words of the family's language."""
    return papers.sentence("four_questions", language, key)


def _words(language: str, choices) -> list[tuple[str, str]]:
    return [(value, spoken(language, key)) for value, key in choices]


class WhoForm(NumberedForm):
    """Who asks, and in which language."""

    language = forms.ChoiceField(label=_("Language of the family"), choices=Language)
    name = forms.CharField(label=_("Full name, as it is said"), max_length=500, required=False)
    latin = forms.CharField(
        label=_("In Latin letters, as in the passport"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=LATIN),
    )
    national_code = forms.CharField(
        label=_("National code"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs=LATIN | {"inputmode": "numeric"}),
    )
    languages = LanguagesField(label=_("Speaks"))
    reads = LanguagesField(label=_("Reads"))
    cannot_read = forms.BooleanField(
        label=_("Cannot read: everything is read aloud"), required=False
    )
    folded = ("id_kind", "id_number", "languages", "reads", "cannot_read")


class ReachForm(TypedForm):
    """How to reach the family without danger, and whom to ask when nobody answers."""

    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs=TELEPHONE)
    )
    safe = forms.ChoiceField(label=_("Safe to call"), choices=Safe, initial=Safe.ASK)
    safe_times = forms.CharField(label=_("At what times"), max_length=200, required=False)
    who_may_answer = forms.CharField(
        label=_("Who may pick up, and what may be said to them"), max_length=300, required=False
    )
    address = forms.CharField(label=_("Address"), max_length=500, required=False)
    town = forms.CharField(label=_("Town where the family lives"), max_length=100, required=False)
    second_name = forms.CharField(
        label=_("Second contact person, if nobody answers"), max_length=500, required=False
    )
    second_phone = forms.CharField(
        label=_("Telephone of the second contact person"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=TELEPHONE),
    )
    folded = ("who_may_answer",)


class CoForm(TypedForm):
    """Somebody who asks together with the enquirer, and answers for himself or herself."""

    name = forms.CharField(label=_("Full name, as it is said"), max_length=500, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs=TELEPHONE)
    )
    notice = forms.BooleanField(
        label=_("The information notice was given and explained"), required=False
    )


class GivenForm(TypedForm):
    """The information notice: without it no case leaves draft."""

    notice = forms.BooleanField(
        label=_("The information notice was given and explained"), required=False
    )
    notice_version = NoticeField()
    read_aloud = forms.BooleanField(label=_("It was read aloud"), required=False)
    interpreter = forms.CharField(label=_("Interpreter"), max_length=200, required=False)

    def __init__(self, *args, notices=(SHIPPED,), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["notice_version"].offer(notices)


class CameForm(TypedForm):
    """How and when the request came, who spoke with the family, where its paper lies."""

    channel = forms.ChoiceField(
        label=_("How the request came"), choices=Channel, initial=Channel.VISIT
    )
    received = DayField(
        label=_("Received on"),
        required=False,
        help_text=_("Left empty, it is today."),
        widget=DateBoxes(whole=True),
    )
    interviewer = forms.ChoiceField(
        label=_("Who spoke with the family"),
        required=False,
        help_text=_("Left empty, it is you."),
    )
    paper_place = forms.CharField(
        label=_("Where the paper file stands"), max_length=200, required=False
    )

    def __init__(self, *args, colleagues=(), today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        named = [(str(staff.pk), str(staff)) for staff in colleagues]
        self.fields["interviewer"].choices = [("", "-"), *named]

    def clean_received(self):
        day = self.cleaned_data["received"]
        if day and self.today and day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class AnswersForm(TypedForm):
    """The spoken questions, in the words of the family's language. Nothing is ticked beforehand."""

    def __init__(self, *args, language="fa", **kwargs):
        super().__init__(*args, **kwargs)
        for purpose, key in QUESTIONS:
            self.fields[purpose] = forms.ChoiceField(
                label=spoken(language, key),
                choices=_words(language, SAID),
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["neutral"] = forms.ChoiceField(
            label=spoken(language, "neutral"),
            choices=_words(language, NEUTRAL),
            required=False,
            widget=forms.RadioSelect,
        )
        self.language = language

    @property
    def intro(self) -> str:
        """What is read before the first question."""
        title = papers.title("four_questions", self.language, "intro")
        return f"{title} {spoken(self.language, 'intro')}"

    def asked(self):
        """The questions with what is read before and after each."""
        for purpose, key in QUESTIONS:
            lead = LEADS.get(purpose)
            yield {
                "field": self[purpose],
                "lead": spoken(self.language, lead) if lead else "",
                "mark": papers.title("four_questions", self.language, key),
                "means": self._means(purpose),
            }

    def _means(self, purpose):
        key = MEANS.get(purpose)
        if not key:
            return ""
        title = papers.title("four_questions", self.language, key)
        return f"{title} {spoken(self.language, key)}"


class SoughtForm(NumberedForm):
    """One sought person. Only a name, and a birth or a parent's name, are ever demanded."""

    name = forms.CharField(label=_("Full name"), max_length=500, required=False)
    latin = forms.CharField(
        label=_("In Latin letters"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs=LATIN),
    )
    alias = forms.CharField(label=_("Also known as"), max_length=500, required=False)
    father = forms.CharField(label=_("Father's name"), max_length=200, required=False)
    mother = forms.CharField(label=_("Mother's name"), max_length=200, required=False)
    kin = forms.ChoiceField(
        label=_("The one who asks is this person's …"), choices=Kin, initial=Kin.OTHER
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, initial=Sex.UNKNOWN)
    born = SaidDateField(
        label=_("Born"),
        required=False,
        help_text=_("As it is said: a year, “about 1340”, “spring 1366”, a whole day."),
        widget=DateBoxes,
    )
    birth_place = forms.CharField(label=_("Place of birth"), max_length=300, required=False)
    nationality = forms.CharField(label=_("Nationality"), max_length=100, required=False)
    languages = LanguagesField(label=_("Speaks"))
    reads = LanguagesField(label=_("Reads"))
    cannot_read = forms.BooleanField(label=_("Cannot read"), required=False)
    kind = forms.ChoiceField(
        label=_("What is asked for"), choices=CaseKind, initial=CaseKind.TRACING
    )
    folded = ("id_kind", "id_number", "languages", "reads", "cannot_read")


class LastForm(TypedForm):
    """The last contact with one sought person, as the family tells it."""

    last_place = forms.CharField(label=_("Last known place"), max_length=300, required=False)
    last_on = SaidDateField(label=_("Last news, when"), required=False, widget=DateBoxes)
    last_news = forms.CharField(
        label=_("What was the last news"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Not here: where someone is, or that he or she was seen or found. Use “Hand in news”."
        ),
    )
    circumstances = forms.CharField(
        label=_("How contact was lost"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SameForm(TypedForm):
    """Whether contact with all of them was lost together."""

    same = forms.BooleanField(
        label=_("Last place, last news and how contact was lost: the same for all"), required=False
    )


class PapersForm(forms.Form):
    """Files brought along; what was kept of them stands in the draft."""

    files = ManyFilesField(
        label=_("Add files or photographs"),
        required=False,
        help_text=_("PDF, photograph or scan; several at once."),
    )


class KeptPaperForm(TypedForm):
    """What a kept file is, whose it is, and whether a copy may go out."""

    kind = forms.ChoiceField(label=_("What it is"), choices=DocumentKind)
    whose = forms.ChoiceField(label=_("Of whom"), required=False)
    may_leave = forms.BooleanField(label=_("A copy may go out"), required=False)
    drop = forms.BooleanField(label=_("Take away"), required=False)

    def __init__(self, *args, sought=(), **kwargs):
        super().__init__(*args, **kwargs)
        family = [("", _("the whole family"))]
        self.fields["whose"].choices = family + [
            (str(i), name or f"{i + 1}") for i, name in enumerate(sought)
        ]
