"""Deputies: from a day until a day, by the holder of the post, ended by themselves."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework import access
from casework.actions import deputies, house
from casework.actions.errors import Refused
from casework.models import Entry, Post, Staff
from correspondence import drafting, queries
from correspondence.actions import letters, numbers, signing
from correspondence.models import Letter
from tests import factories
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.test_proofs import text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
START = datetime.date(2026, 11, 30)


def on(day: datetime.date):
    """The clock at noon of a day, UTC: the same day in Ahvaz."""
    noon = datetime.datetime.combine(day, datetime.time(8), datetime.UTC)
    return time_machine.travel(noon, tick=False)


def again(staff) -> Staff:
    """The person of the next request."""
    return Staff.objects.get(pk=staff.pk)


def plain(text: str) -> str:
    """Without the signs that keep a name's direction apart."""
    return re.sub("[\u2066-\u2069]", "", text)


def post_of(staff) -> Post:
    return staff.posts.select_related("office").get(deputy_of=None)


def name(cast, deputy=None, *, by=None, since=START + DAY, until=START + 10 * DAY, **more):
    by = again(by or cast.signatory)
    return deputies.name_deputy(
        post_of(by), again(deputy or cast.clerk), by=by, since=since, until=until, **more
    )


@pytest.mark.parametrize(
    ("days", "may"), [(-1, False), (0, False), (1, True), (10, True), (11, False)]
)
def test_a_deputy_may_on_those_days_and_on_no_other(cast, days, may):
    with on(START):
        name(cast)
    with on(START + days * DAY):
        clerk = again(cast.clerk)
        assert access.can(clerk, "approve_letter", cast.ahvaz) is may
        assert (clerk in drafting.in_office(cast.ahvaz, cast.ahvaz.today())) is may
        assert access.can(clerk, "log_request", cast.ahvaz)
        assert not access.can(clerk, "approve_letter", cast.tirana)


def test_the_deputy_approves_under_his_own_name_and_trail_and_page_say_for_whom(cast, enter):
    with on(START):
        name(cast)
        letter = letters.hand_over(made.drafted(cast), by=cast.coordinator)
        with pytest.raises(PermissionDenied):
            letters.approve(letter, by=again(cast.clerk))
    with on(START + DAY):
        assert again(cast.clerk) in queries.who_may_approve(letter)
        letter = letters.approve(letter, by=again(cast.clerk))
        assert letter.approver == cast.clerk
        entry = Entry.objects.get(verb="approve_letter")
        assert entry.details["deputy_of"] == str(cast.signatory.pk)
        page = enter(cast.clerk).get(reverse("letter", args=[letter.pk])).content.decode()
    said = f"{cast.clerk}, deputy of {cast.signatory}"
    assert said in plain(page)
    with on(START + 60 * DAY):
        later = enter(cast.coordinator).get(reverse("letter", args=[letter.pk])).content.decode()
        assert said in plain(later)


def test_whoever_wrote_the_letter_does_not_approve_it_as_a_deputy_either(cast):
    with on(START):
        name(cast, cast.coordinator)
    with on(START + DAY):
        coordinator = again(cast.coordinator)
        letter = letters.hand_over(made.drafted(cast), by=coordinator)
        with pytest.raises(Refused) as refused:
            letters.approve(letter, by=coordinator)
        assert refused.value.codes == ["author"]
        assert letters.approve(letter, by=again(cast.signatory)).approver == cast.signatory


def test_rule_22_the_signature_of_a_deputy_in_office_that_day_is_the_approval(cast):
    cast.ahvaz.signing = "signature"
    cast.ahvaz.save()
    with on(START):
        name(cast)
        letter = made.drafted(cast)
    with on(START + DAY):
        letter = letters.choose_signatory(letter, again(cast.clerk), by=cast.coordinator)
        letter = numbers.take_number(letter, by=cast.coordinator)
        assert letter.state == "numbered"
    with on(START + 11 * DAY):
        with pytest.raises(Refused) as refused:
            signing._sign(letter, again(cast.clerk), cast.ahvaz.today())
        assert refused.value.codes == ["no_signatory"]
        signing._sign(letter, again(cast.clerk), START + 5 * DAY)
    assert letter.approver == cast.clerk


def test_without_paper_a_deputy_signs_and_it_shows(cast, enter):
    sending.without_paper(cast)
    with on(START):
        name(cast, since=START)
        letter = made.numbered(cast)
        letter = signing.sign(letter, by=again(cast.clerk))
        assert Entry.objects.get(verb="sign").details["deputy_of"] == str(cast.signatory.pk)
        page = enter(cast.coordinator).get(reverse("letter", args=[letter.pk])).content.decode()
        proof = text_of(drafting.proof_paper(letter.submission, "en", []).pdf)
    assert page.count("deputy of") == 1
    assert f"Signed by: {cast.clerk}, deputy of {cast.signatory}" in proof
    assert f"Approved by: {cast.signatory} " in proof
    assert Letter.objects.get().signatory == cast.clerk


