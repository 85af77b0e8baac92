"""PDF and text documents as annexes: what is drawn goes along, what acts stays behind."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from correspondence.pdf.annexes import AnnexRefused
from tests.casework.vault import hostile

from . import bundles

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def out(tmp_path):
    return tmp_path / "bundle.pdf"


def bound(out, pdf) -> Image.Image:
    """Bind one PDF as the only annex and draw its first page."""
    source = out.with_name("source.pdf")
    source.write_bytes(pdf if isinstance(pdf, bytes) else hostile.pdf_bytes(pdf))
    bundles.build(out, bundles.annex(1, source, PDF))
    return bundles.drawn(out, 3)


def pointing_pdf() -> pikepdf.Pdf:
    """A page with a dark bar at its upper left and a red one at its lower right."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(400, 600))
    content = b"0 g 20 520 150 60 re f 1 0 0 rg 300 20 80 80 re f"
    pdf.pages[0].Contents = Stream(pdf, content)
    return pdf


def expected(width: int = 400, height: int = 600) -> Image.Image:
    page = Image.new("RGB", (width, height), "white")
    page.paste((0, 0, 0), (20, 20, 170, 80))
    page.paste((255, 0, 0), (300, 500, 380, 580))
    return page


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
def test_a_turned_page_stands_as_a_reader_shows_it(out, turn):
    pdf = pointing_pdf()
    pdf.pages[0].Rotate = turn

    shown = bundles.content_area(bound(out, pdf))

    upright = bundles.content_area_of(expected().rotate(-turn, expand=True))
    assert bundles.difference(shown, upright) < 6
    assert bundles.difference(shown, upright.rotate(180)) > 12


def test_only_the_visible_part_of_a_page_is_shown(out):
    pdf = pointing_pdf()
    pdf.pages[0].CropBox = Array([200, 0, 400, 300])

    shown = bound(out, pdf)

    colours = shown.crop((0, 40, *shown.size)).getcolors(100000)
    dark = sum(count for count, colour in colours if max(colour) < 60)
    red = sum(count for count, colour in colours if colour == (255, 0, 0))
    assert (dark, red > 5000) == (0, True)


def test_a_page_outside_the_origin_and_written_backwards_is_found(out):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].MediaBox = Array([500, 700, 100, 100])
    pdf.pages[0].Contents = Stream(pdf, b"0 g 120 620 150 60 re f 1 0 0 rg 400 120 80 80 re f")

    shown = bundles.content_area(bound(out, pdf))

    assert bundles.difference(shown, bundles.content_area_of(expected())) < 6


def test_units_of_a_large_page_are_honoured(out):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(40, 60))
    pdf.pages[0].UserUnit = 10
    pdf.pages[0].Contents = Stream(pdf, b"0 g 2 52 15 6 re f 1 0 0 rg 30 2 8 8 re f")

    shown = bundles.content_area(bound(out, pdf))

    assert abs(shown.width - 360) <= 2
    assert bundles.difference(shown, bundles.content_area_of(expected())) < 6


@pytest.mark.parametrize("size", [(298, 420), (595, 842), (842, 1191), (612, 1008), (3, 3)])
def test_pages_of_every_size_fit_on_a4(out, size):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=size)
    pdf.pages[0].Contents = Stream(pdf, b"0 g 0 0 %d %d re f" % size)

    shown = bound(out, pdf)

    black = bundles.content_area(shown)
    assert shown.size == (595, 842)
    assert black.width <= min(size[0], 567) + 2
    assert abs(black.width / black.height - size[0] / size[1]) < 0.4


def test_content_in_parts_and_inherited_resources_stay_whole(out):
    pdf = pointing_pdf()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.Pages.Resources = Dictionary(Font=Dictionary(A=pdf.make_indirect(font)))
    del pdf.pages[0].obj["/Resources"]
    pdf.pages[0].Contents = Array(
        [Stream(pdf, b"BT /A 24 Tf 50"), Stream(pdf, b"300 Td (SAMPLE WORDS) Tj ET")]
    )

    bound(out, pdf)

    assert "SAMPLE WORDS" in bundles.text_on(out, 3)


@pytest.mark.parametrize("make", [hostile.script_pdf, hostile.launch_pdf, hostile.attachment_pdf])
def test_nothing_that_acts_or_is_attached_goes_along(out, make):
    bound(out, make())

    everything = bundles.everything_in(out)
    for word in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"HIDDEN", b"/Annots"):
        assert word not in everything
    assert bundles.problems_in(out) == []


def test_actions_hidden_among_the_resources_stay_behind(out):
    pdf = pointing_pdf()
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("MARKER")))
    pdf.pages[0].Resources = Dictionary(Properties=Dictionary(M=action))

    bound(out, pdf)

    assert b"MARKER" not in bundles.everything_in(out)


