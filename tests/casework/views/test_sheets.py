"""Paper of the same shape as the screen, and the signed sheet that comes back as a scan."""

import io
import re

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from casework import references
from casework.models import Consent, Document, Scan
from tests.factories import log_family

LANGUAGES = ["en", "fa", "ar", "sq"]


@pytest.fixture
def family(cast):
    return log_family(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))


def code(family) -> str:
    """What the square on a family's sheet to sign holds."""
    return references.family_code(family.number, references.SHEET_CODE)


def scan(
    text: str | None, *, turned: int = 0, name="sheet.png", written=True, stained=False
) -> SimpleUploadedFile:
    """A photographed sheet with a square on it, or without one."""
    page = Image.new("L", (1240, 1754), "white")
    if written:
        ImageDraw.Draw(page).rectangle((200, 1000, 900, 1040), fill="black")
    if text:
        out = io.BytesIO()
        segno.make_qr(text, error="m").save(out, kind="png", scale=6, border=4)
        page.paste(Image.open(out).convert("L"), (120, 90))
    if stained:
        ImageDraw.Draw(page).ellipse((200, 170, 275, 245), fill="black")
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

    page = send(enter(cast.clerk), family, scan(code(family), turned=turned))

    document = Document.objects.get()
    assert (document.kind, document.case, document.request) == ("authorisation", None, family)
    assert {p for p, said in standing(family).items() if said == ("granted", "written")} == spoken
    assert "Its answers are in writing." in page


def test_the_same_sheet_twice_is_one_paper_and_says_nothing_new(cast, enter, family):
    client = enter(cast.clerk)
    send(client, family, scan(code(family)))
    before = Consent.objects.count()
    send(client, family, scan(code(family)))

    assert Document.objects.count() == 1
    assert Consent.objects.count() == before


def test_a_refusal_is_not_turned_into_anything_by_a_sheet(cast, enter):
    family = log_family(cast, answers={"P1": "granted", "P3": "refused"})

    send(enter(cast.clerk), family, scan(code(family)))

    assert standing(family) == {"P1": ("granted", "written"), "P3": ("refused", "oral")}


UNREAD = {
    "an empty page": (lambda _: scan(None, written=False), "the page is empty"),
    "another paper": (lambda _: scan(None), "No code was found on this scan"),
    "a stained code": (lambda f: scan(code(f), stained=True), "damaged or blurred"),
    "a code made elsewhere": (lambda f: scan(code(f)[:-8] + "A" * 8), "that of another paper"),
    "a page of the web": (lambda _: scan("https://example.org"), "that of another paper"),
    "its own receipt": (
        lambda f: scan(references.family_code(f.number)), "that of another paper"
    ),
}  # fmt: skip


@pytest.mark.parametrize("paper", UNREAD)
def test_a_sheet_that_cannot_be_read_says_why_is_kept_and_changes_no_answer(
    cast, enter, family, paper
):
    before, (make, said) = standing(family), UNREAD[paper]

    page = send(enter(cast.clerk), family, make(family))

    assert Document.objects.get().kind == "authorisation"
    assert standing(family) == before
    assert said in page
    assert "The scan is kept with the family’s papers" in page
    assert "Its answers are in writing." not in page


def test_what_could_not_be_read_is_recorded_by_hand(cast, enter, family):
    client = enter(cast.clerk)
    page = send(client, family, scan(None))
    link = re.search(r'href="([^"]+\?sheet=[^"#]+)', page)[1]

    form = client.get(link).context["renewals"][0]
    assert (form["how"].value(), form["evidence"].value()) == ("written", Document.objects.get().pk)
    typed = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    case = family.cases.first()
    client.post(
        reverse("consent_renew", args=[case.reference]),
        typed | {"person": str(family.enquirer_id)},
    )

    asked = {p: said for p, said in standing(family).items() if p != "P1"}
    assert set(asked.values()) == {("granted", "written")}
    evidence = Consent.objects.filter(request=family, how="written").values_list("evidence")
    assert set(evidence) == {(Document.objects.get().pk,)}


def test_a_page_opened_for_no_sheet_or_another_familys_chooses_nothing(cast, enter, family):
    other = log_family(cast, enquirer="لیلا نمونه")
    send(enter(cast.clerk), other, scan(None))
    address = reverse("consent", args=[family.cases.first().reference])
    for asked in ("", "?sheet=odd", f"?sheet={Document.objects.get().pk}"):
        form = enter(cast.clerk).get(address + asked).context["renewals"][0]
        assert (form["how"].value(), form.is_open) == (None, False)


def test_the_sheet_of_another_family_is_not_hung_here_and_waits_for_its_place(cast, enter, family):
    other = log_family(cast, enquirer="لیلا نمونه")
    client = enter(cast.clerk)

    page = send(client, family, scan(code(other)))

    assert "This sheet belongs to another request: it was not hung here." in page
    assert f'href="{reverse("scan_list")}"' in page
    assert Document.objects.count() == 0
    waiting = Scan.objects.get()
    assert (waiting.state, waiting.number) == ("waiting", other.number)
    send(client, family, scan(code(other)))
    assert Scan.objects.count() == 1
    told = {"home": other.number, "kind": "authorisation", "may_leave": "not_asked"}
    client.post(reverse("scan", args=[waiting.pk]), told)
    assert {how for _answer, how in standing(other).values()} == {"written"}


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
    for scheme in (references.CODE, references.SHEET_CODE):
        square = references.family_code(number, scheme)
        assert references.family_in_code(square) == number

        place = at % len(square)
        changed = square[:place] + other + square[place + 1 :]
        assert references.family_in_code(changed) == (number if changed == square else None)


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
