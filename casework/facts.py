"""Each fact about a case once: what it is called, how it is read, how sensitive it is.

Letters, data sheets, exports and data copies take facts from here and nowhere else. A getter
takes the case (with `request.enquirer`, `sought` and their names and news at hand) and gives a
string, a PartialDate, or "" / None when nothing is known.
"""

from collections.abc import Callable
from dataclasses import dataclass

from families.phones import format_phone


@dataclass(frozen=True)
class Fact:
    """`kind` tells how a value is written: name, text, date, reference or choice. `data_class` is
    what a family's answer may keep back by itself."""

    key: str
    kind: str
    sensitivity: str
    get: Callable[[object], object]
    about: str = "sought"
    data_class: str = "who"


def _last_news(case):
    return next(iter(case.sought.news.all()), None)


def _of_news(field: str):
    def get(case):
        news = _last_news(case)
        return getattr(news, field) if news else ""

    return get


def _aliases(case) -> str:
    aka = [n.shown for n in case.sought.names.all() if n.kind == "alias"]
    return " / ".join(aka)


def _relationship(case) -> str:
    for tie in case.request.enquirer.relationships.all():
        if tie.other_id == case.sought_id:
            return tie.as_given or tie.get_kin_display()
    return ""


def _numbers(kind: str):
    def get(case) -> str:
        return " / ".join(n.value for n in case.numbers.all() if n.kind == kind)

    return get


FACTS = {
    fact.key: fact
    for fact in (
        Fact("reference", "reference", "S1", lambda c: c.reference, "case"),
        Fact("name", "name", "S2", lambda c: c.sought.full_name),
        Fact("latin_name", "name", "S2", lambda c: c.sought.latin_name),
        Fact("also_known_as", "name", "S2", _aliases),
        Fact("sex", "choice", "S2", lambda c: c.sought.sex if c.sought.sex != "unknown" else ""),
        Fact("father", "name", "S2", lambda c: c.sought.father),
        Fact("mother", "name", "S2", lambda c: c.sought.mother),
        Fact("birth", "date", "S2", lambda c: c.sought.birth),
        Fact("birth_place", "text", "S2", lambda c: c.sought.birth_place),
        Fact("nationality", "text", "S2", lambda c: c.sought.nationality),
        Fact("last_place", "text", "S3", _of_news("place"), data_class="news"),
        Fact("last_address", "text", "S3", _of_news("address"), data_class="news"),
        Fact("last_news_on", "date", "S2", _of_news("on"), data_class="news"),
        Fact("last_news", "text", "S3", _of_news("words"), data_class="news"),
        Fact("circumstances", "text", "S3", lambda c: c.circumstances, data_class="circumstances"),
        Fact("enquirer", "name", "S2", lambda c: c.request.enquirer.full_name, "enquirer"),
        Fact("enquirer_latin", "name", "S2", lambda c: c.request.enquirer.latin_name, "enquirer"),
        Fact("relationship", "text", "S2", _relationship, "enquirer"),
        Fact("their_reference", "reference", "S1", _numbers("theirs"), "case"),
    )
}


def _phones(case) -> str:
    points = case.request.enquirer.contact_points.all()
    return " / ".join(format_phone(p.value) for p in points if p.kind == "phone")


# What the office keeps for its own work: in its lists, never in a letter.
OFFICE_FACTS = {
    fact.key: fact
    for fact in (
        Fact("family_number", "reference", "S1", lambda c: c.request.number, "case"),
        Fact("old_number", "reference", "S1", _numbers("old"), "case"),
        Fact("office", "text", "S1", lambda c: c.office.city(), "case"),
        Fact("caseworker", "name", "S1", lambda c: str(c.caseworker or ""), "case"),
        Fact("enquirer_phones", "phone", "S3", _phones, "enquirer"),
    )
}


def known(case) -> dict[str, object]:
    """The facts of a case that hold something, in the order of the table."""
    values = ((key, fact.get(case)) for key, fact in FACTS.items())
    return {key: value for key, value in values if value}
