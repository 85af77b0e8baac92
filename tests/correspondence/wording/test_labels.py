import pytest

from casework.facts import FACTS
from casework.wording import LANGUAGES, without_isolates
from casework.wording.checks import foreign_writing
from correspondence.wording import labels
from correspondence.wording.labels import Addressee, Cited


def plain(text: str) -> str:
    return without_isolates(text)


@pytest.mark.parametrize(
    ("noun", "n", "language", "expected"),
    [
        ("annex", 1, "ar", "مرفق واحد"),
        ("annex", 2, "ar", "مرفقان"),
        ("annex", 3, "ar", "٣ مرفقات"),
        ("annex", 10, "ar", "١٠ مرفقات"),
        ("annex", 11, "ar", "١١ مرفقًا"),
        ("annex", 99, "ar", "٩٩ مرفقًا"),
        ("annex", 100, "ar", "١٠٠ مرفق"),
        ("annex", 102, "ar", "١٠٢ مرفق"),
        ("annex", 103, "ar", "١٠٣ مرفقات"),
        ("annex", 111, "ar", "١١١ مرفقًا"),
        ("annex", 0, "ar", "٠ مرفق"),
        ("page", 2, "ar", "صفحتان"),
        ("page", 7, "ar", "٧ صفحات"),
        ("case", 11, "ar", "١١ حالة"),
        ("day", 11, "ar", "١١ يومًا"),
        ("annex", 3, "fa", "۳ پیوست"),
        ("case", 1, "sq", "1 rast"),
        ("case", 2, "sq", "2 raste"),
        ("annex", 1, "sq", "1 shtojcë"),
        ("annex", 2, "sq", "2 shtojca"),
        ("request", 2, "sq", "2 kërkesa"),
        ("day", 2, "sq", "2 ditë"),
        ("annex", 1, "en", "1 annex"),
        ("annex", 3, "en", "3 annexes"),
    ],
)
def test_counts_take_the_form_of_the_noun(noun, n, language, expected):
    assert labels.count_text(noun, n, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "3 enclosures (7 pages)"),
        ("fa", "۳ پیوست (۷ صفحه)"),
        ("ar", "٣ مرفقات (٧ صفحات)"),
        ("sq", "3 bashkëlidhje (7 faqe)"),
    ],
)
def test_enclosure_count(language, expected):
    assert labels.enclosure_count(3, 7, language) == expected


@pytest.mark.parametrize(
    ("language", "yes", "no"),
    [
        ("en", "Encl.: 3", ""),
        ("fa", "پیوست: دارد", "پیوست: ندارد"),
        ("ar", "المرفقات: توجد", "المرفقات: لا توجد"),
        ("sq", "Bashkëlidhje: Ka", "Bashkëlidhje: Nuk ka"),
    ],
)
def test_enclosure_line(language, yes, no):
    assert labels.enclosure_line(language, True, 3) == yes
    assert labels.enclosure_line(language, False) == no


def test_a_schedule_alone_is_an_enclosure_too():
    assert labels.enclosure_line("en", True, 0) == "Encl.: List of persons"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", [("Ref.:", "A-12"), ("Date:", "22 November 2026")]),
        ("sq", [("Nr.", "A-12 Prot."), ("Datë", "22 November 2026"), ("Bashkëlidhje:", "Nuk ka")]),
    ],
)
def test_heading(language, expected):
    shown = labels.heading(language, number="A-12", date="22 November 2026")

    assert [(label, plain(value)) for label, value in shown] == expected


def test_a_reference_in_a_persian_heading_is_left_to_right():
    shown = labels.heading("fa", number="A-12", date="۱ آذر ۱۴۰۵", enclosures=(True, 2))

    assert shown == [
        ("شماره:", "\u2066A-12\u2069"),
        ("تاریخ:", "\u2067۱ آذر ۱۴۰۵\u2069"),
        ("پیوست:", "دارد"),
    ]


@pytest.mark.parametrize(
    ("number", "language", "expected"),
    [
        ("1405/0358", "fa", "۱۴۰۵/۰۳۵۸"),
        ("1405/0358", "ar", "١٤٠٥/٠٣٥٨"),
        ("1405/0358", "sq", "1405/0358"),
        ("FL-2026/1000", "fa", "FL-2026/1000"),
        ("۱۴۰۵/م/۱۲", "fa", "۱۴۰۵/م/۱۲"),
        ("", "fa", ""),
    ],
)
def test_the_number_of_a_letter_is_in_the_digits_of_its_language(number, language, expected):
    assert labels.letter_number(number, language) == expected


def test_an_office_in_iraq_has_its_own_usage():
    assert labels.label("number", "ar", region="iq") == "العدد:"
    assert labels.label("number", "ar") == "الرقم:"
    assert labels.label("copy_to", "fa", region="iq") == "رونوشت:"


