"""Signed on paper, scanned, compared, bound: what is sent is what was signed."""

import datetime
import hashlib
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from casework import vault
from casework.actions.errors import Refused
from casework.models import Entry, Office, StoredFile
from correspondence import bundling, drafting, tasks
from correspondence.actions import letters, numbers, signing
from correspondence.models import Letter
from tests import factories
from tests.correspondence import letters as made


def on_disk(content: bytes, name="scan.pdf") -> Path:
    path = Path(settings.WORK_DIR) / name
    path.write_bytes(content)
    return path


def scan_of(letter: Letter, *, mark=(255, 0, 0), pages=None, name="scan.pdf") -> Path:
    """The printed pages as a scanner gives them: pictures, with a red signature on each."""
    pictures = []
    printed = pypdfium2.PdfDocument(signing.print_for_signature(letter))
    for number in pages or range(len(printed)):
        picture = printed[number].render(scale=200 / 72).to_pil().convert("RGB")
        picture.paste(mark, (300, 1700, 500, 1760))
        pictures.append(picture)
    written = io.BytesIO()
    pictures[0].save(written, "PDF", save_all=True, append_images=pictures[1:], resolution=200)
    return on_disk(written.getvalue(), name)


def long_letter(cast, **more) -> Letter:
    """A numbered letter of more than one page to sign."""
    letter = made.drafted(cast, **more)
    text = "@subject Long\n\n" + "\n\n".join(f"Paragraph {n} of the letter." for n in range(60))
    letter = letters.edit_wording(letter, text, by=cast.coordinator)
    return made.numbered(cast, letter)


def signed(cast, letter: Letter) -> Letter:
    found = signing.receive_scan(letter, scan_of(letter), by=cast.signatory)
    return signing.confirm_scan(letter, found.file, by=cast.signatory)


def test_print_holds_the_letter_alone(cast):
    letter = long_letter(cast)
    with pikepdf.open(io.BytesIO(signing.print_for_signature(letter))) as pdf:
        assert len(pdf.pages) == letter.print_pages
    assert letter.print_pages > 1
    assert letter.pdf_pages > letter.print_pages


def test_whole_scan_matches_and_is_confirmed_with_its_own_hash(cast):
    letter = long_letter(cast)
    path = scan_of(letter)
    found = signing.receive_scan(letter, path, by=cast.signatory)
    assert (found.code, found.usable, found.needs_person) == ("match", True, False)
    letter = signing.confirm_scan(letter, found.file, by=cast.signatory)
    assert letter.state == "signed"
    assert letter.scan_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert letter.signed_on == cast.ahvaz.today()


def test_scan_with_a_page_missing_is_refused_and_not_kept(cast):
    letter = long_letter(cast)
    stored = StoredFile.objects.count()
    found = signing.receive_scan(letter, scan_of(letter, pages=[0]), by=cast.signatory)
    assert (found.code, found.usable) == ("page_missing", False)
    assert StoredFile.objects.count() == stored


def test_scan_of_another_letter_is_refused(cast):
    to = made.make_recipient(cast)
    letter = made.numbered(cast, to=to)
    other = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    found = signing.receive_scan(letter, scan_of(other), by=cast.signatory)
    assert (found.code, found.usable) == ("other_letter", False)
    assert other.number in found.sentence


def test_scan_of_an_older_edition_is_refused(cast):
    letter = made.numbered(cast)
    old = scan_of(letter)
    letter = letters.take_back(letter, "A word is wrong.", by=cast.coordinator)
    letter = made.numbered(cast, letter)
    assert signing.receive_scan(letter, old, by=cast.signatory).code == "other_version"


def test_file_that_is_no_scan_gets_a_sentence(cast):
    letter = made.numbered(cast)
    found = signing.receive_scan(letter, on_disk(b"%PDF-1.4 nothing"), by=cast.signatory)
    assert not found.usable
    assert found.sentence
    empty = signing.receive_scan(letter, on_disk(b""), by=cast.signatory)
    assert empty.code == "empty"


def test_scan_is_compared_again_when_it_is_confirmed(cast):
    to = made.make_recipient(cast)
    letter = made.numbered(cast, to=to)
    other = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    found = signing.receive_scan(other, scan_of(other), by=cast.signatory)
    with pytest.raises(Refused) as refusal:
        signing.confirm_scan(letter, found.file, by=cast.signatory)
    assert refusal.value.codes == ["other_letter"]


def test_pages_the_program_could_not_compare_need_a_person_who_looked(cast):
    letter = made.numbered(cast)
    bare = pypdfium2.PdfDocument(signing.print_for_signature(letter))[0]
    picture = bare.render(scale=200 / 72).to_pil().convert("RGB")
    picture.paste("white", (0, 2050, 1654, 2339))
    written = io.BytesIO()
    picture.save(written, "PDF", resolution=200)
    found = signing.receive_scan(letter, on_disk(written.getvalue()), by=cast.signatory)
    assert (found.code, found.needs_person) == ("confirm", True)
    with pytest.raises(Refused):
        signing.confirm_scan(letter, found.file, by=cast.signatory)
    done = signing.confirm_scan(letter, found.file, by=cast.signatory, looked=True)
    assert done.state == "signed"


def test_clerk_may_not_confirm_a_scan(cast):
    from django.core.exceptions import PermissionDenied

    letter = made.numbered(cast)
    with pytest.raises(PermissionDenied):
        signing.receive_scan(letter, scan_of(letter), by=cast.clerk)


def test_second_press_of_confirm_changes_nothing(cast):
    letter = made.numbered(cast)
    found = signing.receive_scan(letter, scan_of(letter), by=cast.signatory)
    command = "7b0e3c5c-6d39-4a63-9a42-0a35a3a6bd12"
    first = signing.confirm_scan(letter, found.file, by=cast.signatory, command=command)
    again = signing.confirm_scan(letter, found.file, by=cast.signatory, command=command)
    assert again.version == first.version


