"""Every sentence on screen exists in every language, and in that language's own letters."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.pofile import read_po

from deploy.catalogue import LANGUAGES, Key, Message, contradictions, extract, read

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / "deploy" / "locale" / "parts"
LIBRARIES = "libraries.toml"  # the one part whose sentences our own code does not ask for

# Names and signs that are the same in another language.
SAME_EVERYWHERE = frozenset(
    {"ICRC", "PDF", "QR", "UNHCR", "e-mail", "E-mail", "SHA-256", "OK", "PFIF", "CSV", "WGEID"}
)
SAME_IN = {"fa": frozenset(), "ar": frozenset(), "sq": frozenset({"Gregorian"})}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")
FOREIGN = {
    # Arabic yeh, kaf and teh marbuta, and Arabic-Indic digits, have Persian forms of their own.
    "fa": re.compile("[يكةى٠-٩]"),
    "ar": re.compile("[یکگپچژ۰-۹ۀە]"),
    "sq": re.compile("[؀-ۿ]"),
}
# The precomposed letter and the bare heh before it are written as heh with a hamza above.
EZAFE_IN_ONE_LETTER = re.compile("ۀ")


@cache
def messages() -> tuple[Message, ...]:
    return tuple(read(PARTS))


@cache
def asked_for() -> frozenset[Key]:
    return frozenset(extract(ROOT))


def forms(message: Message, language: str) -> tuple[str, ...]:
    given = message.words[language]
    return given if isinstance(given, tuple) else (given,)


def placeholders(text: str) -> list[str]:
    return sorted(match.group(0) for match in PLACEHOLDER.finditer(text.replace("%%", "")))


def complaints(language: str, is_wrong) -> list[str]:
    return [
        f"{message.part}: {message.key.text!r} -> {form!r}"
        for message in messages()
        for form in forms(message, language)
        if is_wrong(message, form)
    ]


def test_every_sentence_of_code_and_pages_has_an_entry():
    missing = asked_for() - {message.key for message in messages()}
    assert sorted((key.text, key.context, key.plural) for key in missing) == []


def test_no_entry_is_left_over():
    left = [m for m in messages() if m.part != LIBRARIES and m.key not in asked_for()]
    assert [f"{m.part}: {m.key}" for m in left] == []


def test_one_sentence_has_one_translation():
    """Two meanings of one English word need a `context`, in the code and in the part."""
    both = [f"{a.part}, {b.part}: {a.key.text!r}" for a, b in contradictions(messages())]
    assert both == []


def test_the_libraries_still_say_what_we_translate_for_them():
    said = set()
    for package in (allauth, django):
        for path in Path(package.__file__).parent.glob("**/locale/fa/LC_MESSAGES/django.po"):
            with path.open("rb") as file:
                said |= {entry.id for entry in read_po(file) if isinstance(entry.id, str)}
    ours = {m.key.text for m in messages() if m.part == LIBRARIES}
    assert ours - said == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english(language):
    def is_english(message, form):
        english = {message.key.text, message.key.plural}
        allowed = SAME_EVERYWHERE | SAME_IN[language]
        return form in english and form not in allowed and re.search("[a-z]{2}", form)

    assert complaints(language, is_english) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same_in_every_language(language):
    def differs(message, form):
        wanted = placeholders(message.key.plural or message.key.text)
        found = placeholders(form)
        # "One case" may do without its number; it may not ask for something else.
        return not set(found) <= set(wanted) if message.key.plural else found != wanted

    assert complaints(language, differs) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_is_written_in_its_own_letters(language):
    assert complaints(language, lambda _message, form: FOREIGN[language].search(form)) == []


def test_the_persian_ezafe_is_heh_with_a_hamza_above():
    assert complaints("fa", lambda _message, form: EZAFE_IN_ONE_LETTER.search(form)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_turns_the_direction_by_a_hidden_sign(language):
    """Isolation is the page's work (`bdi`); of the invisible signs only the half-space is text."""

    def hides_something(_message, form):
        return any(unicodedata.category(c) == "Cf" and c != "\u200c" for c in form)

    assert complaints(language, hides_something) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_the_english_does(language):
    """A colon, an ellipsis or a full stop that is lost shows that half the sentence is lost."""
    ends = {".": ".", ":": ":", "…": "…", "?": "?؟"}

    def ends_otherwise(message, form):
        end = message.key.text[-1]
        return end in ends and form[-1] not in ends[end]

    assert complaints(language, ends_otherwise) == []
