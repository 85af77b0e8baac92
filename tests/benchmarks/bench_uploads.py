"""Examining a box of uploads in the child process: files in a second, and the first answer."""

import time

from casework.vault.checks import examine, examine_many
from tests.casework.vault import hostile

FILES_A_SECOND = 60
FIRST_ANSWER_SECONDS = 1.0
TIMES = 40


def box(folder) -> list:
    """A mixture as a register brings it, sound and broken."""
    page = (1000, 1400)
    made = {
        "photo.jpg": hostile.picture_bytes("JPEG", page),
        "card.png": hostile.picture_bytes("PNG", (620, 877)),
        "phone.heic": hostile.picture_bytes("HEIF", (820, 1160)),
        "scan.tif": hostile.tiff_bytes(2, (1240, 1754)),
        "scan.pdf": hostile.pdf_bytes(hostile.plain_pdf(3)),
        "letter.docx": hostile.docx_bytes(),
        "locked.pdf": hostile.locked_pdf(),
        "cut.jpg": hostile.picture_bytes("JPEG", page)[:5000],
    }
    return [(hostile.put(folder, name, content), name) for name, content in made.items()]


def test_a_box_of_files_is_examined_quickly(tmp_path):
    files = box(tmp_path) * TIMES

    start = time.perf_counter()
    count = sum(1 for _ in examine_many(files))
    rate = count / (time.perf_counter() - start)

    print(f"\n{count} files, {rate:.0f} a second")
    assert rate >= FILES_A_SECOND


def test_one_file_is_answered_at_once(tmp_path):
    path, name = box(tmp_path)[0]

    start = time.perf_counter()
    examine(path, original_name=name)
    waited = time.perf_counter() - start

    print(f"\nfirst answer after {waited * 1000:.0f} ms")
    assert waited <= FIRST_ANSWER_SECONDS
