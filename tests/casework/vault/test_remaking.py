"""New files of old ones: nothing is lost by turning, nothing is left under the black."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from casework.vault.checks import Examiner, RenderingRefused, examine

from . import hostile

SECRET = "SECRETNAME"
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def flag() -> Image.Image:
    """Red left upper corner, green right upper one, the rest white."""
    drawn = Image.new("RGB", (300, 200), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 0, 99, 99), fill=RED)
    pen.rectangle((200, 0, 299, 99), fill=GREEN)
    return drawn


def text_pdf(pages=2) -> bytes:
    """Pages with a text layer, a note, an attachment, a title and XMP, all of them telling."""
    pdf = hostile.plain_pdf(pages)
    for page in pdf.pages:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        words = f"BT /F 40 Tf 60 700 Td ({SECRET}) Tj ET BT /F 20 Tf 60 100 Td (open words) Tj ET"
        page.Contents = pikepdf.Stream(pdf, words.encode())
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=pikepdf.Array([60, 700, 80, 720]),
            Contents=pikepdf.String(SECRET),
        )
        page.Annots = pikepdf.Array([pdf.make_indirect(note)])
    pdf.attachments["hidden.txt"] = SECRET.encode()
    pdf.docinfo[pikepdf.Name.Title] = SECRET
    with pdf.open_metadata() as told:
        told["dc:title"] = SECRET
    return hostile.pdf_bytes(pdf)


def arrange(tmp_path, content, mime, order):
    source, target = hostile.put(tmp_path, "source", content), tmp_path / "made"
    with Examiner() as examiner:
        examiner.arrange(source, mime, order, target)
    return target.read_bytes()


def redact(tmp_path, content, mime, pages, boxes):
    source, target = hostile.put(tmp_path, "source", content), tmp_path / "made"
    with Examiner() as examiner:
        examiner.redact(source, mime, pages, boxes, target)
    return target.read_bytes()


def png(picture, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("turns", "size", "red", "green"),
    [
        (0, (300, 200), (50, 50), (250, 50)),
        (1, (200, 300), (150, 50), (150, 250)),
        (2, (300, 200), (250, 150), (50, 150)),
        (3, (200, 300), (50, 250), (50, 50)),
    ],
)
def test_a_picture_is_turned_clockwise_and_loses_no_pixel(tmp_path, turns, size, red, green):
    made = arrange(tmp_path, png(flag()), "image/png", [(1, turns)])

    turned = Image.open(io.BytesIO(made))
    assert turned.size == size
    assert (turned.getpixel(red), turned.getpixel(green)) == (RED, GREEN)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_upright_before_it_is_turned_mirrored_ones_too(tmp_path, orientation):
    upright = flag()
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = upright if undo is None else upright.transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = io.BytesIO()
    stored.save(content, "JPEG", quality=95, exif=exif)

    made = Image.open(io.BytesIO(arrange(tmp_path, content.getvalue(), "image/jpeg", [(1, 0)])))

    assert (made.size, dict(made.getexif())) == ((300, 200), {})
    assert near(made.getpixel((50, 50)), RED)
    assert near(made.getpixel((250, 50)), GREEN)


def near(colour, wanted) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(colour, wanted, strict=True))


def test_pages_of_a_pdf_are_put_in_order_turned_and_left_out(tmp_path):
    pdf = hostile.plain_pdf(3)
    for number, page in enumerate(pdf.pages):
        page.MediaBox = pikepdf.Array([0, 0, 500 + number, 800])

    made = arrange(tmp_path, hostile.pdf_bytes(pdf), "application/pdf", [(3, 1), (1, 0)])

    with pikepdf.open(io.BytesIO(made)) as opened:
        said = [(int(p.MediaBox[2]), int(p.get("/Rotate", 0))) for p in opened.pages]
    assert said == [(502, 90), (500, 0)]


def test_pages_of_a_tiff_become_a_pdf(tmp_path):
    made = arrange(tmp_path, hostile.tiff_bytes(3), "image/tiff", [(2, 0), (3, 1)])

    path = hostile.put(tmp_path, "made.pdf", made)
    verdict = examine(path, original_name="made.pdf")
    assert (verdict.kind, verdict.mime, verdict.pages) == ("accepted", "application/pdf", 2)


@pytest.mark.parametrize("order", [[(9, 0)], [(0, 0)], [(-1, 1)]])
@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (lambda: hostile.pdf_bytes(hostile.plain_pdf(2)), "application/pdf"),
        (lambda: hostile.tiff_bytes(2), "image/tiff"),
        (lambda: png(flag()), "image/png"),
    ],
)
def test_a_page_that_is_not_there_is_a_refusal(tmp_path, content, mime, order):
    with pytest.raises(RenderingRefused) as refused:
        arrange(tmp_path, content(), mime, order)

    assert refused.value.verdict.code == "no_such_page"


def pixels(pdf: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[page].render(scale=2).to_pil().convert("RGB")


def test_nothing_can_be_taken_out_of_a_blackened_version(tmp_path):
    boxes = [(1, 50, 100, 900, 120), (2, 50, 100, 900, 120)]
    made = redact(tmp_path, text_pdf(), "application/pdf", 2, boxes)

    with pypdfium2.PdfDocument(made) as opened:
        assert [page.get_textpage().get_text_range() for page in opened] == ["", ""]
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert dict(opened.docinfo) == {}
        assert (len(opened.attachments), "/Metadata" in opened.Root) == (0, False)
        assert [page.get("/Annots") for page in opened.pages] == [None, None]
        streams = [
            bytes(thing.read_bytes() if "/Filter" not in thing or thing.Filter != "/DCTDecode"
                  else thing.read_raw_bytes())
            for thing in opened.objects
            if isinstance(thing, pikepdf.Stream)
        ]  # fmt: skip
    assert all(SECRET.encode() not in held for held in [made, *streams])
    path = hostile.put(tmp_path, "made.pdf", made)
    verdict = examine(path, original_name="made.pdf")
    assert (verdict.kind, verdict.pages) == ("accepted", 2)


def test_the_black_covers_the_place_and_leaves_the_rest(tmp_path):
    made = redact(tmp_path, text_pdf(1), "application/pdf", 1, [(1, 50, 100, 900, 120)])

    page = pixels(made)
    across, down = page.size
    covered = page.crop((across * 6 // 100, down * 11 // 100, across * 94 // 100, down * 21 // 100))
    words = page.crop((0, down * 80 // 100, across, down))
    assert max(high for _low, high in covered.getextrema()) < 30
    assert min(low for low, _high in words.getextrema()) < 100  # “open words” is still there


def test_no_pixel_of_the_place_survives_in_the_packed_picture(tmp_path):
    """Two papers that differ only under the black give the same pixels."""
    secret, other = flag(), flag()
    ImageDraw.Draw(secret).rectangle((10, 10, 60, 60), fill=BLUE)
    boxes = [(1, 0, 0, 334, 500)]

    made = [redact(tmp_path, png(p), "image/png", 1, boxes) for p in (secret, other)]

    assert pixels(made[0]).tobytes() == pixels(made[1]).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_kind_of_picture_can_be_blackened_and_tells_no_metadata(tmp_path, kind):
    mime = "image/heic" if kind == "HEIF" else f"image/{kind.lower()}"
    made = redact(tmp_path, hostile.picture_bytes(kind), mime, 1, [(1, 0, 0, 1000, 500)])

    told = made
    assert not re.search(rb"/(Title|Author|Producer|CreationDate|Creator)\b|Exif|<x:xmpmeta", told)
    assert pixels(made).getpixel((300, 100)) == (0, 0, 0)


def test_a_ruled_page_has_lines_at_each_tenth(tmp_path):
    path = hostile.put(tmp_path, "white.png", png(Image.new("RGB", (500, 500), "white")))

    with Examiner() as examiner:
        plain = Image.open(io.BytesIO(examiner.render(path, "image/png", 1, 500)))
        ruled = Image.open(io.BytesIO(examiner.render(path, "image/png", 1, 500, grid=True)))

    assert [plain.getpixel((x, 275)) for x in (50, 250)] == [(255, 255, 255)] * 2
    assert [ruled.getpixel((x, 275)) for x in (50, 250)] == [(11, 90, 99)] * 2


def test_a_locked_pdf_opens_with_its_password_and_with_no_other(tmp_path):
    source = hostile.put(tmp_path, "locked.pdf", hostile.locked_pdf())
    target = tmp_path / "open.pdf"

    with Examiner() as examiner:
        with pytest.raises(RenderingRefused) as refused:
            examiner.unlock(source, "guess", target)
        examiner.unlock(source, "user", target)

    assert refused.value.verdict.code == "wrong_password"
    assert examine(target, original_name="open.pdf").kind == "accepted"
