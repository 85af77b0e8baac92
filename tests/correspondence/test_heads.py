"""How letters begin: emblem, printed paper, opening words, mark; never a protected emblem."""

import io

import pikepdf
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image, ImageDraw, PngImagePlugin

from casework import vault
from casework.actions import house
from casework.actions.errors import Refused, Stale
from casework.models import StoredFile
from correspondence import drafting
from correspondence.actions import heads, letters, marking
from correspondence.models import OfficeHead
from correspondence.models.letter import LetterState
from correspondence.pdf import render_letter
from tests.correspondence import letters as made

MILLIMETRE = 72 / 25.4
SHEET = 297 * MILLIMETRE


def picture(draw=None, *, size=(600, 600), kind="PNG", ground="white", info=None) -> bytes:
    image = Image.new("RGB", size, ground)
    (draw or two_hands)(ImageDraw.Draw(image))
    out = io.BytesIO()
    image.save(out, kind, **({"pnginfo": info} if info else {}))
    return out.getvalue()


def two_hands(pen):
    pen.ellipse((60, 180, 300, 420), fill="navy")
    pen.ellipse((300, 180, 540, 420), fill="teal")


def cross(pen, colour="#c8102e"):
    pen.rectangle((200, 50, 400, 550), fill=colour)
    pen.rectangle((50, 200, 550, 400), fill=colour)


def use(cast, content=None, name="emblem.png", shows="Emblem: two hands", **more):
    with vault.work_file() as path:
        path.write_bytes(picture() if content is None else content)
        return heads.use_emblem(
            cast.ahvaz, path, name, shows, by=more.pop("by", cast.coordinator), **more
        )


def change(cast, printed_mm=0, by=None, **invocations):
    told = {"printed_mm": printed_mm, "invocations": invocations}
    return heads.change(cast.ahvaz, told, by=by or cast.coordinator)


def drawn(letter) -> bytes:
    return render_letter(drafting.compose(letter)).pdf


def pictures_in(pdf: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [(i.Width, i.Height) for i in opened.pages[0].get_images().values()]


def words_of(pdf: bytes, page=0) -> str:
    return pypdfium2.PdfDocument(pdf)[page].get_textpage().get_text_bounded()


def test_emblem_stands_on_every_letter_from_then_on_small(cast):
    letter = made.drafted(cast)
    before = drawn(letter)
    head = use(cast, picture(size=(3000, 2000)))
    assert pictures_in(before) == []
    assert pictures_in(drawn(letter)) == [(480, 320)]
    assert (head.emblem.mime, StoredFile.objects.filter(mime="image/jpeg").count()) == (
        "image/png",
        0,
    )
    heads.drop_emblem(cast.ahvaz, by=cast.coordinator)
    assert drawn(letter) == before


def test_what_the_emblem_shows_is_read_aloud(cast):
    use(cast, shows="Emblem: two hands")
    with pikepdf.open(io.BytesIO(drawn(made.drafted(cast)))) as pdf:
        said = {str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
                and "/Alt" in each}  # fmt: skip
    assert said == {"Emblem: two hands"}


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("red_cross.png", "our mark"),
        ("RedCrescent-logo.PNG", "our mark"),
        ("icrc.png", "our mark"),
        ("emblem.png", "A red  crystal"),
        ("emblem.png", "نشان هلال‌احمر"),
        ("emblem.png", "شیر و خورشید سرخ"),
        ("emblem.png", "شعار الصليب الأحمر"),
        ("emblem.png", "Emblema e Kryqit të Kuq"),
        ("emblem.png", "gjysmëhënës së kuqe"),
    ],
)
def test_protected_emblem_is_refused_by_its_name(cast, name, shows):
    with pytest.raises(Refused) as refusal:
        use(cast, name=name, shows=shows)
    assert refusal.value.codes == ["protected_emblem"]
    assert OfficeHead.of(cast.ahvaz).emblem is None
    assert not StoredFile.objects.exists()


def test_protected_emblem_is_refused_by_what_the_file_says_of_itself(cast):
    info = PngImagePlugin.PngInfo()
    info.add_text("Title", "Red Cross logo")
    with pytest.raises(Refused) as refusal:
        use(cast, picture(info=info))
    assert refusal.value.codes == ["protected_emblem"]


def tilted(pen):
    pen.line((100, 100, 500, 500), fill="red", width=120)
    pen.line((500, 100, 100, 500), fill="red", width=120)


