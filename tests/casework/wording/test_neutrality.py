"""What a message with family news alone would better not hold: hints in four languages."""

import pytest

from casework.wording.neutrality import hints


def found(text, **more):
    return [(text[hint.start : hint.end], hint.kind) for hint in hints(text, **more)]


NEUTRAL = {
    "en": "Dear brother, mother is well and Leila has a second child. We think of you every day.",
    "fa": "برادر عزیزم، حال مادر خوب است. لیلا دو فرزند دارد و همه سلام می‌رسانند.",
    "ar": "أخي العزيز، أمي بخير والجميع يسلمون عليك. رُزقت ليلى بابنة.",
    "sq": "I dashur vëlla, nëna është mirë. Leila ka një vajzë dhe të gjithë të përshëndesin.",
}


@pytest.mark.parametrize("language", NEUTRAL)
def test_family_news_is_not_marked(language):
    assert found(NEUTRAL[language]) == []


MARKED = [
    ("Call me: +98 (916) 123-4567.", [("+98 (916) 123-4567", "number")]),
    ("شماره‌ام ۰۹۱۶۱۲۳۴۵۶۷", [("شماره‌ام", "reach"), ("۰۹۱۶۱۲۳۴۵۶۷", "number")]),
    ("اتصل ٠٧٧٠١٢٣٤٥٦٧", [("٠٧٧٠١٢٣٤٥٦٧", "number")]),
    ("house 4512", [("4512", "number")]),
    ("write to a.b@example.org", [("a.b@example.org", "reach")]),
    ("I am @somebody", [("@somebody", "reach")]),
    ("به تهران رفتیم", [("تهران", "place")]),
    ("در اهوازیم", [("اهوازیم", "place")]),
    ("در خرم آباد", [("خرم آباد", "place")]),
    ("في بغداد وبالأهواز", [("بغداد", "place"), ("وبالأهواز", "place")]),
    ("Jetojmë në Tiranë, rruga e Durrësit", [("Tiranë", "place"), ("rruga", "place"),
                                             ("Durrësit", "place")]),
    ("in Germany or the United States", [("Germany", "place"), ("United States", "place")]),
    ("در آلمان", [("آلمان", "place")]),
    ("از دادگاه خبری نیست", [("دادگاه", "politics")]),
    ("the army and the party", [("army", "politics"), ("party", "politics")]),
    ("پول بفرست", [("پول", "pressure")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_what_a_reader_should_look_at_twice_is_marked(text, expected):
    assert found(text) == expected


def test_the_familys_own_town_is_a_place():
    assert found("همه در دهکویه خوبند") == []
    assert found("همه در دهکویه خوبند", places=["دهکویه"]) == [("دهکویه", "place")]


@pytest.mark.parametrize("text", ["", " ", "۱۲", "\u200c", "@", "+", "a" * 3000, "۹ " * 1500])
def test_odd_texts_are_read_without_harm(text):
    for hint in hints(text):
        assert 0 <= hint.start < hint.end <= len(text)
