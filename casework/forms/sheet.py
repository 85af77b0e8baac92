"""The desk's one page as a whole: all its forms over what was typed, and what they say."""

from django.http import QueryDict

from casework.actions.told import NameTold, PaperTold, PersonTold, RequestTold, SoughtTold
from casework.models import StoredFile

from .intake import MOST_SOUGHT, QUESTIONS, AnswersForm, EnquirerForm, KeptPaperForm, SoughtForm

NOTICE_VERSION = 1
SHARED = ("last_place", "last_on", "last_news", "circumstances")


class Sheet:
    """Binds what was typed (a flat dictionary, as a draft keeps it) to the forms of the page.

    `papers` is the draft's list of kept files: id, name, mime, pages, note, sentence.
    """

    def __init__(self, typed: dict, *, papers=(), language="fa", checked=False):
        self.typed, self.papers = typed, list(papers)
        self._data = _as_query(typed) if typed and checked else None
        self.language = typed.get("e-language") or language
        self.count = max(1, min(MOST_SOUGHT, int(typed.get("count") or 1)))
        self.same = bool(typed.get("same"))
        self.enquirer = self._form(EnquirerForm, "e", initial={"language": language})
        self.answers = self._form(AnswersForm, "a", language=self.language)
        self.sought = [self._form(SoughtForm, f"p{i}") for i in range(self.count)]
        self.kept = [(paper, self._paper_form(i, paper)) for i, paper in enumerate(self.papers)]

    def _form(self, form, prefix: str, *, initial=None, **more):
        """A form that is checked when it is to be logged, and only filled while it is typed."""
        shown = (initial or {}) | _typed(self.typed, prefix)
        return form(self._data, prefix=prefix, initial=shown, **more)

    def _paper_form(self, place: int, paper: dict):
        names = [self.typed.get(f"p{i}-name", "") for i in range(self.count)]
        kind = {"kind": paper.get("kind", "other")}
        return self._form(KeptPaperForm, f"d{place}", initial=kind, sought=names)

    @property
    def forms(self):
        return [self.enquirer, self.answers, *self.sought, *(form for _paper, form in self.kept)]

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])

    def missing(self) -> list[tuple[str, str]]:
        """What is still to do before it can be logged: the box and a code."""
        gaps = []
        if not self.typed.get("e-name", "").strip():
            gaps.append(("id_e-name", "enquirer"))
        if not self.typed.get("e-notice"):
            gaps.append(("id_e-notice", "notice"))
        gaps += [(f"id_a-{p}_0", "answer") for p, _k in QUESTIONS if not self.typed.get(f"a-{p}")]
        for i in range(self.count):
            gaps += self._missing_of(i)
        return gaps

    def _missing_of(self, i):
        if not self.typed.get(f"p{i}-name", "").strip():
            return [(f"id_p{i}-name", "sought")]
        told_apart = ("born", "father", "mother")
        if not any(self.typed.get(f"p{i}-{field}", "").strip() for field in told_apart):
            return [(f"id_p{i}-born", "birth_or_parent")]
        return []

    def told(self, *, today) -> RequestTold:
        """What the family told, once the forms are valid."""
        asked = self.enquirer.cleaned_data
        said = self.answers.cleaned_data
        return RequestTold(
            enquirer=self._enquirer(asked),
            sought=[self._sought(i) for i in range(self.count)],
            received_on=asked["received"] or today,
            channel=asked["channel"],
            language=asked["language"],
            notice_version=NOTICE_VERSION if asked["notice"] else None,
            notice_read_aloud=asked["read_aloud"],
            answers={p: said[p] for p, _key in QUESTIONS if said[p]},
            neutral_answer=said["neutral"],
            interpreter=asked["interpreter"],
            papers=[self._paper(paper, form) for paper, form in self.kept if not _dropped(form)],
        )

    def _enquirer(self, asked) -> PersonTold:
        code = asked["national_code"]
        return PersonTold(
            names=_names(asked["name"], asked["latin"]),
            phones=[asked["phone"]],
            address=asked["address"],
            safe=asked["safe"],
            safe_times=asked["safe_times"],
            identifiers=[("ir_national", code)] if code else [],
        )

    def _sought(self, i) -> SoughtTold:
        said = dict(self.sought[i].cleaned_data)
        if self.same and i:
            first = self.sought[0].cleaned_data
            said |= {field: said[field] or first[field] for field in SHARED}
        person = PersonTold(
            names=_names(
                said["name"], said["latin"], said["alias"], said["father"], said["mother"]
            ),
            sex=said["sex"],
            birth=said["born"],
            birth_place=said["birth_place"],
            nationality=said["nationality"],
        )
        return SoughtTold(
            person=person,
            kin=said["kin"],
            kind=said["kind"],
            last_place=said["last_place"],
            last_news_on=said["last_on"],
            last_news=said["last_news"],
            circumstances=said["circumstances"],
        )

    def _paper(self, paper, form) -> PaperTold:
        whose = form.cleaned_data["whose"]
        return PaperTold(
            path=None,
            stored=StoredFile.objects.get(pk=paper["id"]),
            name=paper["name"],
            kind=form.cleaned_data["kind"],
            mime=paper["mime"],
            pages=paper["pages"],
            note=paper.get("note", ""),
            may_leave=form.cleaned_data["may_leave"] or None,
            for_sought=int(whose) if whose else None,
        )


def _dropped(form) -> bool:
    return form.cleaned_data["drop"]


def _names(full, latin="", alias="", father="", mother="") -> list[NameTold]:
    names = [NameTold(full, father=father, mother=mother)]
    if latin:
        names.append(NameTold(latin, kind="passport"))
    if alias:
        names.append(NameTold(alias, kind="alias"))
    return names


def _typed(typed: dict, prefix: str) -> dict:
    start = f"{prefix}-"
    return {k.removeprefix(start): v for k, v in typed.items() if k.startswith(start)}


def _as_query(typed: dict) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(typed)
    return query
