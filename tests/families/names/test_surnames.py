"""The surname that brothers and sisters share is found however the full name is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families.names import tidy
from families.names.surnames import surname


@pytest.mark.parametrize(
    ("full", "shared"),
    [
        ("محمد فرضیان", "فرضیان"),
        ("سید محمدرضا فرضیان", "فرضیان"),
        ("آقای علی فرضیان", "فرضیان"),
        ("مریم فرضیان خانم", "فرضیان"),
        ("رضا حسینی نژاد", "حسینی نژاد"),
        ("رضا حسینی‌نژاد", "حسینی‌نژاد"),
        ("رضا علی زاده", "علی زاده"),
        ("محمد پور داوود", "پور داوود"),
        ("علی حسینی تهرانی", "حسینی تهرانی"),
        ("محمد علی تهرانی", "تهرانی"),
        ("أحمد بن سلمان", "بن سلمان"),
        ("أحمد آل فرضي", "آل فرضي"),
        ("أحمد عبد الكريم", "عبد الكريم"),
        ("أحمد الهاشمي", "الهاشمي"),
        ("Ahmed bin Salman", "bin Salman"),
        ("Ahmed al-Hashimi", "al-Hashimi"),
        ("Ahmed Al Hashimi", "Al Hashimi"),
        ("Mrs Maria von Muster", "von Muster"),
        ("Arben Shembulli", "Shembulli"),
    ],
)
def test_the_surname_is_kept_whole_and_as_it_was_given(full, shared):
    assert surname(full) == shared


@pytest.mark.parametrize("full", ["", "  ", "فرضیان", "سید رضا", "خانم مریم", "علی نژاد", "Ardit"])
def test_a_name_of_one_part_has_no_surname_to_copy(full):
    assert surname(full) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_the_surname_is_a_true_part_of_it(full):
    shared = surname(full)

    assert not shared or len(shared) < len(tidy(full))
    assert set(shared.split()) <= set(tidy(full).split())
