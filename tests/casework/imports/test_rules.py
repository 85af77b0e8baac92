"""Rules 26 and 37 where registers are taken over."""

import datetime
import logging

import pytest
from django.conf import settings
from django.db import connection

from casework import imports
from casework.actions import drafts
from casework.models import Case, ImportRun
from tests.casework.imports import papers
from tests.casework.imports.registers import text

pytestmark = pytest.mark.django_db
MARK = "NESHANI42"
HEADINGS = (
    "File no.", "Date received", "Name of applicant", "Address of applicant", "Email", "Tel.",
    "National code of applicant", "Name of missing person", "Father's name", "Phone of missing",
    "Last known address", "Last news", "Circumstances", "Documents", "Remarks", "Other column",
)  # fmt: skip


def confidential(number: int, **cells) -> list[str]:
    """A row of which every confidential cell holds the mark."""
    told = {
        "address": f"{MARK} street 1", "email": f"{MARK}@example.org", "phone": f"069 {MARK}",
        "code": f"{MARK}1", "sought": "Ben Sample", "sought_phone": f"0691 {MARK}",
        "place": f"{MARK} camp", "news": f"{MARK} wrote", "how": f"{MARK} happened",
        "papers": f"{MARK}.jpg", "remarks": f"evenings only {MARK}", "other": f"{MARK} noted",
    } | cells  # fmt: skip
    return [
        f"A/{number}", "3 April 2019", "Ann Sample", told["address"], told["email"], told["phone"],
        told["code"], told["sought"], "Carl", told["sought_phone"], told["place"], told["news"],
        told["how"], told["papers"], told["remarks"], told["other"],
    ]  # fmt: skip


def everything_stored() -> bytes:
    """Every value of every table, as it lies in the database."""
    held = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                held += [v if isinstance(v, bytes) else _raw(v) for v in row]
    return b"\n".join(held).lower()


def _raw(value) -> bytes:
    return bytes(value) if isinstance(value, memoryview) else str(value).encode()


def test_rule_26_nothing_confidential_of_a_register_stands_in_the_open(cast, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    box = papers.box(tmp_path / "scans", **{f"{MARK}__jpg": papers.photo()})
    rows = [confidential(1), confidential(2, sought=""), confidential(3, sought="A B; C D")]
    first = text(HEADINGS, *rows, delimiter=";")
    take(cast, first, box)
    take(cast, text(HEADINGS, confidential(1, news=f"{MARK} called"), delimiter=";"), box)

    # A register without headings has its first family in their place.
    headless = text([f"{MARK} a", f"{MARK} b"], ["c", "d"], delimiter=";")
    run = imports.prepare(headless, name="r", office=cast.ahvaz, by=cast.coordinator)
    imports.correct(run, {0: "enquirer_name"}, by=cast.coordinator)

    assert ImportRun.objects.count() == 3
    assert MARK.lower().encode() not in everything_stored()
    assert MARK.lower() not in caplog.text.lower()
    left = [path for path in settings.WORK_DIR.rglob("*") if path.is_file()]
    assert [path for path in left if MARK.encode() in path.read_bytes()] == []
    assert [path for path in settings.FILES_DIR.rglob("*") if MARK in path.name] == []


def take(cast, data, box):
    return imports.take_over(
        data, name="register.csv", office=cast.ahvaz, by=cast.coordinator, documents=box
    )


def test_rule_37_what_was_taken_over_unfinished_is_never_forgotten_as_typing(cast):
    rows = text(HEADINGS, confidential(1, papers=""), delimiter=";")
    run = take(cast, rows, None)
    in_two_years = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=730)

    assert [row.outcome for row in run.rows.all()] == ["draft"]
    drafts.forget_drafts(now=in_two_years)

    assert Case.objects.get().state == "draft"
