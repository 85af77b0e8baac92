"""Keeps the office's programs running: starts them, restarts what dies, stops all together.

Standard library alone, one thread, no polling: it wakes for a signal, for output or for a
restart that is due. What the programs print goes to one log per program, with a cap on size.
"""

import ctypes
import logging
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG_BYTES = 2_000_000
LOGS_KEPT = 3
LONGEST_LINE = 65_536
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl


@dataclass(frozen=True)
class Program:
    """One program to keep running; `ready` is what it prints once it serves."""

    name: str
    command: Sequence[str]
    keep_open: tuple[int, ...] = ()
    ready: bytes = b""


@dataclass(frozen=True)
class Patience:
    """Seconds: to end by itself, before a restart (doubled while it keeps dying), and its cap."""

    to_end: float = 8.0
    first_restart: float = 0.5
    longest_restart: float = 30.0
    healthy_after: float = 60.0


@dataclass
class Kept:
    """A program with its running process, its log and its history of dying."""

    program: Program
    log: "ProgramLog"
    process: subprocess.Popen | None = None
    output: int = -1
    started: float = 0.0
    quick_deaths: int = 0
    due: float | None = None
    serves: bool = False
    partial: bytes = b""


@dataclass
class Supervisor:
    """Runs `programs` until a stop signal; `say` gets one plain sentence per event."""

    programs: Sequence[Program]
    logs: Path
    say: Callable[[str], None] = print
    on_ready: Callable[[], None] = lambda: None
    patience: Patience = field(default_factory=Patience)

    def run(self) -> int:
        """Return 0 once every program has ended after SIGINT, SIGTERM or SIGHUP."""
        self._stops = 0
        self._selector = selectors.DefaultSelector()
        self._kept = [
            Kept(program, _open_log(self.logs, program.name)) for program in self.programs
        ]
        with self._signals_wake():
            try:
                for kept in self._kept:
                    self._start(kept)
                while not self._stops:
                    self._wait(self._next_due())
                    self._tend()
                self.say("Stopping …")
            finally:
                self._stop_all()
        return 0

    # Starting and restarting ------------------------------------------------------------------

    def _start(self, kept: Kept) -> None:
        kept.due, kept.started = None, time.monotonic()
        kept.output, printed = os.pipe()
        os.set_blocking(kept.output, False)
        self._selector.register(kept.output, selectors.EVENT_READ, kept)
        try:
            kept.process = subprocess.Popen(
                kept.program.command,
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=printed,
                pass_fds=kept.program.keep_open,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        finally:
            os.close(printed)

    def _tend(self) -> None:
        now = time.monotonic()
        for kept in self._kept:
            if kept.process and _has_ended(kept.process):
                self._bury(kept, kept.process)
                self._plan_restart(kept, now)
            elif kept.due is not None and kept.due <= now:
                self._start(kept)

    def _plan_restart(self, kept: Kept, now: float) -> None:
        lived = now - kept.started
        kept.quick_deaths = 0 if lived >= self.patience.healthy_after else kept.quick_deaths + 1
        doubled = self.patience.first_restart * 2 ** max(0, kept.quick_deaths - 1)
        delay = min(doubled, self.patience.longest_restart)
        kept.due = now + delay
        log = self.logs / f"{kept.program.name}.log"
        self.say(f"{kept.program.name} ended and is started again in {delay:g} s; see {log}")

    def _next_due(self) -> float | None:
        dues = [kept.due for kept in self._kept if kept.due is not None]
        return max(0.0, min(dues) - time.monotonic()) if dues else None

    # Stopping ---------------------------------------------------------------------------------

    def _stop_all(self) -> None:
        """Ask every program to end, wait, then end whatever is left of their groups."""
        deadline = time.monotonic() + self.patience.to_end
        for kept in self._kept:
            if kept.process:
                kept.process.terminate()
        while any(kept.process for kept in self._kept):
            for kept in self._kept:
                if kept.process and _has_ended(kept.process):
                    self._bury(kept, kept.process)
            left = deadline - time.monotonic()
            if left <= 0 or self._stops > 1:  # a second Ctrl-C: no more waiting
                break
            if any(kept.process for kept in self._kept):
                self._wait(left)
        for kept in self._kept:
            if kept.process:
                self._bury(kept, kept.process)
            kept.log.close()
        self._selector.close()

    def _bury(self, kept: Kept, process: subprocess.Popen) -> None:
        """End the rest of a program's group, keep its last words, reap it.

        The group is ended before its leader is reaped: until then its number can't be another's.
        """
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        kept.process = None
        self._read(kept)
        self._write(kept, b"\n" if kept.partial else b"")
        with suppress(KeyError):
            self._selector.unregister(kept.output)
        os.close(kept.output)

    # Waking -----------------------------------------------------------------------------------

    @contextmanager
    def _signals_wake(self) -> Iterator[None]:
        """Signals write a byte that ends the waiting; what was there before is put back."""
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        self._selector.register(reader, selectors.EVENT_READ, None)
        numbers = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup: outlive the terminal
            numbers.append(signal.SIGHUP)
        before = {number: signal.signal(number, self._stop) for number in numbers}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        wakeup = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        try:
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(reader)
            os.close(writer)

    def _stop(self, *_signal) -> None:
        self._stops += 1

    def _wait(self, seconds: float | None) -> None:
        for key, _events in self._selector.select(seconds):
            if key.data is None:
                os.read(key.fd, 4096)
            elif not self._read(key.data):
                self._selector.unregister(key.fd)

    # Logs -------------------------------------------------------------------------------------

    def _read(self, kept: Kept) -> bool:
        """Move what a program printed into its log; False at the end of its output."""
        while True:
            try:
                chunk = os.read(kept.output, 65536)
            except BlockingIOError:
                return True
            if not chunk:
                return False
            self._write(kept, chunk)

    def _write(self, kept: Kept, chunk: bytes) -> None:
        *lines, kept.partial = (kept.partial + chunk).split(b"\n")
        if len(kept.partial) > LONGEST_LINE:
            lines, kept.partial = [*lines, kept.partial], b""
        for line in lines:
            text = line.decode("utf-8", "replace")
            kept.log.emit(logging.makeLogRecord({"msg": text}))
            if kept.program.ready and kept.program.ready in line and not kept.serves:
                kept.serves = True
                self.on_ready()


class ProgramLog(RotatingFileHandler):
    """The last few megabytes that one program printed."""

    def handleError(self, record):
        """A full disk loses lines of a log, never the office."""


def _open_log(folder: Path, name: str) -> ProgramLog:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{name}.log"
    path.touch(mode=0o600)
    return ProgramLog(
        path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", errors="replace"
    )


def _has_ended(process: subprocess.Popen) -> bool:
    """True once the process has ended, without reaping it."""
    options = os.WEXITED | os.WNOHANG | os.WNOWAIT
    return os.waitid(os.P_PID, process.pid, options) is not None


def _end_with_parent() -> None:
    """On Linux a program is told to end when its supervisor is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
