"""Bringing a case up to date when a later register says something else about it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from casework.actions.told import PersonTold, RequestTold, SoughtTold
from casework.lifecycle import STEPS, State
from casework.models import Case, FamilyRequest, Purpose
from families.models import ContactPoint, Identifier, News, Person, PersonName, Relationship
from families.names import tidy

from . import acting, cases, consents, people

_OF_PERSON = ("sex", "birth", "birth_place", "nationality")


@dataclass
class Changes:
    """Names of the fields that were brought up to date, and of those changed here since."""

    made: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def update_case(
    case: Case, *, was: RequestTold, now: RequestTold, by, seen=None, command=None
) -> Changes:
    """Writes what differs between two tellings of one row; each has exactly one sought person.

    A field that somebody changed here since the first telling is left and named. Telephone
    numbers, addresses and news are added, never taken away; a corrected name keeps the former
    one as a previous name; a changed answer is a new consent row. The trail holds field names.
    """
    with acting.acting(
        "import_register",
        by=by,
        case=case,
        seen=seen,
        command=command,
        content=[str(case.pk), repr(now)],
    ) as act:
        if act.done:
            return Changes(**act.result)
        changes = Changes()
        request = FamilyRequest.objects.select_for_update().get(pk=act.case.request_id)
        _update_person(request.enquirer, was.enquirer, now.enquirer, "enquirer", changes)
        before, after = was.sought[0], now.sought[0]
        _update_person(act.case.sought, before.person, after.person, "sought", changes)
        _update_ties(request, act.case, before, after, changes)
        _update_request(request, was, now, changes)
        _update_answers(request, was, now, changes, by=by)
        if changes.made:
            acting.save(act.case)
            act.record("update", target=act.case.reference, fields=changes.made)
            _log_if_complete(act)
        act.result = {"made": changes.made, "left": changes.left}
    return changes


def _log_if_complete(act: acting.Act) -> None:
    """A draft leaves draft when the register now says what was missing."""
    case = acting.lock(act.case)
    if case.state == State.DRAFT and not cases.check(case, "register"):
        with acting.acting("register", by=act.by, case=case, may=False) as inner:
            cases.take_step(inner, STEPS["register"], {}, {})


def _update_person(
    person: Person, was: PersonTold, now: PersonTold, who: str, changes: Changes
) -> None:
    for name in _OF_PERSON:
        _set(person, name, getattr(was, name), getattr(now, name), f"{who}_{name}", changes)
    person.save()
    _update_names(person, was, now, who, changes)
    _add(was.phones, now.phones, f"{who}_phone", changes, _contact(person, "phone"))
    _add([was.email], [now.email], f"{who}_email", changes, _contact(person, "email"))
    _add([was.address], [now.address], f"{who}_address", changes, _contact(person, "address"))
    for kind, value in now.identifiers:
        if (kind, value) not in was.identifiers:
            _add([], [value], f"{who}_national_code", changes, _identifier(person, kind))


def _set(row, name: str, was, now, said: str, changes: Changes) -> None:
    """Set one value, unless it was changed here; an empty cell takes nothing away."""
    if was == now or now in ("", None, "unknown"):
        return
    held = getattr(row, name)
    if held == now:
        return
    if held not in (was, "", None, "unknown"):
        changes.left.append(said)
        return
    setattr(row, name, now)
    changes.made.append(said)


def _update_names(
    person: Person, was: PersonTold, now: PersonTold, who: str, changes: Changes
) -> None:
    main, before, after = person.main_name, was.names[0], now.names[0]
    if main is None:
        return
    if tidy(before.full) != tidy(after.full):
        if main.shown != tidy(before.full):
            changes.left.append(f"{who}_name")
        else:
            _correct_name(main, tidy(after.full))
            changes.made.append(f"{who}_name")
    for name in ("father", "mother"):
        said = f"{who}_{name}"
        _set(main, name, tidy(getattr(before, name)), tidy(getattr(after, name)), said, changes)
    main.save()
    known = {name.full for name in was.names}
    for extra in now.names[1:]:
        if extra.full not in known:
            people.write_names(person, PersonTold(names=[extra]))
            changes.made.append(f"{who}_latin_name" if extra.kind == "passport" else f"{who}_alias")


def _correct_name(main: PersonName, full: str) -> None:
    """The register was corrected: the new spelling leads, the former one stays to be found."""
    PersonName.objects.create(
        person=main.person,
        full_as_given=main.full_as_given,
        kind="previous",
        father=main.father,
        mother=main.mother,
        source=main.source,
    )
    main.full_as_given = full


def _add(was: list, now: list, said: str, changes: Changes, write: Callable[[str], bool]) -> None:
    for value in now:
        if value and value not in was and write(tidy(value)):
            changes.made.append(said)


def _contact(person: Person, kind: str) -> Callable[[str], bool]:
    def write(value: str) -> bool:
        if any(held.value == value for held in person.contact_points.filter(kind=kind)):
            return False
        ContactPoint.objects.create(person=person, kind=kind, value=value)
        return True

    return write


def _identifier(person: Person, kind: str) -> Callable[[str], bool]:
    def write(value: str) -> bool:
        if any(held.value == value for held in Identifier.objects.filter(person=person)):
            return False
        people.write_identifier(person, kind, value)
        return True

    return write


def _update_ties(
    request: FamilyRequest, case: Case, was: SoughtTold, now: SoughtTold, changes: Changes
) -> None:
    tie = Relationship.objects.filter(person=request.enquirer, other=case.sought).first()
    if tie is not None and tidy(now.kin_as_given):
        _set(tie, "as_given", tidy(was.kin_as_given), tidy(now.kin_as_given), "kin", changes)
        if "kin" in changes.made:
            tie.kin = now.kin
        tie.save()
    said_before = (was.last_place, was.last_address, was.last_news, was.last_news_on)
    said_now = (now.last_place, now.last_address, now.last_news, now.last_news_on)
    if said_now != said_before and any(said_now):
        News.objects.create(
            person=case.sought,
            on=now.last_news_on,
            place=tidy(now.last_place),
            address=tidy(now.last_address),
            words=tidy(now.last_news),
        )
        changes.made.append("last_news")
    told_before, told_now = tidy(was.circumstances), tidy(now.circumstances)
    _set(case, "circumstances", told_before, told_now, "circumstances", changes)
    if "circumstances" in changes.made:
        case.save()


def _update_request(
    request: FamilyRequest, was: RequestTold, now: RequestTold, changes: Changes
) -> None:
    _set(request, "remarks", was.remarks, now.remarks, "remarks", changes)
    _set(request, "received_on", was.received_on, now.received_on, "received_on", changes)
    if "received_on" in changes.made:
        request.received_as_given = tidy(now.received_as_given)[:60]
    new = {key: text for key, text in now.extras.items() if was.extras.get(key) != text}
    if new:
        request.extras = {**request.extras, **new}
        changes.made.append("extras")
    request.save()


def _update_answers(
    request: FamilyRequest, was: RequestTold, now: RequestTold, changes: Changes, *, by
) -> None:
    """Changed answers, and a notice that was given since: the case then leaves draft."""
    today = request.office.today()
    new = {purpose: a for purpose, a in now.answers.items() if was.answers.get(purpose) != a}
    if new:
        consents.record_consent(request, new, by=by, how=now.how)
        changes.made += [f"consent_{purpose}" for purpose in sorted(new)]
    if now.notice_version and not request.notice_version:
        request.notice_version = now.notice_version
        request.notice_language = now.language
        request.notice_on = today
        request.save()
        consents.write(request, Purpose.P1, "granted", by=by, how=now.how, on=today)
        changes.made.append("notice")
