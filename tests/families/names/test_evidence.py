from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.names.evidence import Told, compare

BORN = (date(1965, 3, 21), date(1966, 3, 20))
LATER = (date(1970, 1, 1), date(1970, 12, 31))


def level(one, other):
    return compare(Told(one), Told(other)).level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علی کریمی", "علي كريمي"),
        ("علی کریمی", "KARIMI Ali"),
        ("محمدرضا فرضیان", "Farziyan, Mohammad Reza"),
        ("محمد\u200cرضا فرضیان", "Mohamed-Riza Farzian"),
        ("یوسف فرضی", "Joseph Farzi"),
        ("یوسف فرضی", "Jusuf Farzi"),
        ("عبدالکریم فرض پور", "Abdul Karim Farzpour"),
        ("سید علی فرضی", "Ali Farzi"),
        ("سعید سالار کیا", "Saeed Salarkia"),
        ("حسین الفرضي", "Hussein Alfarzi"),
        ("ﻋﻠﻲ ﻓﺮﺿﻲ", "Ali Farzi"),
        ("\u202eعلی فرضی\u202c", "Ali Farzi"),
    ],
)
def test_one_person_in_two_spellings_is_likely(one, other):
    assert level(one, other) == "likely"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حسن فرضیان", "حسین فرضیان"),
        ("حسن فرضیان", "Hossein Farzian"),
        ("محمد فرضیان", "Mahmoud Farzian"),
        ("زهرا فرضیان", "Zohreh Farzian"),
        ("حامد فرضیان", "Hamid Farzian"),
        ("علی فرضیان", "Reza Farzian"),
    ],
)
def test_brothers_and_sisters_are_never_likely(one, other):
    father = dict(father="غلامعباس")
    alike = compare(Told(one, **father, birth=BORN), Told(other, **father, birth=BORN))
    assert alike.level != "likely"
    assert ("father", "fits") in alike.beside


NASAB = ["علی حسن فرضیان", "محمود حسن فرضیان"]


def test_brothers_who_carry_the_fathers_name_inside_theirs_are_not_likely():
    assert level(*NASAB) != "likely"
    assert compare(Told(NASAB[0], birth=BORN), Told(NASAB[1], birth=BORN)).level != "likely"


def test_birth_father_and_sex_count_both_ways():
    one = Told("علی کریمی فرض", father="حسن", birth=BORN, sex="male")
    plain = compare(Told("علی کریمی فرض"), Told("Ali Karimi")).score
    fits = compare(one, Told("Ali Karimi", father="Hassan", birth=BORN, sex="male"))
    against = compare(one, Told("Ali Karimi", father="Reza", birth=LATER, sex="female"))

    assert fits.score > plain > against.score
    assert fits.beside == (("birth", "fits"), ("father", "fits"))
    assert against.beside == (("birth", "against"), ("father", "against"), ("sex", "against"))
    assert against.level == "not"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ((date(1965, 1, 1), date(1965, 12, 31)), "fits"),
        ((date(1966, 6, 1), date(1966, 6, 1)), "near"),
        ((date(1967, 9, 1), date(1967, 9, 1)), None),
        (LATER, "against"),
    ],
)
def test_birth_answers_fits_near_or_against(other, expected):
    said = dict(compare(Told("علی", birth=BORN), Told("علی", birth=other)).beside)
    assert said.get("birth") == expected


def test_every_part_says_what_it_counted():
    fits = compare(Told("علی رضا کریمی"), Told("KARIMI Ali")).fits
    said = {(fit.one, fit.other) for fit in fits}

    assert said == {("علی", "ali"), ("کریمی", "karimi"), ("رضا", "")}
    assert sum(fit.share for fit in fits) == pytest.approx(1)
    weights = {fit.one: fit.share for fit in fits}
    assert weights["علی"] < weights["کریمی"]


@pytest.mark.parametrize("name", ["", " ", "سید", "ع", "۱۳۴۴", "\u202e", "Dr", "x" * 300, "aعbب"])
def test_poor_names_are_compared_and_prove_nothing_with_others(name):
    assert compare(Told(name), Told("علی کریمی")).level == "not"


WORDS = ["علی", "رضا", "کریمی", "فرضیان", "نمونه", "Ali", "Karimi", "Farzi", "Hoseyn", "حسين"]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5)


@given(NAMES, NAMES, st.randoms())
def test_the_order_of_the_words_never_changes_a_score(one, other, random):
    shuffled = list(other)
    random.shuffle(shuffled)
    joined = [" ".join(words) for words in (one, other, shuffled)]
    assert compare_(joined[0], joined[1]) == compare_(joined[0], joined[2])
    assert compare_(joined[0], joined[1]) == compare_(joined[1], joined[0])


FORMS = str.maketrans("یک", "يك")


@given(NAMES, NAMES)
def test_letter_forms_case_and_half_spaces_never_change_a_score(one, other):
    plain = compare_(" ".join(one), " ".join(other))
    dressed = "\u200c".join(one).translate(FORMS).swapcase()
    assert compare_(dressed, " ".join(other)) == plain


@given(NAMES)
def test_a_name_is_likely_itself(words):
    assert compare_(" ".join(words), " ".join(words)) == 1


def compare_(one, other):
    return compare(Told(one), Told(other)).score
