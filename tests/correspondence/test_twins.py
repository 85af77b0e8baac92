"""Rules 5, 6, 7 and 39: a case that searches, one that found a person who refuses, and one that
came to a dead end are the same to everybody but the protection officers, for two years.

Each life is lived from the same day with the same open steps, and rolled back. Every page that
anybody else can open is compared byte for byte, with its status and its number of queries. Masked
are the CSRF token, random ids and pictures of pages (their code holds the random id).
"""

import datetime
import re

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import access, tasks
from casework.actions import (
    carrying,
    cases,
    comparing,
    contacts,
    digests,
    messages,
    news,
    opening,
    protecting,
    reopening,
    reviewing,
    wishing,
)
from casework.models import Case, FamilyMessage, FamilyRequest, Likeness
from correspondence.actions import followup, replies, to_family
from correspondence.models import Letter
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.letters import make_recipient
from tests.factories import log_family

START = datetime.datetime(2024, 11, 23, 9, tzinfo=datetime.UTC)
ROLES = ("clerk", "coordinator", "signatory", "regional", "administrator")
BY_CASE = (
    "case", "case_people", "case_documents", "case_letters", "case_timeline", "status_card",
    "consent", "contact_new", "quiet_days", "ask_reopening", "sealed_case", "co_sign",
    "transfer_new", "loan_new", "death_new", "successor", "case_messages", "message_new",
    "sealed_messages",
)  # fmt: skip
PLAIN = (
    "home", "case_list", "board", "look_up", "letter_desk", "submission_list", "outgoing_book",
    "incoming_list", "outgoing_sheet", "incoming_sheet", "recipient_list", "news_list",
    "sealed_desk", "import_new", "letter_new",
    "house", "figures", "bulk_new", "call_list", "my_day", "office_day", "reviews",
    "between", "alert_list", "canary_list", "hand_over", "meeting_list", "meeting_new",
    "emergency", "same_list", "message_list",
)  # fmt: skip
STEPS = ("close", "hold", "reopen", "ask_more")
CHARTS = ("requests", "ages", "waiting", "answered", "elderly", "died")
BULK = ("hold", "close", "resume", "ask_more", "caseworker", "priority")
LISTS = (
    "?status=written", "?status=ended", "?status=ready", "?only=overdue", "?sort=state",
    "?sort=-review", "?q=فرضیان",
)  # fmt: skip


def nothing(cast, case, when):
    """The case that goes on searching."""


def refusing(cast, case, when):
    """Found in the third month; wants nothing to be told."""
    officer, other = cast.protection, cast.elsewhere["protection"]
    if when == "traced":
        news.hand_in_news(by=officer, office=cast.ahvaz, about="him", words="he called")
        track = protecting.note_trace(case, by=officer, words="he called")
        for kind in ("facts", "photo"):
            protecting.add_check(track, kind, by=officer, fits=True, words="it is he")
        protecting.confirm_identity(track, by=other)
        wishing.ask_wish(track, "own_phone", by=officer)
        enquirer = case.request.enquirer
        wishing.record_wish(
            track, enquirer, "L0", by=officer, words="nothing", verified_how="voice", free=True
        )
        wishing.countersign_wish(track.wishes.last(), by=other)
        wishing.decide(track, enquirer, ["nothing"], "", by=officer)
        wishing.approve_decision(track.decisions.last(), by=other)
        open_whereabouts(cast, track)
    if when == "settled":
        protecting.settle(_track(case), "located_refuses_all", by=officer)


def open_whereabouts(cast, track):
    """What is sealed is opened once: an alert that the administrator never sees."""
    officer, passphrase = cast.protection, "a long passphrase"
    opening.make_key(by=officer, passphrase=passphrase)
    track = opening.keep_whereabouts(track, by=officer, relay="her cousin")
    track = opening.ask_opening(track, by=officer, reason="to ask again")
    row = track.openings.last()
    opening.agree_opening(row, by=cast.elsewhere["protection"])
    opening.open_whereabouts(row, passphrase, by=officer)


def dead_end(cast, case, when):
    """A trace that led nowhere."""
    officer = cast.protection
    if when == "traced":
        track = protecting.note_trace(case, by=officer, words="somebody saw him")
        protecting.reject_trace(track, by=officer, words="another man")
    if when == "settled":
        track = _track(case)
        wishing.decide(track, case.request.enquirer, ["nothing"], "", by=officer)
        wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
        protecting.settle(track, "search_exhausted", by=officer)


