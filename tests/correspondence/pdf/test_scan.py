"""A signed scan is found, compared page by page, and set upright."""

import io

import pikepdf
import pypdfium2
import pytest
import segno
from PIL import Image

from casework.vault.checks import Examiner
from correspondence.pdf import (
    DataSheet,
    LetterDocument,
    Letterhead,
    PageMarks,
    Paragraph,
    render_letter,
)
from correspondence.pdf.bundle import build_bundle
from correspondence.pdf.pagecode import format_code
from correspondence.pdf.scan import (
    ExpectedLetter,
    ScannedPage,
    ScanVerdict,
    compare,
    letter_in,
    read_codes,
    signed_pages,
)
from deploy.story.scanner import simulate_signed_scan
from tests.casework.vault import hostile

from . import bundles

KEY = b"key of this office"
REFERENCE = "THR-1405-0007"
LETTER = ExpectedLetter(REFERENCE, 1, 3, KEY)
PDF = "application/pdf"


def codes(page: int, *, reference=REFERENCE, version=1, total=3, key=KEY) -> str:
    return format_code(reference, version, page, total, key)


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A letter of three pages, each with its code."""
    body = [Paragraph("متن نمونهٔ نامه است. " * 30)]
    sheets = [DataSheet("برگهٔ نمونه", name, [("نام", "نمونه")]) for name in ("P-1", "P-2")]
    document = LetterDocument(
        language="fa",
        title="نامهٔ نمونه",
        letterhead=Letterhead("دفتر نمونه"),
        body=body,
        sheets=sheets,
        marks=PageMarks(reference=REFERENCE, qr_text=codes),
    )
    rendered = render_letter(document)
    assert rendered.pages == 3
    return rendered.pdf


def found_in(scan: bytes, mime: str = PDF, pages: int = 3) -> list[ScannedPage]:
    with Examiner() as examiner:
        return read_codes(io.BytesIO(scan), mime, pages, examiner)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"dpi": 100},
        {"dpi": 100, "rotate": -2.0},
        {"dpi": 120, "quality": 40},
        {"dpi": 200, "rotate": 4.0},
        {"dpi": 300, "blur": 2.0},
    ],
    ids=str,
)
def test_codes_are_read_from_ordinary_scans(letter, options):
    found = found_in(simulate_signed_scan(letter, **options))

    assert found == [ScannedPage(page, codes(page)) for page in (1, 2, 3)]


def test_a_page_that_lay_upside_down_is_to_be_turned(letter):
    found = found_in(simulate_signed_scan(letter, turned=[2]))

    assert [page.turn for page in found] == [0, 180, 0]


@pytest.mark.parametrize(("laid", "turn"), [(90, 90), (180, 180), (270, 270)])
def test_a_page_on_its_side_is_to_be_turned_back(letter, laid, turn):
    with pypdfium2.PdfDocument(letter) as document:
        page = document[0].render(scale=2).to_pil()
    out = io.BytesIO()
    page.rotate(laid, expand=True).save(out, "PNG")

    found = found_in(out.getvalue(), "image/png", 1)

    assert found == [ScannedPage(1, codes(1), turn)]


def test_codes_are_read_from_a_scan_of_many_pages_in_black_and_white(letter):
    with pypdfium2.PdfDocument(letter) as document:
        pages = [page.render(scale=150 / 72).to_pil().convert("1") for page in document]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", compression="group4", save_all=True, append_images=pages[1:])

    found = found_in(out.getvalue(), "image/tiff")

    assert [page.text for page in found] == [codes(1), codes(2), codes(3)]


def test_one_examiner_may_serve_several_scans(letter):
    scan = simulate_signed_scan(letter)

    with Examiner() as examiner:
        first = read_codes(io.BytesIO(scan), PDF, 3, examiner)
        second = read_codes(io.BytesIO(scan), PDF, 3, examiner)

    assert first == second


def test_an_empty_back_side_is_known_and_a_written_page_is_not_empty():
    pdf = hostile.plain_pdf(1)
    pdf.add_blank_page(page_size=hostile.A4)

    found = found_in(hostile.pdf_bytes(pdf), pages=2)

    assert [page.blank for page in found] == [False, True]


def test_a_grey_back_side_with_grain_is_empty(letter):
    scan = pikepdf.open(io.BytesIO(simulate_signed_scan(letter)))
    plain = hostile.plain_pdf(1)
    plain.pages[0].Contents = plain.make_stream(b"")
    back = pikepdf.open(io.BytesIO(simulate_signed_scan(hostile.pdf_bytes(plain), signed=0)))
    scan.pages.insert(1, back.pages[0])

    found = found_in(hostile.pdf_bytes(scan), pages=4)

    assert [page.blank for page in found] == [False, True, False, False]
    assert compare(found, LETTER).order == (1, 3, 4)


def test_other_codes_on_a_page_are_not_ours():
    page = Image.new("L", (800, 800), 255)
    code = io.BytesIO()
    segno.make_qr("https://example.org/registry/77").save(code, kind="png", scale=8)
    page.paste(Image.open(code).convert("L"), (100, 100))
    out = io.BytesIO()
    page.save(out, "PNG")

    assert found_in(out.getvalue(), "image/png", 1) == [ScannedPage(1)]


def scan_of(*texts: str) -> list[ScannedPage]:
    return [ScannedPage(number, text) for number, text in enumerate(texts, 1)]


def test_a_whole_scan_matches():
    verdict = compare(scan_of(codes(1), codes(2), codes(3)), LETTER)

    assert verdict == ScanVerdict("match", (1, 2, 3), (0, 0, 0))
    assert (verdict.usable, verdict.needs_person) == (True, False)


def test_any_order_is_put_right_by_the_codes():
    verdict = compare(scan_of(codes(3), codes(1), codes(2)), LETTER)

    assert (verdict.code, verdict.order) == ("match", (2, 3, 1))


def test_empty_back_sides_are_left_out():
    pages = [
        ScannedPage(1, codes(1)),
        ScannedPage(2, blank=True),
        ScannedPage(3, codes(2), turn=180),
        ScannedPage(4, codes(3)),
    ]

    assert compare(pages, LETTER) == ScanVerdict("match", (1, 3, 4), (0, 180, 0))


NOT_THE_LETTER = {
    "page_missing": (scan_of(codes(1), codes(3)), {"pages": (2,)}),
    "page_twice": (scan_of(codes(1), codes(2), codes(2)), {"page": 2}),
    "page_count": (scan_of(codes(1), ""), {"found": 2, "expected": 3}),
    "other_letter": (
        scan_of(codes(1), codes(2, reference="THR-1405-0008"), codes(3)),
        {"page": 2, "found": "THR-1405-0008"},
    ),
    "other_version": (
        scan_of(codes(1), codes(2), codes(3, version=2)),
        {"page": 3, "found": 2},
    ),
    "not_ours": (scan_of(codes(1, key=b"another"), codes(2), codes(3)), {"page": 1}),
}


@pytest.mark.parametrize("code", NOT_THE_LETTER)
def test_a_scan_that_is_not_the_whole_letter_cannot_be_used(code):
    pages, detail = NOT_THE_LETTER[code]

    verdict = compare(pages, LETTER)

    assert (verdict.code, verdict.detail) == (code, detail)
    assert (verdict.usable, verdict.needs_person) == (False, False)


def test_a_letter_that_grew_since_is_another_version():
    verdict = compare(scan_of(*(codes(page, total=4) for page in (1, 2, 3, 4))), LETTER)

    assert verdict.code == "other_version"


def test_an_unreadable_page_takes_the_free_place_and_a_person_looks():
    verdict = compare(scan_of(codes(3), "", codes(1)), LETTER)

    assert verdict == ScanVerdict("confirm", (3, 2, 1), (0, 0, 0), {"pages": (2,)})
    assert verdict.needs_person is True


def test_a_scan_without_any_code_goes_by_its_count_and_a_person_looks():
    verdict = compare(scan_of("", "", ""), LETTER)

    assert verdict == ScanVerdict("confirm", (1, 2, 3), (0, 0, 0), {"pages": (1, 2, 3)})


def test_a_page_too_many_is_left_out_and_a_person_looks():
    verdict = compare(scan_of(codes(1), codes(2), "", codes(3)), LETTER)

    assert verdict == ScanVerdict("extra_pages", (1, 2, 4), (0, 0, 0), {"pages": (3,)})
    assert verdict.needs_person is True


def test_the_letter_is_found_by_the_first_code():
    code = letter_in(scan_of("", codes(2)))

    assert (code.reference, code.version, code.total) == (REFERENCE, 1, 3)
    assert letter_in(scan_of("", "")) is None


def test_signed_pages_stand_upright_in_the_letters_order(tmp_path, letter):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(simulate_signed_scan(letter, order=[3, 1, 2], turned=[1, 3], rotate=0))
    straight = tmp_path / "straight.pdf"
    straight.write_bytes(simulate_signed_scan(letter, rotate=0))
    verdict = compare(found_in(scan.read_bytes()), LETTER)

    out = signed_pages(scan, PDF, verdict, tmp_path / "signed.pdf")

    assert bundles.problems_in(out) == []
    for page in (1, 2, 3):
        shown = bundles.drawn(out, page)
        assert shown.size == (595, 842)
        assert bundles.difference(shown, bundles.drawn(straight, page)) < 3


def test_the_pictures_of_signed_pages_keep_their_bytes(tmp_path, letter):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(simulate_signed_scan(letter))
    verdict = compare(found_in(scan.read_bytes()), LETTER)

    out = signed_pages(scan, PDF, verdict, tmp_path / "signed.pdf")

    with pikepdf.open(scan) as before, pikepdf.open(out) as after:
        scanned = [page.obj.Resources.XObject.P.read_raw_bytes() for page in before.pages]
        kept = [page.obj.Resources.XObject.X.Resources.XObject.P for page in after.pages]
        assert [picture.read_raw_bytes() for picture in kept] == scanned


def test_signed_pages_are_the_letter_of_a_bundle(tmp_path, letter):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(simulate_signed_scan(letter))
    verdict = compare(found_in(scan.read_bytes()), LETTER)
    signed = signed_pages(scan, PDF, verdict, tmp_path / "signed.pdf")
    photo = hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("JPEG"))

    result = build_bundle(
        signed,
        [bundles.annex(1, photo, "image/jpeg")],
        out=tmp_path / "bundle.pdf",
        language="fa",
        reference=REFERENCE,
        title="نامهٔ نمونه",
    )

    assert (result.pages, result.letter_pages) == (4, 3)
    first = bundles.drawn(tmp_path / "bundle.pdf", 1)
    assert bundles.difference(first, bundles.drawn(signed, 1)) < 1


def test_a_scan_that_was_not_matched_gives_no_pages(tmp_path, letter):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(letter)

    with pytest.raises(ValueError, match="not found to be the letter"):
        signed_pages(scan, PDF, ScanVerdict("page_missing"), tmp_path / "signed.pdf")

    assert list(tmp_path.glob("signed*")) == []


def test_the_simulated_scanner_gives_the_same_bytes_again(letter):
    assert simulate_signed_scan(letter) == simulate_signed_scan(letter)


def test_the_simulated_scanner_signs_one_page_only(letter):
    plain = simulate_signed_scan(letter, signed=0)
    signed = simulate_signed_scan(letter, signed=2)

    pictures = []
    for scan in (plain, signed):
        with pikepdf.open(io.BytesIO(scan)) as pdf:
            pictures.append([p.obj.Resources.XObject.P.read_raw_bytes() for p in pdf.pages])
    same = [one == other for one, other in zip(*pictures, strict=True)]
    assert same == [True, False, True]
