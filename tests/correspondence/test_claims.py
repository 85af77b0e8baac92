"""Rule 42 for what people write freely: a sentence that the record does not support is refused
with its place and the reason."""

import pytest

from casework.actions.errors import Refused
from correspondence import drafting, wording
from correspondence.actions import letters, templates
from correspondence.models import Letter
from correspondence.wording import claims
from tests.correspondence import letters as made

SAID = {
    "written_consent": {
        "en": "We hold the written consent of each family.",
        "fa": "رضایت کتبی همهٔ خانواده‌ها نزد ماست.",
        "ar": "نكتب إليكم بموافقة خطية من كل عائلة.",
        "sq": "Kemi pëlqimin me shkrim të çdo familjeje.",
    },
    "sought_consent": {
        "en": "The person concerned has agreed.",
        "fa": "فرد مورد جست‌وجو به این کار رضایت داده است.",
        "ar": "وقد وافق الشخص المعني.",
        "sq": "Personi që kërkohet ka dhënë pëlqimin.",
    },
    "found": {
        "en": "He was located in May.",
        "fa": "او پیدا شده است.",
        "ar": "تم العثور عليه.",
        "sq": "Ai u gjet në maj.",
    },
    "earlier_letter": {
        "en": "As we said in our earlier letter.",
        "fa": "چنان‌که در نامهٔ پیشین آمد.",
        "ar": "كما ورد في كتابنا السابق.",
        "sq": "Siç thamë në shkresën tonë të mëparshme.",
    },
    "their_reply": {
        "en": "Thank you for your reply.",
        "fa": "از پاسخ شما سپاسگزاریم.",
        "ar": "نشكركم على ردكم.",
        "sq": "Ju falënderojmë për përgjigjen Tuaj.",
    },
    "enclosed_papers": {
        "en": "See the enclosed documents.",
        "fa": "مدارک پیوست است.",
        "ar": "انظروا الوثائق المرفقة.",
        "sq": "Shihni dokumentet bashkëlidhur.",
    },
}


@pytest.mark.parametrize("language", made.LANGUAGES)
@pytest.mark.parametrize("code", SAID)
def test_each_claim_is_heard_in_each_language(code, language):
    found = claims(f"@subject A\n\n{SAID[code][language]}", language)
    assert [(claim.code, claim.line) for claim in found] == [(code, 3)]


@pytest.mark.parametrize("code", SAID)
def test_what_the_record_does_not_hold_is_refused_with_place_and_reason(cast, code):
    letter = made.drafted(cast)  # the families of the tests answered by word of mouth
    text = f"@subject A\n\nDear all. {SAID[code]['en']}"
    with pytest.raises(letters.WordingRefused) as refusal:
        letters.edit_wording(letter, text, by=cast.coordinator)
    assert (refusal.value.codes, refusal.value.line) == ([code], 3)
    assert refusal.value.column > 10
    assert Letter.objects.get(pk=letter.pk).wording == ""


def test_what_the_record_holds_may_be_said(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0])
    text = f"@subject A\n\n{SAID['enclosed_papers']['en']}"
    letter = letters.edit_wording(made.drafted(cast, rows), text, by=cast.coordinator)
    assert letter.wording == text


def test_a_sentence_that_a_condition_leaves_out_claims_nothing(cast):
    text = "@subject A\n\nWords.{{#if cases.several}} Thank you for your reply.{{/if}}"
    assert letters.edit_wording(made.drafted(cast), text, by=cast.coordinator).wording == text


def test_a_record_that_changes_stops_the_letter_before_it_is_approved(cast):
    rows = made.accepted(cast)
    paper = made.paper(cast, rows[0])
    letter = made.drafted(cast, rows)
    text = f"@subject A\n\n{SAID['enclosed_papers']['en']}"
    letter = letters.edit_wording(letter, text, by=cast.coordinator)
    letter = letters.take_out(letter, paper, by=cast.coordinator)
    assert [c.code for c in drafting.look(letter).unsupported] == ["enclosed_papers"]
    with pytest.raises(Refused) as refusal:
        letters.hand_over(letter, by=cast.coordinator)
    assert refusal.value.codes == ["enclosed_papers"]


@pytest.mark.parametrize("code", ["found", "sought_consent", "earlier_letter"])
def test_an_office_cannot_word_what_no_letter_of_the_kind_may_say(cast, code):
    text = f"{wording.source('tracing_request', 'en')}\n\n{SAID[code]['en']}"
    with pytest.raises(templates.WordingRefused) as refusal:
        templates.write(cast.ahvaz, "tracing_request", "en", text, by=cast.coordinator)
    assert refusal.value.codes == [code]


@pytest.mark.parametrize("language", made.LANGUAGES)
def test_the_shipped_texts_claim_only_what_their_kind_follows(language):
    for code, kind in wording.kinds().items():
        found = {claim.code for claim in claims(wording.source(code, language), language)}
        allowed = {"earlier_letter", "their_reply"} if kind.cites == "follows" else set()
        assert found <= allowed, code