@pytest.mark.parametrize(
    ("language", "to", "expected"),
    [
        ("en", Addressee("ICRC"), "Dear Sir or Madam,"),
        ("fa", Addressee("نمایندگی نمونه"), "مسئولان محترم نمایندگی نمونه،"),
        ("ar", Addressee("البعثة"), "السادة في البعثة المحترمون"),
        ("sq", Addressee("X"), "Të nderuar zonja dhe zotërinj,"),
        ("fa", Addressee("نمونه", is_person=True, sex="female"), "سرکار خانم نمونه،"),
        ("sq", Addressee("Hoxha", is_person=True, sex="male"), "I nderuar z. Hoxha,"),
        ("en", Addressee("Ali Sample", is_person=True), "Dear Ali Sample,"),
        ("ar", Addressee("علي", is_person=True, sex="other"), "السيد/السيدة علي المحترم/ة"),
        ("en", Addressee("ICRC", salutation="Dear Ms Sample,"), "Dear Ms Sample,"),
    ],
)
def test_salutation_follows_whom_it_addresses(language, to, expected):
    assert plain(labels.salutation(language, to)) == expected


def test_greeting_is_a_line_of_persian_and_arabic_letters():
    assert [labels.greeting(language) for language in LANGUAGES] == [
        "",
        "با سلام و احترام،",
        "تحية طيبة وبعد،",
        "",
    ]


def test_closing_in_english_follows_the_salutation():
    assert labels.closing("en", Addressee("ICRC")) == "Yours faithfully,"
    assert labels.closing("en", Addressee("Sample", is_person=True)) == "Yours sincerely,"
    assert labels.closing("fa", Addressee("x")) == "با احترام،"


CITED = Cited("A-12", "22.11.2026")


@pytest.mark.parametrize(
    ("language", "ours", "theirs"),
    [
        ("en", "Further to our letter no.", "With reference to your letter no."),
        ("fa", "پیرو نامهٔ شمارهٔ", "در پاسخ به نامهٔ شمارهٔ"),
        ("ar", "إلحاقًا بكتابنا رقم", "إشارةً إلى كتابكم رقم"),
        ("sq", "Në vijim të shkresës sonë nr.", "Në përgjigje të shkresës Suaj nr."),
    ],
)
def test_rule_21_further_to_ours_and_in_reply_to_theirs_are_never_mixed(language, ours, theirs):
    assert labels.citation(language, ours=CITED).startswith(ours + " \u2066A-12\u2069")
    assert labels.citation(language, theirs=CITED).startswith(theirs + " \u2066A-12\u2069")
    for both_or_neither in ({"ours": CITED, "theirs": CITED}, {}):
        with pytest.raises(ValueError, match="one of ours"):
            labels.citation(language, **both_or_neither)


def test_a_number_that_looks_like_a_slot_is_left_alone():
    text = labels.citation("en", ours=Cited("{date}", "1 May 2026"))

    assert plain(text) == "Further to our letter no. {date} of 1 May 2026"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Page 2 of 11"),
        ("fa", "صفحهٔ ۲ از ۱۱"),
        ("ar", "صفحة ٢ من ١١"),
        ("sq", "Faqja 2 nga 11"),
    ],
)
def test_page_of(language, expected):
    assert labels.page_of(2, 11, language) == expected


def test_annex_entry():
    assert plain(labels.annex_entry(3, "شناسنامه", 2, "fa")) == ("پیوست شمارهٔ ۳: شناسنامه (۲ صفحه)")


@pytest.mark.parametrize(
    ("n", "expected"), [(1, "للمرة الأولى"), (4, "للمرة الرابعة"), (11, "مرة أخرى")]
)
def test_ordinals(n, expected):
    assert labels.ordinal(n, "ar") == expected


def test_every_fact_of_a_case_has_a_label_in_every_language():
    for language in LANGUAGES:
        shown = [labels.fact_label(key, language) for key in FACTS]
        assert all(shown)
        assert len(set(shown)) == len(shown)


def test_schedule_columns_have_titles():
    assert labels.schedule_columns("en") == [
        "No.",
        "Case no.",
        "Name",
        "Father's name",
        "Date of birth",
        "Last known place",
        "Annexes",
    ]


def test_portrait_caption_says_the_year_or_that_it_is_not_known():
    assert plain(labels.portrait_caption("1385", "fa")) == "عکس، حدود ۱۳۸۵"
    assert labels.portrait_caption("", "sq") == "Fotografi, viti i panjohur"


def test_words_for_fields():
    assert labels.reply_language("sq", "sq") == "shqipe"
    assert labels.reply_language("ar", "ar") == "العربية"
    assert labels.proof("memory", "en") == "as remembered"
    assert labels.sex("unknown", "en") == ""
    assert labels.sex("female", "fa") == "زن"


def _entries(table, path=()):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _entries(value, (*path, key))
        else:
            yield (*path, key), value


def test_every_label_stands_in_four_languages_in_the_right_letters():
    for group, entries in labels._table().items():
        for key, words in entries.items():
            assert set(LANGUAGES) <= set(words), (group, key)
    for path, text in _entries(labels._table()):
        language = next(
            part.split("_")[0] for part in reversed(path) if part.split("_")[0] in LANGUAGES
        )
        bare = text.replace("{", "{{").replace("}", "}}")
        assert list(foreign_writing(bare, language)) == [], path


def test_arabic_counts_have_six_forms():
    for noun, words in labels._table()["count"].items():
        assert list(words["ar"]) == ["zero", "one", "two", "few", "many", "other"], noun
