"""Mass reading, invented cases and alerts: what stops whom, who hears of it, and how soon."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from casework import access, consent, counting, tasks, watching
from casework.actions import alerts, canaries, emergencies, opening, reading
from casework.actions.errors import Refused
from casework.exports import exchange, sheets
from casework.models import (
    Alert,
    AlertKind,
    Canary,
    Case,
    CaseOpening,
    Chain,
    Entry,
    Staff,
)
from families.calendars import parse
from families.models import Person
from tests.factories import log_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def reachable_by_mail(cast):
    for staff in (*cast.staff.values(), *cast.elsewhere.values()):
        Staff.objects.filter(pk=staff.pk).update(email=f"{staff.username}@example.org")


def invent(cast, **more):
    told = {
        "enquirer": "Sara Sample", "sought": "Omid Sample", "father": "Ali", "birth": "1350",
        "place": "Tirana", "received_on": datetime.date(2026, 10, 1), **more,
    }  # fmt: skip
    return canaries.make(
        canaries.Invented(**told), office=cast.ahvaz, written_down_by=cast.clerk,
        by=cast.protection,
    )  # fmt: skip


def families(cast, count):
    return [log_family(cast).cases.get() for _n in range(count)]


def story(client, case):
    return client.get(reverse("case", args=[case.reference]))


# The limit of readings ------------------------------------------------------------------------


def test_the_limit_counts_families_and_never_shuts_a_file_that_is_open(cast, settings):
    settings.READINGS_PER_HOUR = 2
    one, two, three = families(cast, 3)
    for case in (one, two, one, two):
        reading.read("view_case", by=cast.clerk, case=case)

    with pytest.raises(reading.TooMany):
        reading.read("view_case", by=cast.clerk, case=three)
    reading.read("view_contacts", by=cast.clerk, case=one)
    reading.read("view_case", by=cast.regional, case=three)


def test_the_page_says_what_to_do_and_opens_the_one_case_for_a_reason(cast, enter, settings):
    settings.READINGS_PER_HOUR = 1
    one, two, three = families(cast, 3)
    client = enter(cast.clerk)
    assert story(client, one).status_code == 200

    stopped = story(client, two)
    assert stopped.status_code == 429
    assert "If a family waits in front of you" in stopped.content.decode()
    assert "مریم" not in stopped.content.decode()
    url = reverse("read_on", args=[two.reference])
    client.post(url, {"reason": "the family is here"})

    assert story(client, two).status_code == 200
    assert story(client, three).status_code == 429
    opened = CaseOpening.objects.get()
    assert (opened.kind, opened.reason, opened.by) == (
        "past_cap", "the family is here", cast.clerk,
    )  # fmt: skip


def test_without_a_reason_it_stays_shut(cast, enter, settings):
    settings.READINGS_PER_HOUR = 1
    one, two = families(cast, 2)
    client = enter(cast.clerk)
    story(client, one)

    client.post(reverse("read_on", args=[two.reference]), {"reason": "  "})

    assert story(client, two).status_code == 429


def test_the_limit_of_the_day_holds_when_the_hour_has_passed(cast, settings):
    settings.READINGS_PER_HOUR, settings.READINGS_PER_DAY = 2, 3
    cases = families(cast, 4)
    start = timezone.now()
    for hour, case in enumerate(cases[:3]):
        with time_machine.travel(start + datetime.timedelta(hours=2 * hour), tick=False):
            reading.read("view_case", by=cast.clerk, case=case)
    eighth_hour = time_machine.travel(start + datetime.timedelta(hours=8), tick=False)
    with eighth_hour, pytest.raises(reading.TooMany) as stopped:
        reading.read("view_case", by=cast.clerk, case=cases[3])
    with time_machine.travel(start + datetime.timedelta(hours=25), tick=False):
        reading.read("view_case", by=cast.clerk, case=cases[3])

    assert (stopped.value.most, stopped.value.hours) == (3, 24)


def test_meeting_the_limit_is_one_alert_not_one_for_each_press(cast, settings):
    settings.READINGS_PER_HOUR = 1
    one, two, three = families(cast, 3)
    reading.read("view_case", by=cast.clerk, case=one)
    for case in (two, three, two):
        with pytest.raises(reading.TooMany):
            reading.read("view_case", by=cast.clerk, case=case)

    assert [(a.kind, a.about) for a in Alert.objects.all()] == [("cap", cast.clerk)]


# Invented cases -------------------------------------------------------------------------------


def test_rule_27_opening_an_invented_case_is_told_within_a_minute(
    cast, enter, reachable_by_mail, django_capture_on_commit_callbacks
):
    case = invent(cast)
    with django_capture_on_commit_callbacks() as effects:
        assert story(enter(cast.coordinator), case).status_code == 200
    alert = Alert.objects.get()
    assert (alert.kind, alert.about, len(effects)) == ("canary", cast.coordinator, 1)

    tasks.send_alerts()

    told = {message.to[0].split("@")[0] for message in mail.outbox}
    assert told == {"protection", "protection-tirana", "administrator", "administrator-tirana"}
    alert.refresh_from_db()
    assert alert.mailed_at - alert.at < datetime.timedelta(seconds=60)


def test_the_mail_names_nobody_and_says_the_same_for_every_kind(cast, reachable_by_mail):
    case = invent(cast)
    for kind in AlertKind.values:
        alerts.sound(kind, about=cast.clerk, case=case)
    tasks.send_alerts()

    texts = {(m.subject, m.body) for m in mail.outbox if m.to == ["protection@example.org"]}
    assert len(texts) == 1
    words = " ".join(texts.pop())
    assert not any(name in words for name in ("Clerk", "Sample", case.reference, "Ahvaz", "case"))


@pytest.mark.parametrize("part", ["case", "case_people", "case_letters", "case_timeline"])
def test_every_part_of_an_invented_case_is_watched(cast, enter, part):
    case = invent(cast)

    enter(cast.clerk).get(reverse(part, args=[case.reference]))

    assert Alert.objects.get().case == case


def test_an_invented_case_looks_like_any_that_was_withdrawn(cast, enter):
    invented = invent(cast)
    client = enter(cast.clerk)
    page = story(client, invented).content.decode()

    assert "Clerk" in page
    assert not any(word in page for word in ("nvented", "anary", "Protection</bdi>"))
    trail = client.get(reverse("case_timeline", args=[invented.reference])).content.decode()
    assert "Protection" not in trail
    assert invented in access.cases(cast.clerk)
    assert (invented.state, invented.dues.filter(done_at=None).count()) == ("closed", 0)


def test_an_invented_case_goes_nowhere(cast):
    invented = invent(cast)
    told = consent.book(invented.request)
    today = invented.office.today()

    assert [p for p in ("P2", "P3", "P4", "P5", "P8", "P12") if told.granted(p, today)] == []
    assert "Sample" not in "".join(exchange.publish(cast.coordinator, cast.ahvaz))


def test_list_charts_and_sheet_count_an_invented_case_alike(cast):
    """Nobody finds one by comparing; not even one that was opened again, or whose enquirer is very
    old, or died."""
    log_family(cast)
    assert counted(cast) == (1, 1, 1, 1)
    family = invent(cast).request
    assert counted(cast) == (2, 2, 1, 2)

    family.cases.update(state="registered", next_review=cast.ahvaz.today(), closed_on=None)
    assert counted(cast) == (2, 2, 2, 2)
    Person.objects.filter(asks_in=family).update(birth=parse("1935"))
    assert counting.elderly([cast.ahvaz.pk], cast.ahvaz.today())[cast.ahvaz.pk] == [0, 0, 1]

    Person.objects.filter(asks_in=family).update(life_status="dead", died_on=parse("2026-11-01"))
    assert counting.died_waiting([cast.ahvaz.pk])[cast.ahvaz.pk] == {2026: 1}


def counted(cast):
    """The cases of the office's list; the charts of requests and of open ones; the sheet."""
    offices, spans = [cast.ahvaz.pk], [(datetime.date(2005, 1, 1), datetime.date(2030, 1, 1))]
    return (
        access.cases(cast.coordinator).filter(office=cast.ahvaz).count(),
        sum(counting.requests_by_span(offices, spans)[cast.ahvaz.pk]),
        sum(counting.open_by_age(offices, cast.ahvaz.today())[cast.ahvaz.pk]),
        sheets.lines_of(cast.coordinator, {}, cast.ahvaz).count(),
    )


