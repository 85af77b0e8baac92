"""Files in pieces: a broken line costs one piece, a full disk leaves nothing half."""

import errno
import os
import uuid
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from casework import vault
from casework.actions import uploads
from casework.models import Case, Consent, Document, ImportRun, StoredFile, Upload
from casework.vault import pieces
from tests import factories
from tests.casework.vault import hostile

ABOUT = {"kind": "birth", "title": "شناسنامه", "whose": "case", "may_leave": "granted"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


@pytest.fixture
def photo():
    return hostile.picture_bytes("PNG", (640, 480))


def begin(client, case, content, name="scan.png", **about):
    file = {"name": name, "size": len(content), "checksum": zlib.crc32(content)}
    return client.post(reverse("upload_new", args=[case.reference]), ABOUT | about | file)


def send(client, address, content, offset, **more):
    headers = {"Upload-Offset": offset, "Piece-Checksum": zlib.crc32(content), **more}
    return client.put(address, content, content_type="application/octet-stream", headers=headers)


def finish(client, address, **fields):
    return client.post(address, fields, headers=JSON)


def in_pieces(client, case, content, name="scan.png", piece=700, **about):
    address = begin(client, case, content, name, **about).json()["url"]
    for offset in range(0, len(content), piece):
        assert send(client, address, content[offset : offset + piece], offset).status_code == 200
    return finish(client, address)


def lying_about(settings) -> bytes:
    """Everything that lies in the house's folders."""
    folders = (settings.FILES_DIR, settings.WORK_DIR)
    files = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in files)


def test_a_file_in_pieces_becomes_a_paper_with_what_was_said(cast, enter, case, photo):
    answer = in_pieces(enter(cast.clerk), case, photo)

    paper = Document.objects.get()
    assert answer.json()["state"] == "kept"
    assert (paper.case, paper.kind, paper.title) == (case, "birth", "شناسنامه")
    assert paper.original_name == "scan.png"
    assert b"".join(vault.read(paper.file)) == photo
    assert [row.answer for row in Consent.objects.filter(document=paper)] == ["granted"]


def test_a_paper_of_the_whole_family_hangs_on_no_case(cast, enter, case, photo):
    in_pieces(enter(cast.clerk), case, photo, whose="family")

    assert Document.objects.get().case is None


def test_the_same_file_again_goes_on_where_it_broke_off_from_any_computer(cast, enter, case, photo):
    address = begin(enter(cast.clerk), case, photo).json()["url"]
    send(enter(cast.clerk), address, photo[:700], 0)

    other_computer = enter(cast.clerk)
    told = begin(other_computer, case, photo).json()

    assert (told["url"], told["offset"]) == (address, 700)
    assert send(other_computer, address, photo[700:], 700).json()["offset"] == len(photo)
    assert finish(other_computer, address).json()["state"] == "kept"
    assert b"".join(vault.read(Document.objects.get().file)) == photo


@pytest.mark.parametrize("changed", [{"name": "other.png"}, {"content": b"x" * 99}])
def test_another_file_begins_anew(cast, enter, case, photo, changed):
    client = enter(cast.clerk)
    first = begin(client, case, photo).json()["url"]

    second = begin(client, case, **{"content": photo, "name": "scan.png"} | changed).json()["url"]

    assert second != first


@pytest.mark.parametrize(
    ("offset", "checksum"),
    [(0, None), (1400, None), (700, 1)],
    ids=["sent twice", "one left out", "bent on the way"],
)
def test_a_piece_that_does_not_fit_changes_nothing_and_says_where_to_go_on(
    cast, enter, case, photo, offset, checksum
):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]
    send(client, address, photo[:700], 0)

    more = {"Piece-Checksum": checksum} if checksum else {}
    answer = send(client, address, photo[700:1400], offset, **more)

    assert (answer.status_code, answer.json()["offset"]) == (409, 700)
    assert Upload.objects.get().received == 700


def test_more_than_was_said_is_not_taken(cast, enter, case, photo):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]

    assert send(client, address, photo + b"more", 0).status_code == 409
    assert Upload.objects.get().received == 0


def test_a_piece_larger_than_a_mebibyte_is_not_read(cast, enter, case):
    client = enter(cast.clerk)
    content = bytes(pieces.LARGEST + 1)
    address = begin(client, case, content).json()["url"]

    assert send(client, address, content, 0).status_code == 413


