"""What a later register says otherwise about a case: each difference, shown before it is made.

Nothing is written here but by `Difference.write`. A field that somebody changed here since the
register was taken over is marked, and so is an answer that would let more be passed on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from casework.actions.told import PersonTold, RequestTold, SoughtTold
from casework.models import Answer, Case, Consent, FamilyRequest
from casework.models.correction import Part
from families.calendars import PartialDate
from families.forms.people import LANGUAGES
from families.models import Person, Relationship
from families.models.contact_point import Safe
from families.models.person import Sex
from families.names import tidy

from . import people
from .ledger import Ledger

_OF_PERSON = ("sex", "birth", "birth_place", "nationality")
_UNKNOWN = ("", None, "unknown")


@dataclass(frozen=True)
class Difference:
    """One field: what stands here, what the register says now.

    `loosens`: more could be passed on than before. `by_hand`: changed here since the register was
    taken over; `suggested`: read out of a remark. `write` makes it, inside an open action; `part`
    and `person` say whose history keeps it; an `answer` is recorded with the others, (purpose,
    answer).
    """

    field: str
    before: str
    after: str
    by_hand: bool = False
    loosens: bool = False
    suggested: bool = False
    person: Person | None = None
    part: str = ""
    write: Callable[[Ledger], object] | None = None
    answer: tuple[str, str] | None = None

    @property
    def needs_own_yes(self) -> bool:
        """Whether accepting everything does not accept it."""
        return self.by_hand or self.loosens


def differences(case: Case, was: RequestTold, now: RequestTold) -> list[Difference]:
    """All that differs between two tellings of one row and is not so here already; each telling
    has one sought person. An empty cell says nothing, and takes nothing away."""
    request, before, after = case.request, was.sought[0], now.sought[0]
    return [
        *_of_person(request.enquirer, was.enquirer, now.enquirer, "enquirer"),
        *_of_person(case.sought, before.person, after.person, "sought"),
        *_of_tie(request, case, before, after),
        *_of_news(case, before, after),
        *_of_row(case, "circumstances", tidy(before.circumstances), tidy(after.circumstances)),
        *_of_request(request, was, now),
        *_of_answers(request, was, now),
    ]


def _of_person(person: Person, was: PersonTold, now: PersonTold, who: str) -> Iterator[Difference]:
    for name in _OF_PERSON:
        before, after = getattr(was, name), getattr(now, name)
        yield from _of_row(person, name, before, after, f"{who}_{name}", person, Part.DETAILS)
    yield from _of_names(person, was, now, who)
    for row, said in _new_contacts(person, was, now):
        yield _added(row, f"{who}_{said}", row.value, person, Part.CONTACT)
    for row in _new_identifiers(person, was, now):
        yield _added(row, f"{who}_national_code", row.value, person, Part.IDENTIFIER)
    yield from _of_calling(person, was, now, who)


def _of_row(row, name, was, now, said="", person=None, part="") -> Iterator[Difference]:
    """One value of a row that stands."""
    held = getattr(row, name)
    if was == now or now in _UNKNOWN or held == now:
        return
    yield Difference(
        said or name,
        _words(name, held),
        _words(name, now),
        by_hand=held not in (was, *_UNKNOWN),
        person=person,
        part=part,
        write=lambda ledger: ledger.change(row, {name: now}),
    )


def _added(row, said: str, after: str, person, part, *, before: str = "") -> Difference:
    fields = [field.attname for field in row._meta.concrete_fields if field.attname != "id"]
    told = [name for name in _TOLD[part] if name in fields]
    return Difference(
        said, before, after, person=person, part=part, write=lambda ledger: ledger.add(row, told)
    )


_TOLD = {
    Part.NAME: ("full_as_given", "kind"),
    Part.CONTACT: ("kind", "value"),
    Part.IDENTIFIER: ("kind", "value"),
    Part.NEWS: ("on", "place", "address", "words"),
}


def _of_names(person: Person, was: PersonTold, now: PersonTold, who: str) -> Iterator[Difference]:
    main, before, after = person.main_name, was.names[0], now.names[0]
    if main is None:
        return
    full = tidy(after.full)
    if tidy(before.full) != full != main.full_as_given:
        yield Difference(
            f"{who}_name",
            main.shown,
            full,
            by_hand=main.shown != tidy(before.full),
            person=person,
            part=Part.NAME,
            write=lambda ledger: _correct_name(ledger, main, full),
        )
    for name in ("father", "mother"):
        told, said = tidy(getattr(before, name)), tidy(getattr(after, name))
        yield from _of_row(main, name, told, said, f"{who}_{name}", person, Part.NAME)
    known = {name.full for name in was.names} | {name.full_as_given for name in person.names.all()}
    extra = PersonTold(names=[name for name in now.names[1:] if name.full not in known])
    for row in people.names_of(person, extra):
        said = f"{who}_latin_name" if row.kind == "passport" else f"{who}_alias"
        yield _added(row, said, row.full_as_given, person, Part.NAME)


def _correct_name(ledger: Ledger, main, full: str) -> None:
    """The register was corrected: the new spelling leads, the former one stays to be found."""
    former = PersonTold(names=[people.told_name(main, kind="previous")])
    for row in people.names_of(main.person, former):
        ledger.add(row, _TOLD[Part.NAME])
    ledger.change(main, {"full_as_given": full})


def _new_contacts(person: Person, was: PersonTold, now: PersonTold):
    held = {(row.kind, row.value) for row in person.contact_points.all()}
    told = {(row.kind, row.value) for row in people.contacts_of(person, was)}
    plain = replace(now, safe="ask", safe_times="", who_may_answer="")
    for row in people.contacts_of(person, plain):
        if (row.kind, row.value) not in held | told:
            held.add((row.kind, row.value))
            yield row, row.kind


def _new_identifiers(person: Person, was: PersonTold, now: PersonTold):
    held = {row.value for row in person.identifiers.all()}
    for kind, value in now.identifiers:
        if tidy(value) not in held and (kind, value) not in was.identifiers:
            yield people.identifier_of(person, kind, value)


def _of_calling(person: Person, was: PersonTold, now: PersonTold, who: str) -> Iterator[Difference]:
    """How somebody is called and in which language, as a remark says it since."""
    for row in person.contact_points.all():
        if row.kind == "phone":
            for name in ("safe_times", "safe", "who_may_answer"):
                told, said = getattr(was, name), getattr(now, name)
                field = f"{who}_{name}"
                for found in _of_row(row, name, told, said, field, person, Part.CONTACT):
                    yield replace(found, suggested=True)
    if now.languages and now.languages != was.languages:
        before, after, field = was.languages, now.languages, f"{who}_language"
        for found in _of_row(person, "languages", before, after, field, person, Part.DETAILS):
            yield replace(found, suggested=True)


def _of_tie(
    request: FamilyRequest, case: Case, was: SoughtTold, now: SoughtTold
) -> Iterator[Difference]:
    tie = Relationship.objects.filter(person=request.enquirer, other=case.sought).first()
    before, after = tidy(was.kin_as_given), tidy(now.kin_as_given)
    if tie is None or before == after or after in ("", tie.as_given):
        return
    yield Difference(
        "relationship",
        tie.as_given,
        after,
        by_hand=tie.as_given not in (before, ""),
        person=request.enquirer,
        part=Part.TIE,
        write=lambda ledger: ledger.change(tie, {"as_given": after, "kin": now.kin}),
    )


def _of_news(case: Case, was: SoughtTold, now: SoughtTold) -> Iterator[Difference]:
    """What was heard since is added to what was heard before."""
    heard = (now.last_place, now.last_address, now.last_news, now.last_news_on)
    if any(heard) and heard != (was.last_place, was.last_address, was.last_news, was.last_news_on):
        row = people.news_of(case.sought, now)
        before, after = (_news_words(told) for told in (was, now))
        yield _added(row, "last_news", after, case.sought, Part.NEWS, before=before)


def _news_words(told: SoughtTold) -> str:
    on = told.last_news_on.as_given if told.last_news_on else ""
    said = (on, told.last_place, told.last_address, told.last_news)
    return " · ".join(tidy(part) for part in said if tidy(part))


def _of_request(request: FamilyRequest, was: RequestTold, now: RequestTold) -> Iterator[Difference]:
    yield from _of_row(request, "remarks", was.remarks, now.remarks)
    for found in _of_row(request, "received_on", was.received_on, now.received_on):
        said = tidy(now.received_as_given)[:60]
        told = {"received_on": now.received_on, "received_as_given": said}
        write = _changing(request, told)
        yield Difference(found.field, found.before, said or found.after, found.by_hand, write=write)
    new = {key: text for key, text in now.extras.items() if was.extras.get(key) != text}
    if new and not new.items() <= request.extras.items():
        before = {key: request.extras[key] for key in new if key in request.extras}
        write = _changing(request, {"extras": {**request.extras, **new}})
        yield Difference("extras", _notes(before), _notes(new), write=write)


def _changing(row, said: dict) -> Callable[[Ledger], object]:
    return lambda ledger: ledger.change(row, said)


def _notes(extras: dict[str, str]) -> str:
    return " · ".join(f"{heading}: {text}" for heading, text in extras.items())


def _of_answers(request: FamilyRequest, was: RequestTold, now: RequestTold) -> Iterator[Difference]:
    """Changed answers, and a notice that was given since: the case then leaves draft."""
    held = standing_answers(request)
    for purpose, answer in sorted(now.answers.items()):
        before = held.get(purpose, Answer.NOT_ASKED)
        if was.answers.get(purpose) != answer != before:
            yield Difference(
                f"consent_{purpose}",
                str(Answer(before).label),
                str(Answer(answer).label),
                by_hand=before != was.answers.get(purpose, Answer.NOT_ASKED),
                loosens=answer == Answer.GRANTED,
                answer=(purpose, answer),
            )
    if now.notice_version and not request.notice_version:
        told = {
            "notice_version": now.notice_version,
            "notice_language": now.language,
            "notice_on": request.office.today(),
        }
        yield Difference("notice", "", _("given"), write=_changing(request, told))


def standing_answers(request: FamilyRequest) -> dict[str, str]:
    """The newest answer of the enquirer to each purpose as a whole."""
    rows = Consent.objects.filter(
        request=request, person=request.enquirer_id, body=None, document=None
    )
    return dict(rows.order_by("sequence").values_list("purpose", "answer"))


def _words(name: str, value) -> str:
    if isinstance(value, PartialDate):
        return value.as_given
    if name == "sex":
        return str(Sex(value).label) if value not in ("", "unknown") else ""
    if name == "safe":
        return str(Safe(value).label)
    if name == "languages":
        return ", ".join(str(dict(LANGUAGES).get(code, code)) for code in value)
    return "" if value is None else str(value)
