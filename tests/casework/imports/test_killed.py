"""A take-over whose process is killed, several times, at any moment: nothing doubled or lost."""

import json
import random
import sqlite3

import pytest

from tests.benchmarks import own_office
from tests.benchmarks.registers import write_documents, write_register
from tests.benchmarks.taking_over import wait_for_row

ROWS, DOCUMENTS = 200, 40


@pytest.mark.slow
def test_a_worker_killed_three_times_leaves_every_row_once(tmp_path):
    home = own_office.open_office(tmp_path / "home")
    file = write_register(tmp_path / "register.xlsx", ROWS, documents=DOCUMENTS, seed=7)
    scans = write_documents(tmp_path / "scans", ROWS, documents=DOCUMENTS, seed=7)
    command = ["import_register", file, "--documents", scans, "--office", "AHV"]
    chance = random.Random(7)
    reached = 0
    for _ in range(3):
        worker = own_office.manage(home, *command)
        reached = wait_for_row(worker, min(reached + chance.randint(1, 20), ROWS - 1))
        worker.kill()
        worker.communicate()
    last = own_office.manage(home, *command, "--json")
    said, _complaints = last.communicate()
    told = json.loads(said)["imported"]
    assert (told["rows"], told["cases"], told["documents"]) == (ROWS, ROWS, DOCUMENTS)
    with sqlite3.connect(home / "payvand.sqlite3") as database:
        count = lambda table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: E731
        assert count("casework_case") == count("casework_importrow") == ROWS
        assert count("casework_document") == DOCUMENTS
        assert count("casework_importrun") == 1
        assert count("casework_familyrequest") == told["requests"]
        lost = "SELECT COUNT(*) FROM casework_familyrequest r WHERE NOT EXISTS (SELECT 1 FROM"
        lost += " casework_case c WHERE c.request_id = r.id)"
        assert database.execute(lost).fetchone()[0] == 0
