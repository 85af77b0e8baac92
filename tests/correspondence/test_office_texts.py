"""An office's own texts: versions for ever, approval by another, what letters begin with."""

import pytest
from django.db import DatabaseError, transaction

from casework.actions.errors import Refused, Stale
from correspondence import drafting, office_texts, wording
from correspondence.actions import letters, templates
from correspondence.models import Letter, LetterTemplate
from tests.correspondence import letters as made

SAYS = (
    "{{cases.count}} {{annexes.count}} {{office.name}} {{office.reply_address}} {{reply.language}}"
)


def text(words: str) -> str:
    return f"@subject {words}\n\n{words}. {SAYS}"


def write(cast, words="Ours", *, by=None, language="en", kind="tracing_request", **more):
    by = by or cast.coordinator
    return templates.write(cast.ahvaz, kind, language, text(words), by=by, **more)


def used(cast, language="en"):
    found = office_texts.in_use(cast.ahvaz, "tracing_request", language)
    return found and found.version


def test_every_save_is_a_version_and_the_same_words_are_none(cast):
    rows = [write(cast, words) for words in ("One", "Two", "Two", "One")]
    assert [row.version for row in rows] == [1, 2, 2, 3]
    assert LetterTemplate.objects.count() == 3


def test_letters_use_a_version_once_another_person_approved_it(cast):
    first = write(cast, "First")
    assert used(cast) is None
    templates.approve(first, by=cast.signatory)
    assert used(cast) == 1
    second = write(cast, "Second")
    assert used(cast) == 1  # the last approved one until the next is approved
    templates.approve(second, by=cast.signatory)
    assert used(cast) == 2


def test_nobody_approves_their_own_text(cast):
    row = write(cast)
    with pytest.raises(Refused) as refusal:
        templates.approve(row, by=cast.coordinator)
    assert refusal.value.codes == ["author"]
    assert used(cast) is None


def test_only_the_newest_version_is_decided_on_and_once(cast):
    old, new = write(cast, "Old"), write(cast, "New")
    with pytest.raises(Refused) as refusal:
        templates.approve(old, by=cast.signatory)
    assert refusal.value.codes == ["older"]
    templates.send_back(new, "Say it shorter", by=cast.signatory)
    with pytest.raises(Refused) as refusal:
        templates.approve(new, by=cast.signatory)
    assert refusal.value.codes == ["decided"]
    assert (new.decision.words, used(cast)) == ("Say it shorter", None)


def test_a_letter_remembers_the_version_that_it_was_begun_with(cast):
    templates.approve(write(cast, "First"), by=cast.signatory)
    letter = made.drafted(cast)
    templates.approve(write(cast, "Second"), by=cast.signatory)
    later = made.drafted(cast)
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.template.version, later.template.version) == (1, 2)
    assert drafting.wording_of(kept).startswith("@subject First")
    numbered = made.numbered(cast, kept)
    assert numbered.values["frozen"]["text_version"] == 1
    assert numbered.values["frozen"]["wording"].startswith("@subject First")


def test_the_text_in_use_typed_into_a_letter_is_no_text_of_its_own(cast):
    letter = made.drafted(cast)
    templates.approve(write(cast, "First"), by=cast.signatory)
    letter = letters.edit_wording(letter, text("First"), by=cast.coordinator)
    assert (letter.wording, letter.template.version) == ("", 1)
    letter = letters.edit_wording(letter, text("Other"), by=cast.coordinator)
    assert letter.wording == text("Other")
    house = wording.source("tracing_request", "en")
    letter = letters.edit_wording(letter, house, by=cast.coordinator)
    assert (letter.wording, letter.template) == ("", None)


def test_a_missing_language_falls_back_to_the_house_never_to_another_language(cast):
    templates.approve(write(cast), by=cast.signatory)
    to = made.make_recipient(cast, addressee=dict(made.ICRC))
    letter = made.drafted(cast, to=to, language="fa")
    assert drafting.wording_of(letter) == wording.source("tracing_request", "fa")