@pytest.mark.parametrize("offset", ["", "x", "-5", "9" * 30])
def test_an_odd_offset_is_answered_in_order(cast, enter, case, photo, offset):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]

    assert send(client, address, photo[:70], offset).status_code in (400, 409)


def test_what_has_not_come_whole_is_not_finished(cast, enter, case, photo):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]
    send(client, address, photo[:700], 0)

    answer = finish(client, address)

    assert (answer.status_code, answer.json()["offset"]) == (409, 700)
    assert not Document.objects.exists()


def test_a_piece_lost_from_the_disk_is_asked_for_again(cast, enter, case, photo, settings):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]
    send(client, address, photo, 0)
    next(Path(settings.FILES_DIR, "coming").rglob("0" * 12)).unlink()

    answer = finish(client, address)

    assert (answer.status_code, answer.json()["offset"]) == (409, 0)
    send(client, address, photo, 0)
    assert finish(client, address).json()["state"] == "kept"


def test_finishing_twice_keeps_one_paper(cast, enter, case, photo):
    client = enter(cast.clerk)
    in_pieces(client, case, photo)

    again = finish(client, reverse("upload", args=[Upload.objects.get().pk]))

    assert again.json()["state"] == "kept"
    assert Document.objects.count() == 1


def test_a_partial_file_lies_nowhere_in_the_clear(cast, enter, case, settings):
    client = enter(cast.clerk)
    content = b"%PDF-1.4 MARKER-IN-THE-CLEAR " * 40
    address = begin(client, case, content, "شناسنامه.pdf").json()["url"]
    send(client, address, content[:600], 0)

    lying = lying_about(settings)
    assert len(lying) > 600
    assert b"MARKER" not in lying
    row = Upload.objects.values("name", "about").get()
    assert "شناسنامه".encode() not in bytes(row["name"]) + bytes(row["about"])


def test_pieces_of_two_uploads_cannot_be_swapped(cast, enter, case, settings):
    client = enter(cast.clerk)
    rows = []
    for content in (b"a" * 100, b"b" * 100):
        address = begin(client, case, content).json()["url"]
        send(client, address, content, 0)
        rows.append(address)
    first, second = sorted(Path(settings.FILES_DIR, "coming").rglob("0" * 12))
    first.write_bytes(second.read_bytes())

    assert {finish(client, address).json()["offset"] for address in rows} >= {0}
    assert not Document.objects.exists()


def test_once_kept_no_piece_remains(
    cast, enter, case, photo, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        in_pieces(enter(cast.clerk), case, photo)

    assert list(Path(settings.FILES_DIR, "coming").rglob("0" * 12)) == []
    assert list(Path(settings.WORK_DIR).iterdir()) == []


def test_a_disk_that_fills_says_so_and_keeps_nothing_half(
    cast, enter, case, photo, settings, monkeypatch
):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]
    send(client, address, photo[:700], 0)

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        answer = send(client, address, photo[700:], 700)
    assert (answer.status_code, "no room" in answer.json()["message"]) == (507, True)
    assert Upload.objects.get().received == 700
    assert len(list(Path(settings.FILES_DIR, "coming").rglob("*.*"))) == 0

    send(client, address, photo[700:], 700)
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        assert finish(client, address).status_code == 507
    assert not Document.objects.exists()
    assert not StoredFile.objects.exists()
    assert list(Path(settings.WORK_DIR).iterdir()) == []

    assert finish(client, address).json()["state"] == "kept"


def test_a_full_disk_is_said_by_the_plain_form_too_and_leaves_nothing_half(
    cast, enter, case, photo, settings, monkeypatch
):
    client, address = enter(cast.clerk), reverse("document_add", args=[case.reference])
    listing = reverse("case_documents", args=[case.reference])

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        file = SimpleUploadedFile("photo.png", photo)
        answer = client.post(address, {**ABOUT, "files": [file]}, follow=True)
    assert [str(said) for said in answer.context["messages"]] == [
        "\u2068photo.png\u2069: There is no room left on the office's computer. The file was not "
        "kept, nothing half of it remains. Please tell the administrator, then send it again."
    ]
    assert not Document.objects.exists()
    assert [p for p in Path(settings.FILES_DIR).rglob("*") if p.is_file()] == []
    assert list(Path(settings.WORK_DIR).iterdir()) == []

    client.post(address, {**ABOUT, "files": [SimpleUploadedFile("photo.png", photo)]})
    assert client.get(listing).status_code == 200
    assert Document.objects.count() == 1


