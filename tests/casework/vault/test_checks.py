"""What every upload is told, kind by kind."""

import io

import pytest
from django.utils import translation
from PIL import Image

from casework.vault.checks import Limits, examine, sentence
from casework.vault.checks.sentences import SENTENCES

from . import hostile

EXPECTED = {
    "photo.jpg": (lambda: hostile.picture_bytes("JPEG"), "accepted", "ok", "image/jpeg", 1),
    "photo.png": (lambda: hostile.picture_bytes("PNG"), "accepted", "ok", "image/png", 1),
    "photo.webp": (lambda: hostile.picture_bytes("WEBP"), "accepted", "ok", "image/webp", 1),
    "photo.heic": (lambda: hostile.picture_bytes("HEIF"), "accepted", "ok", "image/heic", 1),
    "scan.tif": (lambda: hostile.tiff_bytes(3), "accepted", "ok", "image/tiff", 3),
    "scan.pdf": (
        lambda: hostile.pdf_bytes(hostile.plain_pdf(7)),
        "accepted",
        "ok",
        "application/pdf",
        7,
    ),
    "owner.pdf": (hostile.owner_locked_pdf, "accepted", "ok", "application/pdf", 1),
    "note.txt": (lambda: "یادداشت".encode(), "accepted", "ok", "text/plain", 0),
    "old.txt": (lambda: "يادداشت".encode("cp1256"), "accepted", "ok", "text/plain", 0),
    "letter.docx": (
        hostile.docx_bytes,
        "accepted",
        "docx_needs_pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        0,
    ),
    "letter.odt": (
        hostile.odt_bytes,
        "accepted",
        "docx_needs_pdf",
        "application/vnd.oasis.opendocument.text",
        0,
    ),
    "macro.docx": (
        lambda: hostile.docx_bytes(**{"word__vbaProject.bin": b"x"}),
        "neutralised",
        "active_content",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        0,
    ),
    "script.pdf": (
        hostile.script_pdf,
        "neutralised",
        "active_content",
        "application/pdf",
        1,
    ),
    "launch.pdf": (hostile.launch_pdf, "neutralised", "active_content", "application/pdf", 1),
    "files.pdf": (
        hostile.attachment_pdf,
        "neutralised",
        "active_content",
        "application/pdf",
        1,
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_judged_by_its_content(tmp_path, name):
    make, kind, code, mime, pages = EXPECTED[name]
    path = hostile.put(tmp_path, name, make())

    verdict = examine(path, original_name=name)

    assert (verdict.kind, verdict.code, verdict.mime, verdict.pages) == (kind, code, mime, pages)


REFUSED = {
    "empty.jpg": (lambda: b"", "empty"),
    "zeros.jpg": (lambda: bytes(5000), "truncated"),
    "cut.jpg": (lambda: half(hostile.picture_bytes("JPEG")), "truncated"),
    "cut.png": (lambda: half(hostile.picture_bytes("PNG")), "truncated"),
    "cut.webp": (lambda: half(hostile.picture_bytes("WEBP")), "truncated"),
    "cut.heic": (lambda: half(hostile.picture_bytes("HEIF")), "truncated"),
    "cut.pdf": (lambda: half(hostile.pdf_bytes(hostile.plain_pdf(5))), "truncated"),
    "cut.docx": (lambda: half(hostile.docx_bytes()), "truncated"),
    "page.pdf": (lambda: b"<html><body>sample</body></html>", "wrong_type"),
    "words.pdf": (lambda: b"only words", "wrong_type"),
    "archive.jpg": (lambda: hostile.zip_bytes({"a.txt": b"a"}), "wrong_type"),
    "film.mp4": (lambda: b"\0\0\0\x18ftypmp42" + bytes(range(200)), "unsupported"),
    "page.html": (lambda: b"<!DOCTYPE html><p>sample", "unsupported"),
    "bytes.txt": (lambda: bytes(range(1, 256)), "wrong_type"),
    "locked.pdf": (hostile.locked_pdf, "password"),
    "locked.docx": (hostile.locked_docx, "locked_package"),
    "bomb.png": (hostile.png_header_bomb, "too_many_pixels"),
    "loop.pdf": (hostile.page_loop_pdf, "page_loop"),
    "explosion.pdf": (hostile.page_explosion_pdf, "page_loop"),
    "long.pdf": (lambda: hostile.pdf_bytes(hostile.plain_pdf(501)), "too_many_pages"),
    "long.tif": (lambda: hostile.tiff_bytes(501, size=(8, 8)), "too_many_pages"),
    "inflating.pdf": (hostile.inflating_pdf, "inflates"),
    "loop.tif": (hostile.page_loop_tiff, "page_loop"),
    "wrapped.pdf": (hostile.wrapped_inflating_pdf, "inflates"),
    "noise.pdf": (lambda: b"%PDF-1.4\n" + b"garbage " * 999 + b"%%EOF", "unreadable"),
}


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_code(tmp_path, name):
    make, code = REFUSED[name]
    path = hostile.put(tmp_path, name, make())

    verdict = examine(path, original_name=name)

    assert (verdict.kind, verdict.code) == ("refused", code)


def test_active_content_is_named(tmp_path):
    path = hostile.put(tmp_path, "launch.pdf", hostile.launch_pdf())

    verdict = examine(path, original_name="launch.pdf")

    assert verdict.detail["active"] == ["launch"]


def test_a_false_ending_is_noted_and_the_content_decides(tmp_path):
    path = hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("PNG"))

    verdict = examine(path, original_name="photo.jpg")

    assert (verdict.kind, verdict.extension, verdict.detail) == (
        "accepted",
        ".png",
        {"named": ".jpg"},
    )


def test_the_size_of_a_picture_is_given_as_stored(tmp_path):
    path = hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("JPEG", (120, 80)))

    verdict = examine(path, original_name="photo.jpg")

    assert (verdict.width, verdict.height) == (120, 80)


