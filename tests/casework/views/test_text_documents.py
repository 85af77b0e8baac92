"""A text document becomes a PDF before it can go with a letter: by LibreOffice, where it is."""

import stat
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework import vault
from casework.models import Case, Consent, Document
from tests import factories
from tests.casework.vault import hostile


@pytest.fixture
def desk(cast, enter):
    return enter(cast.clerk)


@pytest.fixture
def paper(cast, desk):
    """The text document of a family that said yes to copies of it."""
    case = factories.log_family(cast).cases.get()
    file = SimpleUploadedFile("letter.docx", hostile.docx_bytes())
    about = {"kind": "letter", "title": "نامه", "whose": "case", "may_leave": "granted"}
    desk.post(reverse("document_add", args=[case.reference]), about | {"files": file})
    return Document.objects.get()


@pytest.fixture
def program(tmp_path, monkeypatch):
    """`program("exit 1")`: what stands for LibreOffice on the path; without it there is none."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(body: str) -> None:
        path = folder / "soffice"
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{body}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    return put


def press(desk, paper):
    return desk.post(reverse("document_pdf", args=[paper.pk]), follow=True).content.decode()


def test_without_libreoffice_the_page_says_that_a_pdf_is_wanted(desk, paper, program):
    sentence = "LibreOffice is not installed on the office"
    shown = desk.get(reverse("document", args=[paper.pk])).content.decode()

    assert sentence in shown
    assert "Turn it into a PDF</button>" not in shown
    assert sentence in press(desk, paper)
    assert Document.objects.get().removed_at is None


def test_the_pdf_takes_the_documents_place_and_its_answer(tmp_path, desk, paper, program, settings):
    made = hostile.put(tmp_path, "made.pdf", hostile.pdf_bytes(hostile.plain_pdf(2)))
    said = tmp_path / "said"
    program(f'echo "$HOME $@" > {said}; for last; do :; done; cp {made} "${{last%.docx}}.pdf"')

    shown = press(desk, paper)

    pdf = Document.objects.get(removed_at=None)
    assert (pdf.file.mime, pdf.pages, pdf.made_from) == ("application/pdf", 2, paper)
    assert (pdf.kind, pdf.title, pdf.case) == ("letter", "نامه", Case.objects.get())
    assert Consent.objects.get(document=pdf).answer == "granted"
    assert b"".join(vault.read(pdf.file)) == made.read_bytes()
    assert "Look through it" in shown
    home, *words = said.read_text().split()
    assert home.startswith(str(settings.WORK_DIR))
    assert f"-env:UserInstallation=file://{home}/profile" in words
    assert not Path(home).exists()


@pytest.mark.parametrize("body", ["exit 1", "exit 0", 'echo no > "${0%/*}/x.pdf"'])
def test_a_conversion_that_fails_says_so_and_changes_nothing(desk, paper, program, body):
    program(body)

    assert "could not be turned into a PDF" in press(desk, paper)
    assert Document.objects.get().removed_at is None


def test_what_the_program_writes_is_examined_like_any_file(desk, paper, program):
    program('for last; do :; done; echo "no pdf at all" > "${last%.docx}.pdf"')

    assert "could not be turned into a PDF" in press(desk, paper)
    assert Document.objects.get().removed_at is None


def test_pressing_again_makes_no_second_one(tmp_path, desk, paper, program):
    made = hostile.put(tmp_path, "made.pdf", hostile.pdf_bytes(hostile.plain_pdf()))
    program(f'for last; do :; done; cp {made} "${{last%.docx}}.pdf"')
    address = reverse("document_pdf", args=[paper.pk])
    command = {"command": "6f2c3a52-9f5f-4a0e-8a0f-3a6f0f0f0f0f"}

    first = desk.post(address, command).url
    assert desk.post(address, command).status_code == 404  # it was taken out

    assert desk.get(first).status_code == 200
    assert Document.objects.filter(removed_at=None).count() == 1


def test_a_picture_is_not_turned(desk, cast, paper, program):
    photo = SimpleUploadedFile("photo.png", hostile.picture_bytes("PNG"))
    about = {"kind": "photo", "title": "", "whose": "case", "may_leave": "not_asked"}
    where = reverse("document_add", args=[Case.objects.get().reference])
    desk.post(where, about | {"files": photo})

    answer = desk.post(reverse("document_pdf", args=[Document.objects.get(kind="photo").pk]))

    assert answer.status_code == 404
