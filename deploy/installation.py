"""Puts the locked packages into `.venv`, once. Standard library alone: it runs before them.

The stamp beside the packages holds the hash of the lock they came from, so that a second start
asks nothing and the next release installs what changed. An installation that was cut off leaves
its mark and is made anew the next time.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.trouble import Trouble

MEGABYTE = 1024 * 1024
OFFLINE = (
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "Name or service not known",
    "nodename nor servname",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "SSLError",
)


@dataclass(frozen=True)
class Lock:
    """A list of packages with versions and hashes, and the room (MB) they need unpacked."""

    name: str
    path: Path
    megabytes: int

    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def count(self) -> int:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return sum("==" in line and not line.startswith((" ", "#")) for line in lines)


def locks(root: Path) -> dict[str, Lock]:
    """What an office needs to run, and what its makers need on top (which includes the first)."""
    folder = root / "requirements"
    return {
        "office": Lock("office", folder / "office.txt", 450),
        "develop": Lock("develop", folder / "develop.txt", 700),
    }


@dataclass(frozen=True)
class Installation:
    """The folder `.venv` beside the program."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def unfinished(self) -> Path:
        return self.folder / "payvand-unfinished"

    def stamp(self, lock: Lock) -> Path:
        return self.folder / f"payvand-{lock.name}"

    def has(self, lock: Lock) -> bool:
        """True when exactly this lock is installed and the last installation was finished."""
        if self.unfinished.exists() or not self.python.exists():
            return False
        try:
            return self.stamp(lock).read_text(encoding="ascii") == lock.digest()
        except OSError:
            return False

    def ensure(self, lock: Lock, say=print) -> Path:
        """The path of a Python that has every package of `lock`; raises Trouble otherwise."""
        if not self.has(lock):
            require_writable(self.root, "copy the program to a folder of your own")
            with _alone(self.root / ".venv.lock", say), full_disk_told(self.root):
                if not self.has(lock):
                    self._install(lock, say)
        return self.python

    def _install(self, lock: Lock, say) -> None:
        require_room(self.root, lock.megabytes)
        if self.unfinished.exists() or not self.python.exists():
            self._make_folder(say)
        self.unfinished.touch()
        say(f"Installing {lock.count()} packages (a minute or two, once) …")
        _pip_install(self.python, lock)
        self.stamp(lock).write_text(lock.digest(), encoding="ascii")
        if lock.name == "develop":
            office = locks(self.root)["office"]
            self.stamp(office).write_text(office.digest(), encoding="ascii")
        self.unfinished.unlink()

    def _make_folder(self, say) -> None:
        if find_spec("venv") is None or find_spec("ensurepip") is None:
            raise Trouble(
                "This Python lacks its venv module; install it "
                "(on Debian or Ubuntu: sudo apt install python3-venv) and try again"
            )
        if self.folder.is_symlink() or (self.folder.exists() and not self.folder.is_dir()):
            raise Trouble(f"{self.folder} is in the way: move it elsewhere and try again")
        say("Making the folder .venv for the packages …")
        shutil.rmtree(self.folder, ignore_errors=True)
        made = _run([sys.executable, "-m", "venv", str(self.folder)])
        if made.returncode or not self.python.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            raise _explain(made.stdout, "Python could not make the folder .venv")


def _pip_install(python: Path, lock: Lock) -> None:
    """Only ready-made packages whose hashes stand in the lock: nothing is built or guessed.

    Byte code is made as modules are first used: that halves the time of a first start.
    """
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    command += ["--only-binary=:all:", "--no-input", "--disable-pip-version-check"]
    command += [
        "--no-compile",
        "--retries=2",
        "--timeout=20",
        "--progress-bar=off",
        "-r",
        str(lock.path),
    ]
    done = _run(command)
    if done.returncode:
        raise _explain(done.stdout, "The packages could not be installed")


def _run(command: list[str]) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONHOME", "PYTHONPATH"}}
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
    )


def _explain(output: str, otherwise: str) -> Trouble:
    """The sentence for a failed installation, read off what the installer printed."""
    if "No space left on device" in output or "[Errno 28]" in output:
        return Trouble("The disk is full; make room and try again")
    if "No module named pip" in output or "ensurepip" in output:
        return Trouble(
            "This Python lacks pip; install it "
            "(on Debian or Ubuntu: sudo apt install python3-venv python3-pip) and try again"
        )
    if "DO NOT MATCH THE HASHES" in output:
        return Trouble(
            "A downloaded package is not the one this release was made with, so it was not "
            "installed; try again, or ask who runs your network"
        )
    if any(sign in output for sign in OFFLINE):
        return Trouble(
            "The packages could not be downloaded; connect to the internet and try again"
        )
    if "No matching distribution found for" in output:
        name = output.rpartition("No matching distribution found for")[2].split()[0]
        return Trouble(
            f"There is no ready-made package {name} for this computer and Python "
            f"{sys.version_info.major}.{sys.version_info.minor}; "
            "use 64-bit Linux or macOS with Python 3.11, 3.12 or 3.13"
        )
    last = next((line.strip() for line in reversed(output.splitlines()) if line.strip()), "")
    return Trouble(f"{otherwise}: {last or 'no reason was given'}")


def require_room(folder: Path, megabytes: int) -> None:
    """Raises Trouble when the disk under `folder` has less than `megabytes` MB free."""
    free = shutil.disk_usage(folder).free // MEGABYTE
    if free < megabytes:
        raise Trouble(
            f"The disk under {folder} has {free} MB free and {megabytes} MB are needed; "
            "make room and try again"
        )


def require_writable(folder: Path, otherwise: str) -> None:
    """Raises Trouble when no file can be made in `folder`; `otherwise` says what to do then."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Trouble(f"The disk under {folder} is full; make room and try again") from None
        raise Trouble(f"Nothing can be written in {folder}; {otherwise}") from None


@contextmanager
def full_disk_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Trouble(f"The disk under {folder} is full; make room and try again") from None
        raise Trouble(f"{error.filename or folder}: {error.strerror}") from None


@contextmanager
def _alone(path: Path, say) -> Iterator[None]:
    """Two starts at once take turns; the lock ends with its process, however that ends."""
    with open(path, "w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another start is installing the packages; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
