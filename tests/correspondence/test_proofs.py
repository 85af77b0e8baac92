"""“Prove this submission” on paper: all that is held, nobody's name, and what is not on file."""

import io

import pypdfium2
import pytest
from django.urls import reverse

from casework.models import Entry
from correspondence import drafting
from correspondence.actions import earlier, replies
from correspondence.models.submission import Proof, ReplyClass
from families.calendars import parse
from tests.correspondence import letters as made
from tests.correspondence import sending

pytestmark = pytest.mark.django_db


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def grouped(digest: str) -> str:
    return " ".join(digest[at : at + 16] for at in range(0, 64, 16))


@pytest.fixture
def sent(cast):
    rows = sending.three(cast)
    made.paper(cast, rows[0], title="شناسنامهٔ محمدرضا")
    return sending.sent(cast, rows)


def test_it_holds_hashes_dispatch_and_cases_and_names_no_family(cast, sent):
    paper = drafting.proof_paper(sent.submission, "en", [])
    text = text_of(paper.pdf)
    annex = sent.annexes.get()
    for digest in (sent.pdf_sha256, sent.bundle_sha256, annex.sha256):
        assert grouped(digest) in text
    for words in (sent.number, "receipt signed", "Registry", "The body has not acknowledged it"):
        assert words in text
    assert all(line.case.reference in text for line in sent.submission.lines.all())
    assert "فرضیان" not in text and "شناسنامه" not in text


def test_what_came_back_stands_there_and_the_gap_is_gone(cast, sent):
    line = sent.submission.lines.first()
    reply = replies.record_reply(
        office=cast.ahvaz, body=sent.submission.recipient.body, way="post",
        received_on=cast.ahvaz.today(), words="received", their_reference="TRC 77",
        lines=[replies.Line(sent.submission, line.case, ReplyClass.ACKNOWLEDGED)],
        by=cast.clerk,
    )  # fmt: skip
    text = text_of(drafting.proof_paper(sent.submission, "en", [reply]).pdf)
    assert "TRC 77" in text and reply.number in text
    assert "has not acknowledged" not in text


def test_rule_45_an_earlier_one_never_looks_like_a_sealed_one(cast):
    submission = earlier.record(
        sending.family(cast), made.make_recipient(cast), by=cast.clerk, office=cast.ahvaz,
        on=parse("بهار ۱۴۰۲"), place="Tehran", proof=Proof.REMEMBERED,
    )  # fmt: skip
    text = text_of(drafting.proof_paper(submission, "en", []).pdf)
    assert "What is recorded of an earlier submission" in text
    assert "It was not numbered, frozen or hashed by this program." in text
    assert "SHA-256" not in text and "Proof of submission" not in text


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_it_is_set_in_every_language_with_no_missing_letter(cast, sent, language):
    paper = drafting.proof_paper(sent.submission, language, [])
    assert paper.pages >= 1
    assert paper.missing == ()


def test_the_page_gives_it_and_writes_down_who_took_it(cast, enter, sent):
    address = reverse("submission_proof", args=[sent.submission_id])
    answer = enter(cast.clerk).get(address)
    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.get(verb="print_proof").by == cast.clerk
    assert enter(cast.elsewhere["clerk"]).get(address).status_code == 404
    assert enter(cast.regional).get(address).status_code == 404


def test_a_submission_of_which_nothing_has_left_is_a_paper_too(cast, enter):
    letter = made.numbered(cast)
    answer = enter(cast.clerk).get(reverse("submission_proof", args=[letter.submission_id]))
    assert "This letter has not left." in text_of(answer.content)
