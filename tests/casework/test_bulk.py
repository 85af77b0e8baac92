"""One step with many cases: each by itself, once, and nothing is lost when the worker dies."""

import datetime
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from casework.actions import assigning, bulk, cases, safety
from casework.actions.errors import Refused, Replayed
from casework.models import BulkRun, Case, Entry, Note
from casework.models.bulk import LineState
from tests import factories

LONG_AGO = datetime.datetime(2024, 3, 1, 9, tzinfo=datetime.UTC)
REVIEW = {"reason": "review_date"}


def accepted(cast, many):
    """So many cases whose fixed review date has come."""
    with time_machine.travel(LONG_AGO, tick=False):
        names = tuple(f"نمونه {n}" for n in range(many))
        old = factories.log_family(cast, sought=names, on=LONG_AGO.date()).cases.all()
        return [cases.check_and_accept(case, by=cast.coordinator) for case in old]


@pytest.fixture
def some(cast):
    return accepted(cast, 6)


def seen(rows):
    return [(case, case.version) for case in rows]


def states(run):
    return {line.case.reference: line.state for line in run.lines.select_related("case")}


def ends(case):
    return Entry.objects.filter(case=case, verb="close").count()


def test_fifty_closed_in_bulk_of_which_three_may_not_be(cast):
    (new,) = factories.log_family(cast).cases.all()
    young = cases.check_and_accept(new, by=cast.coordinator)
    fifty = [*accepted(cast, 49), young]
    picked = seen(fifty)
    changed, ended = fifty[:2]
    assigning.set_priority(changed, "high", by=cast.coordinator)
    cases.move(ended, "close", by=cast.coordinator, reason="not_eligible")

    run = bulk.go_on(bulk.begin("close", picked, REVIEW, by=cast.coordinator))

    told = {line.case.reference: [t["code"] for t in line.told] for line in run.lines.all()}
    assert {ref: codes for ref, codes in told.items() if codes} == {
        changed.reference: ["stale"],
        ended.reference: ["stale"],
        young.reference: ["ending_allowed"],
    }
    assert list(states(run).values()).count(LineState.DONE) == 47
    assert Case.objects.filter(state="closed", closing_reason="review_date").count() == 47
    assert [Case.objects.get(pk=c.pk).state for c in (changed, young)] == ["accepted"] * 2


def test_a_second_press_does_nothing(cast, some):
    press = uuid.uuid4()
    first = bulk.go_on(
        bulk.begin("close", seen(some[:5]), REVIEW, by=cast.coordinator, command=press)
    )
    again = bulk.begin("close", seen(some[:5]), REVIEW, by=cast.coordinator, command=press)

    assert again == first
    assert BulkRun.objects.count() == 1
    assert [ends(case) for case in some[:5]] == [1] * 5


def test_the_same_press_with_other_cases_is_refused(cast, some):
    press = uuid.uuid4()
    bulk.begin("close", seen(some[:5]), REVIEW, by=cast.coordinator, command=press)

    with pytest.raises(Replayed):
        bulk.begin("close", seen(some[:6]), REVIEW, by=cast.coordinator, command=press)


def test_a_run_goes_on_where_it_was_interrupted_and_takes_no_step_twice(cast, some):
    run = bulk.begin("close", seen(some[:5]), REVIEW, by=cast.coordinator)
    first = run.lines.select_related("case").first()
    bulk._take(run, first)
    run.lines.filter(pk=first.pk).update(state=LineState.WAITING)  # killed before it was marked

    bulk.go_on(run, seconds=-1)
    assert run.finished_at is None
    run = bulk.go_on(run)

    assert run.finished_at is not None
    assert set(states(run).values()) == {LineState.DONE}
    assert ends(first.case) == 1


def test_a_silent_run_is_found_again(cast, some):
    run = bulk.begin("close", seen(some[:2]), REVIEW, by=cast.coordinator)

    assert bulk.unfinished() == []
    with time_machine.travel(run.started_at + datetime.timedelta(minutes=2), tick=False):
        assert bulk.unfinished() == [run]


