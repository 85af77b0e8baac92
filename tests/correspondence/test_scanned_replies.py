"""A scanned reply that bears a page of ours finds its thread by the square on it."""

import io

import pikepdf
import pytest

from casework import vault
from casework.models import Scan
from correspondence import verifying
from correspondence.actions import signing
from correspondence.pdf import pagecode
from deploy.story.scanner import simulate_signed_scan
from families import sealing
from tests.correspondence import sending

FORM = "/replies/new/"


@pytest.fixture
def letter(cast):
    return sending.sent(cast, sending.family(cast))


def returned(cast, *letters, **lying) -> Scan:
    """What the body sent back on paper: first pages of our letters, stamped and scanned."""
    pages = [
        simulate_signed_scan(signing.print_for_signature(each), order=[1], **lying)
        for each in letters
    ]
    content = pages[0] if len(pages) == 1 else joined(pages)
    stored = vault.put_bytes(content, mime="application/pdf")
    return Scan.objects.create(office=cast.ahvaz, file=stored, mark="1", pages=len(pages))


def joined(files: list[bytes]) -> bytes:
    whole, out = pikepdf.new(), io.BytesIO()
    for each in files:
        with pikepdf.open(io.BytesIO(each)) as pdf:
            whole.pages.extend(pdf.pages)
    whole.save(out)
    return out.getvalue()


@pytest.mark.parametrize("lying", [{}, {"rotate": 3.0, "dpi": 110}, {"turned": (1,)}])
def test_the_square_of_our_letter_opens_the_form_of_its_thread(cast, enter, letter, lying):
    scan = returned(cast, letter, **lying)
    answer = enter(cast.clerk).get(FORM, {"scan": scan.pk})
    assert answer.url == f"{FORM}?scan={scan.pk}&submission={letter.submission_id}"
    page = enter(cast.clerk).get(answer.url).content.decode()
    assert f"{FORM}?scan={scan.pk}&amp;all=1" in page


def test_the_reason_is_said_where_somebody_looks_for_another_thread(cast, enter, letter):
    scan = returned(cast, letter)
    page = enter(cast.clerk).get(FORM, {"scan": scan.pk, "all": 1})
    (found,) = page.context["suggestions"]
    assert found.reasons[0] == f"it bears the square of our letter {letter.number}"


def test_pages_of_two_threads_are_suggested_and_a_person_chooses(cast, enter, letter):
    other = sending.sent(cast, sending.family(cast, "علی"), to=letter.submission.recipient)
    page = enter(cast.clerk).get(FORM, {"scan": returned(cast, letter, other).pk})
    found = [each.submission.pk for each in page.context["suggestions"]]
    assert set(found) == {letter.submission_id, other.submission_id}


def test_the_thread_of_another_office_stays_closed(cast, enter, letter):
    scan = returned(cast, letter)
    Scan.objects.filter(pk=scan.pk).update(office=cast.tirana)
    page = enter(cast.elsewhere["clerk"]).get(FORM, {"scan": scan.pk})
    assert page.context["suggestions"] == []
    assert letter.number not in page.content.decode()


def test_only_a_square_with_our_tag_is_ours():
    ours = pagecode.format_code("AHV/1405/0001", 1, 1, 2, sealing.derived_key("pagecode"))
    assert verifying.letter_in_square(ours) == "AHV/1405/0001"
    elsewhere = pagecode.format_code("AHV/1405/0001", 1, 1, 2, b"another house")
    assert verifying.letter_in_square(elsewhere) is None
    assert verifying.letter_in_square("https://body.example/") is None
