"""When a body is chased: tables of days, promises, what was handed in earlier."""

import datetime

import pytest

from casework.actions import consents, transfers
from casework.actions.errors import Refused
from casework.models import Certainty, Holiday, Office
from correspondence import followup, open_days
from correspondence.actions import earlier
from correspondence.actions import followup as actions
from correspondence.forms.recipients import RecipientForm
from correspondence.models import Letter, Submission, SubmissionCase
from families.calendars import parse
from tests.correspondence import letters as made
from tests.correspondence import sending

SENT = datetime.date(2026, 1, 1)


def days(count):
    return SENT + datetime.timedelta(days=count)


@pytest.mark.parametrize(
    ("already", "last", "due"),
    [
        (0, None, 45),
        (1, 45, 90),
        (2, 90, 270),
        (3, 270, 450),
        (1, 100, 145),  # the first reminder went out late: 45 days of peace
        (2, 120, 300),
        (3, 280, 460),
    ],
)
def test_reminders_are_due_after_45_and_90_days_then_every_180(already, last, due):
    last_on = None if last is None else days(last)
    assert followup.reminder_due(SENT, (45, 90), already, last_on) == days(due)


def test_the_plan_of_a_recipient_comes_before_the_house_rule(cast):
    to = made.make_recipient(cast, acknowledge_days=7, remind_days=[30])
    assert followup.plan_of(to) == (7, (30,))
    assert followup.reminder_due(SENT, (30,), 1, days(30)) == days(210)


@pytest.fixture
def always_open(cast):
    """Only the plan counts: no end of a week, no holiday."""
    open_on(cast, range(7))


def open_on(cast, weekdays, closed=()):
    """The office works on these days of the week, and is closed on those days."""
    Office.objects.filter(pk=cast.ahvaz.pk).update(working_days=list(weekdays))
    Holiday.objects.filter(office=cast.ahvaz).delete()
    for day in closed:
        Holiday.objects.create(office=cast.ahvaz, on=datetime.date.fromisoformat(day))


@pytest.fixture
def sent(cast, always_open):
    return sending.sent(cast, sending.family(cast, "محمدرضا فرضیان", "علی فرضیان"), on=SENT)


def chase(letter, on=None):
    return followup.next_chase(Submission.objects.get(pk=letter.submission_id), on)


def said(letter, **marks):
    SubmissionCase.objects.filter(submission=letter.submission).update(**marks)


def first(letter):
    return SubmissionCase.objects.filter(submission=letter.submission).order_by("pk")[:1]


@pytest.mark.parametrize(
    ("on", "why", "due"),
    [
        (1, "acknowledgement", 14),
        (14, "acknowledgement", 14),
        (44, "acknowledgement", 14),
        (45, "reminder", 45),
        (400, "reminder", 45),
    ],
)
def test_silence_asks_first_for_receipt_then_for_an_answer(sent, on, why, due):
    found = chase(sent, days(on))
    assert (found.why, found.due, found.since) == (why, days(due), SENT)


def test_a_confirmed_receipt_waits_for_the_day_of_the_reminder(sent):
    said(sent, acknowledged_on=days(10))
    found = chase(sent)
    assert (found.why, found.due, found.unanswered, found.of) == ("reminder", days(45), 2, 2)


def test_a_promise_for_all_waits_until_its_day(sent):
    said(sent, acknowledged_on=days(10), promised_until=days(80))
    assert (chase(sent).why, chase(sent).due) == ("promise", days(80))


def test_a_promise_for_some_comes_first_only_if_it_is_sooner(sent):
    said(sent, acknowledged_on=days(10))
    SubmissionCase.objects.filter(pk__in=first(sent).values("pk")).update(promised_until=days(80))
    assert (chase(sent).why, chase(sent).due) == ("reminder", days(45))
    SubmissionCase.objects.filter(pk__in=first(sent).values("pk")).update(promised_until=days(30))
    assert (chase(sent).why, chase(sent).due) == ("promise", days(30))


def test_a_promise_that_was_reminded_of_is_not_chased_for_ever(cast, sent):
    said(sent, acknowledged_on=days(10), promised_until=days(40))
    reminded(sent, days(50))
    assert (chase(sent).why, chase(sent).due, chase(sent).reminders) == ("reminder", days(95), 1)


def test_after_three_reminders_the_coordinator_decides(cast, sent):
    said(sent, acknowledged_on=days(10))
    for count in (45, 90):
        reminded(sent, days(count))
    assert not chase(sent).coordinator_decides
    reminded(sent, days(270))
    assert chase(sent).coordinator_decides
    assert chase(sent).due == days(450)


def test_an_answer_on_every_case_ends_it(sent):
    said(sent, answered_on=days(20))
    assert chase(sent) is None


def test_one_open_case_keeps_it_open(sent):
    SubmissionCase.objects.filter(pk__in=first(sent).values("pk")).update(declined_on=days(20))
    assert (chase(sent).unanswered, chase(sent).of) == (1, 2)