def test_a_post_that_ended_meanwhile_ends_the_run_too(cast, some):
    run = bulk.begin("close", seen(some[:3]), REVIEW, by=cast.coordinator)
    factories.end_posts(cast.coordinator, cast.ahvaz.today() - datetime.timedelta(days=1))

    run = bulk.go_on(BulkRun.objects.get(pk=run.pk))

    assert [line.told for line in run.lines.all()] == [[{"code": "not_allowed"}]] * 3
    assert not Case.objects.filter(state="closed").exists()


def test_another_offices_case_is_left_alone(cast, some):
    stranger = cast.elsewhere["coordinator"]

    run = bulk.go_on(bulk.begin("close", seen(some[:1]), REVIEW, by=stranger))

    assert run.lines.get().told == [{"code": "not_allowed"}]


def test_who_may_not_take_the_step_begins_nothing(cast, some):
    with pytest.raises(PermissionDenied):
        bulk.begin("close", seen(some[:1]), REVIEW, by=cast.clerk)
    assert not BulkRun.objects.exists()


def test_nothing_and_too_much_are_refused(cast, some, monkeypatch):
    with pytest.raises(Refused):
        bulk.begin("close", [], REVIEW, by=cast.coordinator)
    monkeypatch.setattr(bulk, "MOST", 3)
    with pytest.raises(Refused):
        bulk.begin("close", seen(some[:4]), REVIEW, by=cast.coordinator)


def test_many_are_paused_and_go_on_again(cast, some):
    until = (cast.ahvaz.today() + datetime.timedelta(days=30)).isoformat()
    asked = {"reason": "other", "review_on": until, "words": "تا پس از تعطیلات"}

    held = bulk.go_on(bulk.begin("hold", seen(some[:3]), asked, by=cast.coordinator))
    again = [Case.objects.get(pk=case.pk) for case in some[:3]]
    assert {case.state for case in again} == {"on_hold"}
    assert {str(case.next_review) for case in again} == {until}
    assert Note.objects.filter(words__isnull=False).count() == 3

    gone = bulk.go_on(bulk.begin("resume", seen(again), {}, by=cast.coordinator))
    assert set(states(held).values()) == set(states(gone).values()) == {LineState.DONE}
    assert {Case.objects.get(pk=case.pk).state for case in some[:3]} == {"accepted"}


def test_many_are_asked_for_the_same_paper(cast, some):
    asked = {"items": ["رونوشت شناسنامه"]}

    bulk.go_on(bulk.begin("ask_more", seen(some[:2]), asked, by=cast.coordinator))

    assert [Case.objects.get(pk=c.pk).missing for c in some[:2]] == [asked["items"]] * 2


def test_many_are_given_to_a_colleague_of_their_office_only(cast, some):
    mine = bulk.begin(
        "caseworker", seen(some[:2]), {"caseworker": str(cast.clerk.pk)}, by=cast.coordinator
    )
    other = str(cast.elsewhere["clerk"].pk)
    theirs = bulk.begin("caseworker", seen(some[2:3]), {"caseworker": other}, by=cast.coordinator)

    bulk.go_on(mine)
    bulk.go_on(theirs)

    assert [Case.objects.get(pk=c.pk).caseworker for c in some[:3]] == [cast.clerk] * 2 + [None]
    assert theirs.lines.get().told[0]["code"] == "not_of_office"


def test_accepting_many_gives_one_line_per_case(cast):
    good, stopped = factories.log_family(cast), factories.log_family(cast)
    safety.stop(stopped, by=cast.clerk)
    picked = seen([good.cases.get(), stopped.cases.get()])

    run = bulk.go_on(bulk.begin("accept", picked, {}, by=cast.coordinator))

    assert [[t["code"] for t in line.told] for line in run.lines.all()] == [[], ["not_stopped"]]


def test_the_lists_of_a_run_go_after_their_time_and_the_trail_stays(cast, some):
    run = bulk.go_on(bulk.begin("close", seen(some[:2]), REVIEW, by=cast.coordinator))

    bulk.forget(now=run.finished_at + datetime.timedelta(days=13))
    assert BulkRun.objects.count() == 1
    bulk.forget(now=run.finished_at + datetime.timedelta(days=15))

    assert not BulkRun.objects.exists()
    assert [ends(case) for case in some[:2]] == [1, 1]
