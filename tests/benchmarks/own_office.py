"""An office in a home and a process of its own: to be measured, and to be killed.

`python -m tests.benchmarks.own_office` opens it in PAYVAND_HOME, on the embedded database.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SERVICES = ("DATABASE_URL", "DATABASE_URL_FILE", "BROKER_URL", "BROKER_URL_FILE")


def environment(home: Path) -> dict[str, str]:
    """That of this process, with another home and nothing but the embedded services."""
    kept = {name: value for name, value in os.environ.items() if name not in _SERVICES}
    return kept | {"PAYVAND_HOME": str(home)}


def open_office(home: Path) -> Path:
    """The cast of the tests in a new home; gives the home back."""
    home.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.benchmarks.own_office"]
    subprocess.run(command, cwd=ROOT, env=environment(home), check=True, capture_output=True)
    return home


def manage(home: Path, *arguments: str | Path, **more) -> subprocess.Popen:
    """A maintainer's command in that office, started; what it says can be read."""
    command = [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, cwd=home, env=environment(home), **(pipes | more))


def _open() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    django.setup()
    from django.core.management import call_command

    from tests.factories import make_cast

    call_command("prepare")
    make_cast()


if __name__ == "__main__":
    _open()
