"""The child's side of the conversation: limits first, then one request after another.

A request is one JSON line with the file's descriptor attached; the answer is one JSON line,
for a drawing followed by its bytes.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import socket
from typing import Any, BinaryIO

from .examination import examine_file
from .verdicts import Limits, Refusal, Verdict

LINE = 64 * 1024


def serve(descriptor: int) -> None:
    """Answer requests on an inherited socket until the other side closes it."""
    with socket.socket(fileno=descriptor) as line:
        while request := receive(line):
            question, file = request
            limits = Limits(**question["limits"])
            restrain(limits)
            with file:
                answer, drawing = reply(question, file, limits)
            answer["bytes"] = len(drawing)
            line.sendall(json.dumps(answer).encode() + b"\n" + drawing)


def receive(line: socket.socket) -> tuple[dict[str, Any], BinaryIO] | None:
    """Return the next request and its file, or None at the end of the conversation."""
    text, descriptors, _, _ = socket.recv_fds(line, LINE, 1)
    while text and not text.endswith(b"\n"):
        text += line.recv(LINE)
    if not text:
        return None
    return json.loads(text), reopen(descriptors[0])


def reopen(descriptor: int) -> BinaryIO:
    """Open the file anew, so that reading here does not move the parent's position."""
    try:
        anew = os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY)
    except OSError:
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return os.fdopen(anew, "rb")


def restrain(limits: Limits) -> None:
    """Bound this process: memory, seconds from now, no file written, no memory image left."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_seconds
    for what, amount in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        with contextlib.suppress(ValueError, OSError):  # a system may not know a limit
            resource.setrlimit(what, (amount, hard))


def reply(question: dict[str, Any], file: BinaryIO, limits: Limits) -> tuple[dict[str, Any], bytes]:
    if question["do"] == "examine":
        verdict = examine_file(file, question["name"], limits, question["profile"])
        return verdict.as_json(), b""
    return draw(question, file, limits)


def made(question: dict[str, Any], file: BinaryIO, limits: Limits) -> bytes:
    """Return the bytes that were asked for. Imports wait until needed."""
    if question["do"] == "unlock":
        from .pdfs import unlocked

        return unlocked(file, question["password"])
    if question["do"] == "words":
        from .rendering import words_of

        return words_of(file, question["mime"], question["pages"])
    if question["do"] in ("arrange", "redact"):
        return remade(question, file, limits)
    from .rendering import render

    wanted = {key: question[key] for key in ("mime", "page", "width", "grey", "grid")}
    return render(file, **wanted, limits=limits)


def remade(question: dict[str, Any], file: BinaryIO, limits: Limits) -> bytes:
    from .remaking import arranged, redacted

    if question["do"] == "arrange":
        return arranged(file, question["mime"], question["order"], limits)
    return redacted(file, question["mime"], question["pages"], question["boxes"], limits)


def draw(question: dict[str, Any], file: BinaryIO, limits: Limits) -> tuple[dict[str, Any], bytes]:
    verdict = Verdict("accepted", "ok")
    try:
        return verdict.as_json(), made(question, file, limits)
    except Refusal as refusal:
        verdict = refusal.as_verdict()
    except MemoryError:
        verdict = Verdict("refused", "too_much_memory")
    except Exception as error:
        verdict = Verdict("refused", "unreadable", detail={"error": type(error).__name__})
    return verdict.as_json(), b""
