"""Pictures as annexes: upright, untouched where possible, without what the camera wrote."""

import io
import struct
import zlib

import pytest
from pikepdf import Name
from PIL import Image, ImageOps

from tests.casework.vault import hostile

from . import bundles

GPS = 0x8825


@pytest.fixture
def out(tmp_path):
    return tmp_path / "bundle.pdf"


def camera_data(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = "MARKER-DESCRIPTION"
    exif[0x0112] = orientation
    exif.get_ifd(GPS)[29] = "MARKER-PLACE"
    return exif


def photo_bytes(mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    hostile.picture((300, 400), mode).save(out, "JPEG", quality=80, **options)
    return out.getvalue()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_as_the_camera_was_held(out, tmp_path, orientation):
    content = photo_bytes(exif=camera_data(orientation))
    photo = hostile.put(tmp_path, "photo.jpg", content)
    upright = ImageOps.exif_transpose(Image.open(photo))

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    shown = bundles.content_area(bundles.drawn(out, 3))
    assert bundles.difference(shown, bundles.content_area_of(upright)) < 6
    for other in set(range(1, 9)) - {orientation}:
        turned = ImageOps.exif_transpose(with_orientation(content, other))
        assert bundles.difference(shown, bundles.content_area_of(turned)) > 12


def with_orientation(content: bytes, orientation: int) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.getexif()[0x0112] = orientation
    return picture


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}])
def test_the_bytes_of_a_photograph_pass_untouched(out, tmp_path, options):
    plain = photo_bytes(**options)
    photo = hostile.put(tmp_path, "photo.jpg", photo_bytes(exif=camera_data(), **options))

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    with bundles.drawn_object(out, 3) as stream:
        assert stream.Filter == Name.DCTDecode
        assert stream.read_raw_bytes() == plain


def test_place_description_and_comment_of_a_photograph_stay_behind(out, tmp_path):
    content = photo_bytes(exif=camera_data(), comment=b"MARKER-COMMENT", xmp=b"<MARKER-XMP/>")
    assert content.count(b"MARKER") == 4
    photo = hostile.put(tmp_path, "photo.jpg", content)

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    assert b"MARKER" not in out.read_bytes()


def test_what_follows_the_picture_in_the_file_stays_behind(out, tmp_path):
    photo = hostile.put(tmp_path, "photo.jpg", photo_bytes() + b"MARKER-FILM" * 100)

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    assert b"MARKER" not in out.read_bytes()
    with bundles.drawn_object(out, 3) as stream:
        assert stream.read_raw_bytes() == photo_bytes()


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


@pytest.mark.parametrize(
    "note",
    [
        segment(0xE0, b"JFXX\0\x10MARKER-THUMBNAIL"),
        segment(0xE2, b"MPF\0MARKER-SECOND-PICTURE"),
        segment(0xED, b"Photoshop 3.0\0MARKER-PRESS-DATA"),
        segment(0xEE, b"MARKER-MAKER"),
    ],
    ids=lambda note: note[4:8].decode(),
)
def test_other_notes_in_a_photograph_stay_behind(out, tmp_path, note):
    plain = photo_bytes()
    photo = hostile.put(tmp_path, "photo.jpg", plain[:2] + note + plain[2:])

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    with bundles.drawn_object(out, 3) as stream:
        assert stream.read_raw_bytes() == plain


def test_the_colour_profile_of_a_photograph_goes_along(out, tmp_path):
    profiled = photo_bytes(icc_profile=b"MARKER-PROFILE" * 20)
    photo = hostile.put(tmp_path, "photo.jpg", profiled)

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    with bundles.drawn_object(out, 3) as stream:
        assert stream.read_raw_bytes() == profiled


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_print_colours_look_right(out, tmp_path, mode):
    photo = hostile.put(tmp_path, "photo.jpg", photo_bytes(mode))

    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    shown = bundles.content_area(bundles.drawn(out, 3))
    expected = bundles.content_area_of(hostile.picture((300, 400), mode).convert("RGB"))
    assert bundles.difference(shown, expected) < 12


def test_a_black_and_white_scan_stays_black_on_white_and_small(out, tmp_path):
    scan = hostile.put(tmp_path, "scan.tif", hostile.tiff_bytes(2, size=(1240, 1754)))

    bundles.build(out, bundles.annex(1, scan, "image/tiff"))

    shown = bundles.content_area(bundles.drawn(out, 4))
    expected = bundles.content_area_of(hostile.picture((1240, 1754), "1").convert("RGB"))
    assert bundles.difference(shown, expected) < 8
    with bundles.drawn_object(out, 4) as stream:
        assert (stream.Filter, stream.BitsPerComponent) == (Name.CCITTFaxDecode, 1)


