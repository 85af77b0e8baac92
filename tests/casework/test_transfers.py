"""A family goes to another office: who agrees, what moves, what stays, what each office sees."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework import access, between
from casework.actions import cases, consents, contacts, loans, protecting, transfers
from casework.actions.errors import Refused, Replayed, Stale
from casework.disclosure import tracks
from casework.models import Case, CaseLine, Due, FamilyRequest, Post, Transfer
from tests.factories import GRANTED_ALL, LONG_AGO, end_posts, log_family

pytestmark = pytest.mark.django_db

SHARED = GRANTED_ALL | {"P2": "granted"}


@pytest.fixture
def family(cast):
    return log_family(cast, sought=("Ali Farzian", "Reza Farzian"), answers=SHARED)


@pytest.fixture
def case(family):
    return family.cases.order_by("reference").first()


def offer(cast, case, **more):
    return transfers.offer(
        case, cast.tirana, by=cast.coordinator, **{"reason": "lives_there", **more}
    )


def take(cast, row, **more):
    return transfers.take_over(row, by=cast.elsewhere["coordinator"], **more)


def test_the_family_moves_with_everything_and_changes_nothing_else(cast, case, family):
    case = cases.check_and_accept(case, by=cast.coordinator)
    before = {c.pk: (c.state, c.reference, c.next_review) for c in family.cases.all()}
    contacts.add_note(family, "the uncle called", by=cast.clerk)

    take(cast, offer(cast, case))

    after = {c.pk: (c.state, c.reference, c.next_review) for c in family.cases.all()}
    assert after == before
    assert {c.office for c in family.cases.all()} == {cast.tirana}
    assert FamilyRequest.objects.get().office == cast.tirana
    assert set(CaseLine.objects.values_list("office", flat=True)) == {cast.tirana.pk}
    assert set(Due.objects.filter(done_at=None).values_list("office", flat=True)) == {
        cast.tirana.pk
    }
    there, here = cast.elsewhere["coordinator"], cast.coordinator
    assert [n.words for n in access.notes(there)] == ["the uncle called"]
    assert list(access.notes(here)) == []
    assert access.entries(there, family.cases.first()).filter(verb="log_request").exists()


def test_before_during_and_after_each_office_sees_what_it_may(cast, case, enter):
    there = cast.elsewhere["coordinator"]
    file, card = (reverse(n, args=[case.reference]) for n in ("case", "status_card"))

    def seen(staff):
        return [enter(staff).get(url).status_code for url in (file, card)]

    assert (seen(cast.coordinator), seen(there)) == ([200, 200], [404, 200])
    row = offer(cast, case)
    assert (seen(cast.coordinator), seen(there)) == ([200, 200], [404, 200])
    page = enter(there).get(reverse("transfer", args=[row.pk])).content.decode()
    assert case.reference in page
    assert "Farzian" not in page
    take(cast, row)
    assert (seen(cast.coordinator), seen(there)) == ([404, 200], [200, 200])


def test_one_case_alone_goes_and_the_others_stay(cast, case, family):
    other = family.cases.exclude(pk=case.pk).get()
    contacts.add_note(family, "about both", by=cast.clerk)
    contacts.add_note(family, "about the one", by=cast.clerk, case=case)

    take(cast, offer(cast, case, whole_family=False))

    there, here = cast.elsewhere["coordinator"], cast.coordinator
    assert list(access.reachable(there)) == [case]
    assert list(access.reachable(here)) == [other]
    assert {n.words for n in access.notes(there)} == {"about both", "about the one"}
    assert {n.words for n in access.notes(here)} == {"about both"}
    assert contacts.add_note(family, "from here", by=cast.elsewhere["clerk"]).pk


def test_without_the_familys_yes_nothing_is_offered(cast):
    case = log_family(cast).cases.get()

    with pytest.raises(Refused) as refused:
        offer(cast, case)
    assert refused.value.codes == ["shared_inside"]
    assert Transfer.objects.count() == 0


def test_a_yes_that_is_taken_back_meanwhile_stops_it(cast, case, family):
    row = offer(cast, case)
    consents.record_consent(family, {"P2": "refused"}, by=cast.clerk)

    with pytest.raises(Refused) as refused:
        take(cast, row)
    assert refused.value.codes == ["shared_inside"]
    assert {c.office for c in family.cases.all()} == {cast.ahvaz}


def test_one_person_is_never_both_coordinators(cast, case):
    Post.objects.create(
        staff=cast.coordinator, office=cast.tirana, role="coordinator", since=LONG_AGO
    )
    both = type(cast.coordinator).objects.get(pk=cast.coordinator.pk)
    row = offer(cast, case)

    with pytest.raises(Refused) as refused:
        transfers.take_over(row, by=both)
    assert refused.value.codes == ["self"]
    with pytest.raises(IntegrityError), transaction.atomic():  # the shell, the admin's page
        Transfer.objects.filter(pk=row.pk).update(state="accepted", decided_by=both)
    assert list(between.waiting_here(both)) == []


def test_who_is_no_coordinator_there_decides_nothing(cast, case):
    row = offer(cast, case)

    for staff in (cast.coordinator, cast.elsewhere["clerk"], cast.elsewhere["protection"]):
        with pytest.raises(PermissionDenied):
            transfers.refuse(row, by=staff, words="no")


def test_a_post_that_ended_yesterday_decides_nothing(cast, case):
    row, there = offer(cast, case), cast.elsewhere["coordinator"]
    end_posts(there, cast.tirana.today() - datetime.timedelta(days=1))

    with pytest.raises(PermissionDenied):
        transfers.take_over(row, by=type(there).objects.get(pk=there.pk))


def test_refused_with_a_reason_everything_stays(cast, case, family):
    row = offer(cast, case)
    there = cast.elsewhere["coordinator"]
    with pytest.raises(Refused):
        transfers.refuse(row, by=there, words=" ")

    row = transfers.refuse(row, by=there, words="nobody here speaks Persian")

    assert (row.state, row.answer) == ("refused", "nobody here speaks Persian")
    assert {c.office for c in family.cases.all()} == {cast.ahvaz}
    assert offer(cast, case).state == "waiting"  # it can be offered again


def test_decided_once_then_said_so(cast, case):
    row = offer(cast, case)
    take(cast, row)

    for late in (
        lambda: transfers.take_back(row, by=cast.coordinator),
        lambda: transfers.refuse(row, by=cast.elsewhere["coordinator"], words="no"),
    ):
        with pytest.raises(Refused) as refused:
            late()
        assert refused.value.codes == ["decided"]


def test_a_second_offer_of_the_family_waits_for_the_first(cast, case, family):
    offer(cast, case)

    with pytest.raises(Refused) as refused:
        offer(cast, family.cases.exclude(pk=case.pk).get())
    assert refused.value.codes == ["waiting"]


def test_a_stale_page_and_a_replayed_command_change_nothing(cast, case):
    press = uuid.uuid4()
    with pytest.raises(Stale):
        offer(cast, case, seen=case.version - 1)
    first = offer(cast, case, command=press)
    assert offer(cast, case, command=press) == first
    with pytest.raises(Replayed):
        offer(cast, case, command=press, reason="other")
    assert Transfer.objects.count() == 1


def test_all_that_was_lent_ends_with_the_move(cast, case):
    loans.lend(case, cast.tirana, by=cast.coordinator, reason="x", until=case.office.today())
    take(cast, offer(cast, case))

    assert case.loans.get().ended_at is not None


def test_a_case_that_was_closed_meanwhile_is_not_taken_over_alone(cast, case):
    row = offer(cast, case, whole_family=False)
    cases.move(Case.objects.get(pk=case.pk), "close", by=cast.coordinator, reason="found_by_family")

    with pytest.raises(Refused) as refused:
        take(cast, row)
    assert refused.value.codes == ["changed"]


def test_the_sealed_side_goes_along_in_silence(cast, case):
    cases.check_and_accept(case, by=cast.coordinator)
    track = protecting.note_trace(
        Case.objects.get(pk=case.pk), by=cast.protection, words="he called"
    )

    take(cast, offer(cast, case))

    assert track in tracks.tracks(cast.elsewhere["protection"])
    assert track not in tracks.tracks(cast.protection)
    track.refresh_from_db()
    assert track.version == tracks.track_of(case).version == 2
