"""The child may fail in any way; the application goes on."""

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from casework.vault.checks import (
    Examiner,
    Limits,
    RenderingRefused,
    examine,
    examine_many,
    process,
    safe_rendering,
)

from . import hostile

HELD = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}


@pytest.fixture
def photo(tmp_path):
    return hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("JPEG"))


def test_a_child_out_of_time_is_a_refusal(tmp_path):
    path = tmp_path / "large.png"
    Image.new("L", (8000, 9000)).save(path)

    verdict = examine(path, original_name="large.png", limits=Limits(wall_seconds=0.01))

    assert (verdict.kind, verdict.code) == ("refused", "timed_out")


def test_a_child_out_of_cpu_is_a_refusal(tmp_path):
    path = hostile.put(tmp_path, "inflating.pdf", hostile.inflating_pdf(1500))
    limits = Limits(cpu_seconds=0, content_bytes=2**40, inflated_bytes=2**40)

    verdict = examine(path, original_name="inflating.pdf", limits=limits)

    assert (verdict.kind, verdict.code) == ("refused", "timed_out")


def test_a_child_out_of_memory_is_a_refusal(tmp_path):
    path = tmp_path / "large.png"
    Image.new("RGB", (8000, 9000)).save(path)

    verdict = examine(path, original_name="large.png", limits=Limits(memory_bytes=150 * 1024**2))

    assert (verdict.kind, verdict.code) == ("refused", "too_much_memory")


def test_a_killed_child_is_a_refusal_and_the_next_file_gets_another_child(photo):
    with Examiner() as examiner:
        first = examiner.examine(photo, original_name="photo.jpg")
        examiner._child.kill()
        second = examiner.examine(photo, original_name="photo.jpg")
        third = examiner.examine(photo, original_name="photo.jpg")

    assert [v.code for v in (first, second, third)] == ["ok", "crashed", "ok"]


def test_many_files_share_one_child_and_keep_their_order(tmp_path, photo):
    cut = hostile.put(tmp_path, "cut.jpg", hostile.picture_bytes("JPEG")[:900])
    files = [(photo, "photo.jpg"), (cut, "cut.jpg"), (photo, "again.jpg")]

    codes = [verdict.code for verdict in examine_many(files)]

    assert codes == ["ok", "truncated", "ok"]


def test_a_long_run_renews_its_child(photo, monkeypatch):
    monkeypatch.setattr(process, "RESTART_AFTER", 2)

    with Examiner() as examiner:
        children = set()
        for _ in range(4):
            examiner._ready_line()
            children.add(examiner._child.pid)
            examiner.examine(photo, original_name="photo.jpg")

    assert len(children) == 2


def test_examining_does_not_move_the_reader(photo):
    with photo.open("rb") as file:
        file.read(10)
        examine(file, original_name="photo.jpg")
        position = file.tell()
        following = file.read(5)

    assert (position, following) == (10, photo.read_bytes()[10:15])


def test_the_child_knows_neither_django_nor_our_environment(photo, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "MARKER-SECRET")

    with Examiner() as examiner:
        examiner.examine(photo, original_name="photo.jpg")
        home = Path(f"/proc/{examiner._child.pid}")
        if not home.exists():
            return
        environment = (home / "environ").read_bytes()
        mapped = (home / "maps").read_text()

    assert b"MARKER-SECRET" not in environment
    assert "psycopg" not in mapped


def test_the_childs_code_runs_without_the_application():
    folder = Path(process.CHILD).parent
    script = (
        f"import sys; sys.path.insert(0, {str(folder)!r});"
        "import examiner.service, examiner.images, examiner.pdfs, examiner.packages,"
        "examiner.rendering, examiner.writings;"
        "print(sorted(name for name in sys.modules if name.startswith(('django', 'casework'))))"
    )

    said = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "[]"


def test_the_child_may_write_no_file_and_leaves_no_memory_image(photo):
    with Examiner() as examiner:
        examiner.examine(photo, original_name="photo.jpg")
        limits = resource.prlimit(examiner._child.pid, resource.RLIMIT_FSIZE)
        image = resource.prlimit(examiner._child.pid, resource.RLIMIT_CORE)

    assert (limits[0], image[0]) == (0, 0)


@pytest.mark.parametrize("mime", HELD)
def test_a_picture_is_drawn_at_the_width_asked_for(tmp_path, mime):
    path = hostile.put(tmp_path, "photo", hostile.picture_bytes(HELD[mime], (300, 400)))

    drawn = Image.open(io.BytesIO(safe_rendering(path, mime, 1, 150)))

    assert (drawn.format, drawn.mode, drawn.size) == ("PNG", "RGB", (150, 200))


def test_a_turned_photograph_is_drawn_upright(tmp_path):
    exif = Image.Exif()
    exif[274] = 6
    sideways = hostile.picture().transpose(Image.Transpose.ROTATE_90)
    path = tmp_path / "photo.jpg"
    sideways.save(path, "JPEG", exif=exif)

    drawn = Image.open(io.BytesIO(safe_rendering(path, "image/jpeg", 1, 300)))

    assert drawn.size == (300, 400)
    assert max(drawn.getpixel((20, 20))) < 60
    assert min(drawn.getpixel((280, 20))) > 200


def test_a_later_page_of_a_scan_is_drawn(tmp_path):
    path = hostile.put(tmp_path, "scan.tif", hostile.tiff_bytes(3))

    drawn = Image.open(io.BytesIO(safe_rendering(path, "image/tiff", 3, 100)))

    assert drawn.size == (100, 150)


def test_a_pdf_page_is_drawn_on_white(tmp_path):
    path = hostile.put(tmp_path, "scan.pdf", hostile.pdf_bytes(hostile.plain_pdf()))

    drawn = Image.open(io.BytesIO(safe_rendering(path, "application/pdf", 1, 595)))

    assert drawn.size == (595, 842)
    assert drawn.getpixel((150, 120)) == (0, 0, 0)
    assert drawn.getpixel((500, 500)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("page", "code"), [(0, "no_such_page"), (2, "no_such_page"), (1, "unreadable")]
)
def test_a_page_that_cannot_be_drawn_says_why(tmp_path, page, code):
    whole = hostile.pdf_bytes(hostile.plain_pdf())
    path = hostile.put(tmp_path, "scan.pdf", whole if page != 1 else b"%PDF-1.4 nothing")

    with pytest.raises(RenderingRefused) as refused:
        safe_rendering(path, "application/pdf", page, 100)

    assert refused.value.verdict.code == code


def test_a_page_for_a_program_to_read_comes_grey_and_unpacked(tmp_path):
    path = hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("JPEG", (300, 400)))

    with Examiner() as examiner:
        drawn = Image.open(io.BytesIO(examiner.render(path, "image/jpeg", 1, 150, grey=True)))

    assert (drawn.format, drawn.mode, drawn.size) == ("PPM", "L", (150, 200))


def test_transparent_parts_are_drawn_white(tmp_path):
    path = tmp_path / "stamp.png"
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path)

    drawn = Image.open(io.BytesIO(safe_rendering(path, "image/png", 1, 50)))

    assert drawn.getpixel((25, 25)) == (255, 255, 255)


def test_deep_grey_is_drawn_over_its_own_range(tmp_path):
    path = tmp_path / "deep.png"
    deep = Image.new("I;16", (40, 40), 1000)
    deep.putpixel((0, 0), 64000)
    deep.save(path)

    drawn = Image.open(io.BytesIO(safe_rendering(path, "image/png", 1, 40)))

    assert drawn.getpixel((20, 20)) == (0, 0, 0)
