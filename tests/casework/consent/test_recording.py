"""Recording, renewing and withdrawing; what the database itself holds."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from casework import access, consent
from casework.actions import consents, contacts
from casework.actions.consents import Given, Said
from casework.actions.errors import Refused
from casework.models import Consent, Due, FamilyRequest
from casework.models.contact import Result
from tests.factories import log_family, make_body

LONG_AGO = datetime.date(2024, 1, 1)


@pytest.fixture
def family(cast):
    return log_family(cast, answers={"P1": "granted"})


def say(cast, family, *said, **given):
    consents.record_answers(family, list(said), Given(**given), by=cast.clerk)


def review_due(family):
    lines = Due.objects.filter(request=family, kind="consent_review", done_at=None)
    return [line.on for line in lines]


# only added -----------------------------------------------------------------------------------


def test_no_answer_is_ever_changed_not_even_past_the_program(family):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Consent.objects.update(answer="refused")
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE casework_consent SET answer = 'granted'")

    assert Consent.objects.get().answer == "granted"


def test_no_answer_is_deleted_while_its_request_stands(family):
    with pytest.raises(IntegrityError, match="whole request"), transaction.atomic():
        Consent.objects.all().delete()

    assert Consent.objects.count() == 1


def test_the_answers_of_a_request_that_is_erased_go_and_no_others(cast, family):
    other = log_family(cast)

    consents.erase_answers(family, reason="import undone")

    assert set(Consent.objects.values_list("request", flat=True)) == {other.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.all().delete()


# what is written -----------------------------------------------------------------------------


def test_an_answer_says_how_when_and_by_whom_it_was_given(cast, family):
    say(
        cast, family, Said("P5", "granted", data_classes=("who", "news")),
        how="oral", on=LONG_AGO, witness="شاهد نمونه", until=datetime.date(2030, 1, 1),
    )  # fmt: skip

    row = Consent.objects.order_by("sequence").last()
    assert (row.given_on, row.until) == (LONG_AGO, datetime.date(2030, 1, 1))
    assert (row.witness, row.data_classes) == ("شاهد نمونه", ["who", "news"])
    assert (row.recorded_by, row.notice_version, row.language) == (cast.clerk, 1, "fa")
    stored = Consent.objects.values_list("witness", flat=True).order_by("sequence").last()
    assert "شاهد".encode() not in bytes(stored)


def test_an_old_answer_typed_in_late_does_not_undo_a_newer_no(cast, family):
    say(cast, family, Said("P3", "refused"))

    say(cast, family, Said("P3", "granted"), on=LONG_AGO)

    covered = consent.covers(family.cases.get(), make_body("icrc"), family.office.today())
    assert covered.code == "refused"


NONSENSE = {
    "tomorrow": (Said("P3", "granted"), {"on": datetime.date(2999, 1, 1)}),
    "ends before": (Said("P3", "granted"), {"until": datetime.date(2020, 1, 1)}),
    "classes of a copy": (Said("P13", "granted", data_classes=("who",)), {}),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_what_makes_no_sense_is_refused_and_writes_nothing(cast, family, name):
    said, given = NONSENSE[name]

    with pytest.raises(Refused) as refusal:
        say(cast, family, said, **given)

    assert len(refusal.value.reasons) == 1
    assert Consent.objects.count() == 1


def test_an_answer_about_a_body_fits_its_kind(cast, family):
    with pytest.raises(Refused):
        say(cast, family, Said("P5", "granted", body=make_body("icrc")))


def test_a_stranger_does_not_answer_for_a_request(cast, family):
    with pytest.raises(Refused):
        say(cast, family, Said("P3", "granted"), person=log_family(cast).enquirer)


# renewing and withdrawing in one step -------------------------------------------------------


def test_everything_stays_as_the_family_said_in_one_step(cast, family):
    to = make_body("embassy")
    say(
        cast, family, Said("P3", "granted"), Said("P3", "refused", data_classes=("news",)),
        Said("P7", "granted", body=to), Said("P5", "refused"), on=LONG_AGO,
    )  # fmt: skip
    before = Consent.objects.count()

    consents.renew(family, Given(), by=cast.clerk)

    new = Consent.objects.order_by("sequence")[before:]
    assert [(r.purpose, r.answer, r.body, r.data_classes) for r in new] == [
        ("P3", "granted", None, ["who", "circumstances", "contacts", "numbers"]),
        ("P7", "granted", to, []),
    ]
    assert consent.book(family).covers("news", make_body("icrc"), family.office.today()).holds is (
        False
    )


def test_everything_is_taken_back_in_one_step(cast, family):
    named = make_body("embassy")
    say(cast, family, Said("P3", "granted"), Said("P7", "granted", body=named))

    consents.withdraw_all(family, Given(), by=cast.clerk)

    today = family.office.today()
    codes = [consent.covers(family.cases.get(), b, today).code for b in (make_body("icrc"), named)]
    assert codes == ["refused", "refused"]
    assert consent.has_basis(family) is True


def test_a_no_to_all_embassies_is_a_no_to_the_one_that_was_named(cast, family):
    named = make_body("embassy")
    say(cast, family, Said("P7", "granted", body=named))

    say(cast, family, Said("P7", "refused"))

    assert not consent.covers(family.cases.get(), named, family.office.today())


# the review ----------------------------------------------------------------------------------


def test_the_review_is_due_on_the_day_its_clock_gives(cast, family):
    assert review_due(family) == []

    say(cast, family, Said("P3", "granted"), on=LONG_AGO)
    on_the_day_of_logging = consent.book(family).first_review().review_on

    assert review_due(family) == [on_the_day_of_logging]
    consents.withdraw_all(family, Given(), by=cast.clerk)
    assert review_due(family) == []


def test_the_first_answers_of_a_request_open_the_same_due_as_later_ones(cast):
    family = log_family(cast, answers={"P3": "granted", "P5": "refused"})

    assert review_due(family) == [consent.book(family).first_review().review_on]


def test_a_talk_moves_the_review_and_a_call_that_reached_nobody_does_not(cast, family):
    day = datetime.date(2025, 6, 1)
    consents.erase_answers(family, reason="test")
    say(cast, family, Said("P3", "granted"), on=LONG_AGO)

    moves = []
    for result in (Result.NOT_REACHED, Result.WRONG_NUMBER, Result.TALKED):
        contacts.add_contact(family, by=cast.clerk, on=day, how="call", result=result)
        moves += review_due(family)

    in_2026, in_2027 = datetime.date(2026, 1, 1), datetime.date(2027, 6, 1)
    assert moves == [in_2026, in_2026, in_2027]


def test_a_taken_over_answer_counts_from_the_take_over(cast):
    old = log_family(cast, answers={"P3": "granted"}, how="register", on=datetime.date(2019, 5, 5))

    row = Consent.objects.get(request=old, purpose="P3")
    assert (row.how, row.given_on) == ("register", cast.ahvaz.today())


# P2: the same answer as rows and as a book -----------------------------------------------------

SHARED = {
    "yes": ([Said("P2", "granted")], True),
    "no": ([Said("P2", "refused")], False),
    "taken back": ([Said("P2", "granted"), Said("P2", "refused")], False),
    "never asked": ([], False),
}


@pytest.mark.parametrize("name", SHARED)
def test_our_other_offices_see_what_the_book_says(cast, family, name):
    said, shared = SHARED[name]
    for one in said:
        say(cast, family, one)
    today = family.office.today()

    rows = consent.open_to_our_offices(today)
    seen = access.cards(cast.elsewhere["clerk"]).filter(request=family)

    assert rows.filter(pk=family.pk).exists() is shared
    assert seen.exists() is shared
    assert consent.book(family).granted("P2", today) is shared


def test_our_other_offices_see_no_longer_than_the_family_said(cast, family):
    consents.erase_answers(family, reason="test")
    say(cast, family, Said("P2", "granted"), on=LONG_AGO, until=datetime.date(2025, 1, 1))

    assert not access.cards(cast.elsewhere["clerk"]).exists()


def test_a_co_enquirers_answer_opens_nothing_of_the_enquirers(cast):
    family = log_family(cast, answers={"P1": "granted"})
    co = log_family(cast, enquirer="شاهد نمونه").enquirer
    family.co_enquirers.add(co)

    say(cast, family, Said("P2", "granted"), Said("P3", "granted"), person=co)

    today = family.office.today()
    assert not consent.open_to_our_offices(today).filter(pk=family.pk).exists()
    assert consent.book(family).granted("P3", today) is False
    assert consent.book(family, co).granted("P3", today) is True


def test_a_list_of_cases_asks_for_its_answers_in_a_fixed_number_of_queries(
    cast, django_assert_max_num_queries
):
    for _family in range(4):
        log_family(cast)

    rows = consent.with_answers(FamilyRequest.objects.all(), "")
    with django_assert_max_num_queries(3):
        yes = [consent.book(each).granted("P3", each.received_on) for each in rows]

    assert yes == [True] * 4
