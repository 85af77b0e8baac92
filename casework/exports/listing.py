"""The wide list: which lines, in which order, page by page at the same speed on every page.

A page goes on behind the last line of the one before (its number stands in the address), so that
the database never counts what it skips. An office's two hundredth page takes as long as its first.
"""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import access, queries
from casework.disclosure import gate
from casework.lifecycle import ACTIVE, State
from casework.models import Case, CaseLine, FamilyRequest, OutwardStep
from casework.search import search
from casework.wording.status import STATUS_CODES
from families.names import tidy

from .columns import COLUMNS

PER_PAGE = 50
PRINTED = 1000  # lines on paper at most
COUNTED = 1000
# What a column asks about beyond what every list shows (`queries.for_list`).
READS = {
    "relationship": "request__enquirer__relationships",
    "old_number": "numbers",
    "their_reference": "numbers",
    "caseworker": "caseworker",
    "last_news_on": "sought__news",
    "last_place": "sought__news",
    "last_address": "sought__news",
    "last_news": "sought__news",
}
TO_COMPLETE, READY = "to_complete", "ready"
WAITING = (90, 180, 365, 730)  # days
ELDERLY = (60, 75, 80)  # years
NEWEST_FIRST = "-received"


@dataclass
class Page:
    """Fifty cases; `before` and `after` are the numbers at which the neighbours begin."""

    object_list: list
    before: str = ""
    after: str = ""
    total: int = 0
    more: bool = False
    columns: list = field(default_factory=list)


def lines_for(user, asked: dict, verb: str = "view_case") -> tuple[QuerySet[CaseLine], str]:
    """The lines of the user's cases that fit what was asked, and a number that was nearly typed."""
    rows, near, today = access.lines(user, verb), "", timezone.localdate()
    if "q" in asked:
        found = search(asked["q"], within=access.cases(user, verb))
        rows, near = rows.filter(case__in=found.cases.order_by().values("pk")), found.near
    for name, narrow in NARROWED.items():
        if name in asked:
            rows = narrow(rows, asked[name], today)
    only = ONLY.get(asked.get("only", ""))
    return (only(rows, user, today) if only else rows), near


def _status(rows, code: str, _today):
    states = queries.TO_COMPLETE if code == TO_COMPLETE else gate.states_of(code)
    rows = rows.filter(state__in=[str(state) for state in states])
    return rows.filter(stopped=False) if code == READY else rows


def status_counts(rows: QuerySet[CaseLine]) -> dict[str, int]:
    """How many cases stand where; what is stopped is not ready to be written about."""
    counts = queries.state_counts(rows)
    numbers = {
        code: sum(counts.get(str(state), 0) for state in gate.states_of(code))
        for code in STATUS_CODES
    }
    stopped = list(rows.filter(stopped=True).values_list("state", flat=True))
    numbers[READY] -= stopped.count(str(State.ACCEPTED))
    return numbers


def _age(rows, age: str, today):
    return queries.lines_of_age(rows, int(age), today)


def _waiting(rows, days: str, today):
    return rows.filter(
        state__in=[str(s) for s in gate.states_of("written")],
        written_on__gt="",
        written_on__lte=_ago(today, int(days)),
    )


def _enquirer_age(rows, years: str, today):
    born_by = today.replace(year=today.year - int(years), day=min(today.day, 28)).isoformat()
    return rows.filter(enquirer_born__gt="", enquirer_born__lte=born_by)


def _ago(today: datetime.date, days: int) -> str:
    return (today - datetime.timedelta(days=days)).isoformat()


def _body(rows, body, _today):
    written = OutwardStep.objects.filter(body=body, kind__in=gate.FIRST_STEPS)
    return rows.filter(case__in=written.values("case"))


def _unwritten(rows, kind: str, _today):
    written = OutwardStep.objects.filter(body__kind=kind, kind__in=gate.FIRST_STEPS)
    return rows.exclude(case__in=written.values("case"))


def _last_written(rows, days: str, today):
    if days == "never":
        return rows.filter(written_on="")
    return rows.filter(last_step_on__gt="", last_step_on__lte=_ago(today, int(days)))


def _papers(rows, how: str, _today):
    if how == "none":
        return rows.filter(papers=0)
    return rows.filter(papers__gt=0).exclude(state=str(State.INCOMPLETE))


