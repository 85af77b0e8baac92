"""Reply boxes against a real IMAP server: nothing lost, nothing twice, nothing deleted."""

import datetime
import json
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from casework import vault
from casework.actions import house
from correspondence import polling, tasks
from correspondence.mail import fetching
from correspondence.models import ArrivedMail, Dispatch, ReplyBox
from correspondence.models.arrived import ArrivedState
from deploy.celery import app
from deploy.standing import mail as standing
from deploy.standing.finding import Level
from tests import factories
from tests.correspondence import imapserver, sending
from tests.correspondence.mailservers import free_port

pytestmark = pytest.mark.imap
BOX = "ahvaz"


@pytest.fixture(scope="module")
def server():
    with imapserver.running() as running:
        yield running


@pytest.fixture
def box(server, cast, settings, request):
    """The office's box, empty, under a name of its own; gives what puts mails into it."""
    name = f"box{abs(hash(request.node.name)) % 10**9}"
    settings.REPLY_BOXES = {cast.ahvaz.code: server.address(name)}
    return name


def eml(number=1, body="Thank you.", **heads) -> bytes:
    lines = [f"Message-ID: <{number}@elsewhere.example>", "From: registry@elsewhere.example"]
    lines += [
        f"Subject: Matter {chr(96 + number % 26 + 1) * 3}",
        "Date: Fri, 20 Nov 2026 09:00:00 +0000",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in heads.items()]
    return "\r\n".join([*lines, "", body, ""]).encode()


def kept() -> list[bytes]:
    return [b"".join(vault.read(row.file)) for row in ArrivedMail.objects.order_by("arrived_at")]


class TestFetching:
    def test_every_byte_is_stored_and_marked_as_read_and_nothing_is_deleted(
        self, cast, server, box
    ):
        server.put(box, eml(1), eml(2, "é\0"[:1]))
        assert polling.poll(cast.ahvaz) == polling.Polled(2)
        assert kept() == [eml(1), eml(2, "é")]
        assert server.flags(box) == [("\\Seen",), ("\\Seen",)]
        assert {row.door for row in ArrivedMail.objects.all()} == {"box"}

    def test_only_what_is_new_is_taken_the_next_time(self, cast, server, box):
        server.put(box, eml(1))
        polling.poll(cast.ahvaz)
        assert polling.poll(cast.ahvaz) == polling.Polled(0)
        server.put(box, eml(2))
        assert polling.poll(cast.ahvaz) == polling.Polled(1)

    def test_what_somebody_has_read_in_the_box_is_taken_all_the_same(self, cast, server, box):
        server.put(box, eml(1))
        with server.line(box) as line:
            assert len(list(line.fetch(mark_seen=True))) == 1
        assert polling.poll(cast.ahvaz) == polling.Polled(1)

    def test_a_box_that_was_made_anew_is_read_again_and_nothing_is_twice(self, cast, server, box):
        server.put(box, eml(1))
        polling.poll(cast.ahvaz)
        ReplyBox.objects.update(validity=7, last_uid=9999)
        server.put(box, eml(2))
        assert polling.poll(cast.ahvaz) == polling.Polled(1)
        assert kept() == [eml(1), eml(2)]

    def test_a_mail_that_comes_twice_by_two_roads_is_one(self, cast, server, box):
        roads = (b"Received: from a\r\n", b"Delivered-To: b@office.example\r\n")
        server.put(box, *(road + eml(1) for road in roads))
        assert polling.poll(cast.ahvaz) == polling.Polled(1)

    def test_another_mail_with_the_same_message_id_is_not_kept_away(self, cast, server, box):
        server.put(box, eml(1, "first"), eml(1, "second"))
        assert polling.poll(cast.ahvaz) == polling.Polled(2)

    @pytest.mark.parametrize(
        "raw", [b"x", b"\xff\xfe" * 40, b"From: " + b"x" * 10_000 + b"\r\n\r\n", eml(1)[:40]]
    )
    def test_broken_mails_are_kept_too(self, cast, server, box, raw):
        server.put(box, raw)
        assert polling.poll(cast.ahvaz) == polling.Polled(1)
        assert ArrivedMail.objects.get().kind

    def test_of_a_mail_that_is_too_large_the_beginning_is_kept_and_its_size(
        self, cast, server, box, settings, enter
    ):
        settings.LARGEST_MAIL = 100_000
        large = eml(1, "x" * 60 + "\r\n" + ("y" * 70 + "\r\n") * 10_000)
        server.put(box, large, eml(2))
        assert polling.poll(cast.ahvaz) == polling.Polled(2)
        assert kept() == [large[: fetching.BEGINNING], eml(2)]
        row = ArrivedMail.objects.get(size__gt=0)
        assert row.size == len(large)
        page = enter(cast.clerk).get(f"/arrived/{row.pk}/").content.decode()
        assert "Only its beginning was taken" in page
        assert polling.poll(cast.ahvaz) == polling.Polled(0)

    def test_reports_found_there_mark_our_mail(self, cast, server, box):
        sending.queued(cast)
        row = Dispatch.objects.get()
        Dispatch.objects.update(state="sent", sent_on=cast.ahvaz.today())
        quoted = f"550 5.1.1 unknown user\r\n> Message-ID: {row.message_id}\r\n"
        raw = "From: MAILER-DAEMON@mx.example\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\n\r\n"
        server.put(box, (raw + quoted).encode())
        polling.poll(cast.ahvaz)
        row.refresh_from_db()
        assert (row.came_back, row.bounce_code) == (True, "5.1.1")

    def test_a_loop_of_machines_is_kept_apart_and_answered_by_nobody(
        self, cast, server, box, mailoutbox
    ):
        heads = {"Subject": "Re: Re: your message no. "}
        server.put(box, *(loop(number, **heads) for number in range(60)), eml(9))
        assert polling.poll(cast.ahvaz) == polling.Polled(61)
        waiting = ArrivedMail.objects.filter(state=ArrivedState.WAITING).count()
        assert (waiting, len(mailoutbox)) == (21, 0)
        assert set(ArrivedMail.objects.filter(state="machine").values_list("why")) == {("loop",)}


