"""Labels and envelopes: as many as fit a sheet, in reading order, whatever the names are like."""

import io

import pikepdf
import pytest

from correspondence.pdf.label_sheets import FORMATS, Label, render_labels

from .reading import page_texts, place_of

ADDRESS = ("Sample delegation", "12 Example Street", "1001 Tirana")


def pages_of(pdf: bytes) -> list:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [[float(edge) for edge in page.MediaBox[2:]] for page in document.pages]


@pytest.mark.parametrize(
    ("count", "start", "pages"), [(24, 1, 1), (25, 1, 2), (24, 2, 2), (1, 24, 1)]
)
def test_sheet_is_filled_from_the_first_free_place(count, start, pages):
    pdf = render_labels([Label(ADDRESS)] * count, "en", "3x8", start=start)

    assert len(page_texts(pdf)) == pages
    assert sum(text.count("Tirana") for text in page_texts(pdf)) == count


@pytest.mark.parametrize(("language", "left"), [("en", True), ("fa", False)])
def test_first_label_stands_where_reading_begins(language, left):
    pdf = render_labels([Label(("12345",))], language, "3x8")

    x = place_of(pdf, 0, "12345")[0]

    assert (x < 200) == left


def test_envelope_has_its_own_size():
    (size,) = pages_of(render_labels([Label(ADDRESS)], "en", "c5"))

    assert size == pytest.approx([229 * 72 / 25.4, 162 * 72 / 25.4], abs=0.1)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["N", "N" * 120, "Zoë \u202eX Ğüñ", "漢字"])
def test_label_takes_any_name_and_keeps_the_address(form, name):
    texts = page_texts(render_labels([Label((name, *ADDRESS[1:]))], "en", form))

    assert "1001 Tirana" in texts[0].replace("\r\n", " ")


def test_reference_is_never_broken():
    label = Label(("\u2066AHV-1405-000417-K\u2069", "Ahvaz"), qr="PVF:AHV-1405-000417-K:ABCD")

    (text,) = page_texts(render_labels([label], "fa", "3x8"))

    assert "AHV-1405-000417-K" in text


@pytest.mark.parametrize("start", [0, 25])
def test_place_that_the_sheet_does_not_have_is_refused(start):
    with pytest.raises(ValueError, match="no place"):
        render_labels([Label(ADDRESS)], "en", "3x8", start=start)


def test_same_labels_give_the_same_bytes():
    labels = [Label(ADDRESS)] * 30

    assert render_labels(labels, "fa") == render_labels(labels, "fa")
