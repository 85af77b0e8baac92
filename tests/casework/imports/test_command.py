"""`import_register` at the command line: the same take-over, told in sentences or as JSON."""

import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from casework.models import Case, ImportRun
from tests.casework.imports import papers
from tests.casework.imports.registers import FA_ROWS, persian, row, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.xlsx"
    path.write_bytes(persian(*FA_ROWS, row(sought_name="")))
    return path


def run(path, *more):
    out = io.StringIO()
    call_command("import_register", str(path), *map(str, more), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_it_takes_over_and_tells_as_json(cast, register, tmp_path):
    scans = tmp_path / "scans"
    papers.box(scans, **{"عکس رضا__jpg": papers.photo()})
    told = json.loads(run(register, "--documents", scans, "--office", "ahv", "--json"))
    assert told["imported"]["cases"] == Case.objects.count() == 2
    assert told["imported"]["documents"] == 1
    assert [(r["row"], r["outcome"], r["codes"]) for r in told["rows"]] == [
        (2, "created", ["paper_missing"]),
        (3, "draft", ["notice_not_given"]),
        (4, "rejected", ["missing_sought_name"]),
    ]
    assert told["columns"][2] == {
        "column": "C",
        "heading": "نام متقاضی",
        "field": "enquirer_name",
        "score": 0.96,
    }


def test_a_dry_run_says_the_same_and_writes_nothing(cast, register):
    dry = json.loads(run(register, "--office", "AHV", "--dry-run", "--json"))
    assert (Case.objects.count(), ImportRun.objects.count()) == (0, 0)
    real = json.loads(run(register, "--office", "AHV", "--json"))
    assert dry["imported"] == real["imported"]
    assert [r["codes"] for r in dry["rows"]] == [r["codes"] for r in real["rows"]]


def test_it_updates_by_old_number_unless_told_not_to(cast, register, tmp_path):
    run(register, "--office", "AHV", "--json")
    register.write_bytes(persian(row(remarks="تازه")))
    held = json.loads(run(register, "--office", "AHV", "--json", "--no-update"))
    assert held["imported"]["conflicts"] == 1
    told = json.loads(run(register, "--office", "AHV", "--json"))
    assert (told["imported"]["updated"], told["imported"]["cases"]) == (1, 0)


def test_in_words_it_names_each_row_that_needs_somebody(cast, register):
    told = run(register, "--office", "AHV")
    assert "4: rejected: The name of the sought person is missing." in told.splitlines()
    assert "cases: 2" in told.splitlines()


def test_rows_to_correct_are_written_beside(cast, register, tmp_path):
    back = tmp_path / "back.xlsx"
    run(register, "--office", "AHV", "--json", "--returned", back)
    assert openpyxl.load_workbook(back).active.max_row == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is nothing in this file."),
        (b"%PDF-1.7", "This file is not a table."),
        (text(("x", "y"), ("a", "b")), "It is not clear which columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(cast, tmp_path, content, sentence):
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        run(path, "--office", "AHV")


def test_what_is_not_there_is_one_sentence(cast, register, tmp_path):
    with pytest.raises(CommandError, match="There is no office with the code XXX"):
        run(register, "--office", "XXX")
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "none.xlsx", "--office", "AHV")
    with pytest.raises(CommandError, match="There is no folder"):
        run(register, "--office", "AHV", "--documents", tmp_path / "none")
    with pytest.raises(CommandError, match="Nobody in office AHV may take over"):
        run(register, "--office", "AHV", "--by", "clerk")
