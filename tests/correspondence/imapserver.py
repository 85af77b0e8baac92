"""A real IMAP server (Dovecot) for one test: its own folder and port, no system service."""

import contextlib
import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import imap_tools

from tests.correspondence.mailservers import free_port

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
PASSWORD = "sample"
STARTS_WITHIN = 30  # seconds
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{home}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


class Server:
    """`address("box")` is the setting for a box; every name has one, with the same password."""

    def __init__(self, port: int, home: Path):
        self.port, self.home = port, home

    def address(self, name: str, password=PASSWORD, more="") -> str:
        return f"imap://{name}:{password}@127.0.0.1:{self.port}/INBOX{more}"

    @contextlib.contextmanager
    def line(self, name: str):
        box = imap_tools.MailBoxUnencrypted("127.0.0.1", self.port, timeout=20)
        with box.login(name, PASSWORD):
            yield box

    def put(self, name: str, *mails: bytes) -> None:
        with self.line(name) as box:
            for raw in mails:
                box.append(raw, "INBOX", dt=None, flag_set=None)

    def flags(self, name: str) -> list[tuple[str, ...]]:
        """Of every mail in the box, in their order."""
        with self.line(name) as box:
            return [found.flags for found in box.fetch(mark_seen=False)]


@contextlib.contextmanager
def running():
    """The server while the block lasts; as another user where the tests run as root."""
    assert PROGRAM, "dovecot is missing (Debian: dovecot-imapd)"
    person = pwd.getpwuid(os.getuid()) if os.getuid() else pwd.getpwnam("nobody")
    home = Path(tempfile.mkdtemp(prefix="imap-"))
    port = free_port()
    for name in ("run", "state", "mail"):
        (home / name).mkdir()
    told = {"home": home, "user": person.pw_name, "uid": person.pw_uid, "gid": person.pw_gid}
    told |= {"group": _group(person.pw_gid), "port": port, "password": PASSWORD}
    (home / "config").write_text(CONFIG.format(**told), encoding="ascii")
    for path in (home, *home.iterdir()):
        os.chown(path, person.pw_uid, person.pw_gid)
    who = {"user": person.pw_uid, "group": person.pw_gid} if os.getuid() == 0 else {}
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(home / "config")], **who)
    try:
        yield _answering(Server(port, home), process)
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name


def _answering(server: Server, process: subprocess.Popen) -> Server:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        with contextlib.suppress(OSError), server.line("nobody"):
            return server
    log = server.home / "log"
    raise AssertionError(log.read_text() if log.exists() else "the IMAP server did not start")
