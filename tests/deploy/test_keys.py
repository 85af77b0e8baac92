"""Keys in a running office: a rotation that is killed, a key that is lost or another one."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.urls import reverse

from families import wrapping
from tests.factories import log_family

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 3000
FILL = f"""
from families.models import ContactPoint, Person
people = Person.objects.bulk_create([Person() for n in range({PEOPLE})])
ContactPoint.objects.create(person=people[0], value="0916 000 0005")
ContactPoint.objects.create(person=people[-1], value="0916 000 0006")
"""
READ = """
from families.models import ContactPoint
print(sorted(point.value for point in ContactPoint.objects.all()))
"""


@pytest.fixture
def office(tmp_path):
    """A home of its own with many people: runs a command of the house in another process."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_URL")}
    environment |= {"PAYVAND_HOME": str(tmp_path / "home")}

    def start(*arguments):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(*arguments):
        process = start(*arguments)
        out, err = process.communicate(timeout=300)
        return process.returncode, out.strip(), err.strip()

    assert run("migrate", "--verbosity", "0")[0] == 0
    assert run("shell", "--verbosity", "0", "-c", FILL)[0] == 0
    run.start, run.home = start, tmp_path / "home"
    return run


def wrapped_anew(home) -> int:
    """How many people's keys carry the number of a later key, read past the program."""
    with sqlite3.connect(home / "payvand.sqlite3", timeout=20) as connection:
        rows = connection.execute("SELECT length(data_key) FROM families_person").fetchall()
    return sum(length > wrapping.UNNUMBERED for (length,) in rows)


@pytest.mark.slow
def test_a_rotation_killed_in_the_middle_goes_on_and_everything_opens(office):
    rotation = office.start("rotate_keys", "--batch", "5")
    deadline = time.monotonic() + 120
    while not wrapped_anew(office.home) and time.monotonic() < deadline:
        assert rotation.poll() is None
    rotation.send_signal(signal.SIGKILL)
    rotation.communicate()
    moved = wrapped_anew(office.home)
    readable = office("shell", "--verbosity", "0", "-c", READ)[1]

    code, said, _err = office("rotate_keys")

    assert 0 < moved < PEOPLE
    assert readable == "['0916 000 0005', '0916 000 0006']"
    assert code == 0
    first = said.splitlines()[0]
    assert first == f"Went on with wrapping key 1: {PEOPLE - moved} data keys wrapped anew."
    assert wrapped_anew(office.home) == PEOPLE
    checked = office("check_keys", "--values")[1]
    assert checked == (f"key 1: wraps {PEOPLE} data keys\n2 sealed values opened\nAll is well.")

    # the key is lost: commands, the start and the worker say one sentence and change nothing
    key = office.home / "keys" / "master.key"
    key.rename(office.home / "master.key.away")
    sentences = {
        name: office(*command)
        for name, command in {
            "read": ("shell", "--verbosity", "0", "-c", READ),
            "start": ("prepare",),
            "rotate": ("rotate_keys",),
        }.items()
    }
    for code, _out, err in sentences.values():
        assert code == 1
        assert err.splitlines()[-1].startswith(f"The key file {key} cannot be read (")
    assert "Traceback" not in sentences["start"][2] + sentences["rotate"][2]
    assert not key.exists()
    (office.home / "master.key.away").rename(key)
    assert office("shell", "--verbosity", "0", "-c", READ)[1] == readable


def test_a_page_says_that_the_key_is_missing_and_nothing_is_written(cast, enter, monkeypatch):
    case = log_family(cast).cases.get()
    client = enter(cast.clerk, "fa")
    address = reverse("note_new", args=[case.reference])
    monkeypatch.setattr(wrapping, "_right_key", _lost)

    answer = client.post(address, {"words": "یادداشت"})

    assert answer.status_code == 503
    assert "کلید رمز این دفتر پیدا نیست" in answer.content.decode()
    assert "master.key" not in answer.content.decode()
    assert not case.request.notes.exists()


def _lost(folder):
    from families.keys import read_key

    return read_key(folder / "away" / "master.key")


def test_a_worker_without_the_key_ends_with_a_sentence(monkeypatch):
    from deploy.celery import require_key

    monkeypatch.setattr(wrapping, "_right_key", _lost)

    with pytest.raises(SystemExit, match="put it back from your safe copy"):
        require_key()
