"""The administrator's page: green, or it says what to do; nothing about a family on it."""

import datetime
import shutil
from collections import namedtuple

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.utils import timezone

from casework import anchors
from casework.models import Entry
from correspondence.models import Dispatch
from deploy import standing, tasks
from deploy.backup import taking
from deploy.standing import machine, mail, work
from deploy.standing.finding import Level
from tests.correspondence import sending
from tests.correspondence.mailservers import Box, free_port, serving

URL = "/house/well/"


@pytest.fixture
def lively(db, settings):
    """An installation in which everything moves."""
    tasks.heartbeat()
    anchors.keep_today()
    taking._write_down({"at": timezone.now().isoformat(timespec="seconds")})
    settings.DEFAULT_FROM_EMAIL = "office@office.example"


def test_a_lively_installation_is_well(cast, lively):
    assert [f for f in standing.look() if f.level != Level.WELL] == []


def test_every_finding_that_is_not_well_says_what_to_do(cast):
    found = [f for f in standing.look() if f.level != Level.WELL]
    assert found and all(f.todo for f in found)


class TestWork:
    def test_without_a_sign_of_life_is_broken(self, db):
        assert work.background().level == Level.BROKEN

    def test_with_an_old_sign_of_life_is_broken(self, db, settings):
        old = timezone.now() - datetime.timedelta(minutes=6)
        (settings.HOME / "heartbeat").write_text(old.isoformat(timespec="seconds"))
        assert work.background().level == Level.BROKEN

    def test_a_mail_that_waits_for_long_is_broken(self, cast):
        row = sending.queued(cast)
        assert work.outgoing().level == Level.WELL
        long_ago = timezone.now() - datetime.timedelta(hours=1)
        Dispatch.objects.filter(pk=row.pk).update(created_at=long_ago)
        assert work.outgoing().level == Level.BROKEN

    def test_a_mail_in_doubt_is_for_a_person(self, cast):
        Dispatch.objects.filter(pk=sending.queued(cast).pk).update(state="unknown")
        assert work.outgoing().level == Level.LOOK

    def test_a_broker_that_is_away_delays_and_breaks_nothing(self, db, settings):
        from deploy.celery import app

        before = app.conf.broker_url
        app.conf.broker_url = f"redis://127.0.0.1:{free_port()}/0"
        try:
            assert work.broker().level == Level.LOOK
        finally:
            app.conf.broker_url = before
        assert work.broker().level == Level.WELL


class TestMachine:
    Usage = namedtuple("Usage", "total used free")

    @pytest.mark.parametrize(
        ("free", "level"),
        [(10**8, Level.BROKEN), (10**9, Level.LOOK), (10**10, Level.WELL)],
    )
    def test_room(self, db, monkeypatch, free, level):
        monkeypatch.setattr(shutil, "disk_usage", lambda path: self.Usage(0, 0, free))
        assert machine.room().level == level

    def test_a_clock_set_back_is_broken(self, cast, lively):
        Entry.objects.create(
            chain="x", sequence=1, at=timezone.now() + datetime.timedelta(hours=1), verb="x"
        )
        assert machine.clock().level == Level.BROKEN

    def test_a_folder_that_cannot_be_made_is_named(self, cast, settings, tmp_path):
        (tmp_path / "file").write_text("")
        settings.SCANS_DIR = tmp_path / "file"
        assert cast.ahvaz.code in machine.scanners().stands

    @pytest.mark.parametrize(
        ("days", "failed", "level"),
        [(0, False, Level.WELL), (3, False, Level.LOOK), (1, True, Level.BROKEN)],
    )
    def test_a_backup_that_is_old_or_failed_is_said(self, db, days, failed, level):
        assert machine.backups().level == Level.LOOK  # none yet
        at = timezone.now() - datetime.timedelta(days=days)
        taking._write_down({"at": at.isoformat(timespec="seconds")})
        if failed:
            taking._write_down({"failed_at": timezone.now().isoformat(timespec="seconds")})
        assert machine.backups().level == level

    def test_keys_that_others_can_read_are_said(self, db, settings, tmp_path):
        folder = tmp_path / "keys"
        shutil.copytree(django_settings.KEYS_DIR, folder)
        settings.KEYS_DIR = folder
        for path in folder.iterdir():
            path.chmod(0o644)
        assert machine.keys().level == Level.LOOK


class TestMail:
    def test_that_is_not_set_up_is_said_and_breaks_nothing(self, db, settings):
        settings.DEFAULT_FROM_EMAIL = "office@localhost"
        assert mail.outgoing_mail().level == Level.LOOK

    def test_a_service_without_a_secret_is_broken(self, db, settings):
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "x"}
        assert mail.notices().level == Level.BROKEN
        settings.ANYMAIL["WEBHOOK_SECRET"] = "a:b"
        assert mail.notices().level == Level.WELL


class TestPage:
    def test_says_what_to_do_and_nothing_about_a_family(self, cast, enter):
        sending.queued(cast)
        page = enter(cast.administrator).get(URL).content.decode()
        assert "Not everything" in page
        assert "فرضیان" not in page

    def test_is_green_when_all_is_well(self, cast, enter, lively):
        assert "Yes: everything" in enter(cast.administrator).get(URL).content.decode()

    def test_a_test_mail_says_what_the_server_answered(self, cast, enter):
        client = enter(cast.administrator)
        assert "no e-mail address" in said(client, URL + "mail/")
        cast.administrator.email = "admin@office.example"
        cast.administrator.save()
        with serving(Box()) as box:
            assert "handed over" in said(client, URL + "mail/")
        assert [e.rcpt_tos for e in box.envelopes] == [["admin@office.example"]]
        with serving(Box("550 no")):
            assert "code 550" in said(client, URL + "mail/")
        with serving(Box(refused="550 no")):
            assert "did not leave" in said(client, URL + "mail/")

    def test_the_scanner_folder_can_be_tried(self, cast, enter, settings, tmp_path):
        client, url = enter(cast.administrator), f"{URL}scanner/{cast.ahvaz.pk}/"
        assert "can be used" in said(client, url)
        (tmp_path / "file").write_text("")
        settings.SCANS_DIR = tmp_path / "file"
        assert "cannot be used" in said(client, url)


def said(client, url):
    return client.post(url, follow=True).content.decode()


def test_the_doctor_says_the_same(cast, lively, capsys):
    call_command("doctor")
    assert "BROKEN" not in capsys.readouterr().out


def test_the_doctor_ends_with_one_when_something_is_broken(cast, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("doctor")
    assert ended.value.code == 1
    assert "BROKEN Background work" in capsys.readouterr().out
