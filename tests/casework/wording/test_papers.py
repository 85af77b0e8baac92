import re
from datetime import date

import pytest

from casework.wording import LANGUAGES, as_text, without_isolates
from casework.wording.checks import check_papers, check_texts, foreign_writing
from casework.wording.paper_fields import PAPER_FIELDS
from casework.wording.papers import PAPERS, PAPERS_HOME, paper, part, sentence, show, title
from casework.wording.parse import parse_text
from casework.wording.status import STATUS_CODES, status_words

RECEIPT = {
    "case.references": ["AHV-1405-000417-K", "AHV-1405-000418-H"],
    "request.received_on": date(2026, 11, 22),
    "office.name": "دفتر نمونهٔ اهواز",
    "clerk.name": "نمونه نمونه‌زاده",
    "persons.count": 2,
    "documents.count": 3,
    "news.by": date(2027, 5, 21),
    "office.phone": "+98 61 1234",
    "office.hours": "۹ تا ۱۲",
    "notice.version": "1",
    "notice.language": "فارسی",
}


def test_all_papers_may_be_shipped():
    assert [str(problem) for problem in check_papers()] == []


def test_every_folder_is_a_paper():
    assert sorted(path.name for path in PAPERS_HOME.iterdir() if path.is_dir()) == list(PAPERS)


def test_a_paper_that_we_do_not_have_is_refused():
    with pytest.raises(KeyError):
        paper("receipt", "de")
    with pytest.raises(KeyError):
        paper("../letters/reminder", "en")


def test_receipt_in_persian():
    text = without_isolates(as_text(show("receipt", "fa", RECEIPT).blocks))

    assert text.startswith("رسید درخواست\n\nشمارهٔ پرونده: AHV-1405-000417-K، AHV-1405-000418-H · ")
    assert "تاریخ دریافت: ۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)" in text
    assert "تعداد افراد مورد جست‌وجو: ۲" in text


def test_receipt_has_no_field_for_the_name_of_a_sought_person():
    for language in LANGUAGES:
        named = {name for name in paper("receipt", language).fields if name.endswith("name")}
        assert named == {"office.name", "clerk.name"}


def test_what_you_may_say_has_a_sentence_for_each_status():
    for language in LANGUAGES:
        keys = {section.key for section in paper("may_say", language).sections}
        assert keys == {*STATUS_CODES, "title", "always_add", "if_asked"}


def test_what_you_may_say_is_headed_by_the_words_of_the_status():
    for language in LANGUAGES:
        for code in STATUS_CODES:
            heading = title("may_say", language, code)
            assert heading.casefold() == status_words(code, language).casefold()


def test_the_sentence_while_waiting_names_bodies_date_and_next_look():
    values = {
        "bodies": ["ICRC", "Red Crescent"],
        "date": date(2026, 9, 1),
        "next.review": date(2026, 12, 1),
    }

    assert without_isolates(sentence("may_say", "en", "written", values)) == (
        "We wrote to ICRC, Red Crescent on 1 September 2026; your request continues, "
        "and we will next look at it on 1 December 2026."
    )


def test_the_common_sentence_needs_no_value_and_so_is_the_same_for_everyone():
    for language in LANGUAGES:
        template = paper("may_say", language)
        for key in ("always_add", "if_asked", "ended"):
            assert part("may_say", language, key) != ()
        assert template.fields == {"news.by", "missing.items", "bodies", "date", "next.review"}


def test_first_ask_has_three_questions_and_one_answer_when_nothing_matches():
    assert title("first_ask", "en", "ask") == "First ask"
    assert len(part("first_ask", "en", "ask")[0].items) == 3
    assert sentence("first_ask", "en", "no_match").startswith("I cannot say anything by telephone")


def test_four_questions_are_split_into_their_answers():
    assert [section.key for section in paper("four_questions", "en").sections] == [
        "intro",
        "q1",
        "q1_offices",
        "q1_means",
        "q2",
        "q2a",
        "q2b",
        "q2_means",
        "q3",
        "q3_means",
        "q4",
        "q4a",
        "q4b",
        "q4_means",
        "neutral",
        "impression",
        "seen_or_heard",
        "yes",
        "no",
        "ask_later",
        "prefers_not",
        "no_sign",
        "perhaps",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["q2", "q4"])
def test_the_parts_of_a_question_are_its_own_words(language, question):
    whole = sentence("four_questions", language, question)

    for letter in "ab":
        assert title("four_questions", language, question + letter) in whole
        assert sentence("four_questions", language, question + letter) in whole


def test_the_notice_has_the_line_of_the_authority_only_where_there_is_one():
    values = {
        "notice.version": "1",
        "office.name": "Sample office",
        "office.phone": "1",
        "office.data_contact": "Head of office",
        "retention.ended": "10 years",
        "retention.withdrawn": "12 months",
    }

    without = as_text(show("information_notice", "en", values).blocks)
    with_it = as_text(
        show("information_notice", "en", {**values, "office.authority": "The Commissioner"}).blocks
    )

    assert "Complaints: Head of office." in without_isolates(without)
    assert "Complaints: Head of office; The Commissioner." in without_isolates(with_it)


def test_the_notice_can_be_read_aloud_in_a_few_minutes():
    words = re.findall(
        r"\w[\w’'-]*", (PAPERS_HOME / "information_notice/en.txt").read_text("utf-8")
    )

    assert len(words) < 270


@pytest.mark.parametrize(
    ("code", "language", "bodies", "expected"),
    [
        ("not_finished", "en", "", "Not finished"),
        ("being_checked", "fa", "", "نزد ما، در دست بررسی"),
        ("written", "en", "ICRC", "Written to ICRC, waiting"),
        ("written", "fa", "", "به … نوشته شد، در انتظار"),
        ("paused", "ar", "", "معلَّق"),
        ("ended", "sq", "", "e përfunduar"),
    ],
)
def test_public_status_in_words(code, language, bodies, expected):
    assert status_words(code, language, bodies) == expected


def test_every_status_has_words_in_every_language():
    for language in LANGUAGES:
        assert len({status_words(code, language) for code in STATUS_CODES}) == len(STATUS_CODES)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("نامه name", "fa", ["the letter a is of another script"]),
        ("نامه 4", "fa", ["the digit 4 is of another script"]),
        ("خانه‌ی ما", "fa", ["ezafe written with a yeh"]),
        ("letër ш", "sq", ["the letter ш is of another script"]),
        ("{{office.name}} نامه", "fa", []),
        ("@section q1 نامه", "fa", []),
        ("e\u0308", "sq", ["not in normal form C"]),
    ],
)
def test_shipped_texts_hold_no_foreign_writing(text, language, expected):
    found = list(foreign_writing(text, language))

    assert found[:1] == expected[:1]
    assert bool(found) == bool(expected)


def test_a_missing_language_a_missing_field_and_a_missing_item_are_found(tmp_path):
    (tmp_path / "en.txt").write_text("{{office.name}}\n\n1. a\n2. b", "utf-8")
    (tmp_path / "fa.txt").write_text("الف\n\n۱. الف\n۲. ب", "utf-8")
    (tmp_path / "ar.txt").write_text("{{office.name}}\n\n١. أ", "utf-8")

    def read(language):
        text = (tmp_path / f"{language}.txt").read_text("utf-8")
        return parse_text(text, fields=PAPER_FIELDS, language=language, subject=False)

    assert [(problem.language, problem.detail) for problem in check_texts(tmp_path, read)] == [
        ("sq", "this language is missing"),
        ("fa", "field office.name is not in all languages"),
        ("ar", "parts or blocks differ from the English text"),
    ]
