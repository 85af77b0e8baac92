"""Taking over 10,000 rows with 10,000 documents, killed half-way once; and 10,000 rows alone."""

import json
import os

from tests.benchmarks.taking_over import measure_import

ROWS = int(os.environ.get("BENCH_IMPORT_ROWS", 10_000))
WITH_DOCUMENTS_A_SECOND, ALONE_A_SECOND = 25, 60
PEAK_MEGABYTES = 320  # a process of 150, and some 13 kilobytes a row


def test_a_register_with_its_documents_is_taken_over_in_time_and_memory():
    told = measure_import(ROWS, ROWS)

    print("\n" + json.dumps(told))
    assert told["resumed"]
    assert told["import_rows_per_s"] >= WITH_DOCUMENTS_A_SECOND
    assert told["import_peak_mb"] <= PEAK_MEGABYTES


def test_a_register_without_documents_is_taken_over_in_time_and_memory():
    told = measure_import(ROWS, 0)

    print("\n" + json.dumps(told))
    assert told["resumed"]
    assert told["import_rows_per_s"] >= ALONE_A_SECOND
    assert told["import_peak_mb"] <= PEAK_MEGABYTES
