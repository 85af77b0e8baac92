"""What kind of mail it is: by its head, by what servers report, by its words in four languages."""

import pytest

from correspondence.mail import class_of, read
from correspondence.mail.classing import MailClass, phrases


def classed(text="", **heads):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in heads.items()]
    raw = "\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", text]).encode()
    return class_of(read(raw), raw)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("acknowledged", "We acknowledge receipt of your letter no. 1405/0001."),
        ("acknowledged", "نامهٔ شما دریافت شد و ثبت شد."),
        ("acknowledged", "نؤكد استلام كتابكم المؤرخ في ٢٢."),
        ("acknowledged", "Konfirmojmë marrjen e shkresës Suaj."),
        ("promised", "Your letter was received. We will get back to you in a month."),
        ("promised", "نامه واصل شد؛ نتیجه اعلام خواهد شد."),
        ("promised", "استلمنا كتابكم وسنوافيكم بالجواب. سنوافيكم قريبًا."),
        ("promised", "Shkresa u mor. Do t'ju njoftojmë brenda muajit."),
        ("asks_more", "Please provide copies of the identity cards."),
        ("asks_more", "خواهشمند است ارسال مدارک تکمیلی در اسرع وقت انجام شود."),
        ("asks_more", "يرجى تزويدنا بنسخة من الهوية."),
        ("asks_more", "Ju lutemi të na dërgoni kopje."),
        ("passed_on", "Your request has been forwarded to the Ministry."),
        ("passed_on", "درخواست به مرجع مربوط ارجاع گردید."),
        ("passed_on", "تمت إحالة طلبكم."),
        ("passed_on", "Kërkesa iu përcoll Ministrisë."),
        ("declined", "We regret that this cannot be done."),
        ("declined", "متأسفانه رسیدگی مقدور نیست."),
        ("declined", "نأسف لعدم إمكان ذلك."),
        ("declined", "Na vjen keq, por nuk mundemi."),
        ("auto_reply", "I am out of the office until Monday and will get back to you."),
        ("auto_reply", "این یک پاسخ خودکار است؛ تا شنبه در مرخصی هستم."),
        ("auto_reply", "رد تلقائي: أنا في إجازة."),
        ("auto_reply", "Përgjigje automatike: jam me leje."),
        ("other", "Good morning."),
    ],
)  # fmt: skip
def test_by_its_words(kind, text):
    assert classed(text).kind == kind


@pytest.mark.parametrize(
    "heads",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example>"},
        {"X_Autoreply": "yes"},
        {"X_Auto_Response_Suppress": "All"},
        {"Return_Path": "<>"},
    ],
)
def test_a_head_that_no_person_writes_counts_before_words(heads):
    found = classed("We acknowledge receipt of your letter.", **heads)
    assert (found.kind, found.why) == ("auto_reply", "head")


def test_a_person_says_so_in_the_head():
    assert classed("We acknowledge receipt.", Auto_Submitted="no").kind == "acknowledged"


def test_what_is_quoted_of_our_letter_decides_nothing():
    assert (
        classed("> please provide an answer\n> we acknowledge receipt\nGood morning.").kind
        == "other"
    )


def test_an_answer_to_our_mail_without_known_words_is_an_answer():
    assert classed("The file is enclosed.", In_Reply_To="<17@office.example>").kind == "answer"


def test_the_reason_names_the_words():
    found = classed("We have received your letter.")
    assert (found.why, found.found) == ("words", "have received your")


def test_a_word_within_another_decides_nothing():
    assert classed("U morën masa të tjera.").kind == "other"


def test_every_class_that_words_tell_has_words_in_four_languages():
    told = {"auto_reply", "passed_on", "asks_more", "promised", "declined", "acknowledged"}
    assert {kind for kind, words in phrases().items() if words} == told
    assert all(len(words) >= 20 for kind, words in phrases().items() if words)
    assert set(MailClass) > told