def test_back_to_the_house_in_one_step_and_the_versions_stay(cast):
    templates.approve(write(cast), by=cast.signatory)
    place = (cast.ahvaz, "tracing_request", "en")
    templates.return_to_house(*place, by=cast.coordinator)
    assert drafting.wording_of(made.drafted(cast)) == wording.source("tracing_request", "en")
    assert [row.text[:4] for row in office_texts.versions(*place)] == ["", "@sub"]
    with pytest.raises(Refused) as refusal:
        templates.return_to_house(*place, by=cast.coordinator)
    assert refusal.value.codes == ["house_already"]


BAD = {
    "attribute walking": ("{{''.__class__}}", "bad_field"),
    "nested braces": ("{{office.{{office.name}}}}", "nested_braces"),
    "unclosed if": ("{{#if cases.several}} words", "unclosed_if"),
    "unknown field": ("{{person.secret}}", "unknown_field"),
    "field of another kind": ("{{follows.number}}", "unknown_field"),
    "a name of the Movement": ("our Red Cross Message", "protected_emblem"),
    "an emblem": ("\u271a", "protected_emblem"),
    "HTML": ("<b>bold</b>", "html"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_text_that_breaks_a_rule_is_refused_with_line_and_column(cast, case):
    words, code = BAD[case]
    with pytest.raises(templates.WordingRefused) as refusal:
        templates.write(
            cast.ahvaz, "tracing_request", "en", f"{text('A')}\n\nSee {words}", by=cast.coordinator
        )
    assert refusal.value.codes == [code]
    assert refusal.value.line == 5
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize(("language", "letter"), [("fa", "ي"), ("fa", "ك"), ("ar", "ک")])
def test_letters_of_the_other_language_are_refused(cast, language, letter):
    source = f"{wording.source('reminder', language)}\n\n{letter}"
    with pytest.raises(templates.WordingRefused) as refusal:
        templates.write(cast.ahvaz, "reminder", language, source, by=cast.coordinator)
    assert refusal.value.codes == ["wrong_script"]


def test_what_every_letter_of_the_kind_must_say_cannot_be_left_out(cast):
    short = text("A").replace("{{reply.language}}", "")
    with pytest.raises(Refused) as refusal:
        templates.write(cast.ahvaz, "tracing_request", "en", short, by=cast.coordinator)
    assert refusal.value.codes == ["reply.language"]


@pytest.mark.parametrize("kind", ["neutral_closing", "first_contact_note", "no_such"])
def test_what_people_are_told_has_no_wording_of_an_office(cast, kind):
    with pytest.raises(Refused) as refusal:
        templates.write(cast.ahvaz, kind, "en", text("A"), by=cast.coordinator)
    assert refusal.value.codes == ["kind"]


def test_a_stale_page_overwrites_nothing(cast):
    write(cast, "One")
    write(cast, "Two", seen=1)
    with pytest.raises(Stale):
        write(cast, "Three", seen=1)
    assert LetterTemplate.objects.count() == 2


def test_the_database_keeps_versions_and_decisions_as_they_are(cast):
    row = write(cast)
    decision = templates.approve(row, by=cast.signatory)
    for change in (
        lambda: LetterTemplate.objects.filter(pk=row.pk).update(text="other"),
        lambda: type(decision).objects.filter(pk=decision.pk).update(approved=False),
        lambda: type(decision).objects.filter(pk=decision.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert LetterTemplate.objects.get().text == text("Ours")


@pytest.mark.parametrize("language", made.LANGUAGES)
@pytest.mark.parametrize("size", drafting.SIZES)
def test_every_kind_stands_on_a_page_with_the_shortest_and_the_longest_data(cast, language, size):
    for kind in office_texts.own_kinds():
        template = wording.shipped(kind.code, language)
        rendered = drafting.sample(template, kind.code, cast.ahvaz, size)
        assert (rendered.pages >= 1, rendered.missing) == (True, ()), kind.code
