"""After a death: what stops, how long it is quiet, who may ask, and what is never inherited."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework import consent, quiet
from casework.actions import cases, contacts, succession
from casework.actions.errors import Refused
from casework.disclosure import gate, tracks
from casework.disclosure.kinds import ItemKind
from casework.models import Case, FamilyRequest, Succession
from families.calendars import parse
from families.models.person import LifeStatus
from tests.casework.disclosure.sealed_world import accepted, decided
from tests.factories import log_family

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def family(cast):
    return log_family(cast)


def die(cast, family, **more):
    told = {"source": "family", "died_on": parse("2026-11-10", calendar_hint="gregorian"), **more}
    return succession.mark_death(family, family.enquirer, by=cast.clerk, **told)


def heir(case=None, **more):
    told = {
        "name": "Nasrin Farzian", "phone": "09160000077", "identifier": ("passport", "X1234567"),
        "notice_given": True, "agrees": True, "came_by_themselves": True,
        "kin": {case.reference: "daughter"} if case else {}, **more,
    }  # fmt: skip
    return succession.Successor(**told)


def fresh(family):
    return FamilyRequest.objects.get(pk=family.pk)


def test_rule_44_a_marked_death_stops_calls_and_opens_forty_quiet_days(cast, family):
    row = die(cast, family, words="her son called")

    died = row.died
    assert (died.life_status, row.source, row.words) == ("dead", "family", "her son called")
    assert quiet.until(fresh(family), datetime.date(2026, 11, 20)) == datetime.date(2026, 12, 19)
    assert family.dues.filter(kind="acknowledge", done_at=None).count() == 0
    with pytest.raises(Refused) as refused:
        contacts.tell_family(fresh(family), by=cast.clerk, result="told")
    assert refused.value.codes == ["enquirer_died"]


def test_a_death_heard_on_the_telephone_has_its_source_too(cast, family):
    contacts.tell_family(family, by=cast.clerk, result="died")

    row = Succession.objects.get()
    assert (row.died, row.source, row.marked_by) == (family.enquirer, "family", cast.clerk)


def test_nobody_is_named_in_the_quiet_days_unless_the_family_came_by_itself(cast, family):
    with time_machine.travel("2026-11-20T09:00Z", tick=False):
        die(cast, family)
        with pytest.raises(Refused) as refused:
            succession.name_successor(family, heir(came_by_themselves=False), by=cast.clerk)
        assert refused.value.codes == ["quiet"]
    with time_machine.travel("2026-12-20T09:00Z", tick=False):
        row = succession.name_successor(family, heir(came_by_themselves=False), by=cast.clerk)

    assert fresh(family).enquirer == row.successor


def test_nobody_takes_the_place_of_the_living(cast, family):
    with pytest.raises(Refused) as refused:
        succession.name_successor(family, heir(), by=cast.clerk)
    assert refused.value.codes == ["alive"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"name": " "}, ["name"]),
        ({"identifier": ("passport", "")}, ["identity"]),
        ({"notice_given": False}, ["notice"]),
        ({"agrees": False}, ["agrees"]),
        ({"identifier": ("", ""), "agrees": False}, ["identity", "agrees"]),
    ],
)
def test_a_successor_needs_an_identity_the_notice_and_an_own_yes(cast, family, change, codes):
    die(cast, family)

    with pytest.raises(Refused) as refused:
        succession.name_successor(family, heir(**change), by=cast.clerk)
    assert refused.value.codes == codes
    assert fresh(family).enquirer == family.enquirer


def test_what_the_dead_agreed_to_counts_for_nobody(cast, family):
    today = family.office.today()
    assert consent.book(family).granted("P3", today)
    die(cast, family)

    succession.name_successor(family, heir(family.cases.get()), by=cast.clerk)

    book = consent.book(fresh(family))
    assert (book.granted("P1", today), book.granted("P3", today)) == (True, False)
    kin = fresh(family).enquirer.relationships.get()
    assert (kin.kin, kin.other) == ("daughter", family.cases.get().sought)


def test_the_sought_persons_wish_toward_the_dead_is_not_inherited(cast):
    case = accepted(cast)
    track = decided(cast, case=case)
    family, today = case.request, case.office.today()
    item = gate.Item(case, ItemKind.MESSAGE)
    assert gate.may_pass_on(item, family.enquirer, today).allowed

    die(cast, family)
    row = succession.name_successor(family, heir(), by=cast.clerk)

    case = Case.objects.get(pk=case.pk)
    assert tracks.enquirers(tracks.lock(track)) == [row.successor]
    assert not gate.may_pass_on(gate.Item(case, ItemKind.MESSAGE), row.successor, today).allowed
    assert tracks.wish_in_force(track, row.successor, today) is None


def test_numbers_state_and_cases_stay_and_open_pages_are_old(cast, family):
    case = cases.check_and_accept(family.cases.get(), by=cast.coordinator)
    die(cast, family)
    succession.name_successor(family, heir(), by=cast.clerk)

    after = Case.objects.get(pk=case.pk)
    assert (after.reference, after.state) == (case.reference, "accepted")
    assert (fresh(family).number, after.version) == (family.number, case.version + 1)


def test_who_may_not_do_it_does_not(cast, family):
    for staff in (cast.signatory, cast.protection, cast.elsewhere["clerk"]):
        with pytest.raises(PermissionDenied):
            succession.mark_death(family, family.enquirer, by=staff, source="family")
    with pytest.raises(Refused):
        succession.mark_death(family, family.cases.get().sought, by=cast.clerk, source="family")


def test_the_pages_ask_and_keep_what_was_typed(cast, enter, family):
    client, case = enter(cast.clerk), family.cases.get()
    death, successor = (reverse(n, args=[case.reference]) for n in ("death_new", "successor"))
    assert "has not been marked as dead" in client.get(successor).content.decode()

    client.post(death, {"who": family.enquirer_id, "source": "document", "died_on": "1405"})
    assert fresh(family).enquirer.life_status == LifeStatus.DEAD
    shown = client.post(successor, {"who": "new", "name": "Nasrin Farzian"}).content.decode()
    assert "Nasrin Farzian" in shown
    told = {
        "who": "new", "name": "Nasrin Farzian", "kind": "passport", "number": "X1234567",
        "notice": "on", "agrees": "on", "themselves": "on",
    }  # fmt: skip
    assert client.post(successor, told).status_code == 302
    assert fresh(family).enquirer.full_name == "Nasrin Farzian"
