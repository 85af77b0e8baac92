"""Files of an unfinished request: in pieces, with a password, each once, handed on."""

import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.actions import uploads
from casework.models import Case, Document, IntakeDraft, Upload
from casework.vault import pieces
from tests.casework.vault import hostile
from tests.factories import log_family

JSON = {"Accept": "application/json"}
PAPERS = "papers"


@pytest.fixture
def desk(cast, enter):
    return enter(cast.clerk)


@pytest.fixture
def draft(desk):
    typed = {"e-name": "مریم", "e-notice": "on", "p0-name": "رضا", "p0-father": "علی"}
    desk.post(reverse("intake_new_all"), typed | {"do": "keep"})
    return IntakeDraft.objects.get()


@pytest.fixture
def photo():
    return hostile.picture_bytes("PNG", (640, 480))


def at(draft):
    return reverse("intake_page", args=[draft.pk, PAPERS])


def begin(client, draft, content, name="scan.png"):
    file = {"name": name, "size": len(content), "checksum": zlib.crc32(content)}
    return client.post(reverse("intake_upload_new", args=[draft.pk]), file)


def send(client, address, content, offset):
    headers = {"Upload-Offset": offset, "Piece-Checksum": zlib.crc32(content)}
    return client.put(address, content, content_type="application/octet-stream", headers=headers)


def sent(client, draft, content, name="scan.png"):
    address = begin(client, draft, content, name).json()["url"]
    send(client, address, content, 0)
    return client.post(address, {}, headers=JSON)


def log(client, draft):
    return client.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})


def test_a_file_comes_in_pieces_and_stands_among_the_papers(desk, draft, photo):
    address = begin(desk, draft, photo).json()["url"]
    send(desk, address, photo[:700], 0)
    again = begin(desk, draft, photo).json()
    assert (again["url"], again["offset"]) == (address, 700)
    assert "Choose the same file again" in desk.get(at(draft)).content.decode()

    send(desk, address, photo[700:], 700)
    assert desk.post(address, {}, headers=JSON).json()["state"] == "kept"

    page = desk.get(at(draft)).content.decode()
    assert [paper["name"] for paper in IntakeDraft.objects.get().fields["papers"]] == ["scan.png"]
    assert "scan.png" in page
    assert "Begun by you, not yet kept" not in page


def test_what_is_kept_becomes_a_paper_of_the_case_that_is_chosen(desk, draft, photo):
    sent(desk, draft, photo)
    said = {"d0-kind": "birth", "d0-whose": "0", "d0-may_leave": "on"}
    desk.post(at(draft), said | {"do": "keep"})

    log(desk, draft)

    document = Document.objects.get()
    assert (document.kind, document.case) == ("birth", Case.objects.get())
    assert Upload.objects.count() == 0


def test_a_file_that_has_not_come_in_full_goes_on_at_the_case(desk, draft, photo):
    address = begin(desk, draft, photo).json()["url"]
    send(desk, address, photo[:700], 0)

    log(desk, draft)
    send(desk, address, photo[700:], 700)
    desk.post(address, {}, headers=JSON)

    row, case = Upload.objects.get(), Case.objects.get()
    assert (row.draft, row.case, row.state) == (None, case, "kept")
    assert Document.objects.get().request == case.request


@pytest.mark.parametrize("in_pieces", [True, False])
def test_a_locked_pdf_waits_for_its_password(desk, draft, in_pieces):
    locked = hostile.locked_pdf()
    if in_pieces:
        sent(desk, draft, locked, "locked.pdf")
    else:
        files = [SimpleUploadedFile("locked.pdf", locked)]
        desk.post(at(draft), {"do": "upload", "files": files})
    assert "waits for its password" in desk.get(at(draft)).content.decode()

    address = reverse("upload", args=[Upload.objects.get().pk])
    answer = desk.post(address, {"password": "user"})

    assert answer.url == at(draft)
    assert [paper["name"] for paper in IntakeDraft.objects.get().fields["papers"]] == ["locked.pdf"]


def test_the_same_file_twenty_times_is_one_paper(desk, draft, photo):
    for _time in range(20):
        files = [SimpleUploadedFile("scan.png", photo)]
        desk.post(at(draft), {"do": "upload", "files": files})

    assert len(IntakeDraft.objects.get().fields["papers"]) == 1


@pytest.mark.parametrize("in_pieces", [True, False])
def test_a_file_that_is_known_is_said_where_one_may_look_and_nowhere_else(
    cast, enter, draft, photo, in_pieces
):
    ours = log_family(cast).cases.get()
    theirs = log_family(cast, by=cast.elsewhere["clerk"], office=cast.tirana).cases.get()
    for client, case in ((enter(cast.elsewhere["clerk"]), theirs), (enter(cast.clerk), ours)):
        about = {"kind": "photo", "title": "", "whose": "case", "may_leave": "not_asked"}
        files = SimpleUploadedFile("scan.png", photo)
        where = reverse("document_add", args=[case.reference])
        client.post(where, about | {"files": files}, follow=True)

    if in_pieces:
        sent(client, draft, photo)
    else:
        client.post(at(draft), {"do": "upload", "files": [SimpleUploadedFile("a.png", photo)]})
    page = client.get(at(draft)).content.decode()

    assert f"The same file is already here: \u2066{ours.reference}\u2069." in page
    assert theirs.reference not in page
    assert len(IntakeDraft.objects.get(pk=draft.pk).fields["papers"]) == 1


def test_a_draft_that_is_thrown_away_takes_its_files_along(cast, desk, draft, photo):
    address = begin(desk, draft, photo).json()["url"]
    send(desk, address, photo[:700], 0)

    desk.post(reverse("intake_drop", args=[draft.pk]))
    uploads.sweep()

    assert Upload.objects.count() == 0
    assert pieces.strays([]) == []


def test_nobody_of_another_office_sends_a_file_here(cast, enter, draft, photo):
    assert begin(enter(cast.elsewhere["clerk"]), draft, photo).status_code == 404
    assert begin(enter(cast.signatory), draft, photo).status_code == 403
