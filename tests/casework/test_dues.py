"""What is due, by which day, whose it is and to whom it climbs: tables written by hand.

24 November 2026 is a Tuesday. Ahvaz works from Saturday to Wednesday, Tirana from Monday to Friday.
"""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from casework import access, deadlines
from casework.actions import cases, closing_days, contacts, dues, quieting, safety, undoing
from casework.actions.errors import Refused
from casework.models import Due, DueChange, DueKind, Entry, Holiday, Note
from tests.factories import log_family, make_staff

D = datetime.date
TUESDAY = D(2026, 11, 24)


def at(day: datetime.date):
    noon = datetime.datetime.combine(day, datetime.time(9), datetime.UTC)
    return time_machine.travel(noon, tick=False)


@pytest.fixture
def family(cast):
    with at(TUESDAY):
        return log_family(cast, on=TUESDAY)


def open_dues(**about):
    rows = Due.objects.filter(done_at=None, **about).order_by("on", "kind")
    return [(due.kind, due.on) for due in rows]


LAST_DAYS = {
    # kind: (whose, in Ahvaz, in Tirana)
    "acknowledge": ("clerk", D(2026, 11, 29), D(2026, 11, 27)),
    "duplicates": ("coordinator", D(2026, 12, 1), D(2026, 12, 1)),
    "risk": ("clerk", D(2026, 12, 1), D(2026, 12, 1)),
    "notice": ("clerk", D(2026, 11, 24), D(2026, 11, 24)),
    "missing": ("clerk", D(2026, 12, 26), D(2026, 12, 24)),
    "declined": ("clerk", D(2026, 12, 8), D(2026, 12, 8)),
    "closing": ("coordinator", D(2026, 12, 8), D(2026, 12, 8)),
    "read_reply": ("coordinator", D(2026, 11, 29), D(2026, 11, 27)),
    "recorded_late": ("coordinator", D(2026, 11, 24), D(2026, 11, 24)),
    "left_anyway": ("coordinator", D(2026, 11, 24), D(2026, 11, 24)),
    "news_to_family": ("clerk", D(2027, 5, 23), D(2027, 5, 21)),
    "consent_review": ("clerk", D(2026, 11, 24), D(2026, 11, 24)),
    "reach_again": ("clerk", D(2026, 11, 24), D(2026, 11, 24)),
    "second_contact": ("clerk", D(2026, 11, 29), D(2026, 11, 27)),
    "unreachable": ("coordinator", D(2026, 12, 8), D(2026, 12, 8)),
    "co_sign": ("protection", D(2026, 12, 1), D(2026, 12, 1)),
    "successor": ("clerk", D(2026, 11, 24), D(2026, 11, 24)),
}


def test_every_kind_has_its_rule():
    assert set(LAST_DAYS) == set(DueKind.values)


@pytest.mark.parametrize("kind", LAST_DAYS)
def test_the_last_day_follows_from_the_first_and_the_offices_week(cast, kind):
    role, in_ahvaz, in_tirana = LAST_DAYS[kind]
    rule = deadlines.RULES[DueKind(kind)]
    found = [
        deadlines.last_day(
            Due(office=office, kind=kind, role=role, since=TUESDAY, days=rule.days,
                of_work=rule.of_work)
        )
        for office in (cast.ahvaz, cast.tirana)
    ]  # fmt: skip

    assert (rule.role, found) == (role, [in_ahvaz, in_tirana])


def test_a_new_request_is_acknowledged_in_three_working_days_and_heard_of_in_180(cast, family):
    assert open_dues(request=family) == [
        ("acknowledge", D(2026, 11, 29)),
        ("news_to_family", D(2027, 5, 23)),
        ("consent_review", TUESDAY.replace(year=2028)),
    ]


def test_a_holiday_between_moves_the_day_and_back_again(cast, family):
    closing_days.add(cast.ahvaz, D(2026, 11, 28), {"fa": "روز دفتر"}, by=cast.administrator)
    assert open_dues(kind="acknowledge") == [("acknowledge", D(2026, 11, 30))]

    closing_days.strike(Holiday.objects.get(), by=cast.administrator)
    assert open_dues(kind="acknowledge") == [("acknowledge", D(2026, 11, 29))]


def test_a_holiday_of_another_office_moves_nothing(cast, family):
    closing_days.add(cast.tirana, D(2026, 11, 28), {"sq": "x"}, by=cast.administrator)

    assert open_dues(kind="acknowledge") == [("acknowledge", D(2026, 11, 29))]


def test_an_announced_day_moves_what_the_estimate_had_moved(cast, family):
    closing_days.add(
        cast.ahvaz, D(2026, 11, 28), {"fa": "x"}, certainty="estimated", by=cast.administrator
    )
    closing_days.confirm(Holiday.objects.get(), on=D(2026, 12, 5), by=cast.administrator)

    assert open_dues(kind="acknowledge") == [("acknowledge", D(2026, 11, 29))]


