import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.names.parts import MOST_PARTS, parts, telling


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("محمدرضا کریمی", ("محمد", "رضا", "کریمی")),
        ("محمد رضا کریمی", ("محمد", "رضا", "کریمی")),
        ("محمد\u200cرضا كريمي", ("محمد", "رضا", "کریمی")),
        ("Mohammad-Reza Karimi", ("mohammad", "reza", "karimi")),
        ("عبد الكريم", ("عبدالکریم",)),
        ("عبدالکریم", ("عبدالکریم",)),
        ("عبد الله", ("عبدالله",)),
        ("Abd al-Karim", ("abdulkarim",)),
        ("Abdelkarim", ("abdulkarim",)),
        ("Abdurrahman", ("abdulrahman",)),
        ("Abdirizak", ("abdulrizak",)),
        ("Abdi Abbas", ("abdi", "abbas")),
        ("رحمت الله", ("رحمتالله",)),
        ("Nour-ud-Din", ("nouruddin",)),
        ("علی زاده", ("علیزاده",)),
        ("Ali Zadeh", ("alizadeh",)),
        ("پور داوود", ("پورداوود",)),
        ("Khalil ur Rahman", ("khalil", "rahman")),
        ("حسن بن علي القبيسي", ("حسن", "علی", "قبیسی")),
        ("الهام الیاسی", ("الهام", "الیاسی")),
        ("Dr. Seyed Ali Farzi", ("ali", "farzi")),
        ("حاجی زاده", ("حاجیزاده",)),
        ("M. Karimi", ("m", "karimi")),
        ("سید", ("سید",)),
        ("417", ()),
        ("", ()),
        (" - ", ()),
    ],
)
def test_name_is_taken_apart_the_same_way_however_it_is_spaced(name, expected):
    assert parts(name) == expected


@given(st.text(max_size=400))
def test_any_text_is_taken_apart_within_bounds(text):
    made = parts(text)
    assert len(made) <= MOST_PARTS
    assert all(part and " " not in part for part in made)


def test_ten_thousand_words_have_twelve_parts():
    assert len(parts("کریمی " * 10_000)) == MOST_PARTS


def test_common_names_tell_less_than_rare_ones():
    assert telling("محمد") == telling("mohamed") < telling("حسین") < telling("فرضیان") == 1


@pytest.mark.parametrize(
    "name", ["ez-Zawahiri", "Al-Zawahiri", "Zawahiri", "az Zawahiri", "bin Zawahiri"]
)
def test_an_article_that_sounds_as_the_letter_after_it_is_none_of_the_parts(name):
    assert parts("Sami " + name) == ("sami", "zawahiri")


@pytest.mark.parametrize("name", ["En Sami", "As Ali", "ad", "Ar"])
def test_a_word_that_is_no_article_stays(name):
    assert parts(name)[0] in name.casefold().split()
