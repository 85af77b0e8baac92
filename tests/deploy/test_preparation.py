"""What a start brings up to date, and what it refuses to mix."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from casework.actions import house
from casework.models import Organisation
from casework.roles import Role
from deploy.preparation import is_newer, open_office, sample_log_ins
from deploy.trouble import Trouble
from tests.factories import LONG_AGO

ROOT = Path(__file__).resolve().parents[2]


def mark_as_sample(is_sample: bool) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"is_sample": is_sample})


def test_real_office_never_opens_among_sample_people(cast, settings):
    mark_as_sample(True)

    with pytest.raises(Trouble, match=f"{settings.HOME} holds the sample office; start the real"):
        open_office(empty=True)


@pytest.mark.parametrize("empty", [True, False])
def test_opened_real_office_is_left_as_it_is(cast, empty):
    mark_as_sample(False)
    said = []

    open_office(empty=empty, say=said.append)

    assert said == []
    assert sample_log_ins() == []


def test_sample_people_are_named_once_with_all_their_cities(cast):
    mark_as_sample(True)
    house.appoint(
        cast.coordinator,
        by=cast.administrator,
        office=cast.tirana,
        role=Role.COORDINATOR,
        since=LONG_AGO,
    )

    told = sample_log_ins()

    assert ("coordinator", "coordinator", "Ahvaz and Tirana") in told
    assert ("clerk", "clerk", "Ahvaz") in told
    assert [name for name, *_ in told if name in {"coordinator", "stranger"}] == ["coordinator"]


def touch(path: Path, seconds: int) -> Path:
    path.touch()
    os.utime(path, (seconds, seconds))
    return path


def test_something_is_newer_when_a_source_changed_after_the_oldest_result(tmp_path):
    old, middle, new = (touch(tmp_path / str(s), s) for s in (100, 200, 300))

    assert is_newer([middle], [old, new])
    assert not is_newer([old], [middle, new])
    assert not is_newer([middle], [middle])


def test_something_is_newer_when_a_result_is_missing(tmp_path):
    there = touch(tmp_path / "there", 100)

    assert is_newer([there], [there, tmp_path / "missing"])


def test_database_that_does_not_answer_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"postgres://office@127.0.0.1:{closed.getsockname()[1]}/office"

    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "prepare"],
        env=os.environ | {"DATABASE_URL": nobody, "PAYVAND_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("The database does not answer (")
    assert last.endswith("); see DATABASE_URL.")