def test_what_is_due_to_a_family_waits_for_its_quiet_days_and_nothing_else_does(cast, family):
    with at(TUESDAY):
        case = cases.move(family.cases.get(), "start_review", by=cast.coordinator)
        quieting.keep_quiet(family, since=D(2026, 11, 20), by=cast.clerk)  # to 29 December

    assert open_dues(case=case) == [
        ("duplicates", D(2026, 12, 1)),
        ("risk", D(2026, 12, 1)),
        ("acknowledge", D(2026, 12, 30)),
    ]


# stopped, started, extended ---------------------------------------------------------------------


def the(kind, **about):
    return Due.objects.get(kind=kind, done_at=None, **about)


def test_a_stopped_clock_adds_the_days_it_stood_still(cast, family):
    with at(D(2026, 11, 25)):
        dues.stop(the("acknowledge"), D(2026, 12, 2), "away", by=cast.clerk)  # 7 days

    due = the("acknowledge")
    assert (due.on, due.stopped_until) == (D(2026, 12, 6), D(2026, 12, 2))


def test_while_it_stands_still_it_is_on_nobodys_list_and_then_runs_by_itself(cast, family):
    with at(D(2026, 11, 25)):
        dues.stop(the("acknowledge"), D(2026, 12, 2), "away", by=cast.clerk)
    seen = {}
    for day in (D(2026, 12, 1), D(2026, 12, 2)):
        with at(day):
            mine = access.dues(cast.clerk).filter(kind="acknowledge").count()
            whole = access.office_dues(cast.clerk, every=True).filter(kind="acknowledge").count()
            seen[day] = (mine, whole)
    assert seen == {D(2026, 12, 1): (0, 1), D(2026, 12, 2): (1, 1)}


def test_started_before_its_day_only_the_days_that_passed_are_added(cast, family):
    with at(D(2026, 11, 25)):
        dues.stop(the("acknowledge"), D(2026, 12, 2), "away", by=cast.clerk)
    with at(D(2026, 11, 28)):
        dues.go_on(the("acknowledge"), by=cast.clerk)

    due = the("acknowledge")
    assert (due.on, due.stopped_until) == (D(2026, 12, 2), None)
    with at(D(2026, 11, 28)), pytest.raises(Refused, match="runs already"):
        dues.go_on(the("acknowledge"), by=cast.clerk)


def test_an_extended_due_has_another_last_day_and_says_why(cast, family):
    with at(D(2026, 11, 28)):
        dues.extend(
            the("acknowledge"), D(2026, 12, 7), "family", words="after the wedding", by=cast.clerk
        )

    assert the("acknowledge").on == D(2026, 12, 7)
    change = DueChange.objects.get()
    assert (change.kind, change.reason, change.by) == ("extended", "family", cast.clerk)
    assert Note.objects.get().words == "after the wedding"
    assert "wedding" not in str(Entry.objects.get(verb="due_extend").details)


@pytest.mark.parametrize(
    ("step", "until", "sentence"),
    [
        (dues.stop, D(2026, 11, 25), "must lie after"),
        (dues.stop, D(2027, 2, 24), "At most 90 days"),
        (dues.extend, D(2026, 11, 29), "must lie after"),
        (dues.extend, D(2027, 2, 28), "At most 90 days"),
    ],
)
def test_no_due_is_put_off_out_of_sight(cast, family, step, until, sentence):
    with at(D(2026, 11, 25)), pytest.raises(Refused, match=sentence):
        step(the("acknowledge"), until, "other", by=cast.clerk)
    assert not DueChange.objects.exists()


def test_what_somebody_did_meanwhile_is_told_and_not_done_again(cast, family):
    due = the("acknowledge")
    with at(TUESDAY):
        dues.finish(due, by=cast.clerk)
        with pytest.raises(Refused, match="done this already"):
            dues.finish(due, by=cast.regional)
    assert Due.objects.get(pk=due.pk).done_by == cast.clerk


def test_only_who_may_see_a_due_may_do_it(cast, family):
    for who in (cast.elsewhere["clerk"], cast.administrator, cast.stranger):
        with at(TUESDAY), pytest.raises(PermissionDenied):
            dues.finish(the("acknowledge"), by=who)


