"""The scanner's folder: nothing is taken too early, lost or doubled; each gets its place."""

import io
import os
from pathlib import Path

import pytest
import segno
from django.urls import reverse
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from casework import references, vault
from casework.actions import scans
from casework.models import Consent, Document, Entry, Scan, StoredFile
from casework.vault import scanner
from tests.factories import log_family


@pytest.fixture
def folder(cast, settings):
    return scanner.folder_of(cast.ahvaz)


@pytest.fixture
def at_once(monkeypatch):
    """Two looks need not lie five seconds apart."""
    monkeypatch.setattr(scanner, "SETTLED", 0.0)


def page(text="", colour="white") -> bytes:
    sheet = Image.new("L", (1240, 1754), colour)
    if text:
        out = io.BytesIO()
        segno.make_qr(text, error="m").save(out, kind="png", scale=6, border=4)
        sheet.paste(Image.open(out).convert("L"), (120, 90))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def arrive(cast, folder, name="scan.png", text="") -> Scan:
    (folder / name).write_bytes(page(text))
    scans.look(cast.ahvaz)
    return Scan.objects.latest("arrived_at")


def test_only_what_has_not_changed_for_a_while_is_finished(folder):
    for name in ("a.png", ".hidden", "b.png.part"):
        (folder / name).write_bytes(b"12")
    os.symlink("/etc/hostname", folder / "link.png")

    assert scanner.finished(folder, now=100) == []
    assert scanner.finished(folder, now=104) == []
    (folder / "a.png").write_bytes(b"123")
    assert scanner.finished(folder, now=106) == []
    assert scanner.finished(folder, now=111) == [folder / "a.png"]


def test_a_finished_file_is_kept_sealed_and_leaves_the_folder(cast, folder, at_once):
    content = page()
    (folder / "a.png").write_bytes(content)

    assert scans.look(cast.ahvaz) == 1

    row = Scan.objects.get()
    assert (row.state, row.name, row.office) == ("waiting", "a.png", cast.ahvaz)
    assert b"".join(vault.read(row.file)) == content
    assert names(folder) == set()