@pytest.mark.parametrize("missing", [1, 20, 200, 5000])
def test_a_tiff_cut_in_its_last_page_is_refused(tmp_path, missing):
    content = hostile.tiff_bytes(2, size=(600, 900), compression="packbits")
    path = hostile.put(tmp_path, "scan.tif", content[:-missing])

    verdict = examine(path, original_name="scan.tif")

    assert verdict.code == "truncated"


def test_a_package_is_measured_by_what_it_unpacks_to(tmp_path):
    content = hostile.docx_bytes(word__media=bytes(30 * 1024 * 1024))
    path = hostile.put(tmp_path, "letter.docx", content)

    verdict = examine(path, original_name="letter.docx", limits=Limits(inflated_bytes=20 * 1024**2))

    assert (verdict.kind, verdict.code) == ("refused", "inflates")


def test_a_pdf_with_a_wrong_table_of_offsets_is_rebuilt(tmp_path):
    content = hostile.page_loop_pdf().replace(b"3 0 R 2 0 R", b"3 0 R      ")
    broken = content.replace(b"startxref\n", b"startxref\n9")
    path = hostile.put(tmp_path, "scan.pdf", broken)

    verdict = examine(path, original_name="scan.pdf")

    assert (verdict.kind, verdict.pages, verdict.detail["rebuilt"]) == ("accepted", 1, True)


def test_a_file_over_the_size_limit_is_refused_unopened(tmp_path):
    path = hostile.put(tmp_path, "photo.jpg", hostile.picture_bytes("JPEG"))

    verdict = examine(path, original_name="photo.jpg", limits=Limits(file_bytes=1000))

    assert (verdict.code, verdict.detail) == ("too_large", {"limit": 1000})


def test_a_two_hundred_megabyte_scan_is_read_within_the_memory_limit(tmp_path):
    path = tmp_path / "large.tif"
    page = Image.new("L", (7000, 5000), "white")
    page.save(path, "TIFF", save_all=True, append_images=[page] * 5)

    verdict = examine(path, original_name="large.tif", limits=Limits(file_bytes=220 * 1024**2))

    assert path.stat().st_size > 200 * 1024**2
    assert (verdict.kind, verdict.pages) == ("accepted", 6)


def test_a_mail_is_taken_only_as_a_mail(tmp_path):
    mail = b"From: a@example.org\r\nSubject: Reply\r\n\r\nText\r\n"
    path = hostile.put(tmp_path, "reply.eml", mail)

    as_mail = examine(path, original_name="reply.eml", profile="mail")
    as_document = examine(path, original_name="reply.eml")

    assert (as_mail.kind, as_mail.code, as_mail.mime) == ("accepted", "ok", "message/rfc822")
    assert (as_document.kind, as_document.code) == ("refused", "wrong_type")


def test_a_mail_that_is_none_is_refused(tmp_path):
    path = hostile.put(tmp_path, "reply.eml", hostile.picture_bytes("PNG"))

    verdict = examine(path, original_name="reply.eml", profile="mail")

    assert (verdict.kind, verdict.code) == ("refused", "wrong_type")


def test_a_stream_in_memory_is_examined_too():
    verdict = examine(io.BytesIO(hostile.picture_bytes("JPEG")), original_name="photo.jpg")

    assert (verdict.kind, verdict.mime) == ("accepted", "image/jpeg")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_has_a_sentence_without_gaps(code):
    with translation.override("en"):
        said = sentence(code, {"limit": 500_000_000, "extension": ".pdf"})

    assert said.endswith(".")
    assert "%" not in said


def test_a_sentence_gives_the_limit_in_its_unit():
    with translation.override("en"):
        said = sentence("too_large", {"limit": 200 * 1024 * 1024})

    assert said == (
        "The file is larger than 200 MB. Please scan it at a lower resolution "
        "or upload it in parts."
    )
    with translation.override("fa"):
        assert "۵۰۰" in sentence("too_many_pages", {"limit": 500})


def test_a_wrong_ending_is_named_in_the_sentence():
    with translation.override("en"):
        said = sentence("wrong_type", {"extension": ".pdf", "found": "text/html"})

    assert said == (
        "The name of the file ends in \u2066.pdf\u2069, but its content is something else. "
        "Please upload the original."
    )