def test_how_it_was_worked_out_ends_on_the_day_that_stands(cast, family):
    with at(D(2026, 11, 25)):
        quieting.keep_quiet(family, since=D(2026, 11, 20), by=cast.clerk)
        dues.stop(the("acknowledge"), D(2026, 12, 2), "away", by=cast.clerk)
        dues.extend(the("acknowledge"), D(2027, 1, 12), "family", by=cast.clerk)
    due = the("acknowledge")
    steps = [(reason.code, reason.on, reason.count) for reason in deadlines.work_out(due)]

    assert steps == [
        ("since", TUESDAY, 0),
        ("of_work", D(2026, 11, 29), 3),
        ("quiet", D(2026, 12, 30), 0),
        ("stopped", D(2027, 1, 6), 7),
        ("extended", D(2027, 1, 12), 0),
    ]
    assert due.on == D(2027, 1, 12)


# whose, and to whom it climbs -------------------------------------------------------------------

# The acknowledgement is due on Sunday 29 November; three working days later is Wednesday
# 2 December, ten are Sunday 13 December.
CLIMBING = {
    D(2026, 11, 29): {"clerk", "regional"},
    D(2026, 12, 1): {"clerk", "regional"},
    D(2026, 12, 2): {"clerk", "regional", "coordinator"},
    D(2026, 12, 12): {"clerk", "regional", "coordinator"},
    D(2026, 12, 13): {"clerk", "regional", "coordinator", "signatory"},
}


@pytest.mark.parametrize("day", CLIMBING)
def test_what_nobody_did_climbs_from_the_desk_to_the_signatory(cast, family, day):
    with at(day):
        everybody = [*cast.staff.items(), *((f"{r}!", s) for r, s in cast.elsewhere.items())]
        holding = {
            role for role, one in everybody if access.dues(one).filter(kind="acknowledge").exists()
        }
    assert holding == CLIMBING[day]


def test_the_page_and_the_list_say_the_same_about_climbing(cast, family):
    due = the("acknowledge")
    for day, roles in CLIMBING.items():
        come = {role for _on, role, here in deadlines.climbed_to(due, day) if here}
        assert come == roles - {"clerk", "regional"}


def test_a_case_with_its_caseworker_is_on_no_colleagues_list(cast, family):
    second = make_staff("clerk2", cast.ahvaz, "clerk", by=cast.administrator)
    case = family.cases.get()
    type(case).objects.filter(pk=case.pk).update(caseworker=cast.clerk)
    with at(TUESDAY):
        lists = [access.dues(one).filter(case=case).count() for one in (cast.clerk, second)]
        type(case).objects.filter(pk=case.pk).update(caseworker=cast.signatory)  # no clerk: all
        later = [access.dues(one).filter(case=case).count() for one in (cast.clerk, second)]
    assert (lists, later) == ([1, 0], [1, 1])


def test_a_due_of_the_protection_officers_is_nobody_elses_to_see_or_to_count(cast, family):
    with at(TUESDAY):
        dues.write("left_anyway", "protection", TUESDAY, case=family.cases.get())
        seen = {
            role: (access.dues(one).filter(kind="left_anyway").count(),
                   access.office_dues(one, every=True).filter(kind="left_anyway").count())
            for role, one in cast.staff.items()
        }  # fmt: skip
    later = D(2027, 6, 1)
    with at(later):
        climbed = [r for r, s in cast.staff.items() if access.dues(s).filter(kind="left_anyway")]
    assert {role for role, counts in seen.items() if any(counts)} == {"protection"}
    assert climbed == ["protection"]


def test_what_a_protection_officer_did_stands_in_no_cases_trail(cast, family):
    case = family.cases.get()
    with at(TUESDAY):
        due = dues.write("left_anyway", "protection", TUESDAY, case=case)
        before = list(access.entries(cast.coordinator, case).values_list("pk"))
        dues.finish(due, by=cast.protection, words="seen", command=None)
        assert list(access.entries(cast.coordinator, case).values_list("pk")) == before
    assert not Note.objects.exists()


def test_nothing_calls_a_family_about_whom_all_is_stopped(cast, family):
    with at(TUESDAY):
        safety.stop(family, by=cast.clerk)
        assert not access.dues(cast.clerk).filter(kind__in=deadlines.TO_FAMILY).exists()


# rule 44 ----------------------------------------------------------------------------------------


def test_rule_44_a_dead_enquirer_is_not_to_be_told_called_or_asked_anything(cast, family):
    with at(TUESDAY):
        contacts.tell_family(family, result="died", by=cast.clerk)

    # the first working day after the fortieth, 2 January 2027, a Saturday
    assert open_dues(request=family) == [("successor", D(2027, 1, 3))]


def test_rule_44_undone_everything_is_due_again(cast, family):
    before = open_dues(request=family)
    with at(TUESDAY):
        contacts.tell_family(family, result="died", by=cast.clerk)
        case = family.cases.get()
        step = undoing.last_step(case, by=cast.clerk)
        undoing.undo_last_step(case, step.pk, by=cast.clerk, reason="another person")

    assert open_dues(request=family) == before
