"""Two years of families by hand, with an injected clock: when they hear from us, when their cases
are looked at, and what follows when nobody answers the telephone.

Ahvaz works from Saturday to Wednesday. 23 November 2024 is a Saturday.
"""

import datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from casework import dates, looking, reaching
from casework.actions import cases, contacts, outward, planning, quieting, requests, reviewing
from casework.actions.errors import Refused
from casework.actions.told import NameTold, PersonTold
from casework.disclosure.gate import public_status
from casework.lifecycle import ACTIVE
from casework.models import Case, Contact, Due, FamilyRequest
from tests.factories import log_family, make_body, told

D = datetime.date
START = D(2024, 11, 23)


def at(day: datetime.date):
    morning = datetime.datetime.combine(day, datetime.time(6), datetime.UTC)
    return time_machine.travel(morning, tick=False)


def after(days: int):
    return at(START + datetime.timedelta(days=days))


def news_on(family):
    rows = Due.objects.filter(request=family, kind="news_to_family", done_at=None)
    return [due.on for due in rows]


def logged(cast, *, on=START, **more):
    with at(on):
        return log_family(cast, on=on, **more)


# news -------------------------------------------------------------------------------------------

# What happens on which day, and on which day the family is due to hear then. 180 days after a
# day that falls on a Thursday or Friday is the Wednesday before.
TWO_YEARS_OF_NEWS = [
    (D(2024, 11, 23), "logged", D(2025, 5, 21)),  # Thursday 22 May
    (D(2025, 1, 20), "accepted", D(2025, 5, 21)),
    (D(2025, 2, 3), "sent", D(2025, 5, 21)),
    (D(2025, 5, 1), "answered", D(2025, 5, 21)),
    (D(2025, 5, 20), "told", D(2025, 11, 16)),
    (D(2025, 8, 1), "talked", D(2025, 11, 16)),
    (D(2025, 9, 2), "held", D(2025, 11, 16)),
    (D(2025, 10, 5), "resumed", D(2025, 11, 16)),
    (D(2026, 1, 10), "not_reached", D(2025, 11, 16)),  # it stays late until the family has heard
    (D(2026, 2, 2), "told", D(2026, 8, 1)),
    (D(2026, 7, 20), "mourning", D(2026, 8, 29)),  # forty days to Friday 28 August
    (D(2026, 8, 30), "told", D(2027, 2, 24)),  # Friday 26 February
    (D(2026, 9, 15), "closed", None),
]


def test_two_years_of_news_follow_from_the_day_the_family_last_heard(cast):
    body = make_body()
    seen = []
    for day, event, _on in TWO_YEARS_OF_NEWS:
        with at(day):
            if event == "logged":
                family = log_family(cast, on=day)
            else:
                happen(cast, family, body, event, day)
        seen.append((day, event, next(iter(news_on(family)), None)))
    assert seen == TWO_YEARS_OF_NEWS


def happen(cast, family, body, event, day):
    case = family.cases.get()
    if event == "accepted":
        cases.check_and_accept(case, by=cast.coordinator)
    if event == "sent":
        outward.record_step(case, by=cast.clerk, body=body, kind="first", on=day)
    if event == "answered":
        outward.record_mark(case, by=cast.clerk, thread=None, mark="answered_on", on=day)
    if event in ("told", "not_reached"):
        contacts.tell_family(family, result=event, by=cast.clerk)
    if event == "talked":
        contacts.add_contact(family, by=cast.clerk, on=day, how="call")
    if event == "held":
        review_on = day + datetime.timedelta(days=60)
        cases.move(case, "hold", by=cast.coordinator, reason="other", review_on=review_on)
    if event == "resumed":
        cases.move(case, "resume", by=cast.coordinator)
    if event == "mourning":
        quieting.keep_quiet(family, since=day, by=cast.clerk)
    if event == "closed":
        cases.move(case, "close", by=cast.coordinator, reason="not_eligible")


def test_rule_23_every_family_with_an_open_case_has_one_day_to_hear_from_us(cast):
    three = logged(cast, sought=("یک", "دو", "سه"))
    one, two, last = three.cases.all()
    for day, case in ((40, one), (50, two)):
        with after(day):
            cases.move(case, "close", by=cast.coordinator, reason="not_eligible")
        assert news_on(three) == [D(2025, 5, 21)]
    with after(60):
        cases.move(last, "close", by=cast.coordinator, reason="not_eligible")
    assert news_on(three) == []