NARROWED = {
    "status": _status,
    "office": lambda rows, office, _today: rows.filter(office=office),
    "age": _age,
    "waiting": _waiting,
    "enquirer_age": _enquirer_age,
    "body": _body,
    "town": lambda rows, town, _today: rows.filter(birth_place__icontains=tidy(town)),
    "papers": _papers,
    "unwritten": _unwritten,
    "last_written": _last_written,
    "family_language": lambda rows, code, _today: rows.filter(case__request__language=code),
}


def _mine(rows, user, _today):
    received = FamilyRequest.objects.filter(created_by=user)
    worked = Case.objects.filter(Q(caseworker=user) | Q(request__in=received))
    return rows.filter(case__in=worked.values("pk"))


def _overdue(rows, _user, today):
    active = [str(state) for state in ACTIVE]
    return rows.filter(state__in=active, next_review__gt="", next_review__lt=today.isoformat())


ONLY = {
    "overdue": _overdue,
    "mine": _mine,
    "stopped": lambda rows, _user, _today: rows.filter(stopped=True),
}


def order_of(asked: dict) -> str:
    """The order of a list that nobody sorted: whom a body keeps waiting longest stands first, and
    that index needs no sorting; else the newest first."""
    return "written" if "waiting" in asked else NEWEST_FIRST


def sort_of(key: str) -> tuple[tuple[str, ...], bool]:
    """The fields of a line to sort by, and whether downwards; the newest first for what does not
    sort. The number decides between equals."""
    column = COLUMNS.get(key.removeprefix("-"))
    if column is None or not column.sorts:
        return sort_of(NEWEST_FIRST)
    behind = {"reference": (), "state": ("received_on", "reference")}
    return (column.sorts, *behind.get(column.sorts, ("reference",))), key.startswith("-")


def in_order(rows: QuerySet[CaseLine], key: str, *, backwards: bool = False):
    """The lines sorted by a column, "-" in front for downwards."""
    fields, down = sort_of(key)
    return rows.order_by(*(f"-{name}" if down != backwards else name for name in fields))


def page_of(
    rows: QuerySet[CaseLine], key: str, columns, *, after="", before="", size=PER_PAGE
) -> Page:
    """One page of the list with what these columns show. A number that is not in the list begins
    at the top."""
    backwards = bool(before)
    ordered = in_order(rows, key, backwards=backwards)
    edge = _edge(rows, key, before or after)
    if edge:
        ordered = _behind(ordered, key, edge, backwards)
    held = list(ordered.values_list("reference", "case")[: size + 1])
    further, held = len(held) > size, held[:size]
    if backwards:
        held.reverse()
    return Page(
        object_list=_cases(held, columns),
        before=held[0][0] if held and (further if backwards else bool(edge)) else "",
        after=held[-1][0] if held and (further or backwards) else "",
        **_counted(rows),
    )


def _counted(rows) -> dict:
    """How many lines there are, up to a thousand: more are not counted."""
    total = rows.order_by()[: COUNTED + 1].count()
    return {"total": min(total, COUNTED), "more": total > COUNTED}


def _edge(rows, key: str, reference: str):
    fields, _down = sort_of(key)
    return rows.filter(reference=reference).values(*fields).first() if reference else None


def _behind(ordered, key: str, edge: dict, backwards: bool):
    """The lines behind an edge: by the first field alone for the index, then between equals."""
    fields, down = sort_of(key)
    way = "lt" if down != backwards else "gt"
    later, equal = Q(), {}
    for name in fields:
        later |= Q(**equal, **{f"{name}__{way}": edge[name]})
        equal[name] = edge[name]
    return ordered.filter(later, **{f"{fields[0]}__{way}e": edge[fields[0]]})


def _cases(held, columns) -> list[Case]:
    ids = [case for _reference, case in held]
    found = {case.pk: case for case in for_columns(Case.objects.filter(pk__in=ids), columns)}
    return [found[pk] for pk in ids if pk in found]


def for_columns(cases: QuerySet[Case], columns) -> QuerySet[Case]:
    """What these columns ask about, in a fixed number of queries."""
    reads = {READS[column.key] for column in columns if column.key in READS}
    return queries.for_list(cases).prefetch_related(*sorted(reads))


def first_office_of(user, verb: str):
    """The office in which something is kept that belongs to no case."""
    return (
        access.offices(user).filter(pk__in=access.offices_for(user, verb)).order_by("code").first()
    )