def messaging(cast, case, when):
    """Found; wants messages. They go both ways, one is not wanted, and all of it is forgotten."""
    officer, other = cast.protection, cast.elsewhere["protection"]
    if when == "traced":
        track = protecting.note_trace(case, by=officer, words="he called")
        for kind in ("facts", "photo"):
            protecting.add_check(track, kind, by=officer, fits=True, words="it is he")
        protecting.confirm_identity(track, by=other)
        enquirer = case.request.enquirer
        wishing.record_wish(
            track, enquirer, "L3", by=officer, words="messages", verified_how="voice", free=True
        )
        wishing.countersign_wish(track.wishes.last(), by=other)
        wishing.decide(track, enquirer, ["message"], "He writes to you.", by=officer)
        wishing.approve_decision(track.decisions.last(), by=other)
        hand_over(officer, case, "delivered")
        carrying.write_down(
            track, enquirer, by=officer, text="I am well.", language="fa", how="own_phone"
        )
        carrying.accept(_written(case, "checking"), by=other)
        hand_over(officer, case, "delivered")
    if when == "settled":
        hand_over(officer, case, "refused")
        protecting.settle(_track(case), "message_exchanged", by=officer)


def hand_over(officer, case, result):
    carrying.hand_over(_written(case, "ready"), by=officer, how="in_person", result=result)


def _written(case, state):
    from casework.disclosure import messages as carried

    return next(row for row in carried.of_case(case) if row.state == state)


def _track(case):
    from casework.disclosure import tracks

    return tracks.track_of(case)


def after(days):
    return time_machine.travel(START + datetime.timedelta(days=days), tick=False)


def live(cast, sealed):
    """Two years of one case; yields the moment's name and the case after each part of it."""
    with after(0):
        case = sending.family(cast, on=START.date())[0]
        _ask_for_the_same(cast, case)
        recipient = make_recipient(cast)
    with after(10):
        letter = sending.sent(cast, [case], to=recipient)
        yield "written", case
    with after(20):
        messages.accept(written(cast, case), by=cast.coordinator)
    with after(21):  # each in a moment of its own, or their order would be nobody's
        back = messages.send_back(written(cast, case), "place", by=cast.coordinator)
    with after(22):
        written(cast, case)
    with after(60):
        replies.record_reply(
            office=cast.ahvaz, body=recipient.body, way="phone", by=cast.clerk,
            received_on=(START + datetime.timedelta(days=60)).date(),
            lines=[replies.Line(letter.submission, case, "acknowledged")], words="received",
        )  # fmt: skip
        sealed(cast, case, "traced")
        comparing.compare_waiting()
        tasks.forget_messages()
        yield "traced", case
    with after(100):
        reviewing.review_together([fresh(case)], by=cast.coordinator, words="we wait")
    with after(130):
        letter = Letter.objects.get(pk=letter.pk)
        made.numbered(cast, followup.remind(letter.submission, by=cast.coordinator))
        contacts.tell_family(case.request, result="told", by=cast.clerk, said="we wait")
        messages.note_told(back, by=cast.clerk)
        messages.accept(written(cast, case), by=cast.coordinator)
        tasks.forget_messages()
    with after(195):
        reviewing.review(fresh(case), by=cast.coordinator)
        write_family(cast, case, "periodic_news")
        yield "reviewed", case
    with after(300):
        cases.move(
            fresh(case), "hold", by=cast.coordinator, reason="other",
            review_on=(START + datetime.timedelta(days=330)).date(),
        )  # fmt: skip
    with after(320):
        cases.move(fresh(case), "resume", by=cast.coordinator)
        sealed(cast, case, "settled")
        messages.take_back(FamilyMessage.objects.filter(state="kept").last(), by=cast.clerk)
        yield "settled", case
    with after(340):
        contacts.tell_family(case.request, result="not_reached", by=cast.clerk)
        cases.move(fresh(case), "ask_more", by=cast.coordinator, items=["a photograph"])
        write_family(cast, case, "missing_information")
        cases.move(fresh(case), "complete", by=cast.coordinator)
        yield "silent", case
    with after(400):
        cases.move(fresh(case), "close", by=cast.coordinator, reason="review_date")
        write_family(cast, case, "neutral_closing")
        tasks.forget_messages()
        yield "closed", case
    with after(700):
        reopening.ask_reopening(fresh(case), by=cast.coordinator)
        yield "asked", case


def written(cast, case):
    """One more message of the family, taken down."""
    enquirer = case.request.enquirer
    return messages.take(fresh(case), enquirer, by=cast.clerk, text="we are well", language="fa")


def write_family(cast, case, kind):
    family = FamilyRequest.objects.get(pk=case.request_id)
    ended = fresh(case) if kind == "neutral_closing" else None
    to_family.write(family, kind, by=cast.coordinator, way="hand", case=ended)