def test_a_request_that_waits_for_its_notice_hears_once_it_is_logged(cast):
    family = logged(cast, notice=None)
    assert news_on(family) == []

    with after(10):
        requests.give_notice(family, by=cast.clerk, version=1, language="fa")

    assert news_on(family) == [D(2025, 5, 21)]


def test_an_import_never_back_dates_and_spreads_the_families(cast):
    """A register of 300 families received in 1385: all news and reviews lie ahead, no day has a
    tenth of them, and all cases of one family come together."""
    many = [
        (told(enquirer=f"خانوادهٔ {n}", sought=("یک", "دو"), on=D(2006, 5, 1), channel="register"),
         f"00000000-0000-4000-8000-{n:012d}")
        for n in range(300)
    ]  # fmt: skip
    with at(START):
        made = requests.log_requests(many, office=cast.ahvaz, by=cast.clerk)
    rows = list(Due.objects.filter(kind="news_to_family", done_at=None))
    reviews = [{case.next_review for case in family.cases.all()} for family, _cases in made]

    assert len(rows) == 300
    assert not Due.objects.filter(kind="acknowledge").exists()
    days = [(due.on - START).days for due in rows]
    assert min(days) >= 29 and max(days) <= 180  # day 31 may be a Friday: the Wednesday before
    assert max(days.count(day) for day in days) < 30
    assert {len(found) for found in reviews} == {1}
    ahead = [(found.pop() - START).days for found in reviews]
    assert min(ahead) >= 31 and max(ahead) <= 90
    assert max(ahead.count(day) for day in ahead) < 30


def test_a_taken_over_family_without_a_notice_is_asked_for_it_with_the_others_in_turn(cast):
    family = logged(cast, notice=None, channel="register")
    (due,) = Due.objects.filter(kind="notice")
    assert 31 <= (due.on - START).days <= 183
    assert news_on(family) == []


# reviews ----------------------------------------------------------------------------------------

# Accepted on day 10: the fixed days are 90, 180, 270, 360 days later, then every 180.
FIXED = [START + datetime.timedelta(days=10 + n) for n in (90, 180, 270, 360, 540, 720, 900)]


def test_two_years_of_reviews_are_the_fixed_days_whatever_happens(cast):
    family, body = logged(cast), make_body()
    with after(10):
        case = cases.check_and_accept(family.cases.get(), by=cast.coordinator)
    seen = [case.next_review]
    for day in (100, 190, 283, 372, 551):  # some looks come late
        with after(day - 5):
            outward.record_step(case, by=cast.clerk, body=body, kind="first", on=D(2025, 1, 1))
            outward.record_mark(case, by=cast.clerk, thread=None, mark="answered_on", on=START)
        with after(day):
            seen.append(reviewing.review(case, by=cast.coordinator).next_review)
    assert seen == FIXED[:6]


def test_rule_39_an_overdue_review_is_moved_by_no_letter_and_no_reply(cast):
    family, body = logged(cast), make_body()
    with after(10):
        case = cases.check_and_accept(family.cases.get(), by=cast.coordinator)
    with after(150):
        outward.record_step(case, by=cast.clerk, body=body, kind="first", on=D(2025, 3, 1))
        outward.record_mark(case, by=cast.clerk, thread=None, mark="answered_on", on=D(2025, 4, 1))
    assert Case.objects.get(pk=case.pk).next_review == FIXED[0]


def test_rule_39_the_family_is_told_a_fixed_day_whether_somebody_looked_or_not(cast):
    looked, forgotten = logged(cast), logged(cast)
    found = []
    for family in (looked, forgotten):
        with after(10):
            found.append(cases.check_and_accept(family.cases.get(), by=cast.coordinator))
    with after(101):
        reviewing.review(found[0], by=cast.coordinator)
    day = START + datetime.timedelta(days=150)
    told_then = [public_status(Case.objects.get(pk=c.pk), on=day).next_look for c in found]
    assert told_then == [FIXED[1], FIXED[1]]


