"""An office in the middle of its work: something stands on every page."""

import datetime
from dataclasses import dataclass

from casework import imports
from casework.actions import contacts, drafts, news
from casework.models import Case, ImportRun
from correspondence.actions import arriving, earlier, letters, replies
from correspondence.models import ArrivedMail, Dispatch, Incoming, Letter, Recipient, Submission
from correspondence.models.submission import ReplyClass
from families.calendars import parse
from tests import factories
from tests.casework.imports import registers
from tests.correspondence import letters as made
from tests.correspondence import sending

TYPED = {
    "count": "2",
    "co": "1",
    "e-name": "مریم فرضیان",
    "p0-name": "رضا آزمون",
    "p0-born": "۱۴۳۰",
}


MAIL = (
    "From: Registry <delegation@example.org>\nSubject: نامهٔ شما\n"
    "Content-Type: text/plain; charset=utf-8\n\nنامهٔ شما دریافت شد.\n"
).encode()


@dataclass
class Furnished:
    """What the pages are about."""

    cast: factories.Cast
    waiting: Case
    case: Case
    own: Case
    draft: Letter
    review: Letter
    sent: Letter
    dispatch: Dispatch
    reply: Incoming
    earlier: Submission
    recipient: Recipient
    news: str
    typed: str
    mail: ArrivedMail
    register: ImportRun


def furnish(cast: factories.Cast) -> Furnished:
    """Cases at every step, a letter at each, a reply with a promise, and news for one officer."""
    cases = sending.three(cast)
    paper = made.paper(cast, cases[0])
    assert paper.pages == 1
    sent = sending.sent(cast, cases)
    to = sent.submission.recipient
    draft = made.drafted(cast, sending.family(cast, "داوود نمونه"), language="fa", to=to)
    review = made.drafted(cast, sending.family(cast, "لیلا نمونه"), to=to)
    letters.hand_over(review, by=cast.coordinator)
    waiting = factories.log_family(cast, sought=("رضا آزمون", "مینا آزمون"), notice=None)
    contacts.add_note(cases[0].request, "فردا زنگ بزنید.", case=cases[0], by=cast.clerk)
    today = cast.ahvaz.today()
    reply = replies.record_reply(
        office=cast.ahvaz,
        body=to.body,
        way="phone",
        received_on=today,
        by=cast.coordinator,
        who="خانم نمونه",
        words="تا دو ماه دیگر",
        lines=[
            replies.Line(
                sent.submission,
                cases[0],
                ReplyClass.PROMISED,
                until=today + datetime.timedelta(days=60),
            )
        ],
    )
    return Furnished(
        cast=cast,
        waiting=waiting.cases.first(),
        case=cases[0],
        own=factories.log_family(
            cast, by=cast.elsewhere["clerk"], office=cast.tirana, language="sq"
        ).cases.get(),
        draft=draft,
        review=review,
        sent=sent,
        dispatch=Dispatch.objects.get(letter=sent),
        reply=reply,
        earlier=earlier.record(
            cases[:2], to, by=cast.coordinator, office=cast.ahvaz, on=parse("بهار ۱۴۰۲")
        ),
        recipient=to,
        news=news.hand_in_news(
            by=cast.clerk, office=cast.ahvaz, about="محمدرضا فرضیان", words="در شهر است"
        ),
        mail=arriving.take(MAIL, office=cast.ahvaz, by=cast.clerk)[0],
        register=_register(cast),
        typed=str(drafts.save_draft(TYPED, by=cast.clerk, office=cast.ahvaz).pk),
    )


def _register(cast: factories.Cast) -> ImportRun:
    """One that comes again: with a change, a telling remark, and two people in one cell."""
    imports.take_over(registers.persian(registers.row(documents="")), name="a.xlsx", **_by(cast))
    rows = (
        registers.row(documents="", sought_father="حسین", consent_P5="بله"),
        registers.row(1, sought_name="ناصر مثالی؛ یوسف مثالی", sought_father="حسن"),
        registers.row(1, old_number="الف/۳", remarks="تماس فقط صبح‌ها"),
    )
    return imports.prepare(registers.persian(*rows), name="b.xlsx", **_by(cast))


def _by(cast: factories.Cast) -> dict:
    return {"office": cast.ahvaz, "by": cast.coordinator}
