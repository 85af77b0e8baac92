"""The locked lists say the same as pyproject.toml, so that nobody installs by an old list."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OFFICE = PROJECT["project"]["dependencies"]
MAKERS = [name for group in PROJECT["dependency-groups"].values() for name in group]


def read_lock(name: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package in a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = {}
    for entry in text.replace("\\\n", " ").splitlines():
        requirement, *hashes = re.split(r"\s--hash=sha256:", entry)
        name, _, rest = requirement.partition("==")
        version, _, marker = rest.partition(";")
        if marker:
            Marker(marker)
        pins[canonicalize_name(name)] = (version.strip(), len(hashes))
    return pins


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("office", OFFICE), ("develop", OFFICE + MAKERS)],
    ids=["office", "develop"],
)
def test_lock_holds_what_the_project_asks_for(lock, wanted):
    pins = read_lock(lock)

    wrong = {
        str(requirement): pins.get(canonicalize_name(requirement.name), "missing")
        for requirement in map(Requirement, wanted)
        if not requirement.specifier.contains(
            pins.get(canonicalize_name(requirement.name), ("0",))[0], prereleases=True
        )
    }

    assert wrong == {}


def test_makers_have_the_very_packages_of_the_office():
    office, develop = read_lock("office"), read_lock("develop")

    assert {name: develop.get(name) for name in office} == office


@pytest.mark.parametrize("lock", ["office", "develop"])
def test_every_locked_package_has_hashes(lock):
    assert [name for name, (_version, hashes) in read_lock(lock).items() if not hashes] == []


@pytest.mark.parametrize("lock", ["office", "develop"])
def test_locks_name_no_host(lock):
    assert "://" not in (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def test_the_other_state_machine_is_never_installed():
    """django-fsm and django-fsm-2 install the same folder and overwrite each other."""
    assert "django-fsm" not in read_lock("develop")
    assert "django-fsm-2" in read_lock("office")