def test_a_paused_case_is_looked_at_again_within_ninety_days_of_a_look(cast):
    case = logged(cast).cases.get()
    with after(20):
        cases.move(case, "hold", by=cast.coordinator, reason="other",
                   review_on=START + datetime.timedelta(days=150))  # fmt: skip
    with after(150):
        looked = reviewing.review(case, by=cast.coordinator)
    assert looked.next_review == START + datetime.timedelta(days=240)


def test_an_ended_case_is_not_reviewed(cast):
    case = logged(cast).cases.get()
    with after(20):
        cases.move(case, "close", by=cast.coordinator, reason="not_eligible")
        with pytest.raises(Refused, match="Not possible"):
            reviewing.review(case, by=cast.coordinator)


def test_cases_that_wait_for_the_same_letter_are_one_line_answered_or_not(cast):
    import uuid

    body, thread = make_body(), uuid.uuid4()
    first, second, alone = (logged(cast).cases.get() for _n in range(3))
    for case in (first, second, alone):
        with after(10):
            cases.check_and_accept(case, by=cast.coordinator)
    for case in (first, second):
        with after(20):
            outward.record_step(case, by=cast.clerk, body=body, kind="first", on=D(2024, 12, 13),
                                letter=uuid.uuid4(), thread=thread)  # fmt: skip
    with after(60):
        outward.record_step(first, by=cast.clerk, body=body, kind="reminder", on=D(2025, 1, 22),
                            letter=uuid.uuid4(), thread=uuid.uuid4())  # fmt: skip
        outward.record_mark(first, by=cast.clerk, thread=thread, mark="answered_on", on=START)
    rows, day = Case.objects.all(), FIXED[0]

    (line,) = looking.by_letter(rows, day)
    families = list(looking.by_family(rows, day))

    assert (line.thread, line.body, line.sent_on, line.cases, line.first) == (
        thread, body, D(2024, 12, 13), 2, FIXED[0],
    )  # fmt: skip
    assert set(looking.of_letter(rows, thread, day)) == {first, second}
    assert [row["request__number"] for row in families] == [alone.request.number]


def test_what_comes_up_soon_is_looked_at_with_the_rest(cast):
    early, late = logged(cast).cases.get(), logged(cast).cases.get()
    for case, day in ((early, 10), (late, 35)):
        with after(day):
            cases.check_and_accept(case, by=cast.coordinator)
        type(case).objects.filter(pk=case.pk).update(request=early.request)
    rows = Case.objects.all()

    assert set(looking.of_family(rows, early.request.number, FIXED[0])) == {early, late}
    assert looking.due(rows, FIXED[0]).get() == early


# reaching ---------------------------------------------------------------------------------------


def calls(*told_calls):
    """(day, how, result) as calls of one family, days counted from the first."""
    return [
        Contact(data_key=b"", on=START + datetime.timedelta(days=day), how=how, result=result,
                created_at=datetime.datetime(2024, 11, 23, tzinfo=datetime.UTC))
        for day, how, result in told_calls
    ]  # fmt: skip


MISS = "not_reached"
REACHING = [
    # the calls, the day of the next attempt, the day it was given up, in another way?
    ([], None, None, False),
    ([(0, "call", MISS)], 20, None, True),
    ([(0, "call", MISS), (20, "call", MISS)], 60, None, True),
    ([(0, "call", MISS), (20, "visit", MISS)], 60, None, False),
    ([(0, "call", MISS), (20, "visit", MISS), (60, "call", MISS)], None, 60, False),
    ([(0, "call", MISS), (1, "call", MISS), (2, "visit", MISS)], 60, None, False),
    ([(0, "call", MISS), (30, "call", MISS), (60, "call", MISS)], 67, None, True),
    ([(0, "call", MISS), (30, "call", "wrong_number"), (61, "letter", MISS)], None, 61, False),
    ([(0, "call", MISS), (20, "visit", "talked")], None, None, False),
    ([(0, "call", MISS), (20, "visit", "told"), (25, "call", MISS)], 45, None, True),
]


