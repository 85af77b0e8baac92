"""An office in the middle of its work: something stands on every page."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from casework import access, imports, vault
from casework.actions import (
    alerts,
    bulk,
    carrying,
    comparing,
    contacts,
    deputies,
    drafts,
    messages,
    news,
    protecting,
    quieting,
    transfers,
)
from casework.disclosure import messages as carried
from casework.disclosure import searched
from casework.models import (
    Alert,
    BulkRun,
    Case,
    Due,
    FamilyMessage,
    ImportRun,
    Likeness,
    Transfer,
)
from casework.models.imported import MOST_AT_ONCE
from correspondence import drafting, wording
from correspondence.actions import (
    arriving,
    earlier,
    letters,
    meetings,
    piles,
    replies,
    templates,
    to_family,
)
from correspondence.models import (
    ArrivedMail,
    Dispatch,
    FamilyLetter,
    Incoming,
    Letter,
    LetterTemplate,
    Meeting,
    PilePage,
    Recipient,
    ScanPile,
    Submission,
)
from correspondence.models.submission import ReplyClass
from correspondence.pdf import pagecode
from families import sealing
from families.calendars import parse
from tests import factories
from tests.casework.disclosure.sealed_world import decided
from tests.casework.imports import registers
from tests.correspondence import letters as made
from tests.correspondence import sending

LONG_AGO = datetime.date(2026, 3, 1)
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
    text: LetterTemplate
    sent: Letter
    dispatch: Dispatch
    reply: Incoming
    earlier: Submission
    recipient: Recipient
    news: str
    typed: str
    mail: ArrivedMail
    register: ImportRun
    pile: ScanPile
    more: "More"


@dataclass
class More:
    """What waits between colleagues, offices and bodies."""

    meeting: Meeting
    silent: Letter
    unsent: Case
    family_letter: FamilyLetter
    due: Due
    run: BulkRun
    pair: Likeness
    transfer: Transfer
    alert: Alert
    large: ImportRun
    reading: ImportRun
    message: FamilyMessage
    carried: Case


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
    letters.send_back(review, "کوتاه‌تر", by=cast.signatory)
    review = letters.edit_wording(
        review, "@subject Missing persons\n\nPlease help us.", by=cast.coordinator
    )
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
        text=_text(cast),
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
        pile=_pile(cast, to),
        more=_more(cast, cases, to),
        typed=str(drafts.save_draft(TYPED, by=cast.clerk, office=cast.ahvaz).pk),
    )


def _text(cast: factories.Cast) -> LetterTemplate:
    """The office's own text of reminders, of which a second version waits for approval."""
    house, place = wording.source("reminder", "fa"), (cast.ahvaz, "reminder", "fa")
    templates.approve(
        templates.write(*place, house.replace("استحضار", "آگاهی"), by=cast.coordinator),
        by=cast.signatory,
    )
    return templates.write(*place, f"{house}\n\nبا سپاس.", by=cast.coordinator)


def _pile(cast: factories.Cast, to: Recipient) -> ScanPile:
    """A letter to sign, of which one page came back signed and one without its code; somebody who
    will stand in for the signatory."""
    letter = made.numbered(cast, made.drafted(cast, sending.family(cast, "نادر نمونه"), to=to))
    path = Path(settings.WORK_DIR) / "pile.jpg"
    made.picture_at(path)
    told = piles.FileTold("pile.jpg", vault.put(path, mime="image/jpeg"), 2)
    pile = piles.receive([told], by=cast.signatory, office=cast.ahvaz)
    stated = (drafting.code_reference(letter), letter.edition, 1, letter.print_pages)
    code = pagecode.format_code(*stated, sealing.derived_key("pagecode"))
    for page in (PilePage(page=1, code=code), PilePage(page=2)):
        page.file = pile.files.get()
        page.save()
    ScanPile.objects.update(read_at=timezone.now())
    days = [cast.ahvaz.today() + datetime.timedelta(days=n) for n in (30, 40)]
    post = cast.signatory.posts.get()
    deputies.name_deputy(post, cast.clerk, by=cast.signatory, since=days[0], until=days[1])
    return pile


