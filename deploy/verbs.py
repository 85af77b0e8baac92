"""What `run.py` can do, one function per verb. Standard library alone.

Each verb makes sure that its packages are there and hands over to the Python that has them.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path

from deploy import address
from deploy.installation import Installation, locks, require_room, require_writable
from deploy.trouble import Trouble

ROOT = Path(__file__).resolve().parent.parent
MANAGE = str(ROOT / "manage.py")
HOME_MEGABYTES = 200
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}
Arguments = Sequence[str]


def start(arguments: Arguments) -> int:
    """Set up what is missing and become the supervisor of the office."""
    parser = argparse.ArgumentParser(prog="run.py", allow_abbrev=False)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args(arguments)
    environment = _named(asked.host)
    address.listen(asked.host, asked.port).close()
    _require_home()
    python = _python("office")
    options = ["--host", asked.host, "--port", str(asked.port)] + ["--empty"] * asked.empty
    return _become([python, MANAGE, "office", *options], environment)


def manage(arguments: Arguments) -> int:
    """Any command of Django and of the house, on the data of this office."""
    _require_home()
    return _become([_python("office"), MANAGE, *arguments])


def test(arguments: Arguments) -> int:
    """The tests, on data of their own. Without arguments all but the browser's, on every core."""
    python = _python("develop")
    os.chdir(ROOT)
    with _elsewhere() as environment:
        return _run(_pytest(python, arguments), environment)


def check(arguments: Arguments) -> int:
    """Everything that must hold before a change is handed in; `--fast` leaves the tests out."""
    if set(arguments) - {"--fast"}:
        raise Trouble("check takes no arguments but --fast")
    python = _python("develop")
    os.chdir(ROOT)
    with _elsewhere() as environment:
        steps = _check_steps(python)
        if "--fast" not in arguments:
            steps["tests"] = _pytest(python, [])
        office = environment | _like_an_office()
        failed = []
        for name, command in steps.items():
            print(f"== {name}", flush=True)
            if _run(command, office if name == "settings" else environment):
                failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed")
    return 1 if failed else 0


def bench(arguments: Arguments) -> int:
    """Measure: every benchmark, or those named; what begins with -- goes to the benchmark."""
    folder = ROOT / "tests" / "benchmarks"
    known = {path.stem.removeprefix("bench_"): path for path in sorted(folder.glob("bench_*.py"))}
    words = list(arguments)
    options = next((at for at, word in enumerate(words) if word.startswith("--")), len(words))
    names, rest = words[:options], words[options:]
    if unknown := [name for name in names if name not in known]:
        raise Trouble(
            f"There is no benchmark {unknown[0]}; there are: {', '.join(known) or 'none'}"
        )
    python = _python("develop")
    os.chdir(ROOT)
    with _elsewhere() as environment:
        paths = [str(known[name]) for name in names or known]
        command = [python, "-m", "pytest", "-q", "-s", "-p", "no:xdist", *paths, *rest]
        return _run(command, environment)


def story(arguments: Arguments) -> int:
    """The whole story in a fresh, temporary home, through the same actions as on screen."""
    python = _python("office")
    with _elsewhere() as environment:
        for service in ("DATABASE_URL", "BROKER_URL"):
            environment.pop(service, None)
            environment.pop(f"{service}_FILE", None)
        if failed := _run([python, MANAGE, "prepare"], environment):
            return failed
        return _run([python, MANAGE, "story", *arguments], environment)


def lock(arguments: Arguments) -> int:
    """Renew the locked lists from pyproject.toml; `--upgrade` also takes newer versions."""
    uv = shutil.which(os.environ.get("UV", "uv"))
    if uv is None:
        raise Trouble("Renewing the locked packages needs uv; install it (pipx install uv)")
    os.chdir(ROOT)
    compile_ = [uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version=3.11"]
    compile_ += ["--generate-hashes", "--no-header", "--no-annotate", "--quiet", *arguments]
    compile_ += ["--no-emit-index-url", "--no-emit-find-links"]
    develop = ["--group=test", "--group=browser", "--group=check", "-c", "requirements/office.txt"]
    wanted = {"office": [], "develop": develop}
    for name, more in wanted.items():
        if failed := _run([*compile_, *more, "-o", f"requirements/{name}.txt"], dict(os.environ)):
            return failed
    print("requirements/office.txt and requirements/develop.txt agree with pyproject.toml.")
    return 0


VERBS: dict[str, Callable[[Arguments], int]] = {
    "start": start,
    "manage": manage,
    "test": test,
    "check": check,
    "bench": bench,
    "story": story,
    "lock": lock,
}


def _python(name: str) -> str:
    return str(Installation(ROOT).ensure(locks(ROOT)[name]))


def _pytest(python: str, arguments: Arguments) -> list[str]:
    return [python, "-m", "pytest", *(arguments or ["-q", "-n", str(min(4, os.cpu_count() or 1))])]


def _check_steps(python: str) -> dict[str, list[str]]:
    tool = [python, "-m"]
    return {
        "format": [*tool, "ruff", "format", "--check", "."],
        "lint": [*tool, "ruff", "check", "."],
        "types": [*tool, "mypy"],
        "imports": [
            python,
            "-c",
            "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo'])",
        ],
        "settings": [python, MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
        "migrations": [python, MANAGE, "makemigrations", "--check", "--dry-run"],
    }


def _like_an_office() -> dict[str, str]:
    """What a served office sets, for Django's own safety check."""
    return {"HTTPS": "yes", "ALLOWED_HOSTS": "office.example", "SECRET_KEY": "0123456789abcdef" * 4}


def _named(host: str) -> dict[str, str]:
    """The environment with the names under which this office may be asked for."""
    environment = dict(os.environ)
    if host in EVERYWHERE and "ALLOWED_HOSTS" not in environment:
        raise Trouble(
            f"With --host {host} say under which names the office is reached: "
            f"ALLOWED_HOSTS='office.local 192.168.1.5' python3 run.py --host {host}"
        )
    if host not in LOOPBACK:
        environment.setdefault("ALLOWED_HOSTS", f"localhost 127.0.0.1 [::1] {host}")
    return environment


def _require_home() -> None:
    home = Path(os.environ.get("PAYVAND_HOME", ROOT / "var"))
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Trouble(f"The folder {home} cannot be made ({error.strerror})") from None
    require_writable(home, "choose another folder with PAYVAND_HOME")
    require_room(home, HOME_MEGABYTES)


@contextmanager
def _elsewhere():
    """An environment whose home is new and goes away again: no office's data is touched."""
    with tempfile.TemporaryDirectory(prefix="payvand-", ignore_cleanup_errors=True) as home:
        yield dict(os.environ) | {"PAYVAND_HOME": home}


def _become(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Replace this process: signals and the exit status are the command's own."""
    sys.stdout.flush()
    os.execve(command[0], command, environment or dict(os.environ))


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Run and wait. Ctrl-C is the command's own to answer: this process only outlives it."""
    sys.stdout.flush()
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, env=environment).returncode
    finally:
        signal.signal(signal.SIGINT, before)
