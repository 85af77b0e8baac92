"""The sheet for a meeting: what is open, what was promised, room for notes, and nobody's name."""

import datetime

import pytest
from django.urls import reverse

from casework.models import Entry
from correspondence import access, drafting, queries
from correspondence.actions import earlier, replies
from correspondence.models import Submission, SubmissionCase
from correspondence.models.submission import ReplyClass
from families.calendars import parse
from tests.correspondence import sending
from tests.correspondence.pdf.reading import page_texts

SENT = datetime.date(2026, 3, 1)


@pytest.fixture
def sent(cast):
    return sending.sent(cast, sending.three(cast), on=SENT)


def told(cast, letter, cases, reply_class, **more):
    finding = more.pop("finding", "")
    return replies.record_reply(
        office=cast.ahvaz, body=letter.submission.recipient.body, way="phone",
        received_on=cast.ahvaz.today(), words="as said", who="Ms Registrar", by=cast.clerk,
        lines=[replies.Line(letter.submission, case, reply_class, **more) for case in cases],
        finding=finding,
    )  # fmt: skip


def gathered(user):
    rows = queries.threads_with(access.submissions(user), Submission.objects.first().recipient.body)
    return drafting.open_threads(rows, access.incoming(user))


def sheet(cast, language="en", by=None):
    recipient = Submission.objects.first().recipient
    rows = gathered(by or cast.clerk)
    return drafting.sheet_for_meeting(recipient, cast.ahvaz, rows, language)


def words(paper) -> str:
    return " ".join("\n".join(page_texts(paper.pdf)).split())


def cases_of(letter):
    return [line.case for line in letter.submission.lines.order_by("case__reference")]


def test_the_unanswered_stand_in_groups_and_what_is_answered_does_not(cast, sent):
    first, second, third = cases_of(sent)
    told(cast, sent, [first], ReplyClass.ANSWERED)
    told(cast, sent, [second], ReplyClass.PROMISED, until=cast.ahvaz.today())
    SubmissionCase.objects.filter(case=second).update(promised_until=datetime.date(2026, 5, 1))
    text = words(sheet(cast))
    assert first.reference not in text
    late, silent = text.index("Promised, and the day has passed (1)"), text.index(
        "Receipt not confirmed (1)"
    )  # fmt: skip
    assert late < text.index(second.reference) < silent < text.index(third.reference)
    assert "2 of 3" in text and sent.number in text


def test_it_says_who_promised_what_and_for_when(cast, sent):
    reply = told(cast, sent, cases_of(sent), ReplyClass.PROMISED, until=datetime.date(2027, 1, 9))
    text = words(sheet(cast))
    for part in ("Ms Registrar", "by telephone", "9 January 2027", reply.number):
        assert part in text


def test_a_reply_that_is_closed_to_others_is_not_told(cast, sent):
    until = datetime.date(2027, 1, 9)
    told(cast, sent, cases_of(sent), ReplyClass.PROMISED, until=until, finding="seen in town")
    assert "Ms Registrar" not in words(sheet(cast, by=cast.coordinator))


def test_it_names_no_family_and_no_sought_person(cast, sent):
    text = words(sheet(cast, "fa"))
    assert "فرضیان" not in text and "09160000005" not in text


def test_the_thread_that_waits_longest_comes_first(cast, sent):
    older = earlier.record(
        sending.family(cast, "حسن نمونه"), sent.submission.recipient, by=cast.clerk,
        office=cast.ahvaz, on=parse("2019"),
    )  # fmt: skip
    assert [row.submission.pk for row in gathered(cast.clerk)] != []
    text = words(sheet(cast))
    assert text.index("Handed in earlier") < text.index(sent.number)
    assert older.lines.get().case.reference in text


def test_where_nothing_is_open_it_says_so(cast, sent):
    told(cast, sent, cases_of(sent), ReplyClass.ANSWERED)
    assert "Nothing is open with this body." in words(sheet(cast))


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_it_is_set_in_every_language_with_no_missing_letter(cast, sent, language):
    told(cast, sent, cases_of(sent)[:1], ReplyClass.PROMISED, until=datetime.date(2027, 1, 9))
    assert sheet(cast, language).missing == ()


def test_the_page_gives_it_and_writes_down_who_took_it(cast, enter, sent):
    address = reverse("recipient_sheet", args=[sent.submission.recipient_id])
    answer = enter(cast.clerk).get(address, {"language": "sq"})
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.get(verb="print_open_matters").by == cast.clerk
    assert enter(cast.regional).get(address).status_code == 403
