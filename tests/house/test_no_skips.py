"""The plugin that lets nothing be skipped in CI, run on a small suite of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SUITES = {
    "a skipped test": "import pytest\n@pytest.mark.skip\ndef test_a(): pass\n",
    "a skip while running": "import pytest\ndef test_a(): pytest.skip('later')\n",
    "an expected failure": "import pytest\n@pytest.mark.xfail\ndef test_a(): assert 0\n",
    "a skipped module": "import pytest\npytest.skip('all', allow_module_level=True)\n",
}


def run(folder: Path, text: str, ci: str) -> subprocess.CompletedProcess:
    (folder / "test_small.py").write_text(text + "\ndef test_b(): pass\n")
    (folder / "pytest.ini").write_text("[pytest]\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.house.no_skips"]
    return subprocess.run(
        [*command, "-p", "no:django", "-p", "no:cacheprovider", str(folder)],
        env=os.environ | {"CI": ci, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""},
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("kind", SUITES)
def test_ci_fails_on(kind, tmp_path):
    done = run(tmp_path, SUITES[kind], "true")

    assert done.returncode == 1
    assert "skipped, which fails in CI" in done.stdout


def test_makers_may_skip_while_they_work(tmp_path):
    assert run(tmp_path, SUITES["a skipped test"], "").returncode == 0


def test_ci_is_content_when_all_ran(tmp_path):
    assert run(tmp_path, "def test_a(): pass\n", "true").returncode == 0
