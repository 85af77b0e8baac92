"""Sheets that leave the house: what stands in them, who may have them, and how often."""

import csv
import datetime
import io

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from casework import audit, imports
from casework.actions import exports
from casework.actions.errors import Refused
from casework.exports import sheets, workbook
from casework.exports.columns import COLUMNS, confidential
from casework.models import Entry, Export, Organisation
from casework.models.export import ExportState
from casework.wording.cells import cell_text, guarded, looks_like_formula, unguarded
from tests import factories

ALL = ["reference", "name", "birth", "enquirer", "standing", "received", "enquirer_phones"]
PAYLOADS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd", "%0A", " =1", "\u00a0=1", "＝1+1",
    "＋1", "－1", "＠x", "\u200f=1", "\ufeff=1", "\u200b=1", "\u202e=1", "  \u2066@x",
)  # fmt: skip


def ask(cast, rows=1, columns=("reference", "name"), by=None, form="xlsx", **more):
    told = {"asked": {}, "reason": "for the yearly meeting", "language": "en"} | more
    return exports.request_export(
        by=by or cast.coordinator,
        office=cast.ahvaz,
        columns=list(columns),
        form=form,
        rows=rows,
        **told,
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_cell_runs(payload):
    assert looks_like_formula(payload)
    assert guarded(payload).startswith("'")


@given(st.text())
def test_a_guarded_text_never_begins_like_a_formula(text):
    assert not looks_like_formula(guarded(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [("0098916", "'0098916"), ("123456789012", "'123456789012"), ("417", "417"), ("علی", "علی")],
)
def test_digits_keep_their_zeros(text, said):
    assert guarded(text) == said


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5))
def test_a_workbook_holds_what_was_written_as_text(rows):
    tab = workbook.Tab("Cases: [1]", ["a", "b", "c"], rows)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook.written([tab], right_to_left=True))))

    read = list(book.active.iter_rows(min_row=2, values_only=True))

    assert [cell.data_type for row in book.active.iter_rows() for cell in row if cell.value] == [
        "s" for row in [["a", "b", "c"], *rows] for text in row if _kept(text)
    ]
    width = len(read)
    assert [[value or "" for value in row] for row in read] == [
        [_kept(text) for text in row] for row in rows[:width]
    ]


def _kept(text):
    return cell_text(text).replace("\r\n", "\n").replace("\r", "\n")


def fetched(client, export) -> bytes:
    answer = client.post(reverse("export", args=[export.pk]), {"do": "fetch"})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_a_sheet_holds_the_case_and_says_whose_it_is(cast, enter):
    Organisation.objects.update(is_sample=True)
    case = factories.log_family(cast).cases.get()
    export = ask(cast, columns=ALL)

    book = openpyxl.load_workbook(io.BytesIO(fetched(enter(cast.coordinator), export)))

    cases, about = book.worksheets
    headings, line = (list(row) for row in cases.iter_rows(values_only=True))
    told = dict(zip(headings, line, strict=True))
    assert told["Number"] == case.reference
    assert told["Sought"] == "محمدرضا فرضیان"
    assert told["Born, first day (ISO)"] == case.sought.birth.earliest.isoformat()
    assert told["Received, day (ISO)"] == "2026-11-01"
    assert told["Telephone"] == "+98 916 000 0005"
    assert cases.cell(2, headings.index("Telephone") + 1).quotePrefix
    mark = {row[0]: row[1] for row in about.iter_rows(values_only=True)}
    assert mark["Reason"] == "for the yearly meeting"
    assert mark["Fetched by"] == str(cast.coordinator)
    assert mark["Fetched on"].endswith("+03:30)")  # the office's own clock
    assert "SAMPLE" in mark
    assert cases.print_title_rows == "$1:$1"


def test_a_persian_sheet_reads_from_right_to_left_in_the_offices_digits(cast, enter):
    factories.log_family(cast)
    export = ask(cast, columns=["reference", "received"], language="fa")

    book = openpyxl.load_workbook(io.BytesIO(fetched(enter(cast.coordinator, "fa"), export)))

    cases = book.worksheets[0]
    assert cases.sheet_view.rightToLeft
    assert [cell.value for cell in cases[2]][1:] == ["۱۰ آبان ۱۴۰۵", "2026-11-01"]


def test_a_delimited_file_is_quoted_and_marked(cast, enter):
    factories.log_family(cast, sought=("=cmd|x",))
    export = ask(cast, columns=["reference", "name", "enquirer_phones"], form="csv")

    content = fetched(enter(cast.coordinator), export)

    assert content.startswith("\ufeff".encode())
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][1:] == ["'=cmd|x", "'+98 916 000 0005"]
    assert ["Fetched by", str(cast.coordinator)] in rows


def test_another_offices_case_is_in_no_sheet(cast, enter):
    factories.log_family(cast, by=cast.elsewhere["clerk"], office=cast.tirana)
    own = factories.log_family(cast).cases.get()
    export = ask(cast, rows=10, form="csv")

    rows = fetched(enter(cast.coordinator), export).decode("utf-8-sig").splitlines()

    assert [row for row in rows if "TIR-" in row] == []
    assert len([row for row in rows if own.reference in row]) == 1


def test_it_is_fetched_once(cast, enter):
    factories.log_family(cast)
    export, client = ask(cast), enter(cast.coordinator)
    fetched(client, export)

    again = client.post(reverse("export", args=[export.pk]), {"do": "fetch"})

    assert again.status_code == 302
    assert Export.objects.get().state == ExportState.TAKEN


def test_what_came_after_the_request_is_not_in_the_sheet(cast, enter):
    factories.log_family(cast)
    export = ask(cast, rows=10, form="csv", columns=["reference"])
    later = factories.log_family(cast).cases.get()

    assert later.reference.encode() not in fetched(enter(cast.coordinator), export)


