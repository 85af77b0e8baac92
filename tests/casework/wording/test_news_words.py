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
]
NOT_NEWS = [
    "",
    "Call again tomorrow, the mother has changed her telephone.",
    "The birth certificate is missing; we asked for it.",
    "فردا زنگ بزنید.",
    "سه بار زنگ زدیم",
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