@pytest.mark.parametrize(("made", "upcoming", "given_up", "another_way"), REACHING)
def test_three_attempts_in_two_ways_over_sixty_days(made, upcoming, given_up, another_way):
    state = reaching.reach(calls(*made))

    def day(n):
        return None if n is None else START + datetime.timedelta(days=n)

    assert (state.next_on, state.given_up_on) == (day(upcoming), day(given_up))
    assert state.another_way == another_way


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["call", "visit", "letter"]),
                          st.sampled_from([MISS, "wrong_number", "talked", "told"]))))  # fmt: skip
def test_a_family_that_does_not_answer_always_has_a_next_step(made):
    state = reaching.reach(calls(*made))
    missed = bool(state.attempts)

    assert missed == bool(state.next_on or state.given_up_on)
    assert not (state.next_on and state.given_up_on)
    if state.next_on:
        assert state.next_on > state.attempts[-1][0]
    if state.given_up_on:
        assert len(state.attempts) >= 3 and len({how for _on, how in state.attempts}) >= 2


def misses(cast, family, *days):
    for day, how in days:
        with after(day):
            contacts.tell_family(family, result=MISS, how=how, by=cast.clerk)


def reach_dues(family):
    kinds = ("reach_again", "second_contact", "unreachable")
    rows = Due.objects.filter(request=family, kind__in=kinds, done_at=None)
    return [(due.kind, due.role, (due.on - START).days) for due in rows]


def test_an_enquirer_who_is_not_reached_is_tried_again_then_the_second_contact_person(cast):
    second = PersonTold(names=[NameTold("خواهر نمونه")], phones=["09160000006"])
    family = logged(cast, second_contact=second)
    misses(cast, family, (0, "call"))
    assert reach_dues(family) == [("reach_again", "clerk", 20)]
    misses(cast, family, (20, "visit"))
    assert reach_dues(family) == [("reach_again", "clerk", 60)]
    misses(cast, family, (60, "call"))  # a Wednesday: three working days later is Monday
    assert reach_dues(family) == [("second_contact", "clerk", 65)]
    with after(66):
        contacts.tell_family(family, result="told", by=cast.clerk)
    assert reach_dues(family) == []


def test_without_a_second_contact_person_the_coordinator_decides(cast):
    family = logged(cast)
    misses(cast, family, (0, "call"), (20, "visit"), (60, "call"))
    assert [(kind, role) for kind, role, _day in reach_dues(family)] == [
        ("unreachable", "coordinator")
    ]


# whatever happens -------------------------------------------------------------------------------

EVENTS = ("accepted", "sent", "answered", "told", "not_reached", "talked", "held", "resumed",
          "mourning", "closed")  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_rule_23_no_family_is_forgotten_whatever_happens(cast, seed):
    """Random lives: as long as a case is open it has a review, and its family one day to hear from
    us that is at most 180 days after it last did, or the quiet days' end."""
    import random

    dice, body, day = random.Random(seed), make_body(), START
    family = logged(cast)
    for _step in range(14):
        day += datetime.timedelta(days=dice.randint(1, 70))
        with at(day):
            try:
                happen(cast, family, body, dice.choice(EVENTS), day)
            except Refused:
                continue
        open_now = Case.objects.filter(request=family, state__in=ACTIVE)
        days = news_on(family)
        assert len(days) == open_now.exists()
        assert not open_now.filter(next_review=None).exists()
        for on in days:
            assert on <= latest_day(family)


def latest_day(family):
    told_on = Contact.objects.filter(request=family, result="told").values_list("on", flat=True)
    last = max(told_on, default=START) + datetime.timedelta(days=180)
    ends = [time.until + datetime.timedelta(days=4) for time in family.quiet_times.all()]
    return max([last, *ends])


def test_planning_twice_changes_nothing(cast):
    family = logged(cast)
    before = list(Due.objects.values_list("kind", "on", "since", "days"))
    with after(40):
        planning.plan(FamilyRequest.objects.get(pk=family.pk))
    assert list(Due.objects.values_list("kind", "on", "since", "days")) == before


@given(st.dates(D(2020, 1, 1), D(2030, 1, 1)), st.integers(0, 1500))
def test_a_review_is_never_more_than_180_days_away(anchor, days):
    today = anchor + datetime.timedelta(days=days)
    ahead = (dates.review_after(anchor, today) - today).days
    assert 0 < ahead <= (90 if days < 270 else 180)
