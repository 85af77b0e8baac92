"""The bundle on a stick: numbered parts within the limit, a list, and sums that can be checked."""

import hashlib
import io
import zipfile

import pikepdf
import pypdf
import pytest
from django.urls import reverse

from casework.models import Entry
from correspondence import bundling, drafting
from correspondence.actions import signing
from correspondence.pdf.parts import split
from tests.correspondence import letters as made


def bundle_of(path, pages: int):
    """Pages of about 96 kB that cannot be made smaller."""
    with pikepdf.new() as pdf:
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            noise = (hashlib.sha256(b"%d %d" % (number, at)).digest() for at in range(3000))
            page.Contents = pdf.make_stream(b"".join(noise))
        pdf.save(path)
    return path


def test_parts_are_cut_between_annexes_and_hold_every_page_once(tmp_path):
    bundle = bundle_of(tmp_path / "b.pdf", 9)
    parts = split(bundle, [1, 3, 4, 8], 400_000, tmp_path)
    assert [(part.first, part.last) for part in parts] == [(1, 3), (4, 7), (8, 9)]
    assert [(part.number, part.of) for part in parts] == [(1, 3), (2, 3), (3, 3)]
    assert all(part.bytes <= 400_000 for part in parts)
    assert all(hashlib.sha256(p.path.read_bytes()).hexdigest() == p.sha256 for p in parts)


def test_what_is_too_large_alone_is_cut_inside(tmp_path):
    parts = split(bundle_of(tmp_path / "b.pdf", 6), [1, 2], 250_000, tmp_path)
    assert max(part.bytes for part in parts) <= 250_000
    pages = [page for part in parts for page in range(part.first, part.last + 1)]
    assert pages == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("most", [None, 10_000_000])
def test_what_fits_is_one_part(tmp_path, most):
    parts = split(bundle_of(tmp_path / "b.pdf", 3), [1, 2], most, tmp_path)
    assert [(part.number, part.of, part.first, part.last) for part in parts] == [(1, 1, 1, 3)]


def signed_letter(cast, language="en"):
    rows = made.accepted(cast)
    for title in ("first", "second"):
        color = "white" if title == "first" else "gray"
        made.paper(cast, rows[0], title=title, size=(900, 1200), color=color)
    letter = made.numbered(cast, made.drafted(cast, rows, language=language))
    return bundling.build(signing.sign(letter, by=cast.signatory))


@pytest.fixture
def letter(cast):
    type(cast.ahvaz).objects.filter(pk=cast.ahvaz.pk).update(signing="no_paper")
    return signed_letter(cast)


def test_the_medium_holds_parts_list_and_sums_that_agree(cast, letter, tmp_path):
    packed = zipfile.ZipFile(drafting.medium(letter, 20_000, tmp_path))
    sums = dict(
        reversed(line.split("  ")) for line in packed.read("SHA256SUMS.txt").decode().splitlines()
    )
    assert len(sums) >= 2
    assert {"contents.pdf", "SHA256SUMS.txt", *sums} == set(packed.namelist())
    pages = 0
    for name, digest in sums.items():
        content = packed.read(name)
        assert hashlib.sha256(content).hexdigest() == digest
        pages += len(pypdf.PdfReader(io.BytesIO(content)).pages)
    assert pages == letter.bundle_pages
    listed = "".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(packed.read("contents.pdf"))).pages
    )
    for name, digest in sums.items():
        assert name in listed
        assert digest in "".join(listed.split())
    assert "Annex 2" in listed
    assert "All papers on it are copies" in listed
    assert "فرضیان" not in listed


def test_the_same_letter_gives_the_same_medium(letter, tmp_path):
    first = drafting.medium(letter, None, tmp_path).read_bytes()
    assert drafting.medium(letter, None, tmp_path).read_bytes() == first


def test_whoever_takes_it_is_noted(cast, enter, letter):
    address = reverse("letter_medium", args=[letter.pk])
    answer = enter(cast.clerk).get(address, {"megabytes": "1"})
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert names == ["contents.pdf", "part-1-of-1.pdf", "SHA256SUMS.txt"]
    assert Entry.objects.get(verb="download_medium").by == cast.clerk
    assert enter(cast.signatory).get(address).status_code == 403
    assert enter(cast.clerk).get(address, {"megabytes": "0"}).status_code == 302
