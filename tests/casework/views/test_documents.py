"""Papers on screen: examined, kept, drawn, saved, taken out; every opening noted."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from casework.models import Case, Consent, Document, Entry
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


def picture(name="photo.jpg", colour="white") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue())


def upload(client, case, *files, may_leave="not_asked", whose="case", kind="photo"):
    typed = {"kind": kind, "title": "عکس", "whose": whose, "may_leave": may_leave}
    return client.post(
        reverse("document_add", args=[case.reference]), {**typed, "files": list(files)}
    )


@pytest.fixture
def paper(cast, enter, case):
    upload(enter(cast.clerk), case, picture())
    return Document.objects.get()


def test_a_good_file_is_kept_and_a_bad_one_beside_it_gets_its_sentence(cast, enter, case):
    broken = SimpleUploadedFile("list.pdf", b"%PDF-1.4 nothing more")

    upload(enter(cast.clerk), case, broken, picture())

    kept = Document.objects.get()
    assert (kept.original_name, kept.case, kept.title) == ("photo.jpg", case, "عکس")


@pytest.mark.parametrize(("kind", "told"), [("authorisation", True), ("photo", False)])
def test_a_signed_sheet_among_the_papers_leads_to_writing_its_answers_down(
    cast, enter, case, kind, told
):
    client = enter(cast.clerk)
    upload(client, case, picture(), kind=kind)

    page = client.get(reverse("case_documents", args=[case.reference])).content.decode()
    link = f"{reverse('consent', args=[case.reference])}?sheet={Document.objects.get().pk}"
    assert (link in page) is told


@pytest.mark.parametrize(("said", "answers"), [("granted", ["granted"]), ("not_asked", [])])
def test_what_the_family_said_about_copies_is_kept_for_the_paper(cast, enter, case, said, answers):
    upload(enter(cast.clerk), case, picture(), may_leave=said)

    rows = Consent.objects.filter(document=Document.objects.get())
    assert [row.answer for row in rows] == answers


def test_a_paper_of_the_family_stands_on_all_its_cases(cast, enter):
    factories.log_family(cast, sought=("یکم نمونه", "دوم نمونه"))
    first, second = Case.objects.order_by("reference")
    client = enter(cast.clerk)
    upload(client, first, picture(), whose="family")
    upload(client, first, picture(colour="black"))

    def listed(case):
        answer = client.get(reverse("case_documents", args=[case.reference]))
        return len(answer.context["lines"])

    assert (listed(first), listed(second)) == (2, 1)


def test_a_page_is_drawn_as_a_picture(cast, enter, paper):
    answer = enter(cast.clerk).get(reverse("document_view", args=[paper.pk, 1]))

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_is_not_found(cast, enter, paper):
    assert enter(cast.clerk).get(reverse("document_view", args=[paper.pk, 9])).status_code == 404


def test_the_original_is_only_saved_and_its_name_says_nothing(cast, enter, paper):
    answer = enter(cast.clerk).get(reverse("document_original", args=[paper.pk]))

    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{paper.request.number}-1.jpg"'
    )
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8")


@pytest.mark.parametrize("name", ["document", "document_original"])
def test_opening_a_paper_is_noted(cast, enter, paper, name):
    enter(cast.clerk).get(reverse(name, args=[paper.pk]))

    line = Entry.objects.get(verb="view_document")
    assert (line.by, line.reading, line.details) == (
        cast.clerk,
        True,
        {"document": str(paper.pk)},
    )


def test_a_paper_is_taken_out_after_a_page_that_asks(cast, enter, case, paper):
    client, address = enter(cast.clerk), reverse("document_remove", args=[paper.pk])

    assert "Take this document out?" in client.get(address).content.decode()
    assert Document.objects.get().removed_at is None
    assert client.post(address, {"command": uuid.uuid4()}).status_code == 200  # why?
    assert Document.objects.get().removed_at is None
    client.post(address, {"command": uuid.uuid4(), "why": "دوبار اسکن شد"})

    row = Document.objects.get()
    assert (row.removed_by, row.removed_why) == (cast.clerk, "دوبار اسکن شد")
    assert row.removed_at is not None
    assert client.get(reverse("document", args=[paper.pk])).status_code == 404


def test_a_signatory_sees_papers_and_adds_or_removes_none(cast, enter, case, paper):
    client = enter(cast.signatory)

    assert client.get(reverse("document", args=[paper.pk])).status_code == 200
    assert client.post(reverse("document_remove", args=[paper.pk])).status_code == 403
    assert upload(client, case, picture(colour="black")).status_code == 403


@pytest.mark.parametrize("name", ["document", "document_original", "document_remove"])
def test_other_offices_and_strangers_find_no_paper(cast, enter, paper, name):
    address = reverse(name, args=[paper.pk])

    assert enter(cast.elsewhere["clerk"]).get(address).status_code == 404
    assert enter(cast.administrator).get(address).status_code == 404
    assert enter(cast.stranger).get(address).status_code == 404
    assert Entry.objects.filter(verb="view_document").count() == 0
