"""One word for one thing, in every language: the terms of the house, written by hand."""

import re

import pytest

from tests.house.test_languages import forms, messages

# English term -> what its translation must hold, whatever its ending; vowel signs do not count.
TERMS = {
    "protection officer": {"fa": "حفاظت", "ar": "حماي", "sq": "mbrojtj"},
    "coordinator": {"fa": "هماهنگ", "ar": "منسق", "sq": "ordinator"},
    "signatory": {"fa": "امضا", "ar": "موق|توقيع", "sq": "nënshkr"},
    "recipient": {"fa": "گیرند", "ar": "جه|مرسل|متلق|مستلم", "sq": "marrës"},
    "annex": {"fa": "پیوست", "ar": "مرفق|ملحق", "sq": "shtojc"},
    "reminder": {"fa": "یادآور", "ar": "تذكير", "sq": "kujtes"},
    "enquirer": {"fa": "درخواست‌کنند", "ar": "مقدم", "sq": "kërkues"},
    "family number": {"fa": "شمارهٔ خانواده", "ar": "الأسرة|العائلة", "sq": "numri i familjes"},
}
VOWEL_SIGNS = re.compile("[\u064b-\u0652]")


@pytest.mark.parametrize("language", ["fa", "ar", "sq"])
@pytest.mark.parametrize("term", TERMS)
def test_a_term_of_the_house_is_one_word_everywhere(term, language):
    wanted = re.compile(TERMS[term][language])
    named = re.compile(rf"\b{term}", re.IGNORECASE)
    other = [
        f"{message.part}: {message.key.text!r} -> {form!r}"
        for message in messages()
        if named.search(message.key.text)
        for form in forms(message, language)
        if not wanted.search(VOWEL_SIGNS.sub("", form).lower())
    ]
    assert other == []
