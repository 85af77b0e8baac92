"""Papers, cover sheets, stamps and tables."""

import io

import pikepdf
import pytest

from correspondence.pdf import (
    STRIP_HEIGHT,
    Bullets,
    CoverSheet,
    FieldLines,
    Heading,
    KeepTogether,
    Letterhead,
    PageMarks,
    PaperDocument,
    Paragraph,
    Rule,
    Space,
    StampText,
    Table,
    isolate,
    render_cover_sheet,
    render_paper,
    stamp_pdf,
)
from correspondence.pdf.tables import share_out

from .reading import page_texts, place_of


def _cover(lower: list) -> CoverSheet:
    return CoverSheet(
        "fa",
        "تحویل حضوری",
        upper=[Paragraph("محرمانه. فقط گیرنده باز کند.")],
        lower=lower,
        office_line=[FieldLines([[("فقط در نسخهٔ دفتر:", None)]])],
    )


def test_receipt_prints_every_kind_of_block():
    paper = PaperDocument(
        "en",
        "Receipt for your request",
        [
            FieldLines([[("Case number(s):", "FL-1"), ("Received on:", "22 November 2026")]]),
            Heading("What happens next", 3),
            Bullets(["Keep this paper.", "We cannot promise a result."]),
            Space(20),
            Rule(),
            KeepTogether([Table(["A", "B"], [["one", "two"]])]),
            FieldLines([[("Signature for the office:", None)]]),
        ],
        Letterhead("Family Links Office"),
        PageMarks(note="Sample office: not a real paper"),
    )

    found = render_paper(paper)
    text = " ".join(page_texts(found.pdf)[0].split())

    assert found.sections == {"paper": (1, 1)}
    for part in (
        "Sample office: not a real paper",
        "Family Links Office",
        "Receipt for your request",
        "Case number(s): FL-1",
        "Received on: 22 November 2026",
        "What happens next",
        "• Keep this paper.",
        "one two",
        "Signature for the office:",
    ):
        assert part in text


def test_fields_stand_right_to_left_in_persian():
    paper = PaperDocument("fa", "رسید", [FieldLines([[("تاریخ:", None), ("مهر:", None)]])])
    pdf = render_paper(paper).pdf

    assert place_of(pdf, 0, "تاریخ")[0] > place_of(pdf, 0, "مهر")[2]


def test_lower_half_of_the_cover_sheet_begins_at_the_middle():
    found = render_cover_sheet(_cover([Heading("رسید"), Paragraph("دریافت شد.")]))

    _, bottom, _, top = place_of(found.pdf, 0, "رسید")

    assert found.pages == 1
    assert 842 / 2 - 50 < bottom < top < 842 / 2


def test_cover_sheet_that_is_too_long_loses_nothing():
    found = render_cover_sheet(_cover([Paragraph(f"سطر {number}") for number in range(90)]))

    text = "".join(page_texts(found.pdf))

    assert found.pages > 2
    assert "فقط در نسخهٔ دفتر" in text
    assert all(f"سطر {number}" in text or f"{number} سطر" in text for number in range(90))


def test_stamps_are_one_page_each_of_the_size_of_the_strip():
    entries = [StampText("Annex 1", f"page {page} of 3", "FL-2026/17") for page in (1, 2, 3)]

    pdf = stamp_pdf(entries, "en", 400, STRIP_HEIGHT)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        boxes = [[float(edge) for edge in page.MediaBox] for page in document.pages]
    assert boxes == [[0, 0, 400, STRIP_HEIGHT]] * 3
    assert "page 2 of 3" in page_texts(pdf)[1]


def test_stamp_reads_from_right_to_left_in_persian():
    reference = isolate("FL-2026/17", "reference", "fa")
    pdf = stamp_pdf([StampText("پیوست شمارهٔ ۱", "صفحهٔ ۱ از ۲", reference)], "fa")

    assert place_of(pdf, 0, "پیوست")[0] > 400
    assert place_of(pdf, 0, "FL")[2] < 200


def test_long_stamp_shrinks_into_its_strip():
    pdf = stamp_pdf([StampText("Annex " * 20, "page 1 of 1 " * 5, "FL-2026/17")], "en")

    text = page_texts(pdf)[0]

    assert (text.count("Annex"), text.count("page 1 of 1")) == (20, 5)
    assert place_of(pdf, 0, "FL-2026/17")[0] > place_of(pdf, 0, "page")[2]


@pytest.mark.parametrize("count", [1, 29, 30, 31, 120])
def test_no_row_of_a_table_is_lost_between_pages(count):
    rows = [[f"row{number:03}", "text " * (number % 7)] for number in range(count)]
    paper = PaperDocument("en", "", [Table(["Name", "Text"], rows, (1, 2))])

    text = "".join(page_texts(render_paper(paper).pdf))

    assert [text.count(f"row{number:03}") for number in range(count)] == [1] * count


def test_wishes_are_met_where_there_is_room():
    widths = share_out([100, 50], [20, 20], 300)

    assert widths == [200, 100]


def test_longest_words_keep_their_room_when_it_is_tight():
    widths = share_out([500, 400, 30], [60, 50, 30], 300)

    assert sum(widths) == pytest.approx(300)
    assert widths[2] == pytest.approx(30)
    assert widths[0] > widths[1] > 50