def test_a_page_that_finds_no_room_for_anything_says_so_and_keeps_nothing_half(
    cast, enter, monkeypatch
):
    client = enter(cast.coordinator)
    register = SimpleUploadedFile("r.csv", "Kërkuesi;Personi i kërkuar\nA B;C D\n".encode())
    typed = {"office": cast.ahvaz.pk, "register": register, "papers": [], "update": "on"}

    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    client.raise_request_exception = False
    answer = client.post(reverse("import_new"), typed)

    assert answer.status_code == 507
    assert "There is no room left on the office's computer" in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("size", "word"), [(0, "empty"), (201 * 1024 * 1024, "larger"), (10**12, "larger")]
)
def test_a_file_that_can_never_be_kept_is_refused_before_it_is_sent(cast, enter, case, size, word):
    file = {"name": "a.pdf", "size": size, "checksum": 1}
    answer = enter(cast.clerk).post(
        reverse("upload_new", args=[case.reference]), ABOUT | file, headers=JSON
    )

    assert (answer.status_code, word in answer.json()["message"]) == (422, True)
    assert not Upload.objects.exists()


def test_nonsense_about_a_file_is_a_sentence(cast, enter, case):
    file = {"name": "", "size": "many", "checksum": "-1"}
    answer = enter(cast.clerk).post(reverse("upload_new", args=[case.reference]), ABOUT | file)

    assert (answer.status_code, bool(answer.json()["message"])) == (200, True)


def test_a_bad_file_gets_its_sentence_and_leaves_nothing(
    cast, enter, case, settings, django_capture_on_commit_callbacks
):
    client = enter(cast.clerk)
    with django_capture_on_commit_callbacks(execute=True):
        answer = in_pieces(client, case, b"%PDF-1.4 nothing more" * 9, "list.pdf")

    page = client.get(reverse("case_documents", args=[case.reference])).content.decode()
    assert answer.json()["state"] == "refused"
    assert "\u2068list.pdf\u2069: The file ends too early" in page
    assert not Document.objects.exists()
    assert lying_about(settings) == b""


KEPT_LOCKED = (
    "The file asks for a password. It is kept, sealed, and becomes a document as soon as you type "
    "its password beside it."
)


def test_a_locked_zip_cannot_wait_and_says_so(cast, enter, case):
    client = enter(cast.clerk)
    files = [SimpleUploadedFile("\u202epapers.docx", hostile.locked_docx())]
    client.post(reverse("document_add", args=[case.reference]), {**ABOUT, "files": files})

    told = client.get(reverse("case_documents", args=[case.reference])).context["messages"]
    assert [str(said) for said in told] == [
        "\u2068papers.docx\u2069: The file is locked with a password and cannot be opened here. "
        "Please save it without one, or print it as a PDF, and upload that."
    ]
    assert not Upload.objects.exists()


@pytest.mark.parametrize("way", ["in pieces", "in one go"])
def test_a_locked_pdf_waits_for_its_password_and_opens_with_it(cast, enter, case, way):
    client, locked = enter(cast.clerk), hostile.locked_pdf()
    if way == "in pieces":
        in_pieces(client, case, locked, "bank.pdf")
    else:
        file = SimpleUploadedFile("bank.pdf", locked)
        client.post(reverse("document_add", args=[case.reference]), {**ABOUT, "files": [file]})
        told = client.get(reverse("case_documents", args=[case.reference])).context["messages"]
        assert [str(said) for said in told] == [f"\u2068bank.pdf\u2069: {KEPT_LOCKED}"]
    row = Upload.objects.get()
    address = reverse("upload", args=[row.pk])
    listing = reverse("case_documents", args=[case.reference])
    assert (row.state, "Password of the file" in client.get(listing).content.decode()) == (
        "locked", True,
    )  # fmt: skip

    wrong = client.post(address, {"password": "guess"}, follow=True).content.decode()
    assert "does not open with this password" in wrong
    client.post(address, {"password": "user"})

    paper = Document.objects.get()
    assert (paper.pages, paper.original_name, paper.title) == (1, "bank.pdf", "شناسنامه")
    assert client.get(reverse("document_view", args=[paper.pk, 1])).status_code == 200
    assert "Password of the file" not in client.get(listing).content.decode()