def loop(number: int, Subject: str) -> bytes:
    return (
        f"Message-ID: <{number}@loop.example>\r\nFrom: robot@loop.example\r\n"
        f"Subject: {Subject}{number}\r\n\r\nThank you for your message.\r\n"
    ).encode()


class TestOneAtATime:
    def test_two_workers_do_not_read_the_same_box(self, cast, server, box):
        row = ReplyBox.objects.create(
            office=cast.ahvaz, owner="other", lease_until=timezone.now() + polling.LEASE
        )
        assert polling.poll(cast.ahvaz) is None
        later = timezone.now() + 2 * polling.LEASE
        assert polling.poll(cast.ahvaz, now=later) == polling.Polled(0)
        row.refresh_from_db()
        assert (row.owner, row.lease_until) == ("", None)

    def test_a_worker_whose_turn_has_passed_stops(self, cast, server, box):
        server.put(box, eml(1), eml(2))
        ReplyBox.objects.create(office=cast.ahvaz, owner="me")
        row = ReplyBox.objects.get()
        ReplyBox.objects.update(owner="other")
        with fetching.visiting(polling.boxes.parse(server.address(box))) as visit:
            assert list(polling._brought(visit, row, "me")) == []
        assert ArrivedMail.objects.count() == 0


class TestSideBySide:
    """However many boxes and workers there are, reading leaves room for all other work."""

    @pytest.fixture
    def boxes(self, server, cast, settings):
        """Three offices with a box each, one mail in each."""
        third = factories.office_fields("SHZ", "Shiraz", "شیراز")
        house.open_office(third, by=cast.administrator)
        settings.REPLY_BOXES = {c: server.address(f"side-{c}") for c in ("AHV", "SHZ", "TIR")}
        for number, code in enumerate(settings.REPLY_BOXES):
            with server.line(f"side-{code}") as line:
                line.delete(line.uids())
            server.put(f"side-{code}", eml(number))
        return {office.code: office for office in polling.offices()}

    def being_read(self, *offices):
        """As if other workers were in the middle of it."""
        until = timezone.now() + polling.LEASE
        for office in offices:
            ReplyBox.objects.create(office=office, owner="other", lease_until=until)

    def test_all_are_read_one_after_the_other(self, boxes):
        assert polling.visit_those_due() == 3
        assert ArrivedMail.objects.count() == 3
        assert polling.visit_those_due() == 0

    def test_while_one_is_slow_the_others_are_read(self, boxes):
        self.being_read(boxes["AHV"])
        assert polling.visit_those_due() == 2
        read = ArrivedMail.objects.values_list("office__code", flat=True)
        assert sorted(read) == ["SHZ", "TIR"]

    def test_while_two_are_slow_no_third_worker_is_held(self, boxes):
        self.being_read(boxes["AHV"], boxes["SHZ"])
        assert polling.visit_those_due() == 0
        assert polling.poll(boxes["TIR"]) is None
        assert polling.poll(boxes["TIR"], at_once=True) == polling.Polled(1)  # a person asks

    def test_what_dead_workers_held_keeps_no_place(self, boxes):
        self.being_read(boxes["AHV"], boxes["SHZ"])
        ReplyBox.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
        assert polling.visit_those_due() == 3

    def test_the_one_that_waits_longest_comes_first(self, boxes):
        now, visited = timezone.now(), []
        for minutes, code in ((9, "TIR"), (30, "SHZ"), (5, "AHV")):
            tried = now - datetime.timedelta(minutes=minutes)
            ReplyBox.objects.create(office=boxes[code], tried_at=tried)
        while office := polling._next_due(timezone.now()):
            visited.append(office.code)
            polling.poll(office)
        assert visited == ["SHZ", "TIR", "AHV"]

    def test_a_box_is_not_asked_again_within_the_same_minute(self, boxes):
        tried = timezone.now() - polling.EVERY + datetime.timedelta(seconds=20)
        ReplyBox.objects.create(office=boxes["AHV"], tried_at=tried)
        assert polling.visit_those_due() == 2

    def test_reading_has_a_queue_of_its_own(self):
        router = app.amqp.router.route({}, "correspondence.poll_boxes")
        assert router["queue"].name == "boxes"
        beat = [each["task"] for each in app.conf.beat_schedule.values()]
        boxes = [task for task in beat if app.amqp.router.route({}, task)["queue"].name == "boxes"]
        assert boxes == ["correspondence.poll_boxes"]