def test_a_crash_before_the_removal_doubles_nothing_even_when_it_was_filed(
    cast, folder, at_once, monkeypatch
):
    family = log_family(cast)
    (folder / "a.png").write_bytes(page())
    with monkeypatch.context() as broken:
        broken.setattr(scanner, "remove", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            scans.look(cast.ahvaz)
    assert names(folder) == {"a.png"}
    about = {"kind": "other", "title": "", "may_leave": "not_asked"}
    scans.file_scan(Scan.objects.get(), family, about, by=cast.clerk)

    scans.look(cast.ahvaz)

    assert (Scan.objects.get().state, Document.objects.count()) == ("filed", 1)
    assert names(folder) == set()


def test_a_crash_before_the_row_loses_nothing(cast, folder, at_once, monkeypatch):
    (folder / "a.png").write_bytes(page())
    with monkeypatch.context() as broken:
        broken.setattr(scans, "_write_down", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            scans.look(cast.ahvaz)
    assert names(folder) == {"a.png"}

    scans.look(cast.ahvaz)

    assert (Scan.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_the_same_file_twice_waits_once(cast, folder, at_once):
    for name in ("a.png", "b.png"):
        (folder / name).write_bytes(page())
    scans.look(cast.ahvaz)

    assert Scan.objects.count() == 1
    assert names(folder) == set()


def test_what_cannot_be_kept_is_set_aside_with_a_sentence(cast, folder, at_once, enter):
    (folder / "a.pdf").write_bytes(b"MZ no pdf")
    (folder / "refused").mkdir()
    (folder / "refused" / "a.pdf").write_bytes(b"an older one")
    scans.look(cast.ahvaz)

    row = Scan.objects.get()
    assert (row.state, row.file) == ("refused", None)
    kept = {path.read_bytes() for path in (folder / "refused").iterdir()}
    assert kept == {b"MZ no pdf", b"an older one"}
    shown = enter(cast.clerk).get(reverse("scan_list")).content.decode()
    assert "Could not be kept" in shown


def test_the_square_names_the_family_and_not_another_offices(cast, folder, at_once):
    family = log_family(cast)
    ours = arrive(cast, folder, text=references.family_code(family.number))
    elsewhere = log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"])
    theirs = arrive(cast, folder, text=references.family_code(elsewhere.number))

    assert (ours.number, theirs.number) == (family.number, "")


def test_a_reference_in_the_files_name_is_offered(cast, folder, at_once):
    case = log_family(cast).cases.get()
    assert arrive(cast, folder, f"{case.reference}.png").number == case.reference


def printed(*lines: str) -> bytes:
    out = io.BytesIO()
    sheet = Canvas(out)
    for number, line in enumerate(lines):
        sheet.drawString(72, 700 - 20 * number, line)
    sheet.save()
    return out.getvalue()


def test_a_reference_printed_on_the_paper_is_offered_and_no_more(cast, folder, at_once, enter):
    case = log_family(cast).cases.get()
    content = printed("Our reference:", f"Re: {case.reference}.", "AHV-1405-000417-X")
    (folder / "answer.pdf").write_bytes(content)
    scans.look(cast.ahvaz)

    row = Scan.objects.get()
    page = enter(cast.clerk).get(reverse("scan", args=[row.pk])).content.decode()
    assert (row.number, row.state) == (case.reference, "waiting")
    assert "Look whether that is right." in page
    assert f'name="home" value="{case.reference}"' in page


def test_several_cases_of_one_family_on_a_paper_offer_the_family(cast, folder, at_once):
    family = log_family(cast, sought=("علی نمونه", "رضا نمونه"))
    first, second = family.cases.all()
    stranger = log_family(cast).cases.get()

    (folder / "one.pdf").write_bytes(printed(first.reference, second.reference))
    (folder / "two.pdf").write_bytes(printed(first.reference, stranger.reference))
    scans.look(cast.ahvaz)

    found = {row.name: row.number for row in Scan.objects.all()}
    assert found == {"one.pdf": family.number, "two.pdf": ""}


def test_it_is_hung_on_the_family_and_the_next_one_is_shown(cast, folder, at_once, enter):
    family = log_family(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))
    first = arrive(cast, folder, text=references.family_code(family.number))
    second = arrive(cast, folder, "b.png", text="something else")
    told = {"home": family.number, "kind": "birth", "title": "t", "may_leave": "refused"}

    answer = enter(cast.clerk).post(reverse("scan", args=[first.pk]), told)

    assert answer.url == reverse("scan", args=[second.pk])
    document = Document.objects.get()
    assert (document.request, document.case, document.kind) == (family, None, "birth")
    assert Consent.objects.get(document=document).answer == "refused"


def test_a_number_of_another_office_is_no_number_here(cast, folder, at_once, enter):
    elsewhere = log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"])
    row = arrive(cast, folder)
    told = {"home": elsewhere.number, "kind": "birth", "title": "kept", "may_leave": "refused"}

    shown = enter(cast.clerk).post(reverse("scan", args=[row.pk]), told).content.decode()

    assert "No case of this office has this number." in shown
    assert 'value="kept"' in shown
    assert not Document.objects.exists()


def test_a_signed_authorisation_puts_the_answers_in_writing(cast, folder, at_once, enter):
    family = log_family(cast)
    square = references.family_code(family.number, references.SHEET_CODE)
    row = arrive(cast, folder, text=square)
    told = {"home": family.number, "kind": "authorisation", "may_leave": "not_asked"}

    client = enter(cast.clerk)
    page = client.post(reverse("scan", args=[row.pk]), told, follow=True).content.decode()

    assert "Its answers are in writing." in page
    assert Consent.objects.filter(request=family, how="written").exists()
    assert Scan.objects.get().document == Document.objects.get()


def test_an_authorisation_that_cannot_be_read_says_so_on_the_next_page(
    cast, folder, at_once, enter
):
    family = log_family(cast)
    row = arrive(cast, folder)
    told = {"home": family.number, "kind": "authorisation", "may_leave": "not_asked"}

    client = enter(cast.clerk)
    page = client.post(reverse("scan", args=[row.pk]), told, follow=True).content.decode()

    assert "the page is empty" in page
    assert f"?sheet={Document.objects.get().pk}" in page
    assert "The scan has its place." not in page
    assert not Consent.objects.filter(how="written").exists()


def test_another_familys_authorisation_stays_on_the_list_and_says_so(cast, folder, at_once, enter):
    family, other = log_family(cast), log_family(cast, enquirer="لیلا نمونه")
    square = references.family_code(other.number, references.SHEET_CODE)
    row = arrive(cast, folder, text=square)
    told = {"home": family.number, "kind": "authorisation", "may_leave": "not_asked"}

    page = enter(cast.clerk).post(reverse("scan", args=[row.pk]), told).content.decode()

    assert "This sheet belongs to another request" in page
    assert "The scan stays on the list" in page
    assert (Scan.objects.get().state, Document.objects.count()) == ("waiting", 0)


def test_what_was_taken_off_the_list_comes_back(cast, folder, at_once, enter):
    row, client = arrive(cast, folder), enter(cast.clerk)
    client.post(reverse("scan_discard", args=[row.pk]), {"why": "an empty page"})
    assert Scan.objects.get().state == "discarded"
    client.post(reverse("scan_restore", args=[row.pk]))

    row = Scan.objects.get()
    assert (row.state, row.discarded_by, row.discarded_why) == ("waiting", None, "")


def test_an_empty_list_says_so_and_names_the_folder(cast, folder, enter):
    shown = enter(cast.clerk).get(reverse("scan_list")).content.decode()
    assert "No scan waits for its place." in shown
    assert str(folder) in shown
    assert (
        str(folder)
        in enter(cast.administrator)
        .get(reverse("office_edit", args=[cast.ahvaz.pk]))
        .content.decode()
    )


def test_who_asks_for_a_picture_alone_is_noted_like_who_opens_the_scan(
    cast, folder, at_once, enter
):
    row = arrive(cast, folder)
    client, picture = enter(cast.clerk), reverse("scan_view", args=[row.pk, 1])

    def noted():
        lines = Entry.objects.filter(verb="view_scan", target=str(row.pk), reading=True)
        return [str(line.by) for line in lines]

    assert client.get(picture + "?small=1").status_code == 200
    assert noted() == []
    for _again in range(2):
        assert client.get(picture).status_code == 200
    assert noted() == ["Clerk"]

    other = enter(cast.coordinator)
    other.get(reverse("scan", args=[row.pk]))
    other.get(picture)
    assert noted() == ["Clerk", "Coordinator"]
