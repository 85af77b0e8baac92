"""A real Chromium in front of a running office."""

import os
import shutil

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from tests.correspondence import imapserver
from tests.house.no_skips import IN_CI
from tests.journeys.screen import Screen

# The journeys of the mail need a real IMAP server; in CI it must be there.
collect_ignore = [] if imapserver.PROGRAM or IN_CI else ["test_mail.py", "test_forty_cases.py"]
DESK = {"viewport": {"width": 1280, "height": 800}}
PATIENCE = 30_000  # milliseconds: a busy computer is slow, not wrong
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    # The driver runs a loop of its own in this thread; Django's own work stays synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def sit_down(chromium, live_server, transactional_db):
    """`sit_down(staff, language)`: a page of the browser in which this person is logged in."""
    contexts = []

    def open_page(staff, language="en", **screen):
        client = Client()  # one of its own: a second log-in ends the session of the first
        client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
        context = chromium.new_context(base_url=live_server.url, **(DESK | screen))
        contexts.append(context)
        kept = {
            settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value,
            settings.LANGUAGE_COOKIE_NAME: language,
        }
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in kept.items()]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def at_the_door(chromium, live_server, transactional_db):
    """`at_the_door(language)`: the screen of somebody who is not logged in yet."""
    contexts = []

    def open_screen(language="en", **screen):
        context = chromium.new_context(base_url=live_server.url, **(DESK | screen))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return Screen(page, language)

    yield open_screen
    for context in contexts:
        context.close()


@pytest.fixture
def office(transactional_db):
    return factories.make_cast()


@pytest.fixture
def box(office, settings):
    """The office's reply box, on a server of its own."""
    with imapserver.running() as server:
        settings.REPLY_BOXES = {office.ahvaz.code: server.address("ahvaz", more="?plus=%2B")}
        office.ahvaz.email = "office@office.example"
        office.ahvaz.save()
        yield server