def test_whoever_has_the_verb_of_his_own_is_nobodys_deputy_in_the_trail(cast):
    with on(START):
        name(cast, cast.coordinator)
    with on(START + DAY):
        other = made.second_coordinator(cast)
        letter = letters.hand_over(made.drafted(cast), by=cast.coordinator)
        letters.approve(letter, by=other)
        assert "deputy_of" not in Entry.objects.get(verb="approve_letter").details


REFUSED = [
    ({"since": START - DAY}, "past"),
    ({"until": START}, "order"),
    ({"until": START + 181 * DAY}, "too_long"),
]


@pytest.mark.parametrize(("days", "code"), REFUSED)
def test_days_that_cannot_be_are_refused(cast, days, code):
    with on(START), pytest.raises(Refused) as refused:
        name(cast, **days)
    assert refused.value.codes == [code]


def test_strangers_equals_and_a_second_deputy_are_refused(cast):
    with on(START):
        second = factories.make_staff("second", cast.ahvaz, "signatory", by=cast.administrator)
        for person, code in (
            (cast.elsewhere["clerk"], "stranger"),
            (cast.signatory, "self"),
            (second, "same_post"),
        ):
            with pytest.raises(Refused) as refused:
                name(cast, person)
            assert refused.value.codes == [code]
        first = name(cast)
        with pytest.raises(Refused) as refused:
            name(cast, cast.coordinator, since=START + 10 * DAY, until=START + 12 * DAY)
        assert refused.value.codes == ["twice"]
        name(cast, cast.coordinator, since=START + 11 * DAY, until=START + 12 * DAY)
        assert name(cast, by=cast.coordinator).deputy_of == post_of(cast.coordinator)
        assert Post.objects.filter(pk=first.pk, role="signatory").exists()


def test_nobody_but_the_holder_names_and_a_deputy_hands_nothing_on(cast):
    with on(START):
        for other in (cast.coordinator, cast.clerk, cast.administrator):
            with pytest.raises(PermissionDenied):
                deputies.name_deputy(
                    post_of(cast.signatory), cast.clerk, by=again(other), since=START,
                    until=START + DAY,
                )  # fmt: skip
        row = name(cast, since=START)
        with pytest.raises(PermissionDenied):
            deputies.name_deputy(
                row, cast.coordinator, by=again(cast.clerk), since=START, until=START
            )
        assert access.posts_to_stand_in_for(again(cast.clerk)) == []


def test_a_post_that_ends_takes_its_deputies_along(cast):
    with on(START):
        name(cast, since=START, until=START + 5 * DAY)
        name(cast, since=START + 6 * DAY, until=START + 9 * DAY)
        house.end_post(post_of(cast.signatory), by=cast.administrator, until=START + 2 * DAY)
        days = list(Post.objects.exclude(deputy_of=None).values_list("since", "until"))
    assert days == [(START, START + 2 * DAY)]
    with on(START), pytest.raises(Refused) as refused:
        name(cast, until=START + 3 * DAY)
    assert refused.value.codes == ["post_ends"]


def test_a_deputy_may_be_ended_early_and_what_was_done_stays(cast):
    with on(START):
        row = name(cast, since=START)
        with pytest.raises(PermissionDenied):
            deputies.end_deputy(row, by=again(cast.coordinator))
    with on(START + DAY):
        deputies.end_deputy(row, by=again(cast.signatory))
        row.refresh_from_db()
        assert row.until == START + DAY
    with on(START + 2 * DAY), pytest.raises(Refused):
        deputies.end_deputy(row, by=again(cast.signatory))
    with on(START + 2 * DAY):
        later = name(cast, since=START + 4 * DAY)
        deputies.end_deputy(later, by=again(cast.signatory))
        assert not Post.objects.filter(pk=later.pk).exists()
    assert Entry.objects.filter(verb="end_deputy").count() == 2


def test_the_pages_name_end_and_show_a_deputy(cast, enter):
    with on(START):
        client, address = enter(cast.signatory), reverse("deputy_list")
        assert "Nobody stands in" in client.get(address).content.decode()
        given = {
            "post": post_of(cast.signatory).pk, "deputy": cast.clerk.pk,
            "since": "2026-12-01", "until": "1405/09/20",
        }  # fmt: skip
        bad = client.post(address, given | {"until": "x", "deputy": "y"})
        assert bad.status_code == 200 and not Post.objects.exclude(deputy_of=None).exists()
        assert client.post(address, given).url == address
        row = Post.objects.exclude(deputy_of=None).get()
        assert (row.since, row.until) == (START + DAY, datetime.date(2026, 12, 11))
        assert str(cast.clerk) in enter(cast.coordinator).get(address).content.decode()
        assert enter(cast.clerk).get(address).status_code == 403
        ending = reverse("deputy_end", args=[row.pk])
        assert enter(cast.elsewhere["signatory"]).post(ending).status_code == 404
        assert enter(cast.coordinator).post(ending).status_code == 403
    with on(START + DAY):
        staff = enter(cast.administrator).get(reverse("house")).content.decode()
        assert f"deputy of {cast.signatory}" in staff
        assert enter(cast.clerk).get(address).status_code == 200
        enter(cast.signatory).post(ending)
        row.refresh_from_db()
        assert row.until == START + DAY
