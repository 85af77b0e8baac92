"""All forms of a request over what was typed, and what they say: one definition for the question
pages, the page with everything, the check and the record."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from casework.actions.told import (
    AskerTold,
    NameTold,
    PaperTold,
    PersonTold,
    RequestTold,
    SoughtTold,
)
from casework.models import StoredFile
from casework.models.notice import SHIPPED
from families.names import tidy

from .intake import (
    MOST_ASKING,
    MOST_SOUGHT,
    QUESTIONS,
    AnswersForm,
    CameForm,
    CoForm,
    GivenForm,
    KeptPaperForm,
    LastForm,
    ReachForm,
    SameForm,
    SoughtForm,
    WhoForm,
)
from .typed import numbers

SHARED = ("last_place", "last_on", "last_news", "circumstances")


class Sheet:
    """Binds what was typed (a flat dictionary, as a draft keeps it) to the forms.

    `papers` is the draft's list of kept files: id, name, mime, pages, note. `colleagues` are the
    staff of the office, `notices` the versions that were ever in force, the newest first; `today`
    is its day: nothing was received later. Quiet unless `checked`.
    """

    def __init__(
        self,
        typed: dict,
        *,
        papers=(),
        colleagues=(),
        notices=(SHIPPED,),
        today=None,
        language="fa",
        checked=False,
    ):
        self.typed, self.papers, self.colleagues = typed, list(papers), list(colleagues)
        self.checked, self._data = checked, _as_query(typed)
        self.language = typed.get("e-language") or language
        self.count = _between(1, typed.get("count"), MOST_SOUGHT)
        self.asking = _between(0, typed.get("co"), MOST_ASKING)
        self.same = bool(typed.get("same"))
        self._data.setdefault("e-language", language)
        self.who, self.reach = self._form(WhoForm, "e"), self._form(ReachForm, "e")
        if not typed.get("e-notice"):  # nothing was read yet: the one in force is
            self._data.pop("e-notice_version", None)
        self.given = self._form(GivenForm, "e", notices=notices)
        self.came = self._form(CameForm, "e", colleagues=self.colleagues, today=today)
        self.answers = self._form(AnswersForm, "a", language=self.language)
        self.together = [self._asker(i) for i in range(self.asking)]
        self.sought = [self._form(SoughtForm, f"p{i}") for i in range(self.count)]
        self.last = [self._form(LastForm, f"p{i}") for i in range(self.count)]
        self.shared = self._form(SameForm, None)
        self.kept = [(paper, self._paper_form(i, paper)) for i, paper in enumerate(self.papers)]

    @property
    def notice_version(self) -> int:
        """The version that the family is read here: the one that was read, else that in force."""
        typed = str(self.given["notice_version"].value())
        known = [number for number, _name in self.given.fields["notice_version"].choices]
        return int(typed if typed in known else known[0])

    def _form(self, form, prefix, **more):
        made = form(self._data, prefix=prefix, checked=self.checked, **more)
        for name, field in made.fields.items():
            if field.initial is not None:
                self._data.setdefault(made.add_prefix(name), str(field.initial))
        return made

    def _asker(self, i):
        answers = self._form(AnswersForm, f"c{i}", language=self.language)
        del answers.fields["neutral"]
        return self._form(CoForm, f"c{i}"), answers

    def _paper_form(self, place: int, paper: dict):
        names = [self.typed.get(f"p{i}-name", "") for i in range(self.count)]
        self._data.setdefault(f"d{place}-kind", paper.get("kind", "other"))
        return self._form(KeptPaperForm, f"d{place}", sought=names)

    def _demand_names(self):
        """The only two boxes without which nothing can be logged at all."""
        if not self._typed("e-name"):
            self.who.add_error("name", _("Not yet: the name of the person who asks is missing."))
        if not self._named():
            missing = _("Not yet: the name of the sought person is missing.")
            self.sought[0].add_error("name", missing)

    def _named(self) -> list[int]:
        """The places of the sought persons who have a name; only they become cases."""
        return [i for i in range(self.count) if self._typed(f"p{i}-name")]

    def _typed(self, box: str) -> str:
        return tidy(str(self.typed.get(box, "")))

    @property
    def forms(self):
        askers = [form for pair in self.together for form in pair]
        papers = [form for _paper, form in self.kept]
        always = [self.who, self.reach, *askers, self.given, self.answers]
        return [*always, *self.sought, *self.last, self.shared, *papers, self.came]

    def is_valid(self) -> bool:
        """Whether it can be logged; each form then knows what is wrong with it."""
        self._demand_names()
        return all([form.is_valid() for form in self.forms])

    def told(self, *, today) -> RequestTold:
        """What the family told, once the forms are valid."""
        who, given, came = (f.cleaned_data for f in (self.who, self.given, self.came))
        return RequestTold(
            enquirer=self._enquirer(who, self.reach.cleaned_data),
            sought=[self._sought(i) for i in self._named()],
            received_on=came["received"] or today,
            channel=came["channel"],
            language=who["language"],
            notice_version=given["notice_version"] if given["notice"] else None,
            notice_read_aloud=given["read_aloud"],
            answers=_said(self.answers),
            neutral_answer=self.answers.cleaned_data["neutral"],
            interpreter=given["interpreter"],
            interviewer=self._colleague(came["interviewer"]),
            paper_place=came["paper_place"],
            town=self.reach.cleaned_data["town"],
            co_enquirers=[_asker_told(*pair) for pair in self.together if _named(pair[0])],
            second_contact=_second_contact(self.reach.cleaned_data),
            papers=[self._paper(paper, form) for paper, form in self.kept if not _dropped(form)],
        )

    def _colleague(self, pk: str):
        return next((staff for staff in self.colleagues if str(staff.pk) == pk), None)

    def _enquirer(self, who, reach) -> PersonTold:
        return PersonTold(
            names=_names(who["name"], who["latin"]),
            phones=[reach["phone"]],
            address=reach["address"],
            safe=reach["safe"],
            safe_times=reach["safe_times"],
            who_may_answer=reach["who_may_answer"],
            languages=who["languages"],
            reads=who["reads"],
            cannot_read=who["cannot_read"],
            identifiers=numbers(who),
        )

    def _sought(self, i) -> SoughtTold:
        said, last = self.sought[i].cleaned_data, dict(self.last[i].cleaned_data)
        if self.same and i:
            first = self.last[0].cleaned_data
            last |= {field: last[field] or first[field] for field in SHARED}
        person = PersonTold(
            names=_names(
                said["name"], said["latin"], said["alias"], said["father"], said["mother"]
            ),
            sex=said["sex"],
            birth=said["born"],
            birth_place=said["birth_place"],
            nationality=said["nationality"],
            languages=said["languages"],
            reads=said["reads"],
            cannot_read=said["cannot_read"],
            identifiers=numbers(said),
        )
        return SoughtTold(
            person=person,
            kin=said["kin"],
            kind=said["kind"],
            last_place=last["last_place"],
            last_news_on=last["last_on"],
            last_news=last["last_news"],
            circumstances=last["circumstances"],
        )

    def _paper(self, paper, form) -> PaperTold:
        whose, named = form.cleaned_data["whose"], self._named()
        place = int(whose) if whose else None
        return PaperTold(
            path=None,
            stored=StoredFile.objects.get(pk=paper["id"]),
            name=paper["name"],
            kind=form.cleaned_data["kind"],
            mime=paper["mime"],
            pages=paper["pages"],
            note=paper.get("note", ""),
            may_leave=form.cleaned_data["may_leave"] or None,
            for_sought=named.index(place) if place in named else None,
        )


def _dropped(form) -> bool:
    return form.cleaned_data["drop"]


def _named(form) -> bool:
    return bool(form.cleaned_data["name"])


def _said(answers: AnswersForm) -> dict:
    said = answers.cleaned_data
    return {p: said[p] for p, _key in QUESTIONS if said[p]}


def _asker_told(form, answers) -> AskerTold:
    said = form.cleaned_data
    person = PersonTold(names=[NameTold(said["name"])], phones=[said["phone"]])
    return AskerTold(person, _said(answers), notice_given=said["notice"])


def _second_contact(reach) -> PersonTold | None:
    if not (reach["second_name"] or reach["second_phone"]):
        return None
    names = [NameTold(reach["second_name"])]
    return PersonTold(names=names, phones=[reach["second_phone"]])


def _names(full, latin="", alias="", father="", mother="") -> list[NameTold]:
    names = [NameTold(full, father=father, mother=mother)]
    if latin:
        names.append(NameTold(latin, kind="passport"))
    if alias:
        names.append(NameTold(alias, kind="alias"))
    return names


def _between(least: int, typed, most: int) -> int:
    """A count that came in with a form; anything odd is the least."""
    number = str(typed or "")
    return max(least, min(most, int(number))) if number.isascii() and number.isdigit() else least


def _as_query(typed: dict) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update({box: value for box, value in typed.items() if isinstance(value, str)})
    return query
