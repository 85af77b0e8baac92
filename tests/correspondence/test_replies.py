"""What came back: stored once, a class for each case, and nothing moves by storing alone."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from casework.actions.errors import Refused
from casework.disclosure.gate import public_status
from casework.models import Case
from casework.models.due import Due, DueKind
from casework.search import search
from correspondence import access, bundling
from correspondence.actions import dispatching, replies, signing
from correspondence.actions import followup as follow_actions
from correspondence.models import Incoming, SubmissionCase
from correspondence.models.submission import ReplyClass
from tests.correspondence import letters as made
from tests.correspondence import sending

R = ReplyClass


@pytest.fixture
def sent(cast):
    return sending.sent(cast, sending.three(cast))


def cases_of(letter):
    return [line.case for line in letter.lines.select_related("case").order_by("position")]


def record(cast, letter, lines=(), **more):
    told = {
        "office": cast.ahvaz, "body": letter.submission.recipient.body, "way": "post",
        "received_on": cast.ahvaz.today(), "words": "as they wrote", "by": cast.coordinator,
    }  # fmt: skip
    return replies.record_reply(**{**told, "lines": list(lines), **more})


def line(letter, case, reply_class, **more):
    return replies.Line(letter.submission, case, reply_class, **more)


MARKS = ("acknowledged_on", "promised_until", "asks_more_on", "answered_on", "declined_on")


@pytest.mark.parametrize(
    ("reply_class", "marked", "state"),
    [
        (R.ACKNOWLEDGED, {"acknowledged_on"}, "submitted"),
        (R.PROMISED, {"acknowledged_on", "promised_until"}, "submitted"),
        (R.ASKS_MORE, {"acknowledged_on", "asks_more_on"}, "submitted"),
        (R.PASSED_ON, {"acknowledged_on"}, "submitted"),
        (R.DECLINED, {"acknowledged_on", "declined_on"}, "answered"),
        (R.ANSWERED, {"acknowledged_on", "answered_on"}, "answered"),
        (R.RETURNED, set(), "submitted"),
    ],
)
def test_each_class_marks_its_case_and_no_other(cast, sent, reply_class, marked, state):
    case, other, _third = cases_of(sent)
    until = cast.ahvaz.today() + datetime.timedelta(days=60)
    record(cast, sent, [line(sent, case, reply_class, until=until, passed_to="Albania")])

    mark = sending.mark(sent.submission, case)
    assert {name for name in MARKS if getattr(mark, name)} == marked
    assert not any(getattr(sending.mark(sent.submission, other), name) for name in MARKS)
    states = {c.pk: c.state for c in Case.objects.all()}
    assert (states[case.pk], states[other.pk]) == (state, "submitted")


def test_nothing_moves_by_storing_alone(cast, sent):
    before = list(SubmissionCase.objects.values())
    item = record(cast, sent, words="an automatic reply")
    assert list(SubmissionCase.objects.values()) == before
    assert {case.state for case in Case.objects.all()} == {"submitted"}
    assert item.lines.count() == 0


def test_a_promise_needs_its_day(cast, sent):
    case, *_rest = cases_of(sent)
    with pytest.raises(Refused) as refusal:
        record(cast, sent, [line(sent, case, R.PROMISED)])
    assert refusal.value.codes == ["promise_day"]
    assert not Incoming.objects.exists()


def test_one_item_speaks_of_many_cases_of_several_submissions(cast, sent):
    other = sending.sent(cast, sending.family(cast, "حسن"), to=sent.submission.recipient)
    lines = [line(sent, case, R.ACKNOWLEDGED) for case in cases_of(sent)]
    lines += [line(other, case, R.ANSWERED) for case in cases_of(other)]

    item = record(cast, sent, lines)

    assert Incoming.objects.count() == 1
    assert {each.submission_id for each in item.lines.all()} == {
        sent.submission_id,
        other.submission_id,
    }
    assert item.lines.count() == 4


def test_numbers_of_the_incoming_book_follow_each_other(cast, sent):
    assert [record(cast, sent).number for _ in range(2)] == ["AHV-IN-1405-0001", "AHV-IN-1405-0002"]


def test_their_reference_finds_the_case_in_any_digits(cast, sent):
    case, other, _third = cases_of(sent)
    record(
        cast, sent,
        [
            line(sent, case, R.ACKNOWLEDGED, their_reference="TEH/26-0417"),
            line(sent, other, R.ACKNOWLEDGED),
        ],
    )  # fmt: skip
    found = search("teh/۲۶-۰۴۱۷", within=access.cases_to_write_about(cast.coordinator))
    assert [each.pk for each in found.cases] == [case.pk]


@pytest.mark.parametrize("way", ["phone", "meeting"])
def test_a_call_or_a_meeting_keeps_who_and_the_words_as_said(cast, sent, way):
    item = record(cast, sent, way=way, who="خانم نمونه", function="دبیرخانه", words="تا نوروز")
    item.refresh_from_db()
    assert (item.who, item.function, item.words) == ("خانم نمونه", "دبیرخانه", "تا نوروز")


def test_what_asks_for_more_is_due_for_the_coordinator(cast, sent):
    case, *_rest = cases_of(sent)
    record(cast, sent, [line(sent, case, R.ASKS_MORE)])
    assert [due.case_id for due in Due.objects.filter(kind=DueKind.READ_REPLY)] == [case.pk]


def test_a_first_day_stays(cast, sent):
    case, *_rest = cases_of(sent)
    earlier_day = cast.ahvaz.today() - datetime.timedelta(days=5)
    record(cast, sent, [line(sent, case, R.ACKNOWLEDGED)], received_on=earlier_day)
    record(cast, sent, [line(sent, case, R.ANSWERED)])
    mark = sending.mark(sent.submission, case)
    assert (mark.acknowledged_on, mark.answered_on) == (earlier_day, cast.ahvaz.today())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"words": ""}, "nothing_said"),
        ({"received_on": datetime.date(2100, 1, 1)}, "future"),
    ],
)
def test_what_is_refused_writes_nothing(cast, sent, change, code):
    case, *_rest = cases_of(sent)
    with pytest.raises(Refused) as refusal:
        record(cast, sent, [line(sent, case, R.ANSWERED)], **change)
    assert refusal.value.codes == [code]
    assert not Incoming.objects.exists()


def test_a_case_stands_in_it_once_and_only_if_it_was_sent(cast, sent):
    case, *_rest = cases_of(sent)
    (stranger,) = sending.family(cast, "حسن")
    for lines, code in (
        ([line(sent, case, R.ANSWERED), line(sent, case, R.PROMISED)], "case_twice"),
        ([line(sent, stranger, R.ANSWERED)], "not_in_submission"),
    ):
        with pytest.raises(Refused) as refusal:
            record(cast, sent, lines)
        assert refusal.value.codes == [code]


def test_a_second_press_files_it_once(cast, sent):
    case, *_rest = cases_of(sent)
    first = record(cast, sent, [line(sent, case, R.ANSWERED)], command="8" * 32)
    second = record(cast, sent, [line(sent, case, R.ANSWERED)], command="8" * 32)
    assert first.pk == second.pk
    assert Incoming.objects.count() == 1


def test_whoever_may_not_is_told_so(cast, sent):
    with pytest.raises(PermissionDenied):
        record(cast, sent, by=cast.signatory)


class TestAFinding:
    SAYS = "He lives in a town by the sea"

    @pytest.fixture
    def item(self, cast, sent):
        case, *_rest = cases_of(sent)
        return record(
            cast, sent, [line(sent, case, R.ANSWERED)], by=cast.clerk, words="see below",
            finding=self.SAYS,
        )  # fmt: skip

    def test_closes_the_item_to_all_but_its_filer_and_protection(self, cast, item):
        def sees(staff):
            return access.incoming(staff).filter(pk=item.pk).exists()

        seen = {role: sees(staff) for role, staff in cast.staff.items()}
        assert seen == {
            "clerk": True, "protection": True, "coordinator": False, "signatory": False,
            "regional": False, "administrator": False,
        }  # fmt: skip
        assert not sees(cast.elsewhere["protection"])

    def test_is_kept_on_the_sealed_side_alone(self, cast, item):
        item.refresh_from_db()
        held = [str(value) for value in (item.words, item.subject, item.who, item.number)]
        assert self.SAYS not in " ".join(held)
        assert item.closed_to_others

    def test_changes_nothing_that_a_family_may_hear(self, cast, sent, item):
        told, silent, _third = cases_of(sent)
        today = cast.ahvaz.today()
        rows = Case.objects.select_related("request").prefetch_related("outward_steps__body")
        first, second = (public_status(rows.get(pk=c.pk), on=today) for c in (told, silent))
        assert first == second


def test_rule_39_a_reminder_changes_nothing_that_a_family_may_hear(cast, sent):
    """One case is answered, so the reminder lists only the others: nobody can tell from outside."""
    answered, reminded, _third = cases_of(sent)
    record(cast, sent, [line(sent, answered, R.ANSWERED)])
    letter = follow_actions.remind(sent.submission, by=cast.coordinator)
    letter = made.numbered(cast, letter)
    letter = signing.sign(letter, by=cast.signatory)
    bundling.build(letter)
    letter.refresh_from_db()
    row = sending.queued(cast, letter, "hand")
    dispatching.hand_in(row, by=cast.clerk, receipt="signed", received_by="Registry")

    rows = Case.objects.select_related("request").prefetch_related("outward_steps__body")
    today = cast.ahvaz.today()
    first, second = (public_status(rows.get(pk=c.pk), on=today) for c in (answered, reminded))
    assert letter.lines.filter(included=True).count() == 2
    assert first == second
