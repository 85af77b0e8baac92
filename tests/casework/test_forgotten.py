"""Rule 23 over the whole house: whatever happens in two years, no open case is without a review and
no family with one stands on no list."""

import datetime
import random

import pytest

from casework import looking, tasks
from casework.actions import cases, house, planning, reopening, safety, succession, transfers
from casework.actions.errors import Refused
from casework.lifecycle import ACTIVE
from casework.models import Case, Due, Entry, FamilyRequest
from deploy.standing import work
from deploy.standing.finding import Level
from tests.casework.test_planning import EVENTS, START, at, happen
from tests.factories import GRANTED_ALL, LONG_AGO, log_family, make_body

MORE = ("asked", "completed", "stopped", "lifted", "died", "succeeded", "withdrawn", "declined",
        "reopened", "given away", "imported")  # fmt: skip
ALL_WITH_P2 = {**GRANTED_ALL, "P2": "granted"}


def more_happens(cast, family, event):
    case = family.cases.get()
    if event == "asked":
        cases.move(case, "ask_more", by=cast.coordinator, items=["birth"])
    if event == "completed":
        cases.move(case, "complete", by=cast.coordinator, facts={"items_received": True})
    if event == "stopped":
        safety.stop(family, by=cast.clerk)
    if event == "lifted":
        safety.lift_stop(family, by=cast.protection)
    if event == "died":
        succession.mark_death(family, family.enquirer, by=cast.clerk, source="family")
    if event == "succeeded":
        told = succession.Successor(
            name="خواهر نمونه", identifier=("passport", "A1234567"), notice_given=True,
            agrees=True, came_by_themselves=True,
        )  # fmt: skip
        succession.name_successor(family, told, by=cast.clerk)
    if event == "withdrawn":
        cases.move(case, "withdraw", by=cast.clerk, facts={"wish_verified": True})
    if event == "declined":
        facts = {"referral_offered": True}
        cases.move(case, "decline", by=cast.coordinator, reason="other", facts=facts)
    if event == "reopened":
        reopening.ask_reopening(case, by=cast.coordinator)
        reopening.agree_reopening(case, by=cast.protection)
        cases.move(
            case, "reopen", by=cast.coordinator, reason="new", facts={"new_information": True}
        )
    if event == "given away":
        to = cast.tirana if case.office_id == cast.ahvaz.pk else cast.ahvaz
        offer = transfers.offer(case, to, by=cast.coordinator, reason="wish")
        transfers.take_over(offer, by=cast.coordinator)


@pytest.fixture
def in_both(cast):
    """Those who work in both offices, so that a file given away goes on living."""
    for staff in (cast.clerk, cast.coordinator, cast.protection):
        role = staff.posts.first().role
        house.appoint(staff, by=cast.administrator, office=cast.tirana, role=role, since=LONG_AGO)
    return cast


@pytest.mark.parametrize("seed", range(8))
def test_rule_23_whatever_happens_in_two_years_nobody_is_forgotten(in_both, seed):
    cast, dice, body, day = in_both, random.Random(seed), make_body(), START
    with at(day):
        families = [log_family(cast, on=day, answers=ALL_WITH_P2) for _n in range(3)]
    seen = set()
    for _step in range(45):
        day += datetime.timedelta(days=dice.randint(1, 32))
        family, event = dice.choice(families), dice.choice(EVENTS + MORE)
        family = FamilyRequest.objects.select_related("office", "enquirer").get(pk=family.pk)
        with at(day):
            try:
                if event in EVENTS:
                    happen(cast, family, body, event, day)
                elif event == "imported":
                    families.append(log_family(cast, on=START, channel="register"))
                else:
                    more_happens(cast, family, event)
            except Refused:
                continue
            seen.add(event)
            assert list(looking.forgotten_families()) == [], (seed, event)
            assert not Case.objects.filter(state__in=ACTIVE, next_review=None).exists()
    assert len(seen) > 6  # a life in which everything is refused would show nothing


def test_a_family_that_fell_from_every_list_is_found_said_and_put_back(cast):
    family, other = log_family(cast), log_family(cast)
    Due.objects.filter(request=family, kind="news_to_family").delete()

    assert list(looking.forgotten_families()) == [family]
    assert work.families().level == Level.LOOK
    tasks.plan_forgotten()

    assert work.families().level == Level.WELL
    assert Due.objects.get(request=family, kind="news_to_family", done_at=None)
    entry = Entry.objects.get(verb="plan_forgotten")
    assert (entry.target, entry.office) == (family.number, cast.ahvaz)
    assert planning.plan_forgotten() == 0
    assert other not in looking.forgotten_families()


def test_a_dead_enquirers_family_waits_for_who_goes_on(cast):
    family = log_family(cast)
    succession.mark_death(family, family.enquirer, by=cast.clerk, source="family")
    assert list(looking.forgotten_families()) == []

    Due.objects.filter(request=family, kind="successor").delete()
    assert list(looking.forgotten_families()) == [family]


def test_families_that_are_not_logged_yet_or_have_ended_need_no_day(cast):
    log_family(cast, notice=None)
    family = log_family(cast)
    cases.move(family.cases.get(), "close", by=cast.coordinator, reason="not_eligible")

    assert list(looking.forgotten_families()) == []
