"""Rules of the domain that stand between the two sides, by their number, and bad input to them."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework import dates
from casework.actions import cases, contacts, protecting, reopening, safety, wishing
from casework.actions.errors import Refused, Replayed, Stale
from casework.disclosure import gate, tracks
from casework.models import Case, Loan, Note, Transfer
from families.models import Person
from tests import factories
from tests.casework.disclosure.sealed_world import accepted, decided, second_officer, wished

pytestmark = pytest.mark.django_db
PRESS = "11111111-2222-4333-8444-555555555555"


def on(day):
    noon = datetime.datetime.combine(day, datetime.time(9), datetime.UTC)
    return time_machine.travel(noon, tick=False)


# 6 public status has no setter -------------------------------------------------------------------


def test_rule_6_public_status_is_computed_and_nowhere_kept(cast):
    case = accepted(cast)
    status = gate.public_status(case, on=cast.ahvaz.today())

    with pytest.raises(AttributeError):
        status.code = "ended"
    assert [f.name for f in Case._meta.get_fields() if "status" in f.name] == []


# 9 a second enquirer gets nothing ----------------------------------------------------------------


@pytest.mark.parametrize("level", ["L1", "L2"])
def test_rule_9_a_second_enquirer_gets_nothing(cast, level):
    track = decided(cast, ["alive"], "He is alive.", level=level)
    second = Person.objects.create()
    track.case.request.co_enquirers.add(second)
    item, today = gate.Item(track.case, "alive"), cast.ahvaz.today()

    assert gate.may_pass_on(item, track.case.request.enquirer, today).wording == "He is alive."
    assert gate.may_pass_on(item, second, today) == gate.NO
    with pytest.raises(Refused) as refusal:
        wishing.decide(track, second, ["alive"], "He is alive.", by=cast.protection)
    assert refusal.value.codes == ["wish_allows"]


# 10 a newer wish wins ----------------------------------------------------------------------------


def test_rule_10_a_newer_wish_ends_the_decision_under_an_older_one(cast):
    track = decided(cast, ["message"], "Hello.")
    enquirer = track.case.request.enquirer

    wishing.record_wish(
        track, enquirer, "L1", by=cast.protection, words="less", verified_how="voice", free=True
    )
    late = track.decisions.last()

    item = gate.Item(track.case, "message")
    assert gate.may_pass_on(item, enquirer, cast.ahvaz.today()) == gate.NO
    with pytest.raises(Refused) as refusal:
        wishing.approve_decision(late, by=second_officer(cast))
    assert refusal.value.codes == ["withdrawn"]


@pytest.mark.parametrize("how", ["family", "controls"])
def test_a_wish_that_others_tell_is_not_the_persons(cast, how):
    track = decided(cast, ["message"], "Hello.")

    with pytest.raises(Refused) as refusal:
        wishing.record_wish(
            track, track.case.request.enquirer, "L5", by=cast.protection, words="everything",
            verified_how="his brother says so", free=True, how=how, details="his telephone",
        )  # fmt: skip
    assert refusal.value.codes == ["direct_channel"]


# 12 neutral endings appear only at the fixed date ------------------------------------------------

MONTHS = {  # days after the acceptance, and whether the case may end with a neutral reason
    0: False,
    364: False,
    365: True,
    366: True,
    800: True,
}


@pytest.mark.parametrize("days", MONTHS)
@pytest.mark.parametrize("found", [False, True])
def test_rule_12_a_case_ends_neutrally_at_its_fixed_date_found_or_not(cast, days, found):
    start = datetime.date(2025, 3, 1)
    with on(start):
        case = accepted(cast)
        if found:
            decided(cast, case=case)
    with on(start + datetime.timedelta(days=days)):
        missing = cases.check(Case.objects.get(pk=case.pk), "close", reason="review_date")

    assert [c.code for c in missing] == ([] if MONTHS[days] else ["ending_allowed"])


def test_rule_12_the_fixed_date_does_not_move_with_what_was_learned():
    accepted_on = datetime.date(2024, 2, 29)

    assert dates.next_ending(accepted_on, datetime.date(2024, 6, 1)) == datetime.date(2025, 2, 28)
    assert dates.next_ending(accepted_on, datetime.date(2025, 2, 28)) == datetime.date(2026, 2, 28)


# 14, 16 ------------------------------------------------------------------------------------------

BORN = {  # what is known, and whether somebody may be a minor on 22 November 2026
    "2009": True,
    "2008": True,
    "2007": False,
    "about 2009": True,
    "1327": False,
}


@pytest.mark.parametrize("born", BORN)
def test_rule_14_maybe_a_minor_counts_as_one(born):
    from families.calendars import parse

    person = Person(birth=parse(born))

    assert gate.maybe_minor(person, datetime.date(2026, 11, 22)) is BORN[born]


def test_rule_16_a_stop_reaches_every_case_of_the_request_and_no_other(cast):
    family = factories.log_family(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))
    other = factories.log_family(cast)

    safety.stop(family, by=cast.clerk)

    assert [c.safety_stop for c in family.cases.all()] == [True, True]
    assert other.cases.get().safety_stop is False


# 17 reopening ------------------------------------------------------------------------------------


@pytest.mark.parametrize("refused", [False, True])
def test_rule_17_reopening_waits_alike_after_a_refusal_and_without_one(cast, refused):
    case = accepted(cast)
    if refused:
        wished(cast, "L0", case=case)
    cases.move(case, "close", by=cast.coordinator, reason="not_eligible")
    reopening.ask_reopening(case, by=cast.coordinator)

    missing = cases.check(Case.objects.get(pk=case.pk), "reopen", reason="new_facts")

    assert [c.code for c in missing] == ["reopening_agreed"]
    with pytest.raises(PermissionDenied):
        reopening.agree_reopening(case, by=cast.coordinator)


# bad input ---------------------------------------------------------------------------------------


def test_step_of_an_officer_whose_post_ended_is_forbidden_on_the_sealed_side_too(cast):
    track = decided(cast)
    factories.end_posts(cast.protection, cast.ahvaz.today() - datetime.timedelta(days=1))
    again = type(cast.protection).objects.get(pk=cast.protection.pk)

    with pytest.raises(PermissionDenied):
        wishing.start_contact(track, by=again)


def test_clock_set_back_a_day_changes_no_rule_and_breaks_no_chain(cast):
    from casework import audit

    case = accepted(cast)
    today = cast.ahvaz.today()
    with on(today - datetime.timedelta(days=1)):
        moved = cases.move(
            case, "hold", by=cast.coordinator, reason="other",
            review_on=today + datetime.timedelta(days=10),
        )  # fmt: skip
        back = cases.move(moved, "resume", by=cast.coordinator)

    assert (back.state, back.version) == ("accepted", case.version + 2)
    assert back.next_review > today
    assert audit.verify(f"case:{case.pk}") == []


def test_stale_page_and_replayed_command_leave_the_sealed_side_as_it_was(cast):
    track = wished(cast)
    enquirer = track.case.request.enquirer
    seen = tracks.track_of(track.case).version
    wishing.decide(track, enquirer, ["message"], "A.", by=cast.protection, seen=seen, command=PRESS)

    with pytest.raises(Replayed):
        wishing.decide(track, enquirer, ["message"], "B.", by=cast.protection, command=PRESS)
    with pytest.raises(Stale):
        wishing.decide(track, enquirer, ["message"], "C.", by=cast.protection, seen=seen)
    assert [d.wording for d in track.decisions.all()] == ["A."]


def test_same_person_is_refused_as_second_person_on_the_page_too(cast, enter):
    track = wished(cast, signed=False)
    wish, client = track.wishes.last(), enter(cast.protection)
    where = reverse("sealed_second", args=[track.case.reference, "wish", wish.pk])

    page = client.post(where, follow=True).content.decode()

    wish.refresh_from_db()
    assert wish.countersigned_by is None
    assert "a second protection officer must do this" in page


NEWS = "او زنده است و در شیراز زندگی می‌کند"


def test_note_that_says_where_someone_is_is_not_kept_but_led_to_its_page(cast, enter):
    case = accepted(cast)
    where = reverse("note_new", args=[case.reference])
    client = enter(cast.clerk)

    page = client.post(where, {"words": NEWS}).content.decode()
    kept = Note.objects.count()
    client.post(where, {"words": NEWS, "not_news": "on"})

    assert (kept, Note.objects.count()) == (0, 1)
    assert NEWS in page
    assert f'href="{reverse("news_new")}"' in page


def test_words_about_a_step_and_a_call_are_minded_too(cast, enter):
    case = accepted(cast)
    client = enter(cast.coordinator)
    step = reverse("case_step", args=[case.reference, "close"])

    client.post(step, {"reason": "not_eligible", "words": NEWS, "seen": case.version})
    client.post(
        reverse("contact_new", args=[case.reference]),
        {"how": "call", "result": "talked", "said": NEWS},
    )

    assert Case.objects.get(pk=case.pk).state == "accepted"
    assert case.request.contacts.count() == 0


@pytest.mark.parametrize(
    ("page", "box", "others"),
    [
        ("transfer_new", "words", {"reason": "moved", "whole": "all"}),
        ("loan_new", "reason", {"until": "1405-12-01"}),
    ],
)
def test_words_to_another_office_are_minded_too(cast, enter, page, box, others):
    case = accepted(cast)
    where = reverse(page, args=[case.reference])

    seen = enter(cast.coordinator).post(where, {"to": cast.tirana.pk, box: NEWS, **others})

    assert NEWS in seen.content.decode()
    assert 'name="not_news"' in seen.content.decode()
    assert (Transfer.objects.count(), Loan.objects.count()) == (0, 0)


def test_words_about_what_is_due_are_minded_too(cast, enter):
    due = accepted(cast).request.dues.filter(done_at=None).first()
    where = reverse("due", args=[due.code])

    seen = enter(cast.coordinator).post(where, {"step": "done", "words": NEWS})

    due.refresh_from_db()
    assert due.done_at is None
    assert 'name="not_news"' in seen.content.decode()


def test_many_cases_closed_of_which_three_changed_meanwhile(cast):
    """Each by itself: the three stay as they were and are told, the others end."""
    family = factories.log_family(cast, sought=tuple(f"نمونه {n}" for n in range(10)))
    rows = [cases.check_and_accept(c, by=cast.coordinator) for c in family.cases.all()]
    stale = rows[:3]
    for row in stale:
        contacts.add_note(family, "x", case=row, by=cast.clerk)
        safety.co_sign(row, by=cast.protection)

    outcome = []
    for row in rows:
        try:
            cases.move(row, "close", by=cast.coordinator, reason="not_eligible", seen=row.version)
        except Stale as stale_page:
            outcome.append(str(stale_page.who))
        else:
            outcome.append("done")

    assert outcome == ["Protection"] * 3 + ["done"] * 7
    assert sorted(Case.objects.values_list("state", flat=True)) == ["accepted"] * 3 + ["closed"] * 7


def test_settled_without_a_find_says_nothing_to_the_open_side(cast):
    case = accepted(cast)
    before = Case.objects.filter(pk=case.pk).values().get()
    track = protecting.note_trace(case, by=cast.protection, words="x")
    wishing.decide(track, case.request.enquirer, ["nothing"], "", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    protecting.settle(track, "search_exhausted", by=cast.protection)

    assert Case.objects.filter(pk=case.pk).values().get() == before