def _ask_for_the_same(cast, case):
    """Another family asks for the same person in other letters; a coordinator has to look."""
    name = "Mohammad Reza Farzian"
    log_family(cast, enquirer="Zahra Sample", sought=(name,), on=START.date())
    comparing.compare_waiting()
    assert access.likenesses(cast.coordinator).open().filter(Q(first=case) | Q(second=case))


def fresh(case):
    return Case.objects.get(pk=case.pk)


def seen_in(cast, sealed):
    """Every page of every moment of one life: what was answered, and with how many queries."""
    pages = {}
    with transaction.atomic():
        for moment, case in live(cast, sealed):
            for who, staff in people(cast):
                client = Client()
                client.force_login(staff, "django.contrib.auth.backends.ModelBackend")
                client.cookies["django_language"] = "fa"
                for url in addresses(case):
                    connection.queries_log.clear()
                    with CaptureQueriesContext(connection) as queries:
                        answer = client.get(url)
                    body = masked(answer.content.decode("utf-8", "replace"))
                    key = (moment, who, masked(url))
                    pages[key] = (answer.status_code, len(queries), body)
                pages[moment, who, "the morning's mail"] = morning_mail(staff)
        transaction.set_rollback(True)
    return pages


def morning_mail(staff):
    """What the mail of this morning would say; a digest that was sent leaves a row."""
    office = staff.held_posts()[0].office
    counts = digests.count(staff, office.today())
    sent = digests.message(staff, office, counts, None)
    return 200, 0, f"{bool(counts)} {sent.subject} {sent.body}"


def people(cast):
    yield from ((role, cast.staff[role]) for role in ROLES)
    yield from ((f"{role} elsewhere", cast.elsewhere[role]) for role in ("coordinator", "regional"))


def addresses(case):
    for name in PLAIN:
        yield reverse(name)
    for query in LISTS:
        yield reverse("case_list") + query
    for chart in CHARTS:
        yield reverse("figures") + f"?chart={chart}"
        yield reverse("figures") + f"?chart={chart}&office=all"
    for step in BULK:
        yield reverse("bulk_new") + f"?step={step}&pick={case.reference}"
    yield reverse("look_up") + f"?q={case.reference}"
    yield reverse("search") + "?q=فرضیان"
    for name in BY_CASE:
        yield reverse(name, args=[case.reference])
    for step in STEPS:
        yield reverse("case_step", args=[case.reference, step])
    yield reverse("receipt", args=[case.request.number])
    for row in Likeness.objects.all():
        yield reverse("same_pair", args=[row.pk])
    yield reverse("family_letters", args=[case.request.number])
    yield reverse("review_family", args=[case.request.number])
    for thread in case.outward_steps.exclude(thread=None).values_list("thread", flat=True):
        yield reverse("review_letter", args=[thread])
    open_side = case.request.dues.exclude(role="protection").order_by("kind", "on", "created_at")
    for number, due in enumerate(open_side):
        yield reverse("due", args=[due.code]) + f"?number={number}"
    for message in FamilyMessage.objects.order_by("created_at"):
        yield reverse("message", args=[message.pk])
    for letter in Letter.objects.order_by("created_at"):
        for name in ("letter", "submission"):
            row = letter.pk if name == "letter" else letter.submission_id
            yield reverse(name, args=[row])


UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
TOKEN = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*')
ROW = re.compile(r"(\?to=)\d+")  # PostgreSQL does not give a number again that was rolled back
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]*")


def masked(text):
    for pattern, instead in ((TOKEN, r"\1"), (UUID, "ID"), (ROW, r"\1"), (PICTURE, "PICTURE")):
        text = pattern.sub(instead, text)
    return text


@pytest.mark.slow
def test_rules_5_6_7_39_nobody_can_tell_the_cases_apart(cast):
    searching = seen_in(cast, nothing)

    for sealed in (refusing, dead_end, messaging):
        other = seen_in(cast, sealed)
        assert searching.keys() == other.keys()
        different = {
            key: _difference(page, other[key])
            for key, page in searching.items()
            if page != other[key]
        }
        assert (sealed.__name__, different) == (sealed.__name__, {})
    assert {status for status, _queries, _body in searching.values()} >= {200, 403, 404}


def _difference(one, two):
    if one[:2] != two[:2]:
        return one[:2], two[:2]
    lines = zip(one[2].splitlines(), two[2].splitlines(), strict=False)
    return next(((a[:300], b[:300]) for a, b in lines if a != b), "length")