class TestTrouble:
    def test_the_password_appears_nowhere(self, cast, server, box, settings, caplog):
        settings.REPLY_BOXES = {cast.ahvaz.code: server.address(box, password="s3cr3t-word")}
        with caplog.at_level("DEBUG"):
            assert polling.poll(cast.ahvaz) == polling.Polled(0, "login")
        assert "s3cr3t" not in caplog.text + str(ReplyBox.objects.values()) + str(
            polling.boxes.parse(settings.REPLY_BOXES[cast.ahvaz.code])
        )
        found = standing.reply_boxes()
        assert (found.level, "s3cr3t" in found.stands + found.todo) == (Level.BROKEN, False)
        assert "refuses the user or the password" in found.stands

    def test_a_refused_password_is_not_tried_every_minute(self, cast, server, box, settings):
        settings.REPLY_BOXES = {cast.ahvaz.code: server.address(box, password="wrong")}
        polling.poll(cast.ahvaz)
        assert polling.poll(cast.ahvaz) is None
        assert polling.poll(cast.ahvaz, at_once=True).trouble == "login"
        row = ReplyBox.objects.get()
        assert row.try_after - row.tried_at > datetime.timedelta(minutes=3)

    @pytest.mark.parametrize(
        ("address", "trouble"),
        [
            ("imap://a:b@127.0.0.1:{free}/INBOX", "no_line"),
            ("imap://a:sample@127.0.0.1:{port}/Nowhere", "folder"),
            ("imap://a:b@mail.example/INBOX", "wrong_open_line"),
            ("pop3://a:b@mail.example/INBOX", "wrong_address"),
            ("imaps://mail.example/INBOX", "wrong_user"),
            ("imap://a:b@127.0.0.1:port/INBOX", "wrong_address"),
            ("imap://a:gé@127.0.0.1:{port}/INBOX", "login"),
            ("imaps://a:b@127.0.0.1:{port}/INBOX", "no_line"),
        ],
    )
    def test_each_has_its_own_word_and_says_what_to_do(
        self, cast, server, settings, address, trouble
    ):
        told = address.format(free=free_port(), port=server.port)
        settings.REPLY_BOXES = {cast.ahvaz.code: told}
        assert polling.poll(cast.ahvaz) == polling.Polled(0, trouble)
        found = standing.reply_boxes()
        assert found.level == Level.BROKEN and found.todo and cast.ahvaz.code in found.stands

    def test_a_silent_server_holds_nothing_up(self, cast, server, box, settings, monkeypatch):
        monkeypatch.setattr(fetching, "TIMEOUT", 0.3)
        with silent() as port:
            settings.REPLY_BOXES["TIR"] = f"imap://a:b@127.0.0.1:{port}/INBOX"
            server.put(box, eml(1))
            tasks.poll_boxes()
        assert len(kept()) == 1
        said = {row.office.code: row.trouble for row in ReplyBox.objects.all()}
        assert said == {"AHV": "", "TIR": "no_line"}

    def test_a_server_that_drips_is_left_after_a_fixed_time(self, monkeypatch):
        monkeypatch.setattr(fetching, "WHOLE", 0.5)
        begun = time.monotonic()
        with dripping() as port, pytest.raises(fetching.Trouble) as met:
            box = polling.boxes.parse(f"imap://a:b@127.0.0.1:{port}/INBOX")
            with fetching.visiting(box):
                pass
        assert met.value.code == "too_slow"
        assert time.monotonic() - begun < 10

    def test_a_code_that_belongs_to_no_office_is_said(self, cast, server, box, settings):
        settings.REPLY_BOXES["NOWHERE"] = server.address(box)
        polling.poll(cast.ahvaz)
        assert "REPLY_BOX_NOWHERE names no office" in standing.reply_boxes().stands

    def test_all_is_well_where_all_is_read(self, cast, server, box):
        assert standing.reply_boxes().level == Level.BROKEN
        polling.poll(cast.ahvaz)
        assert standing.reply_boxes().level == Level.WELL
        old = timezone.now() - datetime.timedelta(hours=1)
        ReplyBox.objects.update(read_at=old)
        assert standing.reply_boxes().level == Level.BROKEN

    def test_the_command_says_how_many_and_fails_with_a_box(
        self, cast, server, box, settings, capsys
    ):
        server.put(box, eml(1))
        call_command("poll_mail")
        assert capsys.readouterr().out == f"{cast.ahvaz.code}: new mails: 1\n"
        settings.REPLY_BOXES = {cast.ahvaz.code: server.address(box, password="wrong")}
        with pytest.raises(CommandError):
            call_command("poll_mail")


