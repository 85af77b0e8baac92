"""Writing people down, inside an open action."""

from collections.abc import Iterator

from casework.actions.told import NameTold, PersonTold, SoughtTold
from families.gathering import keep
from families.identifiers import check
from families.models import (
    ContactPoint,
    Identifier,
    News,
    Person,
    PersonName,
    Relationship,
)
from families.models.name import as_given
from families.names import tidy


def write_person(told: PersonTold) -> Person:
    person = keep(
        Person(
            sex=told.sex,
            birth=told.birth,
            birth_place=tidy(told.birth_place)[:300],
            nationality=tidy(told.nationality)[:100],
            languages=told.languages,
            reads=told.reads,
            cannot_read=told.cannot_read,
        )
    )
    write_names(person, told)
    write_contacts(person, told)
    for kind, value in told.identifiers:
        write_identifier(person, kind, value)
    return person


def write_names(person: Person, told: PersonTold) -> None:
    for row in names_of(person, told):
        keep(row)


def names_of(person: Person, told: PersonTold) -> Iterator[PersonName]:
    """The names that were told, as rows that are not kept yet."""
    for name in told.names:
        if tidy(name.full):
            yield PersonName(
                person=person,
                full_as_given=as_given(name.full)[:500],
                kind=name.kind,
                father=tidy(name.father)[:200],
                mother=tidy(name.mother)[:200],
                source=name.source,
            )


def told_name(name: PersonName, *, kind: str) -> NameTold:
    """A name that stands, told again as one of another kind."""
    return NameTold(name.full_as_given, kind, name.father, name.mother, name.source)


def write_contacts(person: Person, told: PersonTold) -> None:
    for row in contacts_of(person, told):
        keep(row)


def contacts_of(person: Person, told: PersonTold) -> Iterator[ContactPoint]:
    """The ways to reach a person that were told, as rows that are not kept yet."""
    ways = [("phone", phone) for phone in told.phones]
    ways += [("email", told.email), ("address", told.address)]
    for kind, value in ways:
        if tidy(value):
            yield ContactPoint(
                person=person,
                kind=kind,
                value=tidy(value),
                safe=told.safe,
                safe_times=tidy(told.safe_times)[:200],
                who_may_answer=tidy(told.who_may_answer),
            )


def write_identifier(person: Person, kind: str, value: str) -> None:
    if tidy(value):
        keep(identifier_of(person, kind, value))


def identifier_of(person: Person, kind: str, value: str) -> Identifier:
    return Identifier(person=person, kind=kind, value=tidy(value), warning=check(kind, value))


def write_ties(enquirer: Person, sought: Person, told: SoughtTold) -> None:
    """What the enquirer is to the sought person, and what was heard last."""
    keep(
        Relationship(
            person=enquirer, other=sought, kin=told.kin, as_given=tidy(told.kin_as_given)[:200]
        )
    )
    heard = (told.last_place, told.last_address, told.last_news, told.last_news_on)
    if any(heard):
        keep(news_of(sought, told))


def news_of(sought: Person, told: SoughtTold) -> News:
    return News(
        person=sought,
        on=told.last_news_on,
        place=tidy(told.last_place),
        address=tidy(told.last_address),
        words=tidy(told.last_news),
    )
