"""`run.py` as a newcomer meets it: a small copy of the program with a package of its own."""

import ast
import ctypes
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from deploy import verbs
from deploy.installation import full_disk_told, require_room
from deploy.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
STARTER = ["run.py", "deploy/__init__.py"] + [
    f"deploy/{name}.py" for name in ("address", "installation", "trouble", "verbs")
]
FAKE_MANAGE = "import greeting, os, sys; print(greeting.WORD, *sys.argv[1:], os.environ[{!r}])"


def make_wheel(folder: Path, version: str, word: str) -> str:
    """A package `greeting` with one constant; returns its line for a lock."""
    info = f"greeting-{version}.dist-info"
    files = {
        "greeting.py": f"WORD = {word!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: greeting\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = ""
    for name, text in files.items():
        digest = urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(text)}\n"
    path = folder / f"greeting-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            wheel.writestr(name, text)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"greeting=={version} --hash=sha256:{digest}\n"


class Copy:
    """A copy of the starter with packages to install from a folder, and its own data."""

    def __init__(self, folder: Path):
        self.root, self.wheels, self.home = folder / "program", folder / "wheels", folder / "home"
        for name in STARTER:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        (self.root / "manage.py").write_text(FAKE_MANAGE.format("PAYVAND_HOME"))
        (self.root / "requirements").mkdir()
        self.wheels.mkdir()
        self.lock_at("1.0", "salam")

    def lock_at(self, version: str, word: str):
        self.write_lock(make_wheel(self.wheels, version, word))

    def write_lock(self, text: str):
        for name in ("office", "develop"):
            (self.root / "requirements" / f"{name}.txt").write_text(text)

    def environment(self, **changes: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        ours = {"PAYVAND_HOME": str(self.home), "PIP_FIND_LINKS": str(self.wheels)}
        return {**kept, **ours, "PIP_NO_INDEX": "1", **changes}

    def run(self, *arguments: str, preexec_fn=None, **changes: str):
        return subprocess.run(
            [sys.executable, str(self.root / "run.py"), *arguments],
            env=self.environment(**changes),
            preexec_fn=preexec_fn,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture
def fresh(tmp_path):
    """A copy as it is fetched: nothing installed."""
    return Copy(tmp_path)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A copy whose packages are in place. Tests that spoil it take `copy`."""
    copy = Copy(tmp_path_factory.mktemp("installed"))
    copy.first = copy.run("manage", "hello")
    return copy


@pytest.fixture
def copy(fresh, installed):
    """A copy of one's own whose packages are in place; also the proof that it can be moved."""
    shutil.copytree(installed.root / ".venv", fresh.root / ".venv", symlinks=True)
    return fresh


def sentence(done) -> str:
    """The only thing said on the error side of a run that failed."""
    assert done.returncode == 1, done
    assert "Traceback" not in done.stdout + done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith((".", "run.py"))
    return lines[0]


# The packages -------------------------------------------------------------------------------


def test_first_run_installs_and_hands_over(installed):
    assert installed.first.stderr == ""
    assert installed.first.stdout.splitlines() == [
        "Making the folder .venv for the packages …",
        "Installing 1 packages (a minute or two, once) …",
        f"salam hello {installed.home}",
    ]


def test_second_run_installs_nothing(installed):
    done = installed.run("manage", "again", PIP_FIND_LINKS="/nowhere")

    assert done.stdout == f"salam again {installed.home}\n"


def test_makers_packages_bring_the_office_along(copy):
    assert copy.run("bench").returncode == 1  # there is no pytest among them
    assert copy.run("manage", "x", PIP_FIND_LINKS="/nowhere").stdout.startswith("salam x")


def test_new_lock_is_installed(copy):
    copy.lock_at("2.0", "dorud")

    done = copy.run("manage", "x")

    assert done.stdout.splitlines()[-1] == f"dorud x {copy.home}"
    assert ".venv" not in done.stdout


def test_installation_cut_off_in_the_middle_is_repaired(fresh):
    with socket.create_server(("127.0.0.1", 0)) as index:
        port = index.getsockname()[1]
        cut = subprocess.Popen(
            [sys.executable, str(fresh.root / "run.py"), "manage", "x"],
            env=fresh.environment(PIP_NO_INDEX="0", PIP_INDEX_URL=f"http://127.0.0.1:{port}/"),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        index.settimeout(60)
        asking, _address = index.accept()  # the packages are asked for: now the power fails
        os.killpg(cut.pid, signal.SIGKILL)
        cut.wait()
        asking.close()

    done = fresh.run("manage", "x")

    assert done.stdout.splitlines()[0] == "Making the folder .venv for the packages …"
    assert done.stdout.splitlines()[-1] == f"salam x {fresh.home}"


def test_python_that_went_away_is_replaced(copy):
    python = copy.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")

    assert copy.run("manage", "x").stdout.splitlines()[-1] == f"salam x {copy.home}"


def test_two_starts_at_once_take_turns(copy):
    copy.lock_at("2.0", "dorud")
    command = [sys.executable, str(copy.root / "run.py"), "manage", "x"]
    starts = [
        subprocess.Popen(command, env=copy.environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    said = [start.communicate(timeout=120)[0] for start in starts]

    assert [text.splitlines()[-1] for text in said] == [f"dorud x {copy.home}"] * 2
    assert "".join(said).count("Installing") == 1


# What can be in the way ---------------------------------------------------------------------


def test_starter_can_be_read_by_an_old_python():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_old_python_is_told():
    code = (
        "import sys; sys.version_info = (3, 6, 9, 'final', 0); "
        f"exec(compile(open({str(ROOT / 'run.py')!r}).read(), 'run.py', 'exec'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert sentence(done) == (
        "Payvand needs Python 3.11 or newer; this is Python 3.6. "
        "Install a newer one and start it with that: python3.11 run.py"
    )


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_missing_venv_module_is_told(fresh, tmp_path, module):
    (tmp_path / "sitecustomize.py").write_text(f"import sys; sys.modules[{module!r}] = None")

    done = fresh.run("manage", "x", PYTHONPATH=str(tmp_path))

    assert sentence(done) == (
        "This Python lacks its venv module; install it "
        "(on Debian or Ubuntu: sudo apt install python3-venv) and try again."
    )


def test_missing_pip_is_told(copy):
    for folder in copy.root.glob(".venv/lib/*/site-packages/pip"):
        shutil.rmtree(folder)
    copy.lock_at("2.0", "dorud")

    assert sentence(copy.run("manage", "x")).startswith("This Python lacks pip; install it ")


def test_no_network_is_told(copy):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"

    copy.lock_at("2.0", "dorud")
    changes = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": nobody, "PIP_FIND_LINKS": "/nowhere"}

    done = copy.run("manage", "x", **changes)

    assert sentence(done) == (
        "The packages could not be downloaded; connect to the internet and try again."
    )


def test_other_package_than_the_locked_one_is_refused(copy):
    copy.lock_at("2.0", "dorud")
    copy.write_lock(f"greeting==2.0 --hash=sha256:{'0' * 64}\n")

    done = copy.run("manage", "x")

    assert sentence(done).startswith("A downloaded package is not the one this release was made")


def test_missing_package_for_this_machine_is_told(copy):
    copy.write_lock(f"strange==1.0 --hash=sha256:{'0' * 64}\n")

    done = copy.run("manage", "x")

    assert sentence(done).startswith("There is no ready-made package strange==1.0 for this ")


def test_too_small_disk_is_told(tmp_path):
    with pytest.raises(Trouble, match=r"has \d+ MB free and 999999999 MB are needed"):
        require_room(tmp_path, 999_999_999)


def test_disk_that_fills_up_is_told(tmp_path):
    with (
        pytest.raises(Trouble, match="is full; make room and try again"),
        full_disk_told(tmp_path),
        open("/dev/full", "w") as full,
    ):
        full.write("x")
        full.flush()


def obey_permissions():
    """Take from a superuser what lets him write everywhere (Linux's CAP_DAC_OVERRIDE)."""
    ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("closed", "advice"),
    [
        ("root", "copy the program to a folder of your own"),
        ("home", "choose another folder with PAYVAND_HOME"),
    ],
)
def test_folder_that_cannot_be_written_is_told(fresh, closed, advice):
    fresh.home.mkdir()
    folder = getattr(fresh, closed)
    folder.chmod(0o555)

    done = fresh.run("manage", "x", preexec_fn=obey_permissions)

    folder.chmod(0o755)
    assert sentence(done) == f"Nothing can be written in {folder}; {advice}."


def test_busy_port_is_told_before_anything_is_installed(fresh):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = fresh.run("--port", str(port))

    assert sentence(done).startswith(f"Port {port} is already in use; try --port ")
    assert not (fresh.root / ".venv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fly"], "There is no fly here; python3 run.py help lists what there is."),
        (["--host", "0.0.0.0"], "With --host 0.0.0.0 say under which names the office is"),
        (["--host", "no.such.invalid"], "This machine has no address called no.such.invalid;"),
        (["--port", "99999"], "99999 is no port number; try --port 8000."),
        (["check", "--slowly"], "check takes no arguments but --fast."),
        (["bench", "sing"], "There is no benchmark sing; there are: none."),
        (["bench", "sing", "--size", "5"], "There is no benchmark sing; there are: none."),
    ],
)
def test_mistyped_command_is_told(fresh, arguments, said):
    assert sentence(fresh.run(*arguments)).startswith(said)


def test_incomplete_copy_is_told(fresh):
    (fresh.root / "deploy" / "verbs.py").unlink()

    assert sentence(fresh.run()) == (
        "This copy of Payvand is incomplete (deploy.verbs is missing); fetch it again."
    )


# What is handed over ------------------------------------------------------------------------


def test_start_hands_address_and_names_to_the_office(installed):
    manage = installed.root / "manage.py"
    manage.write_text(FAKE_MANAGE.format("ALLOWED_HOSTS"))
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = str(once.getsockname()[1])

    done = installed.run("--host", "127.0.0.2", "--port", port, "--empty")
    manage.write_text(FAKE_MANAGE.format("PAYVAND_HOME"))

    assert done.stdout == (
        f"salam office --host 127.0.0.2 --port {port} --empty localhost 127.0.0.1 [::1] 127.0.0.2\n"
    )


def test_story_runs_in_a_home_of_its_own(installed):
    done = installed.run("story", "--out", "somewhere", DATABASE_URL="postgres://real/office")
    prepared, told = done.stdout.splitlines()

    home = prepared.split()[-1]
    assert prepared == f"salam prepare {home}"
    assert told == f"salam story --out somewhere {home}"
    assert home != str(installed.home)
    assert not Path(home).exists()


def test_exit_status_is_the_commands_own(copy):
    (copy.root / "manage.py").write_text("raise SystemExit(7)")

    assert copy.run("manage", "x").returncode == 7
    assert copy.run("story").returncode == 7


def test_help_names_every_verb(installed):
    help_ = installed.run("--help").stdout

    told = {line.split()[2] for line in help_.splitlines() if line.startswith("    python3 run.py")}
    assert told - {"set", "--empty", "--port"} == set(verbs.VERBS) - {"start"}
