"""The whole office as it is started: supervisor, web server, worker and scheduler."""

import os
import select
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 90  # seconds until a test gives up
ANSWERS = """Example Aid
Head office
Tehran
thr
fa

admin
Example Administrator
a long pass phrase
a long pass phrase
"""
pytestmark = pytest.mark.slow


def environment(home: Path) -> dict[str, str]:
    """An embedded office of its own, whatever servers these tests run on."""
    ours = {"DATABASE_URL", "BROKER_URL", "DJANGO_SETTINGS_MODULE"}
    return {k: v for k, v in os.environ.items() if k not in ours} | {"PAYVAND_HOME": str(home)}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as once:
        return once.getsockname()[1]


class Office:
    """`manage.py office --empty` on a new home, up to the moment when it serves."""

    def __init__(self, home: Path, *options: str, answers: str = ANSWERS):
        self.home, self.port = home, free_port()
        command = [sys.executable, str(ROOT / "manage.py"), "office", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, *options],
            env=environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=home.parent,
        )
        self.process.stdin.write(answers)
        self.process.stdin.close()
        self.said = ""

    def wait_for(self, words: str) -> None:
        while words not in self.said:
            assert select.select([self.process.stdout], [], [], LIMIT)[0], self.said
            line = os.read(self.process.stdout.fileno(), 65536).decode()
            assert line, self.said
            self.said += line

    def get(self, path: str) -> tuple[int, str]:
        """Status and address after following redirects."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}{path}", timeout=LIMIT
            ) as answer:
                return answer.status, answer.url
        except urllib.error.HTTPError as error:
            return error.code, error.url

    def children(self) -> dict[str, int]:
        """Name and process number of each program under the supervisor."""
        number = self.process.pid
        found = {}
        for child in Path(f"/proc/{number}/task/{number}/children").read_text().split():
            words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
            found[next(w for w in ("gunicorn", "worker", "beat") if w in words)] = int(child)
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        if not self.process.stdout.closed:
            self.said += self.process.stdout.read()
            self.process.stdout.close()
        return self.process.wait(LIMIT)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("office") / "home"


@pytest.fixture
def office(home):
    office = Office(home, "--empty")
    yield office
    office.stop(signal.SIGKILL)


def test_empty_office_opens_serves_and_closes(office):
    office.wait_for("Ctrl-C stops the office.")
    assert office.get("/") == (200, f"http://127.0.0.1:{office.port}/door/login/?next=/")
    programs = office.children()
    assert set(programs) == {"gunicorn", "worker", "beat"}

    assert office.stop() == 0

    assert f"Payvand is running at http://127.0.0.1:{office.port}/" in office.said
    assert office.said.endswith("Stopping …\nThe office is closed.\n")
    assert "SAMPLE" not in office.said
    assert [Path(f"/proc/{number}").exists() for number in programs.values()] == [False] * 3
    socket.create_server(("127.0.0.1", office.port)).close()


def test_killed_web_server_serves_again_on_the_same_port(office):
    office.wait_for("Ctrl-C stops the office.")

    os.kill(office.children()["gunicorn"], signal.SIGKILL)
    office.wait_for("web ended and is started again in 0.5 s")

    assert office.get("/door/login/")[0] == 200


def test_second_office_in_the_same_home_is_refused(office):
    office.wait_for("Ctrl-C stops the office.")

    second = Office(office.home)
    second.process.wait(LIMIT)

    assert second.stop() == 1
    assert second.said == f"The office in {office.home} is already running.\n"


def test_answers_that_end_early_leave_nothing(tmp_path):
    office = Office(tmp_path / "home", "--empty", answers="Example Aid\n")
    office.process.wait(LIMIT)

    assert office.stop() == 1
    assert office.said.endswith("The answers ended early and nothing was written; start again.\n")


def test_home_is_closed_to_others(office):
    office.wait_for("Ctrl-C stops the office.")
    office.stop()

    open_to_others = [
        path
        for path in [office.home, *office.home.rglob("*")]
        if path.stat().st_mode & 0o077 and office.home / "static" not in path.parents
    ]
    assert open_to_others == []
