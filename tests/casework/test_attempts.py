"""Trying to reach a family: only by ways that are safe and work, and often enough before a case
ends because nobody was reached."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from casework.actions import cases, contacts, dues
from casework.actions.errors import Refused
from casework.actions.told import NameTold, PersonTold
from casework.models import Contact, Due
from families.models.contact_point import ContactPoint
from tests.factories import log_family

START = datetime.date(2026, 1, 3)


def after(days):
    day = START + datetime.timedelta(days=days)
    morning = datetime.datetime.combine(day, datetime.time(8), datetime.UTC)
    return time_machine.travel(morning, tick=False)


@pytest.fixture
def family(cast):
    with after(0):
        return log_family(cast, on=START)


def try_to_reach(cast, family, attempts):
    for day, way in attempts:
        with after(day):
            contacts.tell_family(family, result="not_reached", how=way, by=cast.clerk)


def ended(cast, family, on=90):
    case = family.cases.get()
    try:
        with after(on):
            case = cases.move(case, "close", by=cast.coordinator, reason="unreachable")
    except Refused as refusal:
        return refusal.codes
    return case.state


# Attempts: day and way; and whether the case may end because the family cannot be reached.
ENOUGH = [(0, "call"), (20, "visit"), (60, "call")]
TRIED = {
    "never": ([], False),
    "twice": ([(0, "call"), (61, "visit")], False),
    "three times on one day": ([(61, "call"), (61, "visit"), (61, "call")], False),
    "three times, two of them on one day": ([(0, "call"), (0, "visit"), (61, "call")], False),
    "three days in one way": ([(0, "call"), (20, "call"), (61, "call")], False),
    "three days within a month": ([(0, "call"), (10, "visit"), (29, "call")], False),
    "three days in two ways over sixty": (ENOUGH, True),
}


@pytest.mark.parametrize("how", TRIED)
def test_a_family_counts_as_not_reachable_after_three_days_in_two_ways(cast, family, how):
    attempts, enough = TRIED[how]

    try_to_reach(cast, family, attempts)

    assert ended(cast, family) == ("closed" if enough else ["tried_enough"])


def test_a_family_that_answered_since_is_reachable(cast, family):
    try_to_reach(cast, family, ENOUGH)
    with after(70):
        contacts.add_contact(family, by=cast.clerk, how="call", on=cast.ahvaz.today())

    assert ended(cast, family) == ["tried_enough"]


def test_the_page_says_what_is_missing_and_where_it_is_noted(cast, family, enter):
    case = family.cases.get()
    said = {"reason": "unreachable", "words": "سه بار زنگ زدیم", "seen": case.version}

    page = enter(cast.coordinator).post(reverse("case_step", args=[case.reference, "close"]), said)

    text = page.content.decode()
    assert "after attempts on three days, in two ways" in text
    assert reverse("contact_new", args=[case.reference]) in text
    assert "سه بار زنگ زدیم" in text


# the second contact person -----------------------------------------------------------------------


def with_second(cast, **more):
    told = PersonTold(names=[NameTold("خواهر نمونه")], phones=["09160000006"])
    with after(0):
        return log_family(cast, on=START, second_contact=told, **more)


def ask_second(cast, family, day):
    """Says that the second contact person was asked, to no avail."""
    due = Due.objects.get(request=family, kind="second_contact", done_at=None)
    with after(day):
        dues.finish(due, by=cast.clerk, words="او هم نمی‌داند.")


# What happened in this order, and whether the case may end because the family cannot be reached.
LATER = [(day + 70, way) for day, way in ENOUGH]
SECOND = {
    "tried enough, nobody asked": ([ENOUGH], ["second_asked"]),
    "not tried enough": ([ENOUGH[:2]], ["tried_enough"]),
    "asked": ([ENOUGH, "asked"], "closed"),
    "has died": ([ENOUGH, "died"], "closed"),
    "asked, then one attempt more": ([ENOUGH, "asked", [(70, "visit")]], "closed"),
    "asked before the family was reached again": (
        [ENOUGH, "asked", "reached", LATER], ["second_asked"],
    ),
    "asked both times": ([ENOUGH, "asked", "reached", LATER, "asked"], "closed"),
}  # fmt: skip


@pytest.mark.parametrize("what", SECOND)
def test_the_second_contact_person_is_asked_before_a_family_counts_as_not_reachable(cast, what):
    events, expected = SECOND[what]
    family = with_second(cast)
    day = 62
    for event in events:
        match event:
            case "asked":
                ask_second(cast, family, day)
            case "died":
                family.second_contact.life_status = "dead"
                family.second_contact.save()
            case "reached":
                with after(65):
                    contacts.tell_family(family, result="told", by=cast.clerk)
                day = 135
            case attempts:
                try_to_reach(cast, family, attempts)

    assert ended(cast, family, on=140) == expected


def test_after_the_second_contact_person_the_coordinator_decides(cast):
    family = with_second(cast)
    try_to_reach(cast, family, ENOUGH)

    def waiting():
        kinds = ("reach_again", "second_contact", "unreachable")
        rows = Due.objects.filter(request=family, kind__in=kinds, done_at=None)
        return [(due.kind, due.role) for due in rows]

    assert waiting() == [("second_contact", "clerk")]
    ask_second(cast, family, 62)
    assert waiting() == [("unreachable", "coordinator")]
    try_to_reach(cast, family, [(70, "visit")])
    assert waiting() == [("unreachable", "coordinator")]


def test_the_page_leads_to_where_asking_the_second_person_is_noted(cast, enter):
    family = with_second(cast)
    try_to_reach(cast, family, ENOUGH)
    case = family.cases.get()
    said = {"reason": "unreachable", "words": "سه بار زنگ زدیم", "seen": case.version}
    client = enter(cast.coordinator)

    page = client.post(reverse("case_step", args=[case.reference, "close"]), said).content.decode()

    there = reverse("due", args=[Due.objects.get(request=family, kind="second_contact").code])
    assert "nobody has asked the second contact person" in page
    assert (there in page, "سه بار زنگ زدیم" in page) == (True, True)
    assert client.get(there).status_code == 200


# ways that are not safe, or do not work ----------------------------------------------------------

SAFE_PHONE, UNSAFE_PHONE = ("phone", "yes", "works"), ("phone", "no", "works")
WAYS = {  # the ways of the family, by what was tried, and why it is refused
    "safe and untried": ([("phone", "yes", "untried")], "call", None),
    "ask first": ([("phone", "ask", "works")], "call", None),
    "not safe": ([UNSAFE_PHONE], "call", "not_safe"),
    "wrong": ([("phone", "yes", "wrong")], "call", "not_working"),
    "no longer in use": ([("phone", "yes", "gone")], "call", "not_working"),
    "one of two": ([UNSAFE_PHONE, ("phone", "yes", "untried")], "call", None),
    "none noted": ([], "call", None),
    "house not safe": ([SAFE_PHONE, ("address", "no", "works")], "visit", "not_safe"),
    "house safe": ([UNSAFE_PHONE, ("address", "yes", "works")], "visit", None),
    "message to an unsafe number": ([UNSAFE_PHONE], "message", "not_safe"),
    "message by e-mail": ([UNSAFE_PHONE, ("email", "yes", "works")], "message", None),
}


@pytest.mark.parametrize("ways", WAYS)
def test_an_attempt_by_a_way_that_is_unsafe_or_dead_is_refused(cast, family, ways):
    points, how, refused = WAYS[ways]
    family.enquirer.contact_points.all().delete()
    for n, (kind, safe, works) in enumerate(points):
        told = {"kind": kind, "safe": safe, "works": works, "value": f"0916000011{n}"}
        ContactPoint.objects.create(person=family.enquirer, **told)

    told = {"result": "not_reached", "how": how, "by": cast.clerk}
    codes = refusals(
        lambda: contacts.tell_family(family, **told),
        lambda: contacts.add_contact(family, on=START, **told),
    )

    assert codes == ([refused] * 2 if refused else [])
    assert Contact.objects.count() == (0 if refused else 2)


def refusals(*attempts):
    codes = []
    for attempt in attempts:
        try:
            attempt()
        except Refused as refusal:
            codes += refusal.codes
    return codes


def test_whoever_was_reached_may_have_called_by_any_way(cast, family):
    family.enquirer.contact_points.update(safe="no")

    contacts.tell_family(family, result="told", by=cast.clerk)

    assert Contact.objects.get().result == "told"


def test_a_chosen_number_that_is_unsafe_is_refused_beside_a_safe_one(cast, family):
    unsafe = ContactPoint.objects.create(person=family.enquirer, value="09160000008", safe="no")

    with pytest.raises(Refused) as refusal:
        contacts.tell_family(family, result="wrong_number", point=unsafe, by=cast.clerk)

    assert refusal.value.codes == ["not_safe"]


@pytest.mark.parametrize("broken", [{"safe": "no"}, {"works": "wrong"}, {"works": "gone"}])
def test_no_page_for_calling_offers_it(cast, family, enter, broken):
    """The status card lists numbers where there is more than one; of four three are left."""
    for number in ("09160000111", "09160000222"):
        ContactPoint.objects.create(person=family.enquirer, value=number, safe="yes")
    told = {"value": "09160000333", "safe": "yes"} | broken
    ContactPoint.objects.create(person=family.enquirer, **told)

    page = enter(cast.clerk).get(reverse("status_card", args=[family.cases.get().reference]))

    assert [number["shown"][-3:] for number in page.context["numbers"]] == ["005", "111", "222"]
