"""The sample office's own registers: every trouble of a real one, each with its outcome."""

from pathlib import Path

import pytest
from django.conf import settings

from casework import imports
from casework.imports import plan, read_register, recognise

SAMPLE = Path(settings.BASE_DIR) / "deploy" / "sample"
# Row on the sheet -> what it is (the register's own running number is two less).
TROUBLE = {
    63: ("new", []),
    64: ("duplicate", ["duplicate_of"]),
    65: ("rejected", ["missing_enquirer_name", "missing_sought_name"]),
    66: ("new", []),
    67: ("new", ["formula_as_text"]),
    68: ("new", ["impossible_date", "impossible_date"]),
    69: ("new", []),
    70: ("conflict", ["conflict_with"]),
}


def test_every_trouble_of_the_persian_register_has_its_outcome():
    sheet = read_register(SAMPLE / "register-ahvaz.xlsx")
    made = {
        m.number: (m.status, [r.code for r in m.reasons]) for m in plan(sheet, recognise(sheet))
    }
    assert {number: made[number] for number in TROUBLE} == TROUBLE
    assert all(status in ("new", "draft") for n, (status, _) in made.items() if n not in TROUBLE)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_sample_office_is_taken_over_whole(cast):
    run = imports.take_over(
        SAMPLE / "register-ahvaz.xlsx",
        office=cast.ahvaz,
        by=cast.coordinator,
        documents=SAMPLE / "documents",
    )
    assert run.summary == {
        "rows": 68,
        "requests": 62,
        "cases": 65,
        "drafts": 12,
        "updated": 0,
        "unchanged": 0,
        "duplicates": 1,
        "conflicts": 1,
        "rejected": 1,
        "documents": 91,
        "refused_documents": 3,
        "missing_documents": 1,
    }
    assert len(imports.earlier_offers(run)) == 6
    run = imports.take_over(
        SAMPLE / "register-tirana.csv", office=cast.tirana, by=cast.elsewhere["coordinator"]
    )
    assert (run.summary["cases"], run.summary["drafts"]) == (12, 2)
