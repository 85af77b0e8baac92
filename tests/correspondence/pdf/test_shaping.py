"""Shaping: joined letters, ligatures, half-spaces, fallback, and what a code stands for."""

import pytest
import uharfbuzz as hb

from correspondence.pdf.fonts import face, face_of
from correspondence.pdf.inline import prepare
from correspondence.pdf.lines import natural_width
from correspondence.pdf.shaping import TATWEEL, shape

VAZIRMATN = face("Vazirmatn", bold=False)
SENTENCE = {
    "fa": "خواهشمند است در جست‌وجوی افراد نام‌برده در فهرست پیوست مساعدت فرمایید",
    "ar": "نرجو مساعدتكم في البحث عن الأشخاص الواردة أسماؤهم في القائمة المرفقة",
    "en": "We should be grateful if you would register the cases and tell us your number",
    "sq": "të na njoftoni çfarë të dhënash ose dokumentesh Ju nevojiten ende",
}


def _letters(shaped) -> str:
    """The texts of the codes, turned round as readers turn right-to-left text."""
    return "".join(meaning.text for meaning in reversed(shaped.meanings))


@pytest.mark.parametrize("word", ["سلام", "مسئولان", "نامهٔ", "شمارهٔ", "می‌شود", "اطلاعات"])
def test_codes_of_a_persian_word_read_back_as_the_word(word):
    shaped = shape(VAZIRMATN, word, True, "fa")

    assert _letters(shaped) == word
    assert all(len(meaning.text) == 1 for meaning in shaped.meanings)


def test_ligature_of_lam_and_alef_is_one_drawing_and_two_codes():
    shaped = shape(VAZIRMATN, "لا", True, "fa")

    blank, ligature = shaped.meanings
    assert (blank.text, ligature.text) == ("ا", "ل")
    assert blank.glyph == VAZIRMATN.space_glyph
    assert VAZIRMATN.width(blank.code) == 0


def test_joined_letter_is_drawn_unlike_the_single_one():
    single = shape(VAZIRMATN, "ن", True, "fa").meanings[0].glyph
    joined = shape(VAZIRMATN, "نن", True, "fa").meanings

    assert single not in {meaning.glyph for meaning in joined}


def test_half_space_keeps_letters_apart():
    with_half_space = shape(VAZIRMATN, "می‌شود", True, "fa")
    without = shape(VAZIRMATN, "میشود", True, "fa")

    assert with_half_space.width != without.width
    assert VAZIRMATN.width(VAZIRMATN.font.get_nominal_glyph(0x200C)) == 0


def test_visible_half_space_glyph_is_never_drawn():
    amiri = face("Amiri", bold=False)
    half_space = amiri.font.get_nominal_glyph(0x200C)

    drawn = {meaning.glyph for meaning in shape(amiri, "می‌شود", True, "ar").meanings}

    assert half_space not in drawn


def test_part_of_a_letter_stands_for_an_elongation():
    shaped = shape(face("Amiri", bold=False), "لكم", True, "ar")

    assert _letters(shaped).replace(TATWEEL, "") == "لكم"
    assert all(meaning.text for meaning in shaped.meanings)


def test_mirrored_bracket_stands_for_what_it_looks_like():
    shaped = shape(VAZIRMATN, "(", True, "fa")

    assert shaped.meanings[0].text == ")"
    assert shaped.meanings[0].glyph == VAZIRMATN.font.get_nominal_glyph(ord(")"))


@pytest.mark.parametrize("language", list(SENTENCE))
def test_width_of_a_line_agrees_with_harfbuzz(language):
    text = SENTENCE[language]
    first = face_of(text[0], language, False)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(first.font, buffer)
    wanted = sum(at.x_advance for at in buffer.glyph_positions) * first.scale

    width, _ = natural_width(text, language, language in {"fa", "ar"}, False)

    assert width == pytest.approx(wanted, rel=0.005)


def test_character_of_another_script_falls_back_to_a_font_that_has_it():
    line = prepare("name: علی", "en", False).lines[0]

    assert [word.runs[0].face.name for word in line] == ["NotoSerif-Regular", "Vazirmatn-Regular"]


def test_character_of_no_font_is_named_and_replaced():
    prepared = prepare("a 漢 b", "en", False)

    assert prepared.missing == {"漢"}
    assert prepared.lines[0][1].runs[0].text == "\ufffd"


def test_bold_is_set_between_stars_only():
    line = prepare("a **b** c", "en", False).lines[0]

    assert [word.runs[0].face.name for word in line] == [
        "NotoSerif-Regular",
        "NotoSerif-Bold",
        "NotoSerif-Regular",
    ]


def test_stars_inside_a_value_are_printed():
    line = prepare("name: \u2068**x**\u2069", "en", False).lines[0]

    assert "".join(run.text for run in line[-1].runs) == "**x**"


def test_odd_stars_are_printed():
    line = prepare("a ** b", "en", False).lines[0]

    assert [word.runs[0].text for word in line] == ["a", "**", "b"]


@pytest.mark.parametrize("family", ["Vazirmatn", "NotoSerif", "Amiri"])
@pytest.mark.parametrize(
    "text", ["FL-2026/0153", "1403/05/21", "22.11.2026", "12:30", "۱۴۰۳/۰۵/۲۱"]
)
def test_number_put_together_from_digits_is_as_wide_as_harfbuzz_sets_it(family, text):
    used = face(family, bold=False)
    if not used.points.issuperset(map(ord, text)):
        used = VAZIRMATN
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "fa"
    hb.shape(used.font, buffer)
    wanted = [info.codepoint for info in buffer.glyph_infos]

    shaped = shape(used, text, False, "fa")

    assert [meaning.glyph for meaning in shaped.meanings] == wanted
    assert shaped.width == pytest.approx(
        sum(at.x_advance for at in buffer.glyph_positions) * used.scale, rel=0.005
    )
    assert "".join(meaning.text for meaning in shaped.meanings) == text


@pytest.mark.parametrize(
    "value", ["FL-2026/17", "۱۴۰۵/۰۹/۰۱", "١٩٦١/٠١/٠١", "22.11.2026", "12", "۱۲", "١٢"]
)
@pytest.mark.parametrize("language", ["en", "fa", "ar"])
def test_value_alone_is_set_as_it_is_among_words(value, language):
    rtl = language in {"fa", "ar"}
    isolated = f"\u2066{value}\u2069"

    alone = prepare(isolated, language, rtl).lines[0]
    among = prepare(f"{isolated} \u2066x\u2069", language, rtl).lines[0]

    drawn = [(run.face, run.text, run.shaped) for run in alone[0].runs]
    assert drawn == [(run.face, run.text, run.shaped) for run in among[0].runs]
    assert not alone[0].runs[0].level & 1


def test_digits_alone_need_no_isolate():
    assert prepare("۱۲", "fa", True).lines[0][0].runs[0].text == "۱۲"


@pytest.mark.parametrize("text", ["\u200d", "a \u200c b", "\u202e", "x\u202ey", "\u00ad"])
@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_text_of_invisible_characters_draws_nothing_and_breaks_nothing(text, language):
    prepared = prepare(text, language, language in {"fa", "ar"})

    assert prepared.widest >= 0