@pytest.mark.parametrize("compression", ["raw", "packbits", "tiff_lzw", "group3", "group4"])
def test_every_usual_compression_of_scans_is_read(out, tmp_path, compression):
    content = hostile.tiff_bytes(1, size=(620, 877), compression=compression)
    scan = hostile.put(tmp_path, "scan.tif", content)

    bundles.build(out, bundles.annex(1, scan, "image/tiff"))

    shown = bundles.content_area(bundles.drawn(out, 3))
    expected = bundles.content_area_of(hostile.picture((620, 877), "1").convert("RGB"))
    assert bundles.difference(shown, expected) < 8


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_looks_right(out, tmp_path, mode):
    path = tmp_path / "picture.png"
    stored = deep(hostile.picture()) if mode == "I;16" else hostile.picture().convert(mode)
    stored.save(path)

    bundles.build(out, bundles.annex(1, path, "image/png"))

    shown = bundles.content_area(bundles.drawn(out, 3))
    grey = mode in ("1", "L", "LA", "I;16")
    expected = hostile.picture().convert("L" if grey else "RGB").convert("RGB")
    assert bundles.difference(shown, bundles.content_area_of(expected)) < (25 if mode == "1" else 8)


def deep(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L")
    wide = b"".join(bytes((value, value)) for value in grey.tobytes())
    return Image.frombytes("I;16", grey.size, wide)


def test_the_rows_of_a_plain_png_pass_untouched(out, tmp_path):
    path = hostile.put(tmp_path, "picture.png", hostile.picture_bytes("PNG"))

    bundles.build(out, bundles.annex(1, path, "image/png"))

    with bundles.drawn_object(out, 3) as stream:
        assert stream.DecodeParms.Predictor == 15
        assert stream.read_raw_bytes() in path.read_bytes()


def test_an_interlaced_png_is_written_anew(out, tmp_path):
    path = hostile.put(tmp_path, "picture.png", interlaced_png())

    bundles.build(out, bundles.annex(1, path, "image/png"))

    with bundles.drawn_object(out, 3) as stream:
        assert "/DecodeParms" not in stream
        assert stream.read_bytes() == bytes((0, 255, 0)) + bytes((0, 0, 255))


def interlaced_png() -> bytes:
    """A picture of two pixels, green and blue, in Adam7 order: each in a pass of its own."""
    rows = zlib.compress(bytes((0, 0, 255, 0)) + bytes((0, 0, 0, 255)))
    header = struct.pack(">IIBBBBB", 2, 1, 8, 2, 0, 0, 1)
    return hostile.png_of((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparent_parts_become_white(out, tmp_path, kind):
    path = tmp_path / "stamp"
    layer = Image.new("RGBA", (200, 300), (0, 0, 0, 0))
    layer.paste((255, 0, 0, 255), (50, 50, 150, 150))
    layer.save(path, kind, lossless=True)

    bundles.build(out, bundles.annex(1, path, f"image/{kind.lower()}"))

    page = bundles.drawn(out, 3)
    middle = page.width // 2
    assert page.getpixel((middle, 700)) == (255, 255, 255)
    assert bundles.content_area(page).getpixel((50, 50)) == (255, 0, 0)


@pytest.mark.parametrize(("kind", "mime"), [("WEBP", "image/webp"), ("HEIF", "image/heic")])
def test_phone_pictures_are_written_anew_as_jpeg(out, tmp_path, kind, mime):
    path = hostile.put(tmp_path, "photo", hostile.picture_bytes(kind))

    bundles.build(out, bundles.annex(1, path, mime))

    shown = bundles.content_area(bundles.drawn(out, 3))
    with bundles.drawn_object(out, 3) as stream:
        assert stream.Filter == Name.DCTDecode
    assert bundles.difference(shown, bundles.content_area_of(hostile.picture())) < 10


def test_a_scan_keeps_its_natural_size_where_it_fits(out, tmp_path):
    path = tmp_path / "card.jpg"
    hostile.picture((600, 400)).save(path, dpi=(200, 200))

    bundles.build(out, bundles.annex(1, path, "image/jpeg"))

    page = bundles.drawn(out, 3, width=842)
    assert page.size == (842, 596)
    width, height = bundles.content_area(page).size
    assert abs(width - 600 * 72 / 200) <= 2
    assert abs(height - 400 * 72 / 200) <= 2


def test_a_large_picture_is_made_to_fit_under_the_strip(out, tmp_path):
    path = tmp_path / "large.jpg"
    Image.new("RGB", (2480, 3508), "black").save(path, dpi=(300, 300))

    bundles.build(out, bundles.annex(1, path, "image/jpeg"))

    page = bundles.drawn(out, 3)
    assert page.getpixel((297, 40)) == (255, 255, 255)
    assert page.getpixel((297, 55)) == (0, 0, 0)
    assert page.getpixel((297, 820)) == (0, 0, 0)
    assert page.getpixel((297, 835)) == (255, 255, 255)


def test_a_picture_inside_a_pdf_loses_its_place_too(out, tmp_path):
    pdf = hostile.plain_pdf()
    picture = hostile.Stream(
        pdf,
        photo_bytes(exif=camera_data()),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=300,
        Height=400,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    pdf.pages[0].Resources = hostile.Dictionary(XObject=hostile.Dictionary(P=picture))
    pdf.pages[0].Contents = hostile.Stream(pdf, b"q 300 0 0 400 50 50 cm /P Do Q")
    source = hostile.put(tmp_path, "phone.pdf", hostile.pdf_bytes(pdf))
    assert b"MARKER-PLACE" in source.read_bytes()

    bundles.build(out, bundles.annex(1, source, "application/pdf"))

    with bundles.drawn_object(out, 3) as form:
        assert form.Resources.XObject.P.read_raw_bytes() == photo_bytes()
    assert b"MARKER" not in out.read_bytes()
