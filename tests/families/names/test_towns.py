"""One key for the ways in which families write a town."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.names.towns import town_key


@pytest.mark.parametrize(
    "ways",
    [
        ("خرم‌آباد", "خرم آباد", "خرم اباد", "شهر خرم‌آباد"),
        ("اهواز", "أهواز", " اهواز "),
        ("ری", "شهر ری", "ري"),
        ("بندرعباس", "بندر عباس", "بندر‌عباس"),
        ("Tiranë", "Tirana", "TIRANE", "qyteti Tiranë"),
        ("Durrës", "Durrësi", "Durres"),
        ("Shkodër", "Shkodra", "Shkoder"),
        ("Vlorë", "Vlora"),
        ("Korçë", "Korça", "Korce"),
        ("Fier", "Fieri"),
        ("Gjirokastër", "Gjirokastra"),
        ("Sarandë", "Saranda"),
        ("Elbasan", "Elbasani"),
    ],
)
def test_ways_of_writing_one_town_have_one_key(ways):
    assert len({town_key(way) for way in ways}) == 1


def test_different_towns_have_different_keys():
    towns = [
        "اهواز", "آبادان", "تهران", "خرم‌آباد", "خرمشهر", "شهر ری", "Tiranë", "Durrës", "Shkodër",
        "Vlorë", "Korçë", "Fier", "Berat", "Elbasan", "Lezhë", "Lushnjë", "Krujë", "Kukës",
    ]  # fmt: skip

    assert len({town_key(town) for town in towns}) == len(towns)


@given(st.text(alphabet="اآبپتخرمشهد ‌يیكکةه abceëiruçTRK ", max_size=20))
def test_a_key_is_its_own_key_and_does_not_see_spaces_around(text):
    key = town_key(text)

    assert town_key(key) == key
    assert town_key(f"  {text} ") == key


def test_nothing_has_no_key():
    assert town_key(" ‌ ") == ""
