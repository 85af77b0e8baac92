"""What reads like news of a sought person, and what does not."""

import pytest

from casework.wording.news_words import reads_like_news

NEWS = [
    "He was found in Durres last week.",
    "She is alive, her cousin says",
    "we saw him at the market",
    "He lives in Tirana now",
    "در تیرانا پیدا شد",
    "او زنده است",
    "در شیراز زندگی می‌کند",
    "در شيراز زندگي مي‌كند",
    "عُثر على الرجل في دورس",
    "هو على قيد الحياة",
    "يعيش في تيرانا",
    "U gjet në Durrës",
    "është gjallë",
    "Jeton në Tiranë",
    "Yesterday she called and said he is in Tirana, in Durres Street 12",
    "Her new address is 12 Durres Street",
    "دیروز تلفن کرد و گفت که او در شهر تیرانا در خیابان دورس ۱۲ است",
    "گفتند برادرش الان در شیراز است",
    "نشانی او خیابان دورس شمارهٔ ۱۲ است",
    "قال إنه في مدينة تيرانا",
    "عنوانها شارع دورس ١٢",
    "Ai ndodhet në Tiranë, rruga e Durrësit 12",
    "Adresa e saj: rruga e Durrësit 12",
]
NOT_NEWS = [
    "",
    "Call again tomorrow, the mother has changed her telephone.",
    "The birth certificate is missing; we asked for it.",
    "فردا زنگ بزنید.",
    "سه بار زنگ زدیم",
    "مادر در خانه نبود، عصر زنگ بزنید.",
    "او در تماس بعدی شناسنامه را می‌آورد",
    "She is away until Sunday; her daughter answers.",
    "الأم ليست في البيت، نتصل مساءً",
    "Nëna nuk është në shtëpi, telefononi në mbrëmje.",
    "شناسنامه هنوز نرسیده است",
    "سنتصل غدًا بعد الظهر",
    "Telefononi nesër në mëngjes.",
]


@pytest.mark.parametrize("words", NEWS)
def test_usual_phrases_read_like_news(words):
    assert reads_like_news(words) is True


@pytest.mark.parametrize("words", NOT_NEWS)
def test_everyday_notes_do_not(words):
    assert reads_like_news(words) is False
