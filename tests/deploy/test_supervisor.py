"""The supervisor, seen from outside: a process of its own with real programs under it."""

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 20  # seconds until a test gives up

SCRIPT = """
import sys
from pathlib import Path
from deploy.supervisor import Patience, Program, Supervisor
logs, fifo, to_end, *codes = sys.argv[1:]
programs = [
    Program(f"p{n}", (sys.executable, "-c", code, fifo), ready=b"serving")
    for n, code in enumerate(codes)
]
patience = Patience(to_end=float(to_end), first_restart=0.05, longest_restart=0.2)
say = lambda sentence: print(sentence, flush=True)
Supervisor(programs, Path(logs), say, lambda: say("READY"), patience).run()
"""
# Programs tell their process numbers through the FIFO, so that tests wait for facts, not time.
TELL = "import os, sys, signal, subprocess; open(sys.argv[1], 'w').write(f'{os.getpid()}\\n'); "
STAYS = TELL + "signal.pause()"
STUBBORN = TELL.replace("open", "signal.signal(signal.SIGTERM, signal.SIG_IGN); open") + (
    "[signal.pause() for _ in range(9)]"
)


class Office:
    """A running supervisor with a FIFO on which its programs tell their process numbers."""

    def __init__(self, folder: Path, *codes: str, to_end: float = 60):
        self.logs, fifo = folder / "logs", folder / "told"
        os.mkfifo(fifo)
        self._told = os.open(fifo, os.O_RDWR | os.O_NONBLOCK)
        self._numbers: list[int] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(self.logs), str(fifo), str(to_end), *codes],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def next_number(self) -> int:
        while not self._numbers:
            assert select.select([self._told], [], [], LIMIT)[0], "no program told its number"
            self._numbers += [int(line) for line in os.read(self._told, 4096).split()]
        return self._numbers.pop(0)

    def line(self) -> str:
        assert select.select([self.process.stdout], [], [], LIMIT)[0], "nothing was said"
        return self.process.stdout.readline().strip()

    def stop(self, number: int = signal.SIGTERM) -> float:
        before = time.monotonic()
        self.process.send_signal(number)
        self.rest = self.process.communicate(timeout=LIMIT)[0]
        return time.monotonic() - before

    def close(self):
        os.close(self._told)
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@pytest.fixture
def run(tmp_path):
    offices = []

    def start(*codes: str, **options) -> Office:
        offices.append(Office(tmp_path, *codes, **options))
        return offices[-1]

    yield start
    for office in offices:
        office.close()


def is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_supervisor_stops_all_on_signal(run, number):
    office = run(STAYS, STAYS)
    children = [office.next_number(), office.next_number()]

    office.stop(number)

    assert office.process.returncode == 0
    assert [is_alive(child) for child in children] == [False, False]


def test_supervisor_restarts_what_is_killed(run):
    office = run(STAYS, STAYS)
    first, second = office.next_number(), office.next_number()

    os.kill(first, signal.SIGKILL)
    third = office.next_number()
    office.stop()

    assert third not in {first, second}
    assert [is_alive(child) for child in (first, second, third)] == [False] * 3
    assert "ended and is started again in 0.05 s" in office.rest


def test_supervisor_waits_longer_while_a_program_keeps_dying(run):
    office = run("raise SystemExit(3)")

    said = [office.line() for _ in range(5)]

    assert [line.split(" in ")[1].split(";")[0] for line in said] == [
        "0.05 s",
        "0.1 s",
        "0.2 s",
        "0.2 s",
        "0.2 s",
    ]
    office.stop()


def test_supervisor_kills_who_does_not_listen_within_its_patience(run):
    office = run(STUBBORN, to_end=1)
    child = office.next_number()

    seconds = office.stop()

    assert not is_alive(child)
    assert seconds >= 1


def test_supervisor_stops_waiting_at_the_second_signal(run):
    office = run(STUBBORN)
    child = office.next_number()

    office.process.send_signal(signal.SIGINT)
    assert office.line() == "Stopping …"
    office.stop(signal.SIGINT)  # gives up long before the minute that programs have to end

    assert not is_alive(child)


def test_supervisor_ends_what_a_dead_program_left_behind(run):
    nephew = "import os, sys, signal; open(sys.argv[1], 'w').write(f'{os.getpid()}\\\\n'); "
    nephew += "signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"
    office = run(
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', \"{nephew}\", "
        "sys.argv[1]]); sys.stdin.read(); import signal; signal.pause()"
    )
    left_behind = office.next_number()
    parent = int(Path(f"/proc/{left_behind}/stat").read_text().rpartition(")")[2].split()[1])

    os.kill(parent, signal.SIGKILL)
    successor = office.next_number()

    assert successor != left_behind
    assert not is_alive(left_behind)
    office.stop()


def test_programs_end_when_the_supervisor_is_killed(run):
    office = run(STAYS)
    child = office.next_number()
    watch = os.pidfd_open(child)

    office.process.kill()

    assert select.select([watch], [], [], LIMIT)[0], "the program outlived its supervisor"
    os.close(watch)


def test_supervisor_says_once_that_a_program_serves(run):
    office = run("print('serving'); print('serving'); " + STAYS)
    first = office.next_number()
    assert office.line() == "READY"

    os.kill(first, signal.SIGKILL)
    office.next_number()
    office.stop()

    assert "READY" not in office.rest


def test_log_holds_the_output_and_its_last_words(run):
    office = run("print('سلام'); import sys; sys.stdout.write('no line end'); " + STAYS)
    office.next_number()
    office.stop()

    path = office.logs / "p0.log"
    assert path.read_text(encoding="utf-8") == "سلام\nno line end\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_log_stays_under_its_cap(run):
    office = run("print(('x' * 99 + '\\n') * 150_000, flush=True); " + STAYS)
    office.next_number()
    office.stop()

    sizes = [path.stat().st_size for path in office.logs.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) <= 2_000_000
