"""Imports and words go down the house only; a wrong arrow is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("families", "casework", "correspondence", "deploy")
LINT = (
    "from importlinter.cli import lint_imports_command as lint; lint(['--no-logo', '--no-cache'])"
)


def broken_contracts(folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=folder, capture_output=True, text=True, timeout=300
    )
    lines = done.stdout.splitlines()
    assert any(line.startswith("Contracts: ") for line in lines), done.stdout + done.stderr
    broken = {line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")}
    assert done.returncode == bool(broken)
    return broken


@pytest.fixture
def house(tmp_path):
    """A copy of the house to break."""
    for app in APPS:
        leave = shutil.ignore_patterns("__pycache__", "fonts", "static", "locale", "sample")
        shutil.copytree(ROOT / app, tmp_path / app, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_house_stands():
    assert broken_contracts(ROOT) == set()


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("families/phones.py", "import casework.models", "The house: imports only go down"),
        ("casework/queries.py", "import correspondence.models", "The house: imports only go down"),
        ("casework/models/case.py", "import casework.actions", "Floors of casework"),
        ("casework/lifecycle.py", "import casework.models", "Floors of casework"),
        ("casework/stray.py", "", "Floors of casework"),
        ("families/names/search.py", "import families.models", "Floors of families"),
        (
            "correspondence/models/letter.py",
            "import correspondence.actions",
            "Floors of correspondence",
        ),
        ("correspondence/stray.py", "", "Floors of correspondence"),
        (
            "casework/access/files.py",
            "from casework.disclosure import models as sealed",
            "The sealed side has one door",
        ),
        (
            "families/calendars/conversion.py",
            "import django",
            "Names, calendars, wordings and roles know no Django",
        ),
        (
            "deploy/installation.py",
            "import django",
            "The starter needs the standard library alone",
        ),
    ],
)
def test_wrong_arrow_is_found(house, module, line, contract):
    with (house / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    assert contract in broken_contracts(house)


@pytest.mark.parametrize(
    ("app", "word"), [("families", "casework"), ("casework", "correspondence")]
)
def test_lower_floor_never_speaks_of_the_upper_one(app, word):
    """Lazy foreign keys and task names escape the import contracts."""
    speaking = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / app).rglob("*"))
        if path.suffix in {".py", ".html"} and word in path.read_text(encoding="utf-8").lower()
    ]

    assert speaking == []
