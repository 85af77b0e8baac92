"""What setting and binding letters costs: `python3 run.py bench letters` prints one JSON object.

CPU time of one process that stays, as the office's worker does: each letter has its own number,
rows and references, so that only what letters share is found again. Memory is that of processes
of their own. Other programs do the same work in the same run (peers).
"""

import hashlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from PIL import Image

from correspondence.pdf import LetterDocument, render_letter
from tests.benchmarks import peers
from tests.correspondence.pdf import bundles
from tests.correspondence.pdf.samples import letter

HOLD = {
    "english_ms": 5.0,
    "persian_ms": 15.0,
    "persian_500_s": 8.0,
    "peak_mb": 120,
    "bundle_cpu_ratio_to_copy": 3.0,
    "bundle_bytes_ratio": 1.01,
    "bundle_300mb_peak_mb": 120,
}
WARM, LETTERS, MANY = 3, 40, 500
SCANS, SCAN_KILOBYTES, LARGE_KILOBYTES = 60, 530, 5100
ROOT = Path(bundles.__file__).parents[3]
PEAK = "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"
FIVE_HUNDRED = """
import time
from tests.benchmarks.bench_letters import MANY, persian, render_letter
start = time.process_time()
for number in range(MANY):
    render_letter(persian(1000 + number))
print(time.process_time() - start)
"""
BINDING = """
import sys
from tests.benchmarks.bench_letters import SCANS
from tests.correspondence.pdf import bundles
scan, out = map(Path, sys.argv[1:])
annexes = [bundles.annex(number, scan, "image/jpeg") for number in range(1, SCANS + 1)]
bundles.build(out, *annexes)
"""


def persian(number: int) -> LetterDocument:
    """Forty persons, other ones in each letter."""
    return letter("fa", rows=40, number=number, first=40 * number)


def english(number: int) -> LetterDocument:
    return letter("en", number=number)


MAKERS = {"english_ms": english, "persian_ms": persian}


def milliseconds(make: Callable[[int], LetterDocument]) -> float:
    """The median CPU milliseconds of one letter."""
    for number in range(WARM):
        render_letter(make(number))
    return (
        median(_cost(lambda n=number: render_letter(make(n))) for number in range(LETTERS)) * 1000
    )


def _cost(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def apart(script: str, *arguments: Path) -> list[float]:
    """What a process of its own printed, and its peak memory in megabytes as the last."""
    program = f"from pathlib import Path\n{script}{PEAK}"
    said = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    *figures, peak = map(float, said.stdout.split())
    return [*figures, peak / 1024]


def scan_of(folder: Path, kilobytes: int) -> Path:
    """A scanned page of roughly this size, grain being what fills a JPEG."""
    side = int((kilobytes * 1024 / 0.62) ** 0.5)
    grain = random.Random(7).randbytes(side * side * 3)
    path = folder / f"scan-{kilobytes}.jpg"
    Image.frombytes("RGB", (side, side), grain).save(path, quality=75)
    return path


def copy(scan: Path, out: Path) -> None:
    """Reading, hashing and writing the same bytes: the least that binding could cost."""
    digest = hashlib.sha256()
    with out.open("wb") as file:
        for _ in range(SCANS):
            content = scan.read_bytes()
            digest.update(content)
            file.write(content)


def binding(folder: Path) -> dict[str, float]:
    """Sixty scans of half a megabyte; the memory with three hundred megabytes."""
    scan = scan_of(folder, SCAN_KILOBYTES)
    annexes = [bundles.annex(number, scan, "image/jpeg") for number in range(1, SCANS + 1)]
    result = bundles.build(folder / "bundle.pdf", *annexes)
    bound = min(_cost(lambda: bundles.build(folder / "bundle.pdf", *annexes)) for _ in range(3))
    copied = min(_cost(lambda: copy(scan, folder / "copy")) for _ in range(3))
    (peak,) = apart(BINDING, scan_of(folder, LARGE_KILOBYTES), folder / "large.pdf")
    return {
        "bundle_cpu_ratio_to_copy": round(bound / copied, 2),
        "bundle_bytes_ratio": round(result.bytes / (scan.stat().st_size * SCANS), 4),
        "bundle_300mb_peak_mb": round(peak, 1),
    }


def measure(folder: Path) -> dict[str, object]:
    seconds, peak = apart(FIVE_HUNDRED)
    return {
        **{name: round(milliseconds(make), 2) for name, make in MAKERS.items()},
        "persian_500_s": round(seconds, 2),
        "peak_mb": round(peak, 1),
        **binding(folder),
        "peers": peers.measured(folder, MAKERS),
    }


def test_letters_cost_no_more_than_was_promised(tmp_path):
    figures = measure(tmp_path)
    print(f"\n{json.dumps(figures)}")
    assert {
        name: value for name, value in figures.items() if name in HOLD and value > HOLD[name]
    } == {}
