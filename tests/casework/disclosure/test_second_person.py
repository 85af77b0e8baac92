"""Rule 11 through every door: what the page refuses to one person twice, the database refuses to
the shell as well, on SQLite and PostgreSQL."""

import datetime

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from casework.actions import protecting
from casework.actions.errors import Refused
from casework.disclosure import second_person, tracks
from casework.disclosure.kinds import CheckKind, ItemKind, Level
from casework.disclosure.models import (
    DisclosureDecision,
    IdentityCheck,
    Opening,
    SealedTrack,
    Wish,
)
from tests.casework.disclosure.sealed_world import accepted, located, traced, wished

pytestmark = pytest.mark.django_db


def refused(rows, **said):
    """An update as a shell would do it, past every action."""
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**said)


def checked(cast, *kinds):
    track = traced(cast)
    for kind in kinds:
        protecting.add_check(track, kind, by=cast.protection, fits=True, words="x")
    return SealedTrack.objects.filter(pk=track.pk)


def test_rule_11_whoever_made_a_check_is_not_the_second_person_in_any_way(cast):
    rows = checked(cast, CheckKind.FACTS, CheckKind.PHOTO)

    refused(rows, state="located", identified_by=cast.protection)
    refused(rows, identified_by=cast.protection)
    rows.update(state="located", identified_by=cast.elsewhere["protection"])

    assert rows.get().state == "located"


@pytest.mark.parametrize("kinds", [(), ("facts",), ("facts", "facts"), ("death",)])
def test_rule_11_nobody_is_located_without_two_checks(cast, kinds):
    rows = checked(cast, *kinds)

    refused(rows, state="located", identified_by=cast.elsewhere["protection"])


def test_rule_11_nobody_is_located_without_a_second_person(cast):
    rows = checked(cast, CheckKind.AUTHORITY)

    refused(rows, state="located")
    refused(rows, state="wish_recorded")


def test_rule_11_a_death_needs_its_proof_and_another_person(cast):
    rows = checked(cast, CheckKind.FACTS)
    refused(rows, deceased=True)
    refused(rows, deceased=True, death_confirmed_by=cast.elsewhere["protection"])
    protecting.add_check(rows.get(), CheckKind.DEATH, by=cast.protection, fits=True, words="x")

    refused(rows, deceased=True, death_confirmed_by=cast.protection)
    rows.update(deceased=True, death_confirmed_by=cast.elsewhere["protection"])


def test_rule_11_no_track_is_born_proven(cast):
    case = accepted(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        SealedTrack.objects.create(case=case, identified_by=cast.protection)


def test_rule_11_one_person_neither_signs_nor_approves_nor_agrees_twice(cast):
    track = wished(cast, signed=False)
    wish = track.wishes.last()
    enquirer = track.case.request.enquirer
    decision = DisclosureDecision.objects.create(
        track=track, to=enquirer, wish=wish, content={"items": ["message"], "wording": "x"},
        decided_by=cast.elsewhere["protection"],
    )  # fmt: skip
    opening = Opening.objects.create(track=track, by=cast.protection, reason="x")

    refused(Wish.objects.filter(pk=wish.pk), countersigned_by=cast.protection)
    decided = DisclosureDecision.objects.filter(pk=decision.pk)
    refused(decided, approved_by=cast.elsewhere["protection"])
    refused(decided, approved_by=cast.protection)  # who wrote down the wish
    refused(Opening.objects.filter(pk=opening.pk), agreed_by=cast.protection)


def test_what_somebody_signed_is_never_changed(cast):
    track = wished(cast, Level.ALIVE)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_wish SET content = content")
    refused(Wish.objects.all(), until=datetime.date(2030, 1, 1))
    refused(Wish.objects.all(), recorded_by=cast.elsewhere["coordinator"])
    refused(IdentityCheck.objects.all(), by=cast.elsewhere["protection"])
    refused(IdentityCheck.objects.all(), fits=False)
    assert tracks.identity_proven(track)


def test_a_wish_of_somebody_who_was_never_identified_is_not_written_down(cast):
    """Settled as not found, then a wish: the door that led past the two checks."""
    from casework.actions import wishing

    track = traced(cast)
    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, [ItemKind.NOTHING], "", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    track = protecting.settle(track, "not_located", by=cast.protection)

    with pytest.raises(Refused) as refusal:
        wishing.record_wish(
            track, enquirer, "L1", by=cast.protection, words="x", verified_how="x", free=True
        )

    assert refusal.value.codes == ["identity_confirmed"]


def test_a_new_trace_needs_its_own_second_person(cast):
    from casework.actions import wishing

    track = located(cast)
    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, [ItemKind.NOTHING], "", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    protecting.settle(track, "located_refuses_all", by=cast.protection)

    again = traced(cast, track.case)

    assert (again.state, again.identified_by) == ("possible_match", None)


def test_guards_stand_in_the_database_and_are_laid_again(cast):
    second_person.lay()
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        laid = {name for (name,) in cursor.fetchall()}

    assert second_person.GUARDS.keys() <= laid


def test_there_is_no_admin_door():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
