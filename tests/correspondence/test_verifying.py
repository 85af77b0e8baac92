"""Is this file a letter of ours? Genuine, changed or not ours; nothing personal in the answer."""

import dataclasses
import io
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from casework import vault
from casework.models import Entry
from correspondence import verifying
from correspondence.actions import letters, numbers
from correspondence.models import Letter
from correspondence.pdf import pagecode, render_letter
from correspondence.sentences import verified_sentence
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.pdf import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(cast):
    return made.numbered(cast)


def content(stored) -> bytes:
    return b"".join(vault.read(stored))


@pytest.fixture
def verified(tmp_path):
    def verify(file: bytes, name="letter.pdf"):
        path = tmp_path / name
        path.write_bytes(file)
        return verifying.verify(path, name=name)

    return verify


def changed(file: bytes) -> bytes:
    """The same pages in another file, as a scanner or somebody's editor would leave them."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        pdf.docinfo["/Title"] = "Another title"
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_frozen_letter_and_its_bundle_are_genuine(cast, verified):
    letter = sending.signed(cast)
    for stored in (letter.pdf, letter.bundle):
        found = verified(content(stored))
        assert (found.code, found.number, found.date) == ("genuine", letter.number, letter.date)


def test_a_changed_file_with_our_codes_is_to_be_compared(letter, verified):
    found = verified(changed(content(letter.pdf)))
    assert (found.code, found.number) == ("coded", letter.number)


def test_a_version_that_was_taken_back_does_not_count(cast, letter, verified):
    first = content(letter.pdf)
    letters.take_back(letter, "a wrong word", by=cast.coordinator)
    assert verified(first).code == "superseded"
    assert verified(changed(first)).code == "coded_superseded"
    again = numbers.take_number(made.approved(cast, letter), by=cast.coordinator)
    assert verified(content(again.pdf)).code == "genuine"
    assert verified(first).code == "superseded"


def test_a_void_letter_says_so(cast, letter, verified):
    letters.void(letter, "never mind", by=cast.coordinator)
    assert verified(content(letter.pdf)).code == "void"


def test_a_code_that_was_not_made_here_is_false(letter, verified):
    document = samples.letter("en")
    key = b"somebody else's key"

    def code(page: int) -> str:
        return pagecode.format_code(f"AHV/{letter.number}", 1, page, 1, key)

    marks = dataclasses.replace(document.marks, qr_text=code)
    forged = render_letter(dataclasses.replace(document, marks=marks)).pdf
    assert verified(forged).code == "forged"


def test_another_file_is_not_ours_and_a_broken_one_has_a_sentence(verified):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    assert verified(out.getvalue()).code == "unknown"
    broken = verified(b"%PDF-1.7 broken")
    assert broken.code == "unreadable" and verified_sentence(broken)


def test_the_command_says_it_and_fails_when_it_is_not_genuine(letter, tmp_path, capsys):
    path = Path(tmp_path / "x.pdf")
    path.write_bytes(content(letter.pdf))
    call_command("verify_letter", str(path))
    assert letter.number in capsys.readouterr().out
    path.write_bytes(changed(content(letter.pdf)))
    with pytest.raises(CommandError, match="Compare every page"):
        call_command("verify_letter", str(path))
    with pytest.raises(CommandError, match="no file"):
        call_command("verify_letter", str(tmp_path / "none.pdf"))


def test_the_page_answers_names_nobody_and_is_written_down(cast, enter, letter):
    files = Letter.objects.get().pdf
    upload = SimpleUploadedFile("x.pdf", content(files), "application/pdf")
    answer = enter(cast.clerk).post(reverse("letter_verify"), {"file": upload})
    text = answer.content.decode()
    assert "Genuine: this is our letter no." in text
    assert "فرضیان" not in text
    assert Entry.objects.get(verb="verify_letter").target == letter.number


def test_a_regional_officer_is_not_asked(cast, enter):
    assert enter(cast.regional).get(reverse("letter_verify")).status_code == 403