def test_above_fifty_rows_a_second_person_decides(cast):
    small, large = ask(cast, rows=50), ask(cast, rows=51)

    assert (small.state, large.state) == (ExportState.ALLOWED, ExportState.WAITING)
    with pytest.raises(Refused) as refused:
        exports.take_export(large, by=cast.coordinator, confidential=[])
    assert refused.value.codes == ["state"]
    with pytest.raises(Refused) as refused:
        exports.decide_export(large, by=cast.coordinator, allow=True)
    assert refused.value.codes == ["self"]

    exports.decide_export(large, by=cast.protection, allow=True)

    taken = exports.take_export(large, by=cast.coordinator, confidential=[])
    assert taken.state == ExportState.TAKEN


def test_what_was_declined_stays_closed(cast):
    export = exports.decide_export(ask(cast, rows=51), by=cast.protection, allow=False)

    with pytest.raises(Refused):
        exports.take_export(export, by=cast.coordinator, confidential=[])
    with pytest.raises(Refused):
        exports.decide_export(export, by=cast.protection, allow=True)


def test_the_second_person_does_not_fetch_it(cast):
    with pytest.raises(Refused) as refused:
        exports.take_export(ask(cast), by=cast.protection, confidential=[])
    assert refused.value.codes == ["other"]


def test_after_fourteen_days_nothing_of_it_is_left(cast):
    export = ask(cast)
    later = export.requested_at + datetime.timedelta(days=14, minutes=1)

    with time_machine.travel(later), pytest.raises(Refused) as refused:
        exports.take_export(export, by=cast.coordinator, confidential=[])
    assert refused.value.codes == ["over"]
    assert exports.forget_exports(now=later) == 1
    assert exports.forget_exports(now=later) == 0
    left = Export.objects.get()
    assert (left.reason, left.asked, left.columns) == ("", {}, [])


@pytest.mark.parametrize(
    ("more", "code"), [({"reason": "  "}, "reason"), ({"rows": 0}, "nothing"), ({"rows": 9}, "cap")]
)
def test_a_request_that_makes_no_sense_is_refused(cast, settings, more, code):
    settings.EXPORT_MOST_ROWS = 8
    with pytest.raises(Refused) as refused:
        ask(cast, **more)
    assert refused.value.codes == [code]
    assert Export.objects.count() == 0


def test_the_trail_holds_counts_and_fields_and_marks_a_reading(cast, enter):
    factories.log_family(cast)
    fetched(enter(cast.coordinator), ask(cast, columns=["reference", "enquirer_phones"]))

    entry = Entry.objects.get(verb="take_export")
    assert entry.details == {"rows": 1, "columns": ["reference", "enquirer_phones"]}
    assert entry.reading
    assert "فرضیان" not in str(list(Entry.objects.values_list("details", "target")))
    assert audit.verify(entry.chain) == []


def test_confidential_columns_are_those_of_families_and_never_sealed_ones():
    assert confidential(COLUMNS.values()) == [
        "enquirer_phones", "last_place", "last_address", "last_news", "circumstances",
    ]  # fmt: skip
    assert {column.sensitivity for column in COLUMNS.values()} == {"S1", "S2", "S3"}


def test_asking_on_screen_leads_to_the_file(cast, enter):
    case = factories.log_family(cast).cases.get()
    client = enter(cast.coordinator)
    page = client.get(reverse("export_new"), {"q": "فرضیان"})
    told = {"q": "فرضیان", "reason": "x", "form": "csv", "columns": ["reference", "name"]}

    answer = client.post(reverse("export_new"), told | {"command": page.context["command"]})

    assert case.reference.encode() in fetched(client, Export.objects.get())
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("export_list")).status_code == 200


def test_what_was_chosen_is_kept_when_the_reason_is_missing(cast, enter):
    factories.log_family(cast)
    told = {"reason": "", "form": "csv", "columns": ["mother"]}

    answer = enter(cast.coordinator).post(reverse("export_new"), told)

    assert answer.status_code == 200
    assert answer.context["form"]["columns"].value() == ["mother"]
    assert Export.objects.count() == 0


def test_rows_are_read_some_hundred_at_a_time(cast, enter, monkeypatch):
    """Every case once and in order also where one reading ends and the next begins."""
    monkeypatch.setattr(sheets, "AT_ONCE", 2)
    factories.log_family(cast, sought=tuple(f"نمونه {n}" for n in range(5)))
    export = ask(cast, rows=5, form="csv", columns=["reference"], sort="reference")

    rows = fetched(enter(cast.coordinator), export).decode("utf-8-sig").splitlines()

    numbers = [row for row in rows if "AHV-" in row]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 5


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_telephones_and_numbers_come_back_as_they_went(cast, enter, form):
    """What we write, our own reading of registers reads: plus signs, zeros and numbers stay."""
    case = factories.log_family(cast).cases.get()
    export = ask(cast, columns=["reference", "name", "enquirer_phones"], form=form)

    sheet = imports.read_register(fetched(enter(cast.coordinator), export))

    assert sheet.rows[0].cells[:3] == (case.reference, "محمدرضا فرضیان", "+98 916 000 0005")


@given(st.text())
def test_what_was_guarded_reads_as_it_was(text):
    assert unguarded(guarded(text)) in (cell_text(text), cell_text(text).removeprefix("'"))


@pytest.mark.parametrize(
    "text", [*PAYLOADS, "0098916", "+98 916 000 0005", "417", "'quoted'", "علی"]
)
def test_a_guard_goes_and_nothing_else(text):
    assert unguarded(guarded(text)) == text
