"""A worker killed in the middle of binding: the sweep finishes it, nothing is doubled."""

import datetime
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from casework.models import StoredFile
from casework.vault import work
from correspondence import bundling, tasks
from correspondence.models import Letter
from tests.correspondence import letters as made
from tests.correspondence import sending

LIMIT = 60  # seconds until the test gives up
PAPERS = 40
WORKER = """
import json, sys
from pathlib import Path
from deploy import settings
told = json.loads(sys.argv[1])
settings.DATABASES["default"]["NAME"] = told["database"]
settings.FILES_DIR, settings.WORK_DIR = Path(told["files"]), Path(told["work"])
import django
django.setup()
from correspondence import tasks
tasks.build_bundle(told["letter"])
"""


def worker(letter: Letter) -> subprocess.Popen:
    """A process of its own that binds the letter, in the folders of this test."""
    told = {
        "letter": str(letter.pk),
        "database": str(connection.settings_dict["NAME"]),
        "files": str(settings.FILES_DIR),
        "work": str(settings.WORK_DIR),
    }
    return subprocess.Popen([sys.executable, "-c", WORKER, json.dumps(told)], cwd=settings.BASE_DIR)


def killed_in_the_middle(letter: Letter) -> int:
    """The progress at which the worker was killed."""
    process, ends = worker(letter), time.monotonic() + LIMIT
    progress = 0
    while progress < 5 and time.monotonic() < ends and process.poll() is None:
        progress = Letter.objects.values_list("bundle_progress", flat=True).get(pk=letter.pk)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return progress


@pytest.fixture
def letter(cast):
    (case,) = sending.family(cast)
    for number in range(PAPERS):
        made.paper(cast, case, title=f"paper {number}", size=(300 + number, 400))
    return sending.signed(cast, [case], bound=False)


@pytest.mark.django_db(transaction=True)
def test_a_bundle_whose_worker_was_killed_is_bound_once_by_the_next(letter):
    before = StoredFile.objects.count()
    assert 5 <= killed_in_the_middle(letter) < 100
    assert list(bundling.unfinished()) == [letter]
    left = list(Path(settings.WORK_DIR).glob("bundle-*"))
    assert len(left) == 1

    for _each in range(2):
        tasks.sweep_bundles()
        tasks.build_bundle(str(letter.pk))

    letter.refresh_from_db()
    assert (letter.bundle_progress, letter.bundle_error) == (100, "")
    assert letter.bundle_pages == letter.pdf_pages + PAPERS
    assert StoredFile.objects.count() == before + 1
    assert list(bundling.unfinished()) == []


@pytest.mark.django_db(transaction=True)
def test_the_pages_that_a_killed_worker_left_in_the_clear_are_removed(letter):
    killed_in_the_middle(letter)
    assert work.empty() == 0
    later = timezone.now() + work.LEFT_BEHIND_AFTER + datetime.timedelta(minutes=1)
    assert work.empty(later) > 0
    assert list(Path(settings.WORK_DIR).glob("bundle-*")) == []
