"""Fetching from a reply box by IMAP. Knows no row of ours; never deletes and never moves a mail.

A server that is slow, silent or odd ends in Trouble with a code, after a time that is fixed.
"""

import contextlib
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import imap_tools

from .boxes import Box

TIMEOUT = 20  # seconds in which a server answers one question
WHOLE = 120  # seconds that one visit takes at most, however slowly the server talks
BEGINNING = 256 * 1024  # bytes that are taken of a mail that is too large
SIZE = re.compile(rb"RFC822\.SIZE (\d+)\b")


class Trouble(Exception):
    """`code`: no_line, certificate, login, folder, odd_answer, too_slow."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class Withheld(Exception):
    """The server has the mail and does not give it."""


@dataclass(frozen=True)
class Fetched:
    """`raw` is the whole mail, or its beginning where `size` (bytes) is above the limit."""

    raw: bytes
    size: int


class Visit:
    """One open line to a box."""

    def __init__(self, line):
        self._line = line
        _name, told = line.client.response("UIDVALIDITY")
        self.validity = int(told[0]) if told and told[0] else 0

    def after(self, uid: int) -> list[int]:
        """The numbers of the mails that came after one, in order."""
        # RFC 3501 §6.4.8: `n:*` names the last mail even where its number is below n.
        found = (int(each) for each in self._line.uids(f"UID {uid + 1}:*", charset=None))
        return sorted(each for each in found if each > uid)

    def fetch(self, uid: int, largest: int) -> Fetched | None:
        """One mail, unread as before; None when it has gone. Raises Withheld."""
        size = self._size(uid)
        if size is None:
            return None
        part = "BODY.PEEK[]" if size <= largest else f"BODY.PEEK[]<0.{BEGINNING}>"
        raw = next((row[1] for row in self._ask(uid, part) if isinstance(row, tuple)), None)
        if raw is None:
            raise Withheld
        return Fetched(raw, max(size, len(raw)))

    def _size(self, uid: int) -> int | None:
        rows = [_flat(row) for row in self._ask(uid, "UID RFC822.SIZE")]
        return next((int(size) for row in rows for size in SIZE.findall(row)), None)

    def _ask(self, uid: int, part: str) -> list:
        status, told = self._line.client.uid("FETCH", str(uid), f"({part})")
        if status != "OK":
            raise Withheld
        return [row for row in told or () if row]

    def mark_taken(self, uid: int) -> None:
        """Marks it as read, for people who look into the box too; a box that may only be read
        stays as it is."""
        with contextlib.suppress(imap_tools.ImapToolsError, imaplib.IMAP4.readonly):
            self._line.flag([str(uid)], ["\\Seen"], True)


def _flat(row) -> bytes:
    return b" ".join(row) if isinstance(row, tuple) else row


@contextlib.contextmanager
def visiting(box: Box) -> Iterator[Visit]:
    """A line to the box while the block lasts. Raises Trouble, also for what fails within."""
    over = threading.Event()
    try:
        line = _line(box)
        with contextlib.closing(_Shut(line)), _hung_up_after(WHOLE, line.client.socket(), over):
            line.login(box.user, box.password, initial_folder=box.folder)
            yield Visit(line)
            _leave(line)
    except (OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError, ValueError) as error:
        raise Trouble("too_slow" if over.is_set() else _code(error)) from None


def _line(box: Box):
    if box.scheme == "imaps":
        return imap_tools.MailBox(
            box.host, box.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context()
        )
    if box.scheme == "imap+starttls":
        return imap_tools.MailBoxStartTls(
            box.host, box.port, timeout=TIMEOUT, ssl_context=ssl.create_default_context()
        )
    return imap_tools.MailBoxUnencrypted(box.host, box.port, timeout=TIMEOUT)


class _Shut:
    """Closes the line whatever happened on it."""

    def __init__(self, line):
        self.client = line.client

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.client.shutdown()


def _leave(line) -> None:
    with contextlib.suppress(OSError, imaplib.IMAP4.error, imap_tools.ImapToolsError):
        line.logout()


@contextlib.contextmanager
def _hung_up_after(seconds: float, line: socket.socket, over: threading.Event):
    """A server that sends a byte now and then would otherwise hold a worker for ever."""

    def hang_up() -> None:
        over.set()
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(seconds, hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        clock.join()


def _code(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, imap_tools.MailboxLoginError | UnicodeError):
        return "login"
    if isinstance(error, imap_tools.MailboxFolderSelectError):
        return "folder"
    return "no_line" if isinstance(error, OSError) else "odd_answer"
