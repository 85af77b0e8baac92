"""How quickly, and in how much memory, a register is taken over, with its worker killed once."""

import json
import os
import tempfile
import time
from pathlib import Path

from tests.benchmarks import own_office
from tests.benchmarks.registers import write_documents, write_register

OFFICE = "AHV"


def measure_import(rows: int = 10_000, documents: int = 10_000, *, seed: int = 1) -> dict:
    """Take a register of sample people over in a fresh office; the process is killed half-way once.

    {"rows", "documents": counted in the finished run; "import_rows_per_s": all rows over the
    seconds of both attempts; "import_peak_mb": the larger resident peak; "resumed": whether
    every row is there once in spite of the kill}.
    """
    with tempfile.TemporaryDirectory(prefix="payvand-import-") as name:
        folder = Path(name)
        home = own_office.open_office(folder / "home")
        file = write_register(folder / "register.xlsx", rows, documents=documents, seed=seed)
        scans = write_documents(folder / "scans", rows, documents=documents, seed=seed)
        arguments = ["import_register", file, "--documents", scans, "--office", OFFICE]
        first = _attempt(home, arguments, kill_at=rows // 2)
        second = _attempt(home, [*arguments, "--json"])
        told = json.loads(second["said"])["imported"]
    return {
        "rows": told["rows"],
        "documents": told["documents"],
        "import_rows_per_s": round(rows / (first["seconds"] + second["seconds"]), 1),
        "import_peak_mb": max(first["peak_mb"], second["peak_mb"]),
        "resumed": told["rows"] == rows and told["documents"] == documents,
    }


def _attempt(home: Path, arguments: list, *, kill_at: int | None = None) -> dict:
    """One process: how long it ran, its resident peak in megabytes, what it said."""
    said = home / "said.txt"
    started = time.perf_counter()
    with said.open("w") as out:
        worker = own_office.manage(home, *arguments, stdout=out)
        if kill_at is not None:
            wait_for_row(worker, kill_at)
            worker.kill()
        with worker.stderr as complaints:
            complaints.read()
        _pid, status, usage = os.wait4(worker.pid, 0)
    worker.returncode = os.waitstatus_to_exitcode(status)
    if kill_at is None and worker.returncode:
        raise RuntimeError(f"The import ended with {worker.returncode}")
    return {
        "seconds": time.perf_counter() - started,
        "peak_mb": round(usage.ru_maxrss / 1024, 1),
        "said": said.read_text(),
    }


def wait_for_row(worker, row: int) -> int:
    """Read what the import says until it has passed a row; the row it then stood at."""
    for line in worker.stderr:
        phase, _, progress = line.partition(": ")
        if phase == "rows" and int(progress.partition("/")[0]) >= row:
            return int(progress.partition("/")[0])
    raise RuntimeError("The import ended before it came to that row")
