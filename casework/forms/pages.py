"""The questions of the intake, one to a page, in the order in which a family is asked."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.forms import BooleanField, ChoiceField, MultipleChoiceField
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from families.calendars import PartialDate, before, explain
from families.forms.dates import IN_BOXES
from families.identifiers import check
from families.templatetags.people import number_warning

from .fields import SaidDateField
from .intake import QUESTIONS
from .sheet import Sheet
from .typed import is_typed, numbers

TITLES = {
    "who": _("Who asks?"),
    "reach": _("How can we reach them safely?"),
    "together": _("Does anybody ask together with them?"),
    "co": _("Who asks together with them?"),
    "notice": _("Has the family been told about its data?"),
    "answers": _("What may we share?"),
    "person": _("Who is sought?"),
    "sought": _("Is anybody else sought?"),
    "last": _("What was the last contact?"),
    "papers": _("Which documents did they bring?"),
    "came": _("How did the request come?"),
}
PEOPLE = {"together": ("co", "c"), "sought": ("person", "p")}
TOLD_APART_BY = ("born", "father", "mother")


@dataclass(frozen=True)
class Member:
    """One of several people, on the page that lists them."""

    slug: str
    number: int
    name: str


class Said(NamedTuple):
    """One answer as it is shown before it is logged; `date` is how a date was understood, whose
    words stand beside it where they say more."""

    label: str
    words: str
    date: PartialDate | None = None


@dataclass(frozen=True)
class Question:
    """One page. `place` counts people from 0; `gaps` are what the lifecycle still demands here:
    (box, code). `state`: need (the lifecycle demands it), done, open (nothing typed yet)."""

    kind: str
    forms: list = field(default_factory=list)
    place: int | None = None
    of: str = ""
    gaps: list[tuple[str, str]] = field(default_factory=list)
    typed: bool = False
    members: list["Member"] = field(default_factory=list)
    said: list["Said"] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.kind if self.place is None else f"{self.kind}-{self.place + 1}"

    @property
    def number(self) -> int:
        return (self.place or 0) + 1

    @property
    def title(self):
        return TITLES[self.kind]

    @property
    def state(self) -> str:
        if self.gaps:
            return "need"
        return "done" if self.typed else "open"

    @property
    def template(self) -> str:
        return f"casework/intake/_{self.kind}.html"

    def boxes(self) -> list[str]:
        """The names of all boxes on the page."""
        return [name for form in self.forms for name in form.boxes()]

    def sent(self, typed: dict[str, str]) -> dict[str, str]:
        """What was typed; the calendar beside an empty date is nobody's typing."""
        idle = [name for form in self.forms for name in form.idle(typed)]
        return typed | dict.fromkeys(idle, "")


def questions(sheet: Sheet) -> list[Question]:
    """All pages of a request, as many as there are people in it."""
    made = [_question(sheet, "who", [sheet.who]), _question(sheet, "reach", [sheet.reach])]
    made.append(_people(sheet, "together", sheet.asking))
    made += [_question(sheet, "co", list(pair), i) for i, pair in enumerate(sheet.together)]
    made.append(_question(sheet, "notice", [sheet.given]))
    made.append(_question(sheet, "answers", [sheet.answers]))
    made += [_question(sheet, "person", [form], i) for i, form in enumerate(sheet.sought)]
    made.append(_people(sheet, "sought", sheet.count))
    made += [_question(sheet, "last", forms, i) for i, forms in _last(sheet)]
    made.append(_papers(sheet))
    made.append(_question(sheet, "came", [sheet.came]))
    return made


def _people(sheet: Sheet, kind: str, count: int) -> Question:
    slug, letter = PEOPLE[kind]
    members = [
        Member(f"{slug}-{i + 1}", i + 1, sheet.typed.get(f"{letter}{i}-name", ""))
        for i in range(count)
    ]
    return Question(kind, typed=count > (kind == "sought"), members=members)


def _papers(sheet: Sheet) -> Question:
    said = [Said(paper["name"], _words_of(form["kind"])) for paper, form in sheet.kept]
    forms = [form for _paper, form in sheet.kept]
    return Question("papers", forms, typed=bool(forms), said=said)


