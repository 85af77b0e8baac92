"""What is open with somebody goes to a colleague: all of it, once, and to nobody elsewhere."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework import between
from casework.actions import drafts, handing
from casework.actions.errors import Refused, Replayed
from casework.models import Case, Entry, IntakeDraft
from tests.factories import log_family, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(cast):
    return make_staff("colleague", cast.ahvaz, "clerk", by=cast.administrator)


@pytest.fixture
def case(cast):
    case = log_family(cast).cases.get()
    Case.objects.filter(pk=case.pk).update(caseworker=cast.clerk)
    drafts.save_draft({"e-name": "x"}, by=cast.clerk, office=cast.ahvaz)
    return Case.objects.get(pk=case.pk)


def test_all_of_it_goes_in_one_step_and_the_trail_says_so(cast, case, colleague):
    given = handing.hand_over(cast.clerk, colleague, by=cast.clerk)

    after = Case.objects.get(pk=case.pk)
    assert (given.cases, given.drafts) == (1, 1)
    assert (after.caseworker, after.version) == (colleague, case.version + 1)
    assert IntakeDraft.objects.get().staff == colleague
    assert Entry.objects.get(verb="hand_over", case=case).by == cast.clerk


def test_a_second_press_gives_nothing_twice(cast, case, colleague):
    press = uuid.uuid4()
    first = handing.hand_over(cast.clerk, colleague, by=cast.clerk, command=press)

    assert handing.hand_over(cast.clerk, colleague, by=cast.clerk, command=press) == first
    with pytest.raises(Replayed):
        handing.hand_over(cast.clerk, cast.coordinator, by=cast.clerk, command=press)
    with pytest.raises(Refused) as refused:
        handing.hand_over(cast.clerk, colleague, by=cast.clerk)
    assert refused.value.codes == ["nothing"]


def test_nobody_of_another_office_takes_it_over(cast, case):
    with pytest.raises(Refused) as refused:
        handing.hand_over(cast.clerk, cast.elsewhere["clerk"], by=cast.clerk)
    assert refused.value.codes == ["taker"]


def test_a_coordinator_hands_over_for_who_is_away_and_others_do_not(cast, case, colleague):
    for staff in (cast.regional, cast.elsewhere["coordinator"], cast.administrator):
        with pytest.raises(PermissionDenied):
            handing.hand_over(cast.clerk, colleague, by=staff)
    assert handing.hand_over(cast.clerk, colleague, by=cast.coordinator).cases == 1


def test_what_a_signatory_cannot_type_on_stays_with_its_writer(cast, case):
    given = handing.hand_over(cast.clerk, cast.signatory, by=cast.clerk)

    assert (given.cases, given.drafts) == (1, 0)
    assert IntakeDraft.objects.get().staff == cast.clerk


def test_the_page_shows_first_and_warns_where_a_role_is_left_alone(cast, enter, case, colleague):
    client = enter(cast.clerk)
    shown = client.get(reverse("hand_over")).content.decode()
    assert case.reference in shown
    assert between.roles_left_alone(cast.clerk, {cast.ahvaz.pk}) == []
    assert [p.role for p in between.roles_left_alone(cast.coordinator, {cast.ahvaz.pk})] == [
        "coordinator"
    ]

    client.post(reverse("hand_over"), {"to": colleague.pk, "from": cast.clerk.pk})
    assert Case.objects.get(pk=case.pk).caseworker == colleague
