"""Runs the examination of uploads in a child process and outlives whatever it does.

Nothing here opens a file's content. The child gets an open descriptor, never a path, so a
decrypted document need not lie on disk to be examined.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, Self

from .examiner.verdicts import Limits, Profile, Verdict

Source = Path | BinaryIO
CHILD = Path(__file__).with_name("child.py")
KEPT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
RESTART_AFTER = 500


class RenderingRefused(Exception):
    """A page could not be drawn; ``verdict`` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.code)
        self.verdict = verdict


class Examiner:
    """One child process for many files, started when first needed, replaced when it dies.

    Use it in a ``with`` block and from one thread at a time.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._answered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def examine(
        self, source: Source, *, original_name: str, profile: Profile = "document"
    ) -> Verdict:
        """Judge one file. Whatever happens in the child comes back as a verdict."""
        question = {"do": "examine", "name": original_name, "profile": profile}
        return self._ask(question, source)[0]

    def render(
        self,
        source: Source,
        mime: str,
        page: int,
        width: int,
        *,
        grey: bool = False,
        grid: bool = False,
    ) -> bytes:
        """Return a PNG of one page (from 1), ``width`` pixels wide; a PGM with ``grey``.

        ``grid`` rules it at each tenth, for typing places.

        Raises:
            RenderingRefused: with the verdict that says why.
        """
        question = {"do": "render", "mime": mime, "page": page, "width": width, "grey": grey}
        question["grid"] = grid
        verdict, drawing = self._ask(question, source)
        if verdict.refused:
            raise RenderingRefused(verdict)
        return drawing

    def words(self, source: Source, mime: str, pages: int) -> str:
        """Return what the first ``pages`` say in a PDF's own text layer.

        Raises:
            RenderingRefused: with the verdict that says why.
        """
        verdict, said = self._ask({"do": "words", "mime": mime, "pages": pages}, source)
        if verdict.refused:
            raise RenderingRefused(verdict)
        return said.decode()

    def unlock(self, source: Source, password: str, target: Path) -> None:
        """Write a copy of a locked PDF that opens without its password to ``target``.

        Raises:
            RenderingRefused: with the verdict ``wrong_password``, or another that says why.
        """
        self._make({"do": "unlock", "password": password}, source, target)

    def arrange(self, source: Source, mime: str, order: Any, target: Path) -> None:
        """Write a file of these (page from 1, quarter turns clockwise) to ``target``.

        Raises:
            RenderingRefused: with the verdict that says why.
        """
        self._make({"do": "arrange", "mime": mime, "order": order}, source, target)

    def redact(self, source: Source, mime: str, pages: int, boxes: Any, target: Path) -> None:
        """Write a PDF of pictures alone to ``target``, black where ``boxes`` say.

        ``boxes`` are (page, left, top, width, height), places in thousandths of the page.

        Raises:
            RenderingRefused: with the verdict that says why.
        """
        question = {"do": "redact", "mime": mime, "pages": pages, "boxes": boxes}
        self._make(question, source, target)

    def _make(self, question: dict[str, Any], source: Source, target: Path) -> None:
        verdict, made = self._ask(question, source)
        if verdict.refused:
            raise RenderingRefused(verdict)
        target.write_bytes(made)

    def close(self) -> None:
        """End the child; the next question would start another."""
        if self._line is not None:
            self._line.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._child = self._line = None
        self._answered = 0

    def _ask(self, question: dict[str, Any], source: Source) -> tuple[Verdict, bytes]:
        question["limits"] = asdict(self.limits)
        with descriptor_of(source) as descriptor:
            try:
                return self._converse(json.dumps(question).encode() + b"\n", descriptor)
            except TimeoutError:
                self.close()
                return Verdict("refused", "timed_out"), b""
            except (OSError, EOFError):
                return Verdict("refused", self._cause_of_death()), b""

    def _converse(self, question: bytes, descriptor: int) -> tuple[Verdict, bytes]:
        line = self._ready_line()
        socket.send_fds(line, [question], [descriptor])
        head, drawing = read_line(line)
        answer = json.loads(head)
        length = answer.pop("bytes")
        while len(drawing) < length:
            drawing += received(line)
        self._answered += 1
        if self._answered >= RESTART_AFTER or answer["code"] == "too_much_memory":
            self.close()
        return Verdict(**answer), bytes(drawing)

    def _ready_line(self) -> socket.socket:
        if self._line is None:
            self._line, theirs = socket.socketpair()
            self._line.settimeout(self.limits.wall_seconds)
            with theirs:
                self._child = start_child(theirs.fileno())
        return self._line

    def _cause_of_death(self) -> str:
        """Return the code for a child that fell silent, and clear it away."""
        child = self._child
        if child is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=5)
        out_of_time = child is not None and child.returncode == -signal.SIGXCPU
        self.close()
        return "timed_out" if out_of_time else "crashed"


def start_child(descriptor: int) -> subprocess.Popen[bytes]:
    """Start the child with nothing of ours: no environment, no terminal, one socket."""
    return subprocess.Popen(
        [sys.executable, "-I", "-B", str(CHILD), str(descriptor)],
        env={name: os.environ[name] for name in KEPT if name in os.environ},
        pass_fds=[descriptor],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )


def read_line(line: socket.socket) -> tuple[bytes, bytearray]:
    """Return the first line that comes and what came after it."""
    buffer = bytearray()
    while b"\n" not in buffer:
        buffer += received(line)
    head, _, rest = bytes(buffer).partition(b"\n")
    return head, bytearray(rest)


def received(line: socket.socket) -> bytes:
    chunk = line.recv(1024 * 1024)
    if not chunk:
        raise EOFError
    return chunk


@contextlib.contextmanager
def descriptor_of(source: Source) -> Iterator[int]:
    """Give an open descriptor of a path or a stream; a stream in memory stays off the disk."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield file.fileno()
        return
    try:
        yield source.fileno()
    except (OSError, AttributeError):
        with nameless_file() as copy:
            source.seek(0)
            shutil.copyfileobj(source, copy)
            copy.flush()
            yield copy.fileno()


def nameless_file() -> BinaryIO:
    """Return a file without a name: in memory where the system can, else an unlinked one."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("upload"), "w+b")
    return tempfile.TemporaryFile()


def examine(
    source: Source,
    *,
    original_name: str,
    limits: Limits | None = None,
    profile: Profile = "document",
) -> Verdict:
    """Judge one file in a child process of its own."""
    with Examiner(limits) as examiner:
        return examiner.examine(source, original_name=original_name, profile=profile)


def examine_many(
    files: Iterable[tuple[Source, str]], *, limits: Limits | None = None
) -> Iterator[Verdict]:
    """Judge (source, original name) pairs in order with one child for all of them."""
    with Examiner(limits) as examiner:
        for source, original_name in files:
            yield examiner.examine(source, original_name=original_name)


def safe_rendering(
    source: Source,
    mime: str,
    page: int,
    width: int,
    *,
    grid: bool = False,
    limits: Limits | None = None,
) -> bytes:
    """Draw one page (from 1) as a PNG in a child process of its own.

    Raises:
        RenderingRefused: if the page cannot be drawn.
    """
    with Examiner(limits) as examiner:
        return examiner.render(source, mime, page, width, grid=grid)
