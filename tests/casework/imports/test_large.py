"""A register of more than 2,000 rows is read and previewed by the worker; nothing is lost."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import imports
from casework.imports import large
from casework.models import AskedRow, Case, ImportRun
from casework.tasks import resume_imports, run_import
from tests.casework.imports.registers import FA_HEADINGS as HEADINGS
from tests.casework.imports.registers import row, text, workbook
from tests.casework.views.test_importing import send

OFFERING = "تماس فقط عصرها"


def register(rows: int) -> str:
    lines = (
        row(
            old_number=f"الف/{at}",
            enquirer_phone=f"0916{at:07d}",
            documents="",
            remarks=OFFERING if at % 100 == 0 else "",
        )
        for at in range(1, rows + 1)
    )
    return text(HEADINGS, *lines).decode()


@pytest.fixture
def desk(cast, enter):
    client = enter(cast.coordinator)
    client.cast = cast
    return client


@pytest.mark.parametrize(("rows", "large_one"), [(1_999, False), (2_001, True)])
def test_a_register_is_large_from_2001_rows(rows, large_one):
    lines = [row(old_number=str(at)) for at in range(rows)]

    assert imports.is_large(workbook(HEADINGS, *lines)) is large_one
    assert imports.is_large(register(rows).encode()) is large_one


def test_what_is_no_register_is_not_large():
    assert [imports.is_large(data) for data in (b"", b"PK\x03\x04 cut", b"%PDF-1.7\n")] == [
        False
    ] * 3


def test_a_large_register_is_kept_at_once_and_read_by_the_worker(desk):
    answer = send(desk, register(2_500))
    run = ImportRun.objects.get()
    waiting = desk.get(answer.url).content.decode()

    assert (run.state, run.rows_total) == ("reading", 0)
    assert 'http-equiv="refresh" content="5"' in waiting
    assert f'hx-get="{answer.url}"' in waiting
    run_import(str(run.pk))

    run.refresh_from_db()
    page = desk.get(answer.url).content.decode()
    assert (run.state, run.rows_total, Case.objects.count()) == ("preview", 2_500, 0)
    assert run.preview["counts"]["cases"] == 2_500
    assert len(run.preview["lines"]) == 300
    assert "2,200" in page or "2200" in page or "۲۲۰۰" in page


def test_a_reading_that_was_killed_is_taken_up_again(desk):
    send(desk, register(2_100))
    run = ImportRun.objects.get()
    large._beat(run, rows_total=2_100, rows_done=500)  # as far as the killed worker came
    long_ago = timezone.now() - datetime.timedelta(minutes=4)
    ImportRun.objects.update(beat_at=long_ago)

    resume_imports()

    run.refresh_from_db()
    assert (run.state, run.preview["rows"], run.asked.count()) == ("preview", 2_100, 21)


def test_a_second_worker_writes_nothing_twice(desk):
    send(desk, register(2_100))
    run = ImportRun.objects.get()

    large.read(run)
    ImportRun.objects.update(state="reading")
    large.read(run)

    assert AskedRow.objects.count() == 21


def test_the_rows_that_ask_are_decided_and_taken_over_so(desk):
    answer = send(desk, register(2_100))
    run = ImportRun.objects.get()
    run_import(str(run.pk))
    decide = reverse("import_decide", args=[run.pk])

    page = desk.get(decide)
    asked = [one.row.plan.number for one in page.context["questions"]]
    assert asked == list(range(101, 2_002, 100))
    desk.post(decide, {"do": "save", "shown": ["101|offer:enquirer_safe_times "],
                       "yes": ["101|offer:enquirer_safe_times"]})  # fmt: skip
    columns = {f"c{c.index}": c.field for c in imports.Mapping.from_json(run_now().mapping).columns}
    assert run_now().state == "preview"  # an answer about remarks reads nothing anew
    desk.post(answer.url, {"do": "start", **columns})
    assert (run_now().state, AskedRow.objects.count(), run_now().preview) == ("running", 0, {})


def run_now() -> ImportRun:
    return ImportRun.objects.get()


def test_other_columns_send_it_to_the_worker_again(desk):
    preview = send(desk, register(2_100)).url
    run = ImportRun.objects.get()
    run_import(str(run.pk))
    columns = {f"c{c.index}": c.field for c in imports.Mapping.from_json(run_now().mapping).columns}

    desk.post(preview, {"do": "start", **columns, "c6": ""})  # the father is no longer read

    assert run_now().state == "reading"  # nothing starts that nobody has looked at
    run_import(str(run.pk))
    assert run_now().state == "preview"
    assert imports.Mapping.from_json(run_now().mapping).columns[6].field == ""


def test_a_large_file_that_cannot_be_read_says_so_and_leads_back(desk):
    data = b"\x01\x02\x03\n" * 3_000
    office = desk.cast.ahvaz
    run = imports.receive(
        data, office=office, by=desk.cast.coordinator, name="x.csv", documents=None, update=True
    )
    run_import(str(run.pk))

    page = desk.get(reverse("import_preview", args=[run.pk]), follow=True)

    assert ImportRun.objects.get().state == "failed"
    assert page.redirect_chain[-1][0] == reverse("import_new")
    assert [str(said) for said in page.context["messages"]] == [imports.sentence("not_a_register")]


def test_documents_sent_before_the_reading_are_found_by_name_without_its_ending(desk, tmp_path):
    (tmp_path / "a.txt").write_text("a paper")
    lines = [row(old_number=str(at), documents="a" if at == 1 else "b" if at == 2 else "")
             for at in range(2_100)]  # fmt: skip
    run = imports.receive(
        text(HEADINGS, *lines), office=desk.cast.ahvaz, by=desk.cast.coordinator, name="x.csv",
        documents=tmp_path, update=True,
    )  # fmt: skip

    large.read(run)

    counts = ImportRun.objects.get().preview["counts"]
    assert (counts["documents"], counts["missing_documents"]) == (1, 1)


def test_another_office_does_not_see_it(desk, enter):
    preview = send(desk, register(2_100)).url

    stranger: Client = enter(desk.cast.elsewhere["coordinator"])

    assert stranger.get(preview).status_code == 404
