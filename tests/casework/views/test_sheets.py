"""Paper of the same shape as the screen, and the signed sheet that comes back as a scan."""

import io

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from casework import references
from casework.models import Consent, Document
from tests.factories import log_family

LANGUAGES = ["en", "fa", "ar", "sq"]


@pytest.fixture
def family(cast):
    return log_family(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))


def scan(text: str | None, *, turned: int = 0, name="sheet.png") -> SimpleUploadedFile:
    """A photographed sheet with a square on it, or without one."""
    page = Image.new("L", (1240, 1754), "white")
    if text:
        out = io.BytesIO()
        segno.make_qr(text, error="m").save(out, kind="png", scale=6, border=4)
        page.paste(Image.open(out).convert("L"), (120, 90))
    out = io.BytesIO()
    page.rotate(turned, expand=True).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def send(client, family, upload):
    address = reverse("authorisation", args=[family.number])
    return client.post(address, {"scan": upload} if upload else {}, follow=True).content.decode()


def standing(family):
    rows = {}
    for row in Consent.objects.filter(request=family).order_by("sequence"):
        rows[row.purpose] = (row.answer, row.how)
    return rows


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_a_signed_sheet_is_read_however_it_lies_and_hangs_once_for_all_cases(
    cast, enter, family, turned
):
    spoken = {purpose for purpose, said in standing(family).items() if said[0] == "granted"}

    page = send(enter(cast.clerk), family, scan(references.family_code(family.number),
                                                turned=turned))  # fmt: skip

    document = Document.objects.get()
    assert (document.kind, document.case, document.request) == ("authorisation", None, family)
    assert {p for p, said in standing(family).items() if said == ("granted", "written")} == spoken
    assert "Its answers are in writing." in page


def test_the_same_sheet_twice_is_one_paper_and_says_nothing_new(cast, enter, family):
    client, code = enter(cast.clerk), references.family_code(family.number)
    send(client, family, scan(code))
    before = Consent.objects.count()
    send(client, family, scan(code))

    assert Document.objects.count() == 1
    assert Consent.objects.count() == before


def test_a_refusal_is_not_turned_into_anything_by_a_sheet(cast, enter):
    family = log_family(cast, answers={"P1": "granted", "P3": "refused"})

    send(enter(cast.clerk), family, scan(references.family_code(family.number)))

    assert standing(family) == {"P1": ("granted", "written"), "P3": ("refused", "oral")}


@pytest.mark.parametrize("text", [None, "PVF:AHV-1405-000001-X:AAAAAAAA", "https://example.org"])
def test_a_sheet_that_cannot_be_read_is_kept_and_changes_no_answer(cast, enter, family, text):
    before = standing(family)

    page = send(enter(cast.clerk), family, scan(text))

    assert Document.objects.get().kind == "authorisation"
    assert standing(family) == before
    assert "its code could not be read" in page


def test_the_sheet_of_another_family_is_refused_and_not_kept(cast, enter, family):
    other = log_family(cast, enquirer="لیلا نمونه")

    page = send(enter(cast.clerk), family, scan(references.family_code(other.number)))

    assert "This sheet belongs to another request. Nothing was kept." in page
    assert Document.objects.count() == 0


def test_no_scan_and_a_file_that_is_none_get_a_sentence(cast, enter, family):
    client = enter(cast.clerk)

    assert "Please choose the scan" in send(client, family, None)
    send(client, family, SimpleUploadedFile("sheet.pdf", b"only words"))
    assert Document.objects.count() == 0


@given(
    st.integers(1300, 1499), st.integers(0, 999_999), st.integers(0, 45), st.sampled_from("0AZ:")
)
@settings(deadline=None)
def test_a_code_with_one_changed_character_is_not_ours(year, serial, at, other):
    number = references.build("AHV", year, serial)
    code = references.family_code(number)
    assert references.family_in_code(code) == number

    at %= len(code)
    changed = code[:at] + other + code[at + 1 :]
    assert references.family_in_code(changed) == (number if changed == code else None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_label_names_nobody(cast, enter, language):
    family = log_family(cast, language=language)
    page = enter(cast.clerk, language).get(reverse("folder_label", args=[family.number]))

    paper = page.content.decode().partition("<article")[2]
    assert family.number in paper
    assert "محمدرضا" not in paper
    assert "مریم" not in paper
    assert references.family_code(family.number) not in paper  # it is drawn, not written


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_speak_the_familys_language_whatever_the_screen_speaks(cast, enter, language):
    family = log_family(cast, language=language)
    client = enter(cast.clerk, "sq" if language != "sq" else "en")
    for address in (
        reverse("authorisation", args=[family.number]),
        reverse("intake_form", args=[language]),
    ):
        article = client.get(address).content.decode().partition("<article")[2]
        assert f'lang="{language}"' in article.partition(">")[0]


def test_the_blank_form_asks_what_the_screen_asks(cast, enter):
    page = enter(cast.clerk).get(reverse("intake_form", args=["en"])).content.decode()

    for label in ("Full name, as it is said", "Father&#x27;s name", "Last known place",
                  "May copies of your papers go with our letters?", "Interpreter"):  # fmt: skip
        assert label in page
    assert "Could this person have reasons" not in page


def test_the_impression_has_a_page_of_its_own_and_is_not_on_the_receipt(cast, enter, family):
    client = enter(cast.clerk)
    receipt = client.get(reverse("receipt", args=[family.number])).content.decode()
    address = reverse("risk", args=[family.number])

    assert "Could this person have reasons" not in receipt
    assert "Could this person have reasons" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 200
    client.post(address, {"impression": "no_sign"})
    assert {case.risk for case in family.cases.all()} == {"no_sign"}
