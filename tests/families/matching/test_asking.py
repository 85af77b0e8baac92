from datetime import date

import pytest

from families.matching import ask


@pytest.mark.parametrize(
    ("text", "name", "father", "year"),
    [
        ("کریمی ۱۳۴۴ پدر حسن", "کریمی", "حسن", date(1965, 3, 21)),
        ("Karimi 1965 father Hassan", "karimi", "hassan", date(1965, 1, 1)),
        ("علی کریمی فرزند حسن", "علی کریمی", "حسن", None),
        ("پدر حسن کریمی", "کریمی", "حسن", None),
        ("علی کریمی متولد ١٣٤٤", "علی کریمی", "", date(1965, 3, 21)),
        ("علی کریمی پدر", "علی کریمی پدر", "", None),
        ("کریمی ۴۱۷", "کریمی", "", None),
        ("حسن پدرش علی کریمی", "حسن کریمی", "علی", None),
        ("کریمی نام پدر حسن ۱۳۴۴", "کریمی", "حسن", date(1965, 3, 21)),
        ("كريمي مولود ١٩٦٥ اسم الأب حسن", "کریمی", "حسن", date(1965, 1, 1)),
        ("كريمي والده حسن", "کریمی", "حسن", None),
        ("Karimi, father's name: Hassan, born 1965", "karimi", "hassan", date(1965, 1, 1)),
        ("Ali son of Hassan Karimi", "ali karimi", "hassan", None),
        ("Karimi emri i babait Hasan", "karimi", "hasan", None),
        ("Ali i biri i Hasanit", "ali", "hasanit", None),
        ("Karimi atësia Hasan lindur 1965", "karimi", "hasan", date(1965, 1, 1)),
        ("Karimi Vater Hassan geb. 1965", "karimi", "hassan", date(1965, 1, 1)),
        ("father Hassan", "father hassan", "", None),
        ("born", "born", "", None),
        ("", "", "", None),
    ],
)
def test_year_and_father_are_taken_out_of_the_words(text, name, father, year):
    told = ask(text)
    assert (told.name, told.father) == (name, father)
    assert (told.birth and told.birth[0]) == year