@pytest.mark.parametrize(
    ("draw", "refused"),
    [
        (cross, True),
        (lambda pen: cross(pen, "#ff2020"), True),
        (lambda pen: pen.rectangle((100, 100, 500, 500), fill="red"), False),
        (lambda pen: cross(pen, "darkgreen"), False),
        (lambda pen: pen.ellipse((100, 100, 500, 500), fill="red"), False),
        (tilted, False),
        (two_hands, False),
    ],
)
def test_drawn_red_cross_is_seen(cast, draw, refused):
    if not refused:
        assert use(cast, picture(draw)).emblem is not None
        return
    with pytest.raises(Refused) as refusal:
        use(cast, picture(draw))
    assert refusal.value.codes == ["protected_emblem"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.4\n%%EOF", None),
        (b"not a picture", None),
        (b"", None),
        (picture()[:500], None),
        (picture(kind="TIFF"), "no_picture"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(cast, content, code):
    with pytest.raises(Refused) as refusal:
        use(cast, content)
    assert code in (None, *refusal.value.codes)
    assert refusal.value.reasons[0]
    assert OfficeHead.of(cast.ahvaz).emblem is None


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_printed_paper_keeps_its_room_and_loses_the_head(cast, language):
    letter = made.drafted(cast, language=language)
    usual = drawn(letter)
    change(cast, printed_mm=60)
    printed = drawn(letter)
    assert "061-5550000" in words_of(usual).replace("\u2011", "-")
    assert "061-5550000" not in words_of(printed).split("\n")[0]
    assert top_of_ink(usual) < 25
    assert 59 < top_of_ink(printed) < 70


def top_of_ink(pdf: bytes, page=0) -> float:
    """Millimetres from the upper edge to the first ink; a watermark is too pale to count."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    drawn_sheet = sheet.render(scale=2, grayscale=True).to_pil().convert("L")
    ink = drawn_sheet.point(lambda value: 255 if value < 130 else 0)
    return ink.getbbox()[1] / 2 / MILLIMETRE


def test_only_the_first_page_keeps_room_for_printed_paper(cast):
    letter = made.drafted(cast)
    change(cast, printed_mm=60)
    assert top_of_ink(drawn(letter), page=1) < 25


def test_office_without_paper_has_no_printed_paper(cast):
    house.change_office(cast.ahvaz, {"signing": "no_paper"}, by=cast.administrator)
    with pytest.raises(Refused) as refusal:
        change(cast, printed_mm=45)
    assert refusal.value.codes == ["no_paper"]


def test_opening_words_stand_above_in_the_letters_language_alone(cast):
    to = made.make_recipient(cast)
    rows = made.accepted(cast)
    persian = made.drafted(cast, rows, language="fa", to=to)
    english = made.drafted(cast, rows, language="en", to=to)
    plain = drawn(english)
    change(cast, fa="his_name", ar="basmala")
    said = words_of(drawn(persian))
    assert 0 < said.index("بسمه") < said.index("پیوند")
    assert drawn(english) == plain


def test_head_is_set_by_coordinator_and_administrator_of_the_office_alone(cast):
    with pytest.raises(PermissionDenied):
        change(cast, by=cast.elsewhere["coordinator"])
    with pytest.raises(PermissionDenied):
        change(cast, by=cast.clerk)
    assert change(cast, printed_mm=30, by=cast.administrator).printed_mm == 30


def test_who_was_faster_is_told_and_nothing_is_lost(cast):
    change(cast, printed_mm=40)
    with pytest.raises(Stale):
        heads.change(
            cast.ahvaz, {"printed_mm": 50, "invocations": {}}, by=cast.administrator, seen=0
        )
    assert OfficeHead.of(cast.ahvaz).printed_mm == 40


def test_mark_is_chosen_for_each_letter_and_ends_an_approval(cast):
    letter = made.approved(cast)
    assert "CONFIDENTIAL" in words_of(drawn(letter))
    marked = marking.classify(letter, "strictly_confidential", by=cast.coordinator)
    assert marked.state == LetterState.DRAFT
    assert "STRICTLY CONFIDENTIAL" in words_of(drawn(marked))


def test_letter_that_names_persons_never_goes_without_a_mark(cast):
    with pytest.raises(Refused) as refusal:
        marking.classify(made.drafted(cast), "none", by=cast.coordinator)
    assert refusal.value.codes == ["must_be_marked"]


def test_numbered_letter_keeps_the_head_that_it_has(cast):
    letter = made.numbered(cast)
    frozen = letter.pdf_sha256
    use(cast)
    change(cast, printed_mm=45)
    letter.refresh_from_db()
    assert letter.pdf_sha256 == frozen
    assert letters.take_back(letter, "once more", by=cast.coordinator).state == LetterState.DRAFT
