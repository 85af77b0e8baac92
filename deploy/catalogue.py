"""The words on screen in every language: parts written by hand, catalogues built from them.

`deploy/locale/parts/*.toml` hold one `[[message]]` per sentence with all its translations side
by side; `build` turns them into the .po and .mo files that Django reads. `extract` tells which
sentences the code and the pages use, so that a test can hold the two against each other. No
gettext programs are needed.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

# How many forms a counted noun has: Persian nouns stay singular after a number, Arabic takes the
# six of CLDR (zero, one, two, few, many, other).
PLURAL_FORMS = {
    "fa": (1, "nplurals=1; plural=0;"),
    "ar": (
        6,
        (
            "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
            "n%100>=11 && n%100<=99 ? 4 : 5;"
        ),
    ),
    "sq": (2, "nplurals=2; plural=(n != 1);"),
}
LANGUAGES = tuple(PLURAL_FORMS)

PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
COUNTED = frozenset({"ngettext", "ngettext_lazy"})
IN_CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
COUNTED_IN_CONTEXT = frozenset({"npgettext", "npgettext_lazy"})
CALLS = PLAIN | COUNTED | IN_CONTEXT | COUNTED_IN_CONTEXT
FOLDERS_WITH_WORDS = ("families", "casework", "correspondence", "deploy", "templates")
# Letters and papers are whole texts, one file per language, in a markup of their own.
NOT_PAGES = ("templates/letters/", "templates/papers/")
ONE_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # the same parts always give the same bytes


class UnusablePart(ValueError):
    """A part holds an entry that cannot be used; the message names file and entry."""


@dataclass(frozen=True, order=True)
class Key:
    """What the code asks for: the English sentence, its context, its English plural."""

    text: str
    context: str = ""
    plural: str = ""


@dataclass(frozen=True)
class Message:
    """One sentence in every language; a counted one holds its forms as a tuple."""

    key: Key
    part: str
    words: dict[str, str | tuple[str, ...]] = field(hash=False)


def read(parts_dir: Path) -> list[Message]:
    """All entries of all parts, in the order of files and lines.

    Raises UnusablePart for an entry without English, without a language, or with the wrong
    number of plural forms.
    """
    return [m for path in sorted(parts_dir.glob("*.toml")) for m in _entries(path)]


def contradictions(messages: Iterable[Message]) -> list[tuple[Message, Message]]:
    """Pairs of entries that translate the same sentence differently; the first of them counts."""
    seen: dict[Key, Message] = {}
    pairs = [(seen.setdefault(message.key, message), message) for message in messages]
    return [(first, later) for first, later in pairs if first.words != later.words]


def build(parts_dir: Path, locale_dir: Path) -> dict[str, int]:
    """Write `<language>/LC_MESSAGES/django.po` and `.mo`; tell how many sentences each holds.

    Running it again changes nothing but the time of the files.
    """
    messages = {message.key: message for message in reversed(read(parts_dir))}
    for language in LANGUAGES:
        catalogue = _catalogue(language, messages.values())
        folder = locale_dir / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        for name, write in (("django.po", write_po), ("django.mo", write_mo)):
            content = BytesIO()
            write(content, catalogue)
            _replace(folder / name, content.getvalue())
    return dict.fromkeys(LANGUAGES, len(messages))


def extract(root: Path) -> set[Key]:
    """Every sentence that the Python code and the page templates under `root` ask for."""
    found: set[Key] = set()
    for path in _files_with_words(root):
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = _as_python(source, str(path))
        found.update(_keys(source))
    return found


def _entries(path: Path) -> Iterator[Message]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("message", [])
    except tomllib.TOMLDecodeError as error:
        raise UnusablePart(f"{path.name}: {error}") from error
    for entry in entries:
        yield _message(entry, path.name)


def _message(entry: dict, part: str) -> Message:
    text = entry.get("en", "")
    if not text:
        raise UnusablePart(f"{part}: an entry has no English: {entry!r}")
    key = Key(text, entry.get("context", ""), entry.get("en_plural", ""))
    words = {language: _words(entry, key, language, part) for language in LANGUAGES}
    return Message(key, part, words)


def _words(entry: dict, key: Key, language: str, part: str) -> str | tuple[str, ...]:
    given = entry.get(language)
    wanted = PLURAL_FORMS[language][0]
    forms = [given] if isinstance(given, str) and wanted == 1 and key.plural else given
    if key.plural:
        if not isinstance(forms, list) or len(forms) != wanted or not all(forms):
            raise UnusablePart(f"{part}: {key.text!r} needs {wanted} forms in {language}")
        return tuple(forms)
    if not isinstance(given, str) or not given.strip():
        raise UnusablePart(f"{part}: {key.text!r} has no words in {language}")
    return given


def _catalogue(language: str, messages: Iterable[Message]) -> Catalog:
    catalogue = Catalog(
        locale=language,
        project="payvand",
        version="1",
        creation_date=ONE_DAY,
        revision_date=ONE_DAY,
        fuzzy=False,
    )
    catalogue.mime_headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Plural-Forms", PLURAL_FORMS[language][1]),
    ]
    for message in sorted(messages, key=lambda m: m.key):
        key = message.key
        asked = (key.text, key.plural) if key.plural else key.text
        catalogue.add(asked, message.words[language], context=key.context or None)
    return catalogue


def _replace(path: Path, content: bytes) -> None:
    """Write beside and swap, so that a running server never reads half a file."""
    beside = path.with_suffix(path.suffix + ".new")
    beside.write_bytes(content)
    os.replace(beside, path)


def _files_with_words(root: Path) -> Iterator[Path]:
    for folder in FOLDERS_WITH_WORDS:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root).as_posix()
            if inside.startswith(NOT_PAGES) or "/migrations/" in inside:
                continue
            is_page = folder == "templates" or "/templates/" in inside
            if path.suffix == ".py" or (is_page and path.suffix in {".html", ".txt"}):
                yield path


def _as_python(source: str, origin: str) -> str:
    """A template as the calls it makes. Lines lose their indent: it means nothing there."""
    calls = templatize(source, origin=origin)
    return "\n".join(line.lstrip() for line in re.split(r"\r?\n", calls))


def _keys(source: str) -> Iterator[Key]:
    calls = extract_python(BytesIO(source.encode()), list(CALLS), [], {"encoding": "utf-8"})
    for _line, call, arguments, _comments in calls:
        key = _key(call, arguments if isinstance(arguments, tuple) else (arguments,))
        if key.text:
            yield key


def _key(call: str, arguments: tuple[str | None, ...]) -> Key:
    """What one call asks for; a sentence that is not written out in the call counts as empty."""
    words = [word or "" for word in arguments] + ["", "", ""]
    if call in COUNTED_IN_CONTEXT:
        return Key(words[1], words[0], words[2])
    if call in IN_CONTEXT:
        return Key(words[1], words[0])
    if call in COUNTED:
        return Key(words[0], "", words[1])
    return Key(words[0])