def _last(sheet: Sheet):
    """The last contact of each, or of the first alone where it is the same for all."""
    first = [sheet.last[0], sheet.shared] if sheet.count > 1 else [sheet.last[0]]
    yield 0, first
    if not sheet.same:
        yield from ((i, [form]) for i, form in enumerate(sheet.last) if i)


def _question(sheet: Sheet, kind: str, forms: list, place: int | None = None) -> Question:
    of = sheet.typed.get(f"{'c' if kind == 'co' else 'p'}{place}-name", "")
    bounds = [bound for form in forms for bound in form]
    typed = any(is_typed(bound) for bound in bounds if bound.field.initial is None)
    said = [_said(bound) for bound in bounds if is_typed(bound) and not bound.is_hidden]
    return Question(kind, forms, place, of, _gaps(sheet, kind, place), typed, said=said)


def _said(bound) -> Said:
    if not isinstance(bound.field, SaidDateField):
        return Said(str(bound.label), _words_of(bound))
    date = bound.field.read(bound.value())
    plain = date.problem or (date.precision in IN_BOXES and date.qualifier == "exact")
    return Said(str(bound.label), "" if plain else date.as_given, date)


def _words_of(bound) -> str:
    """What stands in a box, in words: the choice, the tick, or the text itself."""
    if isinstance(bound.field, MultipleChoiceField):
        known = dict(bound.field.choices)
        return " · ".join(str(known.get(code, code)) for code in bound.value())
    if isinstance(bound.field, ChoiceField):
        return str(dict(bound.field.choices).get(bound.value(), bound.value()))
    return gettext("yes") if isinstance(bound.field, BooleanField) else bound.value()


def _gaps(sheet: Sheet, kind: str, place) -> list[tuple[str, str]]:
    """What must be there before the case may leave draft (domain: register)."""

    def typed(box):
        return str(sheet.typed.get(box, "")).strip()

    if kind == "who" and not typed("e-name"):
        return [("e-name", "enquirer")]
    if kind == "notice" and not typed("e-notice"):
        return [("e-notice", "notice")]
    if kind == "person" and not typed(f"p{place}-name"):
        return [(f"p{place}-name", "sought")]
    if kind == "person" and not any(typed(f"p{place}-{f}") for f in TOLD_APART_BY):
        return [(f"p{place}-born", "birth_or_parent")]
    return []


def unanswered(sheet: Sheet) -> int:
    """How many of the spoken questions have no answer yet; "ask later" is one."""
    return sum(not sheet.typed.get(f"a-{purpose}") for purpose, _key in QUESTIONS)


def doubts(sheet: Sheet) -> list[tuple[str, object]]:
    """What was typed and is kept, but may be a slip: (the question's slug, a sentence)."""
    found = _odd_numbers("who", sheet.who)
    for i in range(sheet.count):
        found += _odd_numbers(f"person-{i + 1}", sheet.sought[i])
        born = date_in(sheet.sought[i], "born")
        heard = date_in(sheet.last[i], "last_on")
        found += [(f"person-{i + 1}", said) for said in _problem(born)]
        found += [(f"last-{i + 1}", said) for said in _problem(heard)]
        if born and heard and before(heard, born) == "yes":
            found.append((f"last-{i + 1}", _("The last news is older than the birth. Is that so?")))
    return found


def _odd_numbers(slug: str, form) -> list[tuple[str, str]]:
    typed = {bound.name: bound.value() for bound in form}
    odd = [check(kind, value) for kind, value in numbers(typed)]
    return [(slug, number_warning(code)) for code in odd if code]


def date_in(form, name: str):
    """The date as it is read, whether the form is checked or not."""
    return form.fields[name].read(form[name].value())


def wrong(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Where something cannot stay as it was typed: (slug, box, sentence)."""
    return [
        (question.slug, form[name].auto_id, sentence)
        for question in questions(sheet)
        for form in question.forms
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]


def _problem(said) -> list[str]:
    language = (get_language() or "en")[:2]
    return [explain(said.problem, language)] if said and said.problem else []