class silent:
    """Takes a line and never says a word."""

    def __enter__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        return self.listening.getsockname()[1]

    def __exit__(self, *_):
        self.listening.close()


class dripping(silent):
    """Greets, then sends a letter now and then and never an end of line."""

    def __enter__(self):
        port = super().__enter__()
        threading.Thread(target=self.drip, daemon=True).start()
        return port

    def drip(self):
        line, _who = self.listening.accept()
        line.sendall(b"* OK here\r\n")
        try:
            tag = line.recv(1000).split()[0]
            line.sendall(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")
            while True:
                line.sendall(b"*")
                time.sleep(0.05)
        except OSError:
            line.close()


WORKER = """
import json, sys
from pathlib import Path
from deploy import settings
told = json.loads(sys.argv[1])
settings.DATABASES["default"]["NAME"] = told["database"]
settings.FILES_DIR, settings.WORK_DIR = Path(told["files"]), Path(told["work"])
settings.REPLY_BOXES = told["boxes"]
import django
django.setup()
from correspondence import polling
for office in polling.offices():
    polling.poll(office, at_once=True)
"""
MAILS = 60


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_again_and_again_loses_and_doubles_nothing(
    transactional_db, cast, server, box, settings
):
    server.put(box, *(eml(number, f"mail {number}") for number in range(MAILS)))
    told = {
        "database": str(connection.settings_dict["NAME"]),
        "files": str(django_settings.FILES_DIR),
        "work": str(django_settings.WORK_DIR),
        "boxes": settings.REPLY_BOXES,
    }
    reached = []
    for kill in range(6):
        before = ArrivedMail.objects.count()
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, json.dumps(told)], cwd=django_settings.BASE_DIR
        )
        while process.poll() is None and ArrivedMail.objects.count() < before + 1 + kill % 5:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        ReplyBox.objects.update(lease_until=None)
        reached.append(ArrivedMail.objects.count())
    assert 0 < reached[0] < MAILS
    polling.poll(cast.ahvaz, at_once=True)
    ArrivedMail.objects.filter(kind="").update(
        arrived_at=timezone.now() - datetime.timedelta(hours=1)
    )
    tasks.poll_boxes()
    found = [b"".join(vault.read(row.file)) for row in ArrivedMail.objects.all()]
    assert sorted(found) == sorted(eml(number, f"mail {number}") for number in range(MAILS))
    assert not ArrivedMail.objects.filter(kind="").exists()
    assert server.flags(box) == [("\\Seen",)] * MAILS