def test_who_made_it_stands_in_a_chain_of_its_own(cast):
    case = invent(cast)

    line = Entry.objects.get(chain="canaries")
    assert (line.by, line.target) == (cast.protection, str(case.pk))
    assert line not in access.entries(cast.coordinator, case)
    assert Chain.objects.filter(name="canaries").exists()


def test_clerks_and_coordinators_invent_nothing_and_see_no_list(cast):
    for staff in (cast.clerk, cast.coordinator, cast.signatory, cast.regional):
        with pytest.raises(PermissionDenied):
            canaries.make(
                canaries.Invented("a", "b", "c", "1350", "d", datetime.date(2026, 1, 1)),
                office=cast.ahvaz, written_down_by=cast.clerk, by=staff,
            )  # fmt: skip
        assert list(watching.canaries(staff)) == []
    assert Canary.objects.count() == 0


def test_what_cannot_be_logged_leaves_nothing_behind(cast):
    with pytest.raises(Refused):
        invent(cast, birth="", father="")

    assert (Case.objects.count(), Canary.objects.count()) == (0, 0)


# Looking at alerts ----------------------------------------------------------------------------


def test_whoever_it_is_about_does_not_acknowledge_it(cast):
    alerts.sound(AlertKind.LOG_INS, about=cast.protection)
    alert = Alert.objects.get()

    with pytest.raises(Refused) as refused:
        alerts.acknowledge(alert, by=cast.protection)
    assert refused.value.codes == ["self"]
    seen = alerts.acknowledge(alert, by=cast.administrator, words="a forgotten password")
    assert (seen.acknowledged_by, seen.words) == (cast.administrator, "a forgotten password")