def test_an_unfinished_file_is_listed_and_thrown_away_after_a_page_that_asks(
    cast, enter, case, photo
):
    client = enter(cast.clerk)
    begin(client, case, photo, "half.png")
    listing = reverse("case_documents", args=[case.reference])
    address = reverse("upload_drop", args=[Upload.objects.get().pk])

    assert "half.png" in client.get(listing).content.decode()
    assert "Throw this file away?" in client.get(address).content.decode()
    client.post(address, {"command": uuid.uuid4()})

    assert not Upload.objects.exists()
    assert "half.png" not in client.get(listing).content.decode()


def test_nobody_else_goes_on_with_a_file(cast, enter, case, photo):
    address = begin(enter(cast.clerk), case, photo).json()["url"]
    send(enter(cast.clerk), address, photo[:700], 0)

    for other in (cast.coordinator, cast.elsewhere["clerk"], cast.stranger, cast.administrator):
        client = enter(other)
        answers = (
            client.get(address),
            send(client, address, photo[700:], 700),
            finish(client, address),
        )
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert begin(enter(cast.coordinator), case, photo).json()["offset"] == 0


def test_a_file_untouched_for_a_week_is_forgotten(
    cast, enter, case, photo, settings, django_capture_on_commit_callbacks
):
    client = enter(cast.clerk)
    address = begin(client, case, photo).json()["url"]
    send(client, address, photo[:700], 0)
    stray = Path(settings.FILES_DIR) / "coming" / str(uuid.uuid4())
    stray.mkdir()

    assert uploads.sweep(now=timezone.now() + timedelta(days=6)) == 0
    assert not stray.exists()
    assert uploads.sweep(now=timezone.now() + timedelta(days=8)) == 1

    assert list(Path(settings.FILES_DIR, "coming").iterdir()) == []


def test_the_same_file_twenty_times_is_one_paper_and_says_where_it_is(
    cast, enter, case, photo, settings
):
    client = enter(cast.clerk)
    for number in range(20):
        assert in_pieces(client, case, photo, f"{number}.png", 5000).json()["state"] == "kept"

    assert (Document.objects.count(), StoredFile.objects.count()) == (1, 1)
    page = read(client, reverse("case_documents", args=[case.reference]))
    assert page.count("The same file stands among the documents already.") == 19


def test_a_twin_in_one_s_own_cases_is_named_and_in_another_office_never(
    cast, enter, case, photo, django_assert_num_queries
):
    factories.log_family(cast, enquirer="زهرا نمونه", sought=("حسن نمونه",))
    factories.log_family(
        cast, by=cast.elsewhere["clerk"], office=cast.tirana, enquirer="Elira", sought=("Mehdi",)
    )
    mine = Case.objects.filter(office=cast.ahvaz).exclude(pk=case.pk).get()
    theirs = Case.objects.get(office=cast.tirana)
    other = hostile.picture_bytes("PNG", (641, 480))
    fresh = hostile.picture_bytes("PNG", (642, 480))
    in_pieces(enter(cast.elsewhere["clerk"]), theirs, other)
    in_pieces(enter(cast.clerk), mine, photo)
    client = enter(cast.clerk)
    listing = reverse("case_documents", args=[case.reference])
    client.get(listing)

    in_pieces(client, case, photo, "a.png")
    assert f"The same file is already here: \u2066{mine.reference}" in read(client, listing)
    in_pieces(client, case, other, "b.png")
    held_elsewhere = read(client, listing)
    in_pieces(client, case, fresh, "c.png")
    held_nowhere = read(client, listing)

    for page in (held_elsewhere, held_nowhere):
        assert "The same file is already here" not in page
        assert theirs.reference not in page


def read(client, address) -> str:
    return client.get(address).content.decode()


def test_a_known_file_is_written_like_a_new_one(cast, photo, monkeypatch):
    """How long keeping takes tells nobody that another office holds the same paper."""
    written = []
    fsync = os.fsync

    def counted(descriptor):
        written.append(os.fstat(descriptor).st_size)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", counted)
    vault.put_bytes(photo, mime="image/png")
    vault.put_bytes(photo, mime="image/png")

    assert written[0] == written[1] > len(photo)