def reminded(letter, on):
    """A reminder of the thread that left on that day (its own sending is tested elsewhere)."""
    Letter.objects.create(
        submission=letter.submission, office=letter.office, kind="reminder", language="en",
        state="sent", number=f"R{on}", date=on, author=letter.author, pdf_sha256="0" * 64,
    )  # fmt: skip


class TestChaseList:
    def rows(self):
        return Submission.objects.all()

    @pytest.mark.parametrize(("on", "count"), [(13, 0), (14, 1), (45, 1)])
    def test_holds_what_is_due_on_the_day(self, sent, on, count):
        assert len(followup.chase_list(self.rows(), days(on))) == count

    def test_the_longest_overdue_stands_first(self, cast, sent):
        other = sending.sent(
            cast, sending.family(cast, "جاسم فرضیان"), to=sent.submission.recipient
        )
        sending.dated(other, days(-100))
        found = followup.chase_list(self.rows(), days(60))
        assert [each.submission.pk for each in found] == [other.submission_id, sent.submission_id]


class TestTheirDays:
    """The list says when the other side is closed."""

    @pytest.mark.parametrize(
        ("country", "day", "again"),
        [
            ("", "2026-02-15", "2026-02-15"),  # nothing is known of their days
            ("CH", "2026-02-15", "2026-02-16"),  # a Sunday
            ("IR", "2026-02-15", "2026-02-15"),  # a Sunday
            ("DE", "2026-04-03", "2026-04-07"),  # Good Friday to Easter Monday
            ("AL", "2026-11-28", "2026-12-02"),  # two feasts on a weekend, given free after it
        ],
    )
    def test_are_those_of_their_country(self, cast, country, day, again):
        to = made.make_recipient(cast, holidays_of=country)
        found = open_days.they_work_again(to, datetime.date.fromisoformat(day))
        assert found.isoformat() == again

    def test_an_unknown_country_is_refused_on_the_page(self):
        form = RecipientForm({"holidays_of": "XX"})
        assert "two letters" in str(form.errors["holidays_of"])


SATURDAY_TO_WEDNESDAY, MONDAY_TO_FRIDAY = (5, 6, 0, 1, 2), range(5)


class TestBothSides:
    """What is counted to a day on which one of the two houses is closed is due on the next on
    which both work. 1 January 2026 is a Thursday, 15 January (day 14) too."""

    @pytest.mark.parametrize(
        ("week", "closed", "country", "due"),
        [
            (range(7), [], "", "2026-01-15"),
            (SATURDAY_TO_WEDNESDAY, [], "", "2026-01-17"),  # Thursday and Friday are ours
            (SATURDAY_TO_WEDNESDAY, ["2026-01-17"], "", "2026-01-18"),  # and a holiday
            (SATURDAY_TO_WEDNESDAY, [], "CH", "2026-01-19"),  # Saturday and Sunday are theirs
            (MONDAY_TO_FRIDAY, [], "CH", "2026-01-15"),
            (range(7), ["2026-01-15"], "CH", "2026-01-16"),
            (range(7), [], "IR", "2026-01-15"),
            (range(7), ["2026-01-15"], "IR", "2026-01-18"),  # a Friday and a feast are theirs
        ],
    )
    def test_a_receipt_is_asked_for_when_both_work(self, cast, week, closed, country, due):
        letter = sent_to(cast, country)
        open_on(cast, week, closed)
        found = chase(letter, days(20))
        assert (found.why, found.due.isoformat()) == ("acknowledgement", due)
        assert found.counted == days(14)

    @pytest.mark.parametrize(
        ("week", "country", "due"),
        [
            (range(7), "", "2026-04-01"),
            (SATURDAY_TO_WEDNESDAY, "", "2026-04-01"),
            (range(7), "IR", "2026-04-04"),  # the last two days of Nowruz, and a Friday
            (MONDAY_TO_FRIDAY, "IR", "2026-04-06"),
            (range(7), "DE", "2026-04-01"),
        ],
    )
    def test_the_second_reminder_too(self, cast, week, country, due):
        letter = sent_to(cast, country)
        reminded(letter, days(45))
        open_on(cast, week)
        found = chase(letter)
        assert (found.why, found.due.isoformat(), found.counted) == ("reminder", due, days(90))

    def test_a_promise_too(self, cast):
        letter = sent_to(cast, "DE")
        said(letter, acknowledged_on=days(1), promised_until=datetime.date(2026, 4, 3))
        open_on(cast, range(7))
        found = chase(letter)
        assert (found.why, found.due.isoformat()) == ("promise", "2026-04-07")  # after Easter

    def test_a_day_on_which_the_office_works_after_all_counts(self, cast):
        letter = sent_to(cast, "")
        open_on(cast, range(7), ["2026-01-15"])
        Holiday.objects.update(certainty=Certainty.STRUCK)
        assert chase(letter).due == days(14)

    def test_the_list_holds_it_from_that_day_on(self, cast):
        sent_to(cast, "")
        open_on(cast, SATURDAY_TO_WEDNESDAY)
        rows = Submission.objects.all()
        assert [len(followup.chase_list(rows, days(count))) for count in (14, 15, 16)] == [0, 0, 1]

    def test_a_house_that_never_opens_is_chased_all_the_same(self, cast):
        letter = sent_to(cast, "")
        open_on(cast, [9])
        assert chase(letter).due == days(14)


