"""A letter and its annexes in one file."""

import hashlib
import io
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name

from correspondence.pdf import LetterDocument, Letterhead, Paragraph, render_letter
from correspondence.pdf.annexes import AnnexRefused, count_pages
from tests.casework.vault import hostile

from . import bundles


@pytest.fixture
def out(tmp_path):
    return tmp_path / "bundle.pdf"


@pytest.fixture
def scan(tmp_path):
    return hostile.put(tmp_path, "scan.tif", hostile.tiff_bytes(3))


@pytest.fixture
def photo(tmp_path):
    return hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("JPEG"))


def test_the_letter_comes_first_and_every_page_is_counted(out, photo, scan):
    result = bundles.build(
        out, bundles.annex(1, photo, "image/jpeg"), bundles.annex(2, scan, "image/tiff")
    )

    with pikepdf.open(out) as pdf:
        assert len(pdf.pages) == 6
    assert (result.pages, result.letter_pages, result.annex_pages) == (6, 2, (1, 3))


def test_the_result_states_the_size_and_hash_of_the_file(out, photo):
    result = bundles.build(out, bundles.annex(1, photo, "image/jpeg"))

    content = out.read_bytes()
    assert (result.bytes, result.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_the_same_inputs_give_the_same_bytes(tmp_path, photo, scan):
    annexes = [bundles.annex(1, photo, "image/jpeg"), bundles.annex(2, scan, "image/tiff")]

    first = bundles.build(tmp_path / "first.pdf", *annexes)
    second = bundles.build(tmp_path / "second.pdf", *annexes)

    assert first.sha256 == second.sha256


def test_another_annex_gives_another_hash(tmp_path, photo, scan):
    first = bundles.build(tmp_path / "first.pdf", bundles.annex(1, photo, "image/jpeg"))
    second = bundles.build(tmp_path / "second.pdf", bundles.annex(1, scan, "image/tiff"))

    assert first.sha256 != second.sha256


def test_the_file_is_sound(out, photo, scan):
    bundles.build(out, bundles.annex(1, photo, "image/jpeg"), bundles.annex(2, scan, "image/tiff"))

    assert bundles.problems_in(out) == []


def test_each_annex_page_carries_its_stamp(out, scan):
    bundles.build(out, bundles.annex(4, scan, "image/tiff"))

    stamps = [" ".join(bundles.text_on(out, page).split()) for page in (3, 4, 5)]

    assert stamps == [f"Annex 4 Page {page} of 3 THR-1405-0007" for page in (1, 2, 3)]


def test_letter_pages_carry_no_stamp(out, scan):
    bundles.build(out, bundles.annex(1, scan, "image/tiff"))

    assert bundles.text_on(out, 1) == ""


def test_the_strip_of_the_stamp_stays_free(out, tmp_path):
    dark = tmp_path / "dark.jpg"
    hostile.Image.new("RGB", (2000, 2900), "black").save(dark)

    bundles.build(out, bundles.annex(1, dark, "image/jpeg"))

    strip = bundles.drawn(out, 3).crop((0, 0, 595, 33))
    ink = sum(strip.convert("L").histogram()[:128])
    assert 0 < ink < strip.width * strip.height // 10


def test_lying_pictures_stand_on_lying_pages(out, tmp_path):
    wide = hostile.put(tmp_path, "wide.jpg", hostile.picture_bytes("JPEG", (400, 300)))

    bundles.build(out, bundles.annex(1, wide, "image/jpeg"))

    with pikepdf.open(out) as pdf:
        box = [round(float(edge)) for edge in pdf.pages[2].mediabox]
    assert box == [0, 0, 842, 595]


def test_bookmarks_lead_to_the_letter_its_parts_and_each_annex(out, photo, scan):
    bundles.build(
        out,
        bundles.annex(1, photo, "image/jpeg", "پیوست شمارهٔ ۱: عکس"),
        bundles.annex(2, scan, "image/tiff", "Annex 2: identity card"),
        outline=[("Letter", 1), ("List of persons", 2)],
    )

    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = [(item.title, pages[item.destination[0].objgen]) for item in outline.root]
    assert found == [
        ("Letter", 1),
        ("List of persons", 2),
        ("پیوست شمارهٔ ۱: عکس", 3),
        ("Annex 2: identity card", 4),
    ]


def test_page_labels_count_each_annex_from_one(out, photo, scan):
    bundles.build(out, bundles.annex(1, photo, "image/jpeg"), bundles.annex(2, scan, "image/tiff"))

    with pikepdf.open(out) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels == ["1", "2", "1-1", "2-1", "2-2", "2-3"]


def test_the_file_names_its_language_title_and_direction(out, photo):
    bundles.build(out, bundles.annex(1, photo, "image/jpeg"), language="fa", title="درخواست جست‌وجو")

    with pikepdf.open(out) as pdf:
        stated = (str(pdf.Root.Lang), str(pdf.docinfo.Title))
        direction = pdf.Root.ViewerPreferences.Direction
    assert stated == ("fa", "درخواست جست‌وجو")
    assert direction == Name.R2L


def test_nothing_tells_when_or_with_what_a_source_was_made(out, tmp_path):
    pdf = hostile.plain_pdf()
    pdf.docinfo[Name.Author] = "MARKER-AUTHOR"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["MARKER-CREATOR"]
    source = hostile.put(tmp_path, "source.pdf", hostile.pdf_bytes(pdf))

    bundles.build(out, bundles.annex(1, source, "application/pdf"))

    assert b"MARKER" not in bundles.everything_in(out)


def test_our_own_letter_keeps_its_structure_for_screen_readers(out, photo):
    document = LetterDocument(
        language="en", title="Letter", letterhead=Letterhead("Office"), body=[Paragraph("Text")]
    )
    rendered = render_letter(document)

    bundles.build(
        out,
        bundles.annex(1, photo, "image/jpeg"),
        letter=rendered.pdf,
        outline=rendered.outline,
    )

    with pikepdf.open(out) as pdf:
        tree = pdf.Root.StructTreeRoot
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert page_objects(tree.K, pdf) == {pdf.pages[0].objgen}
    assert "Text" in bundles.text_on(out, 1)
    assert bundles.problems_in(out) == []


def page_objects(node, pdf):
    """Return the pages that a tree of structure elements points to."""
    found, waiting, seen = set(), [node], set()
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting.extend(here)
        elif isinstance(here, pikepdf.Dictionary) and here.objgen not in seen:
            seen.add(here.objgen)
            if Name.Pg in here:
                found.add(here.Pg.objgen)
            waiting.append(here.get(Name.K))
    return found


def test_a_source_may_be_opened_when_its_turn_comes(out, photo):
    opened = []

    @contextmanager
    def stream():
        opened.append("in")
        yield io.BytesIO(photo.read_bytes())
        opened.append("out")

    @contextmanager
    def path():
        opened.append("in")
        yield photo
        opened.append("out")

    result = bundles.build(
        out, bundles.annex(1, stream, "image/jpeg"), bundles.annex(2, path, "image/jpeg")
    )

    assert result.annex_pages == (1, 1)
    assert opened == ["in", "out", "in", "out"]


def test_progress_is_told_after_each_annex(out, photo):
    told = []

    bundles.build(
        out,
        bundles.annex(1, photo, "image/jpeg"),
        bundles.annex(2, photo, "image/jpeg"),
        progress=lambda done, total: told.append((done, total)),
    )

    assert told == [(1, 2), (2, 2)]


def test_a_letter_may_go_without_annexes(out):
    result = bundles.build(out)

    assert (result.pages, result.annex_pages) == (2, ())
    assert bundles.problems_in(out) == []


def test_a_refused_annex_leaves_nothing_behind(out, tmp_path, photo):
    cut = hostile.put(tmp_path, "cut.heic", hostile.picture_bytes("HEIF")[:300])

    with pytest.raises(AnnexRefused) as refused:
        bundles.build(
            out, bundles.annex(1, photo, "image/jpeg"), bundles.annex(2, cut, "image/heic")
        )

    assert (refused.value.code, refused.value.number) == ("unreadable", 2)
    assert list(tmp_path.glob("bundle*")) == []


def test_a_bundle_that_fails_leaves_the_earlier_one(out, photo):
    bundles.build(out, bundles.annex(1, photo, "image/jpeg"))
    before = out.read_bytes()

    with pytest.raises(AnnexRefused):
        bundles.build(out, bundles.annex(1, photo, "application/pdf"))

    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("make", "mime", "pages"),
    [
        (lambda: hostile.picture_bytes("JPEG"), "image/jpeg", 1),
        (lambda: hostile.picture_bytes("HEIF"), "image/heic", 1),
        (lambda: hostile.tiff_bytes(3), "image/tiff", 3),
        (lambda: hostile.pdf_bytes(hostile.plain_pdf(7)), "application/pdf", 7),
    ],
)
def test_pages_are_counted_without_building(tmp_path, make, mime, pages):
    path = hostile.put(tmp_path, "annex", make())

    assert count_pages(path, mime) == pages


def test_a_large_bundle_needs_little_memory(tmp_path):
    noise = tmp_path / "noise.jpg"
    size = (2000, 1500)
    hostile.Image.effect_noise(size, 90).save(noise, quality=95)
    pages = 150 * 1024 * 1024 // noise.stat().st_size
    script = f"""
from pathlib import Path
from tests.correspondence.pdf import bundles
photo = Path({str(noise)!r})
annexes = [bundles.annex(number, photo, "image/jpeg") for number in range(1, {pages})]
bundles.build(Path({str(tmp_path / "large.pdf")!r}), *annexes)
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""
    root = Path(bundles.__file__).parents[3]

    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root
    )

    assert (tmp_path / "large.pdf").stat().st_size > 140 * 1024 * 1024
    assert int(said.stdout) <= 120 * 1024