def test_bundle_has_list_sheets_and_annexes_behind_the_signed_pages(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0])
    letter = bundling.build(signed(cast, made.numbered(cast, rows=rows)))
    content = b"".join(vault.read(letter.bundle))
    assert hashlib.sha256(content).hexdigest() == letter.bundle_sha256
    assert len(content) == letter.bundle_bytes
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == letter.bundle_pages == letter.pdf_pages + 1
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles[0] == f"Tracing request {letter.number}"
    assert titles[-1] == "Annex 1: شناسنامه"
    assert letter.bundle_progress == 100
    assert letter.cpu_seconds > 0


def test_bundle_is_the_same_bytes_when_built_again(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0])
    letter = bundling.build(signed(cast, made.numbered(cast, rows=rows)))
    first = letter.bundle_sha256
    Letter.objects.filter(pk=letter.pk).update(bundle=None, bundle_sha256="")
    assert bundling.build(Letter.objects.get(pk=letter.pk)).bundle_sha256 == first


def test_bundle_of_a_letter_that_is_not_signed_is_not_built(cast):
    letter = made.numbered(cast)
    tasks.build_bundle(str(letter.pk))
    assert bundling.build(letter).bundle is None


def test_worker_that_died_is_followed_by_another(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0])
    letter = signed(cast, made.numbered(cast, rows=rows))
    Letter.objects.filter(pk=letter.pk).update(bundle_progress=50)
    assert list(bundling.unfinished()) == [letter]
    tasks.build_bundle(str(letter.pk))
    done = Letter.objects.get(pk=letter.pk)
    assert done.bundle_pages == done.pdf_pages + 1
    assert list(bundling.unfinished()) == []


def test_annex_that_is_gone_is_written_down_and_not_skipped(cast):
    rows = made.accepted(cast)
    paper = made.paper(cast, rows[0])
    letter = signed(cast, made.numbered(cast, rows=rows))
    place = settings.FILES_DIR / paper.file.address[:2] / paper.file.address
    place.unlink()
    letter = bundling.build(letter)
    assert (letter.bundle, letter.bundle_error) == (None, "missing_file")


def test_office_without_paper_signs_by_a_second_person(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="no_paper")
    letter = made.numbered(cast)
    with pytest.raises(Refused) as refusal:
        signing.sign(letter, by=cast.coordinator)
    assert refusal.value.codes == ["author"]
    letter = signing.sign(letter, by=cast.signatory)
    assert (letter.state, letter.scan) == ("signed", None)
    assert bundling.build(letter).bundle_pages == letter.pdf_pages


def test_office_on_paper_does_not_sign_without_a_scan(cast):
    with pytest.raises(Refused) as refusal:
        signing.sign(made.numbered(cast), by=cast.signatory)
    assert refusal.value.codes == ["paper"]


def test_signatory_must_be_in_office_on_the_day_of_signing(cast):
    letter = made.numbered(cast)
    found = signing.receive_scan(letter, scan_of(letter), by=cast.signatory)
    factories.end_posts(cast.signatory, datetime.date(2026, 1, 1))
    with pytest.raises(Refused) as refusal:
        signing.confirm_scan(letter, found.file, by=cast.coordinator)
    assert refusal.value.codes == ["no_signatory"]


def test_signed_letter_that_was_taken_back_keeps_its_scan_with_the_edition(cast):
    letter = signed(cast, made.numbered(cast))
    scan = letter.scan
    letter = letters.take_back(letter, "Wrong date.", by=cast.coordinator)
    edition = letter.editions.get()
    assert (edition.ended_as, edition.scan) == ("not_sent", scan)
    assert (letter.scan, letter.signed_on, letter.state) == (None, None, "draft")


def test_cover_sheet_has_the_figures_of_the_bundle_and_no_name(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0])
    letter = made.numbered(cast, rows=rows)
    with pytest.raises(Refused):
        drafting.cover_sheet(letter)
    letter = bundling.build(signed(cast, letter))
    sheet = drafting.cover_sheet(letter, bearer="Sample Bearer")
    words = pypdfium2.PdfDocument(sheet.pdf)[0].get_textpage().get_text_range()
    assert f"Number of pages in all: {letter.bundle_pages}" in words
    assert letter.bundle_sha256[:8] in words
    assert "Sample Bearer" in words
    assert "فرضیان" not in words


def test_numbering_wants_the_approval_first(cast):
    with pytest.raises(Refused) as refusal:
        numbers.take_number(made.drafted(cast), by=cast.coordinator)
    assert refusal.value.codes == ["wrong_state"]


def test_binding_that_failed_is_tried_again_by_whoever_hands_letters_in(cast):
    (case,) = made.accepted(cast)
    document = made.paper(cast, case)
    letter = signed(cast, made.numbered(cast, made.drafted(cast, [case])))
    place = next(Path(settings.FILES_DIR).glob(f"*/{document.file.address}"))
    away = place.rename(place.with_suffix(".away"))
    assert bundling.build(letter).bundle_error == "missing_file"
    with pytest.raises(PermissionDenied):
        signing.bind_again(letter, by=cast.signatory)
    away.rename(place)

    signing.bind_again(letter, by=cast.clerk)

    assert list(bundling.unfinished()) == [letter]
    letter = bundling.build(Letter.objects.get(pk=letter.pk))
    assert (letter.bundle_error, letter.bundle_pages) == ("", letter.pdf_pages + 1)
    assert Entry.objects.filter(verb="bind_again", by=cast.clerk).count() == 1
    with pytest.raises(Refused):
        signing.bind_again(letter, by=cast.clerk)
