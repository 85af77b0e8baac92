"""What may be passed on about a sought person: the rules of the gate, by their number."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.actions import protecting, wishing
from casework.actions.errors import Refused
from casework.disclosure import gate, wishes
from casework.disclosure.kinds import CheckKind, ItemKind, Level
from casework.disclosure.models import Wish
from casework.models import Case
from families.models import Person
from tests.casework.disclosure.sealed_world import (
    accepted,
    decided,
    located,
    second_officer,
    wished,
)

DAY = datetime.date(2026, 11, 22)
ITEMS = ["alive", "no_contact", "message", "meeting", "details", "death", "nothing"]
# What each wish lets be told; by hand.
LETS = {
    "L0": set(),
    "L1": {"alive"},
    "L2": {"alive", "no_contact"},
    "L3": {"alive", "message"},
    "L4": {"alive", "message", "meeting"},
    "L5": {"alive", "message", "meeting", "details"},
}


def allowed(track, to=None, on=DAY):
    to = to or track.case.request.enquirer
    return {i for i in ITEMS if gate.may_pass_on(gate.Item(track.case, i), to, on).allowed}


@pytest.mark.django_db
@pytest.mark.parametrize("level", LETS)
@pytest.mark.parametrize("item", ["alive", "no_contact", "message", "meeting", "details"])
def test_decision_goes_no_further_than_the_wish(cast, level, item):
    track = wished(cast, level, details="his town, to his mother")
    toward = track.case.request.enquirer

    if item in LETS[level]:
        wishing.decide(track, toward, [item], "As he said.", by=cast.protection)
        wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
        assert allowed(track) == {item}
    else:
        with pytest.raises(Refused) as refusal:
            wishing.decide(track, toward, [item], "As he said.", by=cast.protection)
        assert refusal.value.codes == ["wish_allows"]
        assert allowed(track) == set()


@pytest.mark.django_db
def test_rule_8_without_a_wish_nothing_is_passed_on(cast):
    assert allowed(located(cast)) == set()


@pytest.mark.django_db
def test_rule_9_exactly_the_agreed_sentence_to_exactly_that_person(cast):
    track = decided(cast, ["alive"], "He is alive and well.", level=Level.ALIVE)
    other = Person.objects.create()
    track.case.request.co_enquirers.add(other)
    enquirer = track.case.request.enquirer

    said = gate.may_pass_on(gate.Item(track.case, "alive"), enquirer, DAY)

    assert (said.allowed, said.wording) == (True, "He is alive and well.")
    assert allowed(track, other) == set()


@pytest.mark.django_db
def test_unapproved_decision_allows_nothing(cast):
    track = wished(cast)
    wishing.decide(track, track.case.request.enquirer, ["message"], "Hello.", by=cast.protection)

    assert allowed(track) == set()


@pytest.mark.django_db
def test_rule_10_a_newer_refusal_counts_at_once_without_a_second_person(cast):
    track = decided(cast)
    assert allowed(track) == {"message"}

    wishing.record_wish(
        track, track.case.request.enquirer, "L0", by=cast.protection, words="No more.",
        verified_how="his voice", free=True,
    )  # fmt: skip

    assert allowed(track) == set()


@pytest.mark.django_db
def test_wider_wish_waits_for_the_second_person(cast):
    track = decided(cast, ["alive"], "He is alive.", level=Level.ALIVE)
    enquirer = track.case.request.enquirer
    wishing.record_wish(
        track, enquirer, "L5", by=cast.protection, words="Tell her where.",
        verified_how="his voice", free=True, details="his town",
    )  # fmt: skip

    with pytest.raises(Refused):
        wishing.decide(track, enquirer, ["details"], "He lives there.", by=cast.protection)

    wishing.countersign_wish(track.wishes.last(), by=second_officer(cast))
    wishing.decide(track, enquirer, ["details"], "He lives there.", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    assert allowed(track) == {"details"}


@pytest.mark.django_db
def test_wish_and_decision_end_on_their_day(cast):
    track = decided(cast, until=datetime.date(2026, 12, 31))

    assert allowed(track, on=datetime.date(2026, 12, 31)) == {"message"}
    assert allowed(track, on=datetime.date(2027, 1, 1)) == set()


@pytest.mark.django_db
def test_rule_44_nothing_reaches_a_dead_enquirer(cast):
    track = decided(cast)
    Person.objects.filter(pk=track.case.request.enquirer.pk).update(life_status="dead")

    assert allowed(track, Person.objects.get(pk=track.case.request.enquirer.pk)) == set()


@pytest.mark.django_db
def test_rule_14_a_wish_of_maybe_a_minor_passes_nothing_on_to_the_family(cast):
    from families.calendars import parse

    track = decided(cast)
    case = Case.objects.get(pk=track.case.pk)
    case.sought.birth = parse("2009")
    case.sought.save()
    track.case.refresh_from_db()

    assert allowed(track) == set()


@pytest.mark.django_db
def test_rule_14_what_is_ticked_as_maybe_a_minor_counts_as_one_whatever_the_birth_says(cast):
    track = decided(cast)
    assert allowed(track) != set()

    Person.objects.filter(pk=track.case.sought_id).update(maybe_minor=True)
    track.case.refresh_from_db()

    assert allowed(track) == set()


@pytest.mark.django_db
def test_rule_13_death_is_told_in_person_and_ends_every_other_item(cast):
    track = decided(cast)
    protecting.add_check(track, CheckKind.DEATH, by=cast.protection, fits=True, words="certificate")
    track = protecting.confirm_death(track, by=cast.elsewhere["protection"])
    assert allowed(track) == set()
    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, ["death"], "He died in 2019.", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])

    said = gate.may_pass_on(gate.Item(track.case, "death"), enquirer, DAY)

    assert (said.allowed, said.in_person_only) == (True, True)
    assert allowed(track) == {"death"}


@pytest.mark.django_db
def test_death_is_settled_only_after_it_was_told(cast):
    track = located(cast)
    protecting.add_check(track, CheckKind.DEATH, by=cast.protection, fits=True, words="certificate")
    track = protecting.confirm_death(track, by=cast.elsewhere["protection"])
    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, ["death"], "He died in 2019.", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    with pytest.raises(Refused) as refusal:
        protecting.settle(track, "deceased_confirmed", by=cast.protection)

    wishing.note_told(track, by=cast.protection, words="With her daughter, at home.")
    track = protecting.settle(track, "deceased_confirmed", by=cast.protection)

    assert refusal.value.codes == ["decision_approved"]
    assert track.state == "settled"


# the wish in force, against a model of its own ----------------------------------------------------

VERSIONS = st.lists(
    st.tuples(
        st.sampled_from(list(LETS)),
        st.booleans(),
        st.sampled_from([None, DAY - datetime.timedelta(days=1), DAY]),
        st.sampled_from(["a town", "a street"]),
    ),
    max_size=6,
)


@settings(max_examples=400)
@given(VERSIONS)
def test_unsigned_version_never_lets_more_be_known_than_was_signed(versions):
    rows = [_version(*version) for version in versions]

    in_force = wishes.in_force(rows, DAY)

    told = {str(item) for item in wishes.allowed_items(in_force)}
    signed = [LETS[level] for level, is_signed, _until, _details in versions if is_signed]
    assert told <= set().union(*signed)
    if versions:
        level, is_signed, until, _details = versions[-1]
        assert told <= LETS[level] or not is_signed
        if is_signed:
            assert told == (set() if until and until < DAY else LETS[level])
        if level == "L0":
            assert told == set()
        assert not (until and until < DAY and told and is_signed)


def _version(level, signed, until, details):
    wish = Wish(until=until, countersigned_by_id=1 if signed else None)
    wish.content = {"level": level, "details": details if level == "L5" else ""}
    return wish


def test_changed_details_tell_nothing_until_they_are_signed():
    rows = [_version("L5", True, None, "a town"), _version("L5", False, None, "a street")]

    assert wishes.in_force(rows, DAY) is None


def test_nothing_is_in_force_where_nothing_was_said():
    assert wishes.in_force([], DAY) is None


# 17 reopening -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rule_17_every_case_is_reopened_only_after_a_protection_officer_agreed(cast):
    from casework.actions import cases, reopening

    case = accepted(cast)
    cases.move(case, "close", by=cast.coordinator, reason="not_eligible")
    with pytest.raises(Refused) as refusal:
        cases.move(case, "reopen", by=cast.coordinator, reason="new_facts")
    reopening.ask_reopening(case, by=cast.coordinator)
    with pytest.raises(Refused):
        cases.move(case, "reopen", by=cast.coordinator, reason="new_facts")
    reopening.agree_reopening(case, by=cast.protection)

    moved = cases.move(case, "reopen", by=cast.coordinator, reason="new_facts")
    cases.move(moved, "close", by=cast.coordinator, reason="not_eligible")
    with pytest.raises(Refused):
        cases.move(moved, "reopen", by=cast.coordinator, reason="new_facts")

    assert refusal.value.codes == ["reopening_agreed"]
    assert moved.state == "under_review"


def test_items_are_all_that_can_be_passed_on():
    assert sorted(ITEMS) == sorted(ItemKind.values)