def _more(cast: factories.Cast, cases: list[Case], to: Recipient) -> More:
    """A meeting, a body that is silent for months, a family in mourning, a file on its way to
    another office, two files of perhaps one person, an alarm; a colleague of another office who
    looked for somebody with a trace."""
    today, unsent = cast.ahvaz.today(), sending.family(cast, "سارا نمونه")[0]
    Case.objects.filter(pk__in=[cases[0].pk, unsent.pk]).update(next_review=today)
    moving = factories.log_family(cast, answers=factories.GRANTED_ALL | {"P2": "granted"})
    factories.log_family(cast, enquirer="Mohammad Reza Farzian", sought=("Bahram Sample",))
    comparing.compare_waiting()
    alerts.sound("log_ins", about=cast.clerk)
    protecting.note_trace(unsent, by=cast.protection, words="کسی زنگ زد")
    searched.note(unsent.reference, by=cast.elsewhere["coordinator"])
    assert searched.compare_waiting() == searched.of_officer(cast.protection).count() == 1
    family = cases[0].request
    letter = to_family.write(family, "periodic_news", by=cast.clerk, way="hand")
    quieting.keep_quiet(family, since=today, by=cast.clerk)
    return More(
        meeting=meetings.plan(
            office=cast.ahvaz, recipient=to, by=cast.coordinator, cases=cases, kind="we_go",
            on=today, language="fa", theirs="خانم نمونه",
        ),
        silent=sending.sent(cast, sending.family(cast), to=to, on=LONG_AGO),
        unsent=unsent,
        family_letter=letter,
        due=access.dues(cast.clerk).first(),
        run=bulk.go_on(bulk.begin("accept", [(cases[0], 1)], {}, by=cast.coordinator)),
        pair=access.likenesses(cast.coordinator).first(),
        transfer=transfers.offer(
            moving.cases.get(), cast.tirana, by=cast.coordinator, reason="wish"
        ),
        alert=Alert.objects.get(kind="log_ins"),
        large=_large(cast),
        reading=imports.receive(_many(3_000), name="d.csv", **_large_by(cast)),
        message=_messages(cast, cases[0]),
        carried=_carried(cast),
    )  # fmt: skip


def _messages(cast: factories.Cast, case: Case) -> FamilyMessage:
    """One that went back, one that is kept, one that waits to be read and names a town."""
    enquirer = case.request.enquirer

    def taken(text: str) -> FamilyMessage:
        return messages.take(case, enquirer, by=cast.clerk, text=text, language="fa")

    messages.send_back(taken("در اهواز"), "place", by=cast.coordinator, words="نام شهر")
    messages.accept(taken("همه خوبیم"), by=cast.coordinator)
    return taken("همه خوبیم و در اهواز هستیم. ۰۹۱۶ ۱۲۳ ۴۵۶۷")


def _carried(cast: factories.Cast) -> Case:
    """A case whose person wants messages: one may be handed over, one waits for a second officer,
    one was not reached."""
    track = decided(cast, wording="Your brother greets you.")
    case = Case.objects.get(pk=track.case.pk)
    enquirer = case.request.enquirer
    for _number in range(2):
        row = messages.take(case, enquirer, by=cast.clerk, text="همه خوبیم", language="fa")
        messages.accept(row, by=cast.coordinator)
    carrying.hand_over(
        carried.to_hand_over(cast.protection)[0], by=cast.protection, how="in_person",
        result="not_reached", words="not at home",
    )  # fmt: skip
    carrying.write_down(
        track, enquirer, by=cast.protection, text="خوبم", language="fa", how="own_phone"
    )
    return case


def _register(cast: factories.Cast) -> ImportRun:
    """One that comes again: with a change, a telling remark, and two people in one cell."""
    imports.take_over(registers.persian(registers.row(documents="")), name="a.xlsx", **_by(cast))
    rows = (
        registers.row(documents="", sought_father="حسین", consent_P5="بله"),
        registers.row(1, sought_name="ناصر مثالی؛ یوسف مثالی", sought_father="حسن"),
        registers.row(1, old_number="الف/۳", remarks="تماس فقط صبح‌ها"),
    )
    return imports.prepare(registers.persian(*rows), name="b.xlsx", **_by(cast))


def _large(cast: factories.Cast) -> ImportRun:
    """One that the worker has read, with rows that need a look."""
    run = imports.receive(_many(MOST_AT_ONCE + 1), name="c.csv", **_large_by(cast))
    imports.read(run)
    run.refresh_from_db()
    assert run.is_large
    return run


def _many(rows: int) -> bytes:
    remarks = {0: "تماس فقط عصرها", 1: "مترجم لازم است"}
    lines = (
        registers.row(old_number=f"پ/{at}", documents="", remarks=remarks.get(at % 500, ""))
        for at in range(rows)
    )
    return registers.text(registers.FA_HEADINGS, *lines)


def _large_by(cast: factories.Cast) -> dict:
    return _by(cast) | {"documents": None, "update": True}


def _by(cast: factories.Cast) -> dict:
    return {"office": cast.ahvaz, "by": cast.coordinator}
