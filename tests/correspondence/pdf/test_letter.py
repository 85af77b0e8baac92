"""Whole letters in four languages: pages, bytes, copied text, codes, directions."""

import dataclasses
import hashlib
import subprocess
import sys

import pytest
import zxingcpp

from correspondence.pdf import (
    DataSheet,
    PageMarks,
    Paragraph,
    isolate,
    render_letter,
    strip_isolates,
)

from .reading import (
    arabic_words,
    codes_and_meanings,
    page_picture,
    page_texts,
    place_of,
    share_of_words,
    texts_in,
)
from .samples import COLUMNS, WORDS, letter

LANGUAGES = ["en", "fa", "ar", "sq"]


@pytest.fixture(scope="module")
def rendered():
    return {language: render_letter(letter(language, rows=40)) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_with_schedule_says_which_pages_hold_what(rendered, language):
    found = rendered[language]

    assert (found.pages, found.sections) == (3, {"letter": (1, 1), "schedule": (2, 3)})
    assert [page for _, page in found.outline] == [1, 2]
    assert found.missing == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_letter_gives_the_same_bytes(rendered, language):
    assert render_letter(letter(language, rows=40)).pdf == rendered[language].pdf


def test_bytes_do_not_depend_on_what_was_printed_before(rendered):
    code = (
        "import sys, hashlib;"
        "from tests.correspondence.pdf.samples import letter;"
        "from correspondence.pdf import render_letter;"
        "sys.stdout.write(hashlib.sha256(render_letter(letter('fa', rows=40)).pdf).hexdigest())"
    )
    alone = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert alone.stdout == hashlib.sha256(rendered["fa"].pdf).hexdigest()


def test_different_letters_give_different_bytes(rendered):
    assert render_letter(letter("fa", rows=40, number=1001)).pdf != rendered["fa"].pdf


@pytest.mark.parametrize("language", ["fa", "ar"])
def test_copied_text_holds_the_words_as_written(rendered, language):
    wanted = arabic_words("\n".join(texts_in(letter(language, rows=40))))
    found = arabic_words("\n".join(page_texts(rendered[language].pdf)))

    assert wanted.total() > 200
    assert share_of_words(wanted, found) >= 0.97


@pytest.mark.parametrize("language", ["en", "sq"])
def test_copied_latin_text_holds_every_paragraph(rendered, language):
    copied = " ".join(" ".join(page_texts(rendered[language].pdf)).split())

    for block in letter(language).body:
        for text in texts_in(block):
            assert strip_isolates(text).replace("**", "").replace("\n", " ") in copied


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_stands_for_something_readable(rendered, language):
    for codes, meanings in codes_and_meanings(rendered[language].pdf):
        assert 0 not in codes
        assert codes == set(meanings)
        text = "".join(meanings.values())
        assert not [letter for letter in text if "\ue000" <= letter <= "\uf8ff"]
        assert "\ufffd" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_code_that_names_letter_and_page(rendered, language):
    for page in range(3):
        picture = page_picture(rendered[language].pdf, page, 120)

        found = zxingcpp.read_barcodes(picture)

        assert [code.text for code in found] == [f"PV1:FL-2026/1000:{page + 1}:7K3M"]


def test_every_page_has_reference_and_page_label_in_its_language(rendered):
    for number, text in enumerate(page_texts(rendered["en"].pdf), 1):
        assert f"Page {number} of 3 · FL-2026/1000" in text
    for number, text in zip("۱۲۳", page_texts(rendered["fa"].pdf), strict=True):
        assert f"صفحهٔ {number} از ۳" in text


def test_page_label_counts_the_whole_when_the_letter_is_part_of_more():
    found = render_letter(letter("en"), stamp_total=12)

    assert "Page 1 of 12" in page_texts(found.pdf)[0]


def test_page_label_may_be_a_function():
    marks = PageMarks(page_label=lambda page, pages: f"sheet {page}/{pages}")

    found = render_letter(dataclasses.replace(letter("en"), marks=marks))

    assert "sheet 1/1" in page_texts(found.pdf)[0]


def test_persian_letterhead_is_right_and_the_date_left(rendered):
    pdf = rendered["fa"].pdf

    office = place_of(pdf, 0, WORDS["fa"]["office"])
    date = place_of(pdf, 0, "۱۴۰۵")

    assert office[0] > 300
    assert date[2] < 300
    assert abs(office[3] - date[3]) < 40


def test_english_letterhead_is_left_and_the_date_right(rendered):
    pdf = rendered["en"].pdf

    assert place_of(pdf, 0, WORDS["en"]["office"])[2] < 300
    assert place_of(pdf, 0, "22 November 2026")[0] > 300


def test_persian_table_runs_from_right_to_left_and_english_from_left_to_right(rendered):
    for language, mirrored in (("fa", True), ("ar", True), ("en", False), ("sq", False)):
        columns = COLUMNS[language]
        lefts = [place_of(rendered[language].pdf, 1, title)[0] for title in columns[1:4]]

        assert lefts == sorted(lefts, reverse=mirrored)


def test_table_heading_is_repeated_on_the_next_page(rendered):
    texts = page_texts(rendered["en"].pdf)

    assert [COLUMNS["en"][5] in text for text in texts] == [False, True, True]


def test_family_is_named_again_where_its_rows_go_on(rendered):
    second, third = page_texts(rendered["fa"].pdf)[1:]

    assert "F-26-026" in second.replace("-26-026F", "F-26-026")
    assert "F-26-026" in third.replace("-26-026F", "F-26-026")


def test_isolated_date_reads_left_to_right_on_a_persian_page():
    document = dataclasses.replace(
        letter("fa"), body=[Paragraph(f"مورخ {isolate('2024-08-11', 'identifier', 'fa')} است")]
    )
    pdf = render_letter(document).pdf

    left, _, right, _ = place_of(pdf, 0, "2024-08-11")
    year = place_of(pdf, 0, "2024")

    assert left == pytest.approx(year[0], abs=0.5)
    assert year[2] < right - 10


def test_long_letter_keeps_two_lines_of_a_paragraph_together():
    text = "A sentence that fills a good part of the line and then goes on. " * 4
    document = dataclasses.replace(letter("en"), body=[Paragraph(text)] * 40)

    pages = page_texts(render_letter(document).pdf)

    assert len(pages) > 2
    for page in pages[1:-1]:
        lines = [line for line in page.splitlines() if "sentence" in line or "goes on" in line]
        assert len(lines) > 2


def test_signature_is_never_alone_on_a_page():
    for count in range(10, 26):
        body = [Paragraph("Some words of a paragraph.")] * count
        document = dataclasses.replace(letter("en"), body=body)

        pages = page_texts(render_letter(document).pdf)

        signed = next(page for page in pages if "Sample Coordinator" in page)
        assert "Yours faithfully" in signed
        assert "Some words" in signed


def test_data_sheet_has_its_page_its_portrait_and_its_bookmark(portrait):
    sheets = tuple(
        DataSheet(
            "Data sheet",
            f"FL-2026/{number:04}",
            [("Full name", "Sample Person"), ("Father", "Example")],
            portrait,
            "Photograph of 2019",
        )
        for number in (1, 2)
    )

    found = render_letter(letter("en", rows=3, sheets=sheets))

    assert found.sections == {"letter": (1, 1), "schedule": (2, 2), "sheets": (3, 4)}
    assert found.outline[2:] == (("Data sheet FL-2026/0001", 3), ("Data sheet FL-2026/0002", 4))
    assert found.pdf.count(portrait) == 1
    assert "Photograph of 2019" in page_texts(found.pdf)[3]


def test_data_sheet_flows_over_when_a_fact_is_longer_than_a_page():
    sheet = DataSheet("Data sheet", "FL-1", [("Story", "word " * 3000)])

    found = render_letter(letter("en", sheets=(sheet,)))

    first, last = found.sections["sheets"]
    assert last > first
    assert sum(text.count("word") for text in page_texts(found.pdf)[first - 1 :]) == 3000


def test_character_that_no_font_has_is_reported():
    document = dataclasses.replace(letter("en"), body=[Paragraph("name 漢字")])

    assert render_letter(document).missing == ("字", "漢")


def test_override_in_a_name_cannot_turn_the_line_round():
    name = isolate("Ali \u202egnitset", "name", "en")
    document = dataclasses.replace(letter("en"), body=[Paragraph(f"Person: {name}.")])

    assert "Person: Ali gnitset." in page_texts(render_letter(document).pdf)[0]


def test_watermark_is_pale_and_leaves_the_text_black():
    plain = page_picture(render_letter(letter("en")).pdf, 0, 40)
    marked = page_picture(render_letter(letter("en", watermark="DRAFT")).pdf, 0, 40)

    changed = [
        (before, after)
        for before, after in zip(plain.tobytes(), marked.tobytes(), strict=True)
        if before != after
    ]
    assert len(changed) > 2000
    assert min(after for before, after in changed if before == 255) > 215
    assert min(marked.tobytes()) <= min(plain.tobytes()) + 2


def test_unknown_paragraph_style_is_refused():
    document = dataclasses.replace(letter("en"), body=[Paragraph("x", "loud")])

    with pytest.raises(ValueError, match="loud"):
        render_letter(document)


def test_emblem_that_is_no_picture_is_an_error():
    head = dataclasses.replace(letter("en").letterhead, emblem=b"not a picture")

    with pytest.raises(OSError):
        render_letter(dataclasses.replace(letter("en"), letterhead=head))