def test_the_administrator_learns_nothing_of_the_sealed_side(cast, reachable_by_mail):
    opening.make_key(by=cast.protection, passphrase="a long passphrase")
    sealed = Alert.objects.get()
    tasks.send_alerts()

    assert list(watching.alerts(cast.administrator)) == []
    assert list(watching.alerts(cast.elsewhere["protection"])) == [sealed]
    assert [m.to for m in mail.outbox] == [["protection-tirana@example.org"]]
    with pytest.raises(Alert.DoesNotExist):
        alerts.acknowledge(sealed, by=cast.administrator)


def test_the_administrators_page_names_no_case(cast, enter):
    case = invent(cast)
    alerts.sound(AlertKind.CANARY, about=cast.clerk, case=case)
    url = reverse("alert", args=[Alert.objects.get().pk])

    assert case.reference not in enter(cast.administrator).get(url).content.decode()
    assert case.reference in enter(cast.protection).get(url).content.decode()


def test_an_emergency_is_an_alert_too(cast):
    case = log_family(cast).cases.get()
    emergencies.open_case(case, by=cast.elsewhere["clerk"], reason="somebody is at the door")

    alert = Alert.objects.get()
    assert (alert.kind, alert.about, alert.case) == ("emergency", cast.elsewhere["clerk"], case)


def test_a_mail_server_that_is_away_keeps_the_alert_for_the_next_sweep(
    cast, reachable_by_mail, settings, caplog
):
    alerts.sound(AlertKind.LOG_INS, about=cast.clerk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    tasks.send_alerts()
    assert Alert.objects.get().mailed_at is None
    assert "@" not in caplog.text

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tasks.send_alerts()
    tasks.send_alert(str(Alert.objects.get().pk))
    assert len(mail.outbox) == 4


def test_a_log_in_that_fails_again_and_again_is_an_alert(cast, client, settings):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        client.post(reverse("account_login"), {"login": "clerk", "password": "wrong"})

    assert [(a.kind, a.about) for a in Alert.objects.all()] == [("log_ins", cast.clerk)]