def sent_to(cast, country):
    to = made.make_recipient(cast, holidays_of=country)
    return sending.sent(cast, sending.family(cast), to=to, on=SENT)


def test_rule_23_every_sent_letter_has_a_follow_up_date(cast, always_open):
    letter = sending.sent(cast)
    expected = cast.ahvaz.today() + datetime.timedelta(days=14)
    assert followup.next_chase(letter.submission).due == expected


class TestEarlier:
    @pytest.fixture
    def handed_in(self, cast, always_open):
        rows = sending.family(cast, "محمدرضا فرضیان", "علی فرضیان")
        return earlier.record(
            rows, made.make_recipient(cast), by=cast.coordinator, office=cast.ahvaz,
            on=parse("بهار ۱۴۰۲"),
        )  # fmt: skip

    def test_is_to_be_confirmed_first(self, cast, handed_in):
        found = followup.next_chase(handed_in)
        assert (found.why, found.due) == ("confirm", handed_in.created_at.date())

    def test_is_counted_from_our_first_letter_about_it(self, cast, handed_in):
        sending.without_paper(cast)
        letter = actions.remind(handed_in, by=cast.coordinator)
        Letter.objects.filter(pk=letter.pk).update(
            state="sent", number="1", date=SENT, pdf_sha256="0" * 64
        )
        found = followup.next_chase(Submission.objects.get(pk=handed_in.pk))
        assert (found.why, found.since, found.due) == ("acknowledgement", SENT, days(14))

    def test_one_press_asks_to_confirm_it(self, cast, handed_in):
        letter = actions.remind(handed_in, by=cast.coordinator)
        assert (letter.kind, letter.submission_id) == ("confirm_earlier", handed_in.pk)
        assert letter.lines.filter(included=True).count() == 2
        assert list(letter.follows.all()) == []


class TestRemind:
    def test_cites_every_letter_that_left_and_holds_only_the_unanswered(self, cast, sent):
        SubmissionCase.objects.filter(pk__in=first(sent).values("pk")).update(answered_on=days(20))
        letter = actions.remind(sent.submission, by=cast.coordinator)
        open_case = SubmissionCase.objects.get(answered_on=None).case_id
        assert (letter.kind, letter.language) == ("reminder", "en")
        assert [cited.pk for cited in letter.follows.all()] == [sent.pk]
        assert [line.case_id for line in letter.lines.all()] == [open_case]

    def test_eight_presses_of_one_button_make_one_letter(self, cast, sent):
        pressed = {
            actions.remind(sent.submission, by=cast.coordinator, command="7" * 32).pk
            for _ in range(8)
        }
        assert len(pressed) == 1

    def test_needs_something_that_has_left(self, cast):
        letter = sending.signed(cast)
        with pytest.raises(Refused) as refusal:
            actions.remind(letter.submission, by=cast.coordinator)
        assert refusal.value.codes == ["nothing_followed"]

    def test_needs_something_unanswered(self, cast, sent):
        said(sent, answered_on=days(20))
        with pytest.raises(Refused) as refusal:
            actions.remind(sent.submission, by=cast.coordinator)
        assert refusal.value.codes == ["all_answered"]


# what has gone to another office ------------------------------------------------------------------


def give_away(cast, case):
    """To Tirana, alone, with the family's yes."""
    consents.record_consent(case.request, {"P2": "granted"}, by=cast.clerk)
    row = transfers.offer(
        case, cast.tirana, by=cast.coordinator, reason="lives_there", whole_family=False
    )
    transfers.take_over(row, by=cast.elsewhere["coordinator"])


def chased(cast):
    rows = Submission.objects.filter(office=cast.ahvaz)
    return [(row.unanswered, row.of) for row in followup.chase_list(rows, days(45))]


def test_an_office_chases_no_case_that_has_gone_to_another(cast, sent):
    one, two = (line.case for line in first_lines(sent))
    assert chased(cast) == [(2, 2)]

    give_away(cast, one)
    assert chased(cast) == [(1, 1)]
    assert (chase(sent).unanswered, chase(sent).of) == (1, 1)

    give_away(cast, two)
    assert chased(cast) == []
    assert chase(sent) is None
    assert sent.submission.lines.count() == 2  # the thread itself stays as it was


def first_lines(letter):
    return letter.submission.lines.select_related("case").order_by("pk")


def test_a_reminder_leaves_out_what_has_gone_to_another_office(cast, sent):
    one, two = (line.case for line in first_lines(sent))
    give_away(cast, one)

    letter = actions.remind(sent.submission, by=cast.coordinator)

    assert [line.case for line in letter.lines.all()] == [two]


def test_nothing_is_reminded_of_where_every_case_has_gone(cast, sent):
    for line in first_lines(sent):
        give_away(cast, line.case)

    with pytest.raises(Refused) as refusal:
        actions.remind(sent.submission, by=cast.coordinator)

    assert refusal.value.codes == ["all_answered"]
