"""Remarks become offers in four languages, and only when they say that something happened."""

import pytest

from casework.imports.remarks import Offer, offer_from_column, offers


def kinds(text):
    return [offer.kind for offer in offers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "پرونده قبلاً به صلیب سرخ تحویل شده است",
        "پرونده قبلا به صليب سرخ تحويل شده‌است.",
        "مدارک را سال گذشته به هلال احمر تحویل دادیم",
        "به صلیب سرخ تحویل شد، ولی هنوز پاسخی نیامده",
        "Already handed to the Red Cross",
        "was submitted to the ICRC in 2019 and no answer came",
        "i dorëzuar më parë Kryqit të Kuq",
        "U dorëzua në KNKK vitin e kaluar",
        "سبق تسليم الملف إلى الصليب الأحمر",
        "تم تقديم الطلب إلى اللجنة الدولية سابقًا ولم يأت جواب",
    ],
)
def test_handed_in_before_is_offered(text):
    assert [(offer.kind, offer.detail["body"]) for offer in offers(text)] == [
        ("earlier_submission", "red_cross")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "هنوز به صلیب سرخ تحویل نشده است",
        "باید به صلیب سرخ تحویل شود",
        "Not yet handed to the Red Cross",
        "Please hand to the Red Cross",
        "should be submitted to the ICRC",
        "nuk është dorëzuar në Kryqin e Kuq",
        "duhet dorëzuar Kryqit të Kuq",
        "لم يسلم إلى الصليب الأحمر",
        "مراجعه حضوری مادر ۸۲ ساله",
        "works for the Red Cross",
        "",
    ],
)
def test_what_did_not_happen_is_not_offered(text):
    assert kinds(text) == []


def test_the_date_and_the_words_come_with_the_offer():
    words = "در بهار ۱۴۰۲ به صلیب سرخ تحویل شد"
    assert offers(words) == (
        Offer("earlier_submission", {"body": "red_cross", "when": "بهار ۱۴۰۲", "words": words}),
    )


@pytest.mark.parametrize(
    "text",
    ["تماس فقط عصرها", "evenings only", "Telefononi vetëm në mbrëmje", "الاتصال مساءً فقط"],
)
def test_calling_in_the_evening_is_offered(text):
    assert kinds(text) == ["evenings"]


@pytest.mark.parametrize(
    "text", ["تماس نگیرید", "Do not call in the evening", "mos telefononi", "عدم الاتصال"]
)
def test_do_not_call_is_offered_and_nothing_milder(text):
    assert kinds(text) == ["do_not_call"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("flet vetëm shqip", "sq"),
        ("speaks only Persian", "fa"),
        ("فقط عربی حرف می‌زند", "ar"),
        ("يتكلم الفارسية فقط", "fa"),
    ],
)
def test_a_single_language_is_offered(text, language):
    assert offers(text) == (Offer("speaks_only", {"language": language}),)


@pytest.mark.parametrize(
    ("cell", "when"),
    [("yes", ""), ("بله", ""), ("spring 2019", "spring 2019"), ("2019-03-01", "2019-03-01")],
)
def test_a_column_of_its_own_offers_yes_and_dates(cell, when):
    offer = offer_from_column(cell, "Handed to Red Cross")
    assert (offer.detail["body"], offer.detail["when"]) == ("red_cross", when)


@pytest.mark.parametrize("cell", ["", "no", "خیر", "-", "unknown"])
def test_a_column_of_its_own_offers_nothing_else(cell):
    assert offer_from_column(cell, "Handed to Red Cross") is None
