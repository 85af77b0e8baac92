"""Binding a letter of sixty scanned pages, against reading, hashing and writing the same bytes."""

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.correspondence.pdf import bundles

SCANS = 60
TIMES_COPYING = 3.0
TIMES_INPUT = 1.01
PEAK_MEGABYTES = 120
ROOT = Path(bundles.__file__).parents[3]


@pytest.fixture
def scan(tmp_path, request):
    """A scanned page of roughly this many kilobytes, grain being what fills a JPEG."""
    side = int((request.param * 1024 / 0.62) ** 0.5)
    grain = random.Random(7).randbytes(side * side * 3)
    path = tmp_path / "scan.jpg"
    Image.frombytes("RGB", (side, side), grain).save(path, quality=75)
    return path


def cpu_seconds(work) -> float:
    """Return the least CPU time of three runs."""
    costs = []
    for _ in range(3):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return min(costs)


def copy(scan: Path, out: Path) -> None:
    digest = hashlib.sha256()
    with out.open("wb") as file:
        for _ in range(SCANS):
            content = scan.read_bytes()
            digest.update(content)
            file.write(content)


@pytest.mark.parametrize("scan", [530, 5100], indirect=True, ids=["32 MB", "300 MB"])
def test_binding_costs_little_more_than_copying(scan, tmp_path):
    annexes = [bundles.annex(number, scan, "image/jpeg") for number in range(1, SCANS + 1)]
    result = bundles.build(tmp_path / "bundle.pdf", *annexes)

    bound = cpu_seconds(lambda: bundles.build(tmp_path / "bundle.pdf", *annexes))
    copied = cpu_seconds(lambda: copy(scan, tmp_path / "copy"))

    given = scan.stat().st_size * SCANS
    grown = result.bytes / given
    print(f"\n{given / 1e6:.1f} MB: bound in {bound:.3f} s, copied in {copied:.3f} s, x{grown:.4f}")
    assert bound <= TIMES_COPYING * copied
    assert grown <= TIMES_INPUT


@pytest.mark.parametrize("scan", [5100], indirect=True, ids=["300 MB"])
def test_binding_needs_little_memory(scan, tmp_path):
    script = (
        "from pathlib import Path\n"
        "from tests.correspondence.pdf import bundles\n"
        f"scan = Path({str(scan)!r})\n"
        f"annexes = [bundles.annex(n, scan, 'image/jpeg') for n in range(1, {SCANS + 1})]\n"
        f"bundles.build(Path({str(tmp_path / 'bundle.pdf')!r}), *annexes)\n"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"
    )

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )

    peak = int(said.stdout) / 1024
    print(f"\npeak {peak:.0f} MB")
    assert peak <= PEAK_MEGABYTES