def test_files_attached_to_a_picture_stay_behind(out):
    pdf = pointing_pdf()
    form = Stream(pdf, b"0 g 0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, 10, 10])
    form.Metadata = Stream(pdf, b"MARKER-XMP")
    form.PieceInfo = Dictionary(Editor=String("MARKER-EDITOR"))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F=form))

    bound(out, pdf)

    assert b"MARKER" not in bundles.everything_in(out)


def form_pdf(value: str, *, look: bool, wanted: bool = False) -> pikepdf.Pdf:
    """A page with one text field, with or without its look."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=hostile.A4)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    fonts = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("name"),
        V=String(value),
        Rect=Array([100, 600, 400, 630]),
        DA=String("/Helv 12 Tf 0 g"),
        F=4,
    )
    if look:
        drawing = Stream(pdf, b"BT /Helv 12 Tf 2 8 Td (DRAWN LOOK) Tj ET")
        drawing.Subtype, drawing.BBox = Name.Form, Array([0, 0, 300, 30])
        drawing.Resources = fonts
        field.AP = Dictionary(N=drawing)
    kept = pdf.make_indirect(field)
    pdf.pages[0].Annots = Array([kept])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([kept]), DR=fonts, DA=String("/Helv 12 Tf 0 g"), NeedAppearances=wanted
    )
    return pdf


def test_filled_in_text_is_drawn_into_the_page(out):
    bound(out, form_pdf("FILLED VALUE", look=False))

    assert "FILLED VALUE" in bundles.text_on(out, 3)
    assert b"/AcroForm" not in bundles.everything_in(out)


def test_the_drawn_look_of_a_persian_field_is_kept(out):
    bound(out, form_pdf("مقدار", look=True, wanted=True))

    assert "DRAWN LOOK" in bundles.text_on(out, 3)


def test_filled_in_text_that_would_be_lost_is_refused(out):
    with pytest.raises(AnnexRefused) as refused:
        bound(out, form_pdf("مقدار", look=False))

    assert refused.value.code == "filled_fields"


def layered_pdf(*, base_off: bool = False) -> pikepdf.Pdf:
    """A page with a dark bar on a hidden layer and a red one on a shown layer."""
    pdf = pointing_pdf()
    hidden, shown = (
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "hs"
    )
    settings = Dictionary(OFF=Array([hidden]))
    if base_off:
        settings = Dictionary(BaseState=Name.OFF, ON=Array([shown]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden, shown]), D=settings)
    pdf.pages[0].Resources = Dictionary(Properties=Dictionary(H=hidden, S=shown))
    pdf.pages[0].Contents = Stream(
        pdf,
        b"/OC /H BDC 0 g 20 520 150 60 re f EMC /OC /S BDC 1 0 0 rg 300 20 80 80 re f EMC",
    )
    return pdf


@pytest.mark.parametrize("base_off", [False, True])
def test_a_hidden_layer_stays_hidden(out, base_off):
    shown = bound(out, layered_pdf(base_off=base_off))

    colours = shown.crop((0, 40, *shown.size)).getcolors(100000)
    dark = sum(count for count, colour in colours if max(colour) < 60)
    red = sum(count for count, colour in colours if colour == (255, 0, 0))
    assert (dark, red > 1000) == (0, True)


def test_a_pdf_with_only_an_owner_password_goes_along(out):
    shown = bound(out, hostile.owner_locked_pdf())

    assert bundles.content_area(shown).getpixel((20, 20)) == (0, 0, 0)


@pytest.mark.parametrize(
    "make", [hostile.locked_pdf, lambda: b"%PDF-1.4 nothing", hostile.page_loop_pdf]
)
def test_a_pdf_that_cannot_be_opened_is_refused(tmp_path, out, make):
    source = hostile.put(tmp_path, "source.pdf", make())

    with pytest.raises(AnnexRefused) as refused:
        bundles.build(out, bundles.annex(3, source, PDF))

    assert (refused.value.code, refused.value.number) == ("unreadable", 3)


def test_an_empty_page_stays_an_empty_page(out):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=hostile.A4)
    del pdf.pages[0].obj["/Contents"]

    shown = bound(out, pdf)

    assert shown.crop((0, 40, 595, 842)).getcolors() == [(595 * 802, (255, 255, 255))]


def test_a_text_document_is_turned_into_a_pdf_before_it_is_bound(tmp_path, out):
    source = hostile.put(tmp_path, "letter.docx", hostile.docx_bytes())

    with pytest.raises(AnnexRefused) as refused:
        bundles.build(out, bundles.annex(2, source, DOCX))

    assert (refused.value.code, refused.value.number) == ("docx_needs_pdf", 2)


def test_many_pages_share_one_font(out):
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for _ in range(50):
        pdf.add_blank_page(page_size=hostile.A4)
        pdf.pages[-1].Resources = Dictionary(Font=Dictionary(A=font))

    bound(out, pdf)

    assert bundles.everything_in(out).count(b"/Helvetica") == 1
