"""A hundred thousand invented cases, written in bulk: for figures, never for behaviour."""

import datetime
import uuid

from casework.models import Body, Case, FamilyRequest, OutwardStep
from families.calendars import parse
from families.models import Person, PersonName, Relationship
from families.names import normalise, search_key

GIVEN = ["مریم", "زهرا", "فاطمه", "علی", "محمدرضا", "گلنار", "آرش", "ویدا", "Elira", "Ardit"]
FAMILY = ["فرضیان", "آزمون", "نمونه", "خیالی", "پندار", "Provëza", "Shembulli", "ساختگی"]
STATES = ["registered", "under_review", "incomplete", "accepted", "submitted", "answered"]
STATES += ["on_hold", "closed"]
SHARES = (5, 5, 5, 10, 45, 10, 5, 15)  # of a hundred
FIRST = datetime.date(2018, 1, 1)
BATCH = 2000
A_DAY = datetime.timedelta(days=1)


def fill(office, clerk, count: int) -> None:
    """`count` cases of one office, a family each, half of them written about."""
    body = Body.objects.create(kind="icrc", names={"en": "Delegation (sample)"})
    births = [parse(f"{year}") for year in range(1310, 1390)]
    states = [state for state, share in zip(STATES, SHARES, strict=True) for _n in range(share)]
    for start in range(0, count, BATCH):
        numbers = range(start, min(count, start + BATCH))
        asking = [_person(n, births) for n in numbers]
        sought = [_person(n + 7, births) for n in numbers]
        people = [*asking, *sought]
        Person.objects.bulk_create(people)
        PersonName.objects.bulk_create(_name(p, i + start) for i, p in enumerate(people))
        families = [_family(n, office, clerk, who) for n, who in zip(numbers, asking, strict=True)]
        FamilyRequest.objects.bulk_create(families)
        Relationship.objects.bulk_create(
            Relationship(person=a, other=b, kin="sister")
            for a, b in zip(asking, sought, strict=True)
        )
        cases = [
            _case(n, office, family, who, states[n * 37 % 100])
            for n, family, who in zip(numbers, families, sought, strict=True)
        ]
        Case.objects.bulk_create(cases)
        OutwardStep.objects.bulk_create(
            OutwardStep(case=c, body=body, kind="first", on=c.accepted_on)
            for c in cases
            if c.state in ("submitted", "answered")
        )


def _day(number: int) -> datetime.date:
    return FIRST + A_DAY * (number * 7919 % 3200)


def _person(number: int, births) -> Person:
    return Person(sex="unknown", birth=births[number % len(births)], birth_place="اهواز")


def _name(person: Person, number: int) -> PersonName:
    full = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // 16 % len(FAMILY)]} {number}"
    return PersonName(
        person=person,
        full_as_given=full,
        father=GIVEN[number * 3 % len(GIVEN)],
        script="arab",
        normalised=normalise(full),
        search_key=search_key(full),
    )


def _family(number: int, office, clerk, enquirer) -> FamilyRequest:
    return FamilyRequest(
        number=f"{office.code}-1404-{number:06d}-F",
        office=office,
        received_on=_day(number),
        enquirer=enquirer,
        notice_version=1,
        interviewer=clerk,
        created_by=clerk,
    )


def _case(number: int, office, family, sought, state: str) -> Case:
    return Case(
        id=uuid.uuid5(uuid.NAMESPACE_OID, f"{office.code}{number}"),
        request=family,
        office=office,
        reference=f"{office.code}-1404-{number:06d}-C",
        sought=sought,
        state=state,
        registered_on=family.received_on,
        accepted_on=family.received_on + A_DAY * 10,
        next_review=family.received_on + A_DAY * 3300,
    )
