"""Every label of a letter, in the language of the letter and chosen by the data.

The words are in ``templates/letters/labels.toml``. Values that are put between them
stand in bidi isolates. ``region`` chooses an office's usage ("iq": Iraq's «العدد»).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.wording.digits import figures
from casework.wording.fields import FieldType
from casework.wording.isolates import in_one_line
from correspondence.wording.letter_kinds import LETTERS_HOME

_SLOT = re.compile(r"\{(\w+)\}")

SCHEDULE_COLUMNS = ("row", "reference", "name", "father", "birth", "last_place", "annexes")


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((LETTERS_HOME / "labels.toml").read_text(encoding="utf-8"))


def _words(group: str, key: str, language: str, region: str = "") -> str:
    words: dict[str, str] = _table()[group][key]
    return words.get(f"{language}_{region}", words[language])


def _filled(words: str, **values: str) -> str:
    """The words with each {name} replaced once, so that no value is read as a name itself."""
    return _SLOT.sub(lambda slot: values[slot.group(1)], words)


def label(key: str, language: str, *, region: str = "") -> str:
    """A label as it stands in the table: ``to``, ``subject``, ``copy_to`` …

    KeyError when there is no such label. A label that a language does not use is empty.
    """
    return _words("label", key, language, region)


def plural_form(n: int, language: str) -> str:
    """The CLDR plural category of a whole number (CLDR 46, cardinal rules)."""
    if language == "fa":
        return "other"
    if language != "ar":
        return "one" if n == 1 else "other"
    if n <= 2:
        return ("zero", "one", "two")[n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def count_text(noun: str, n: int, language: str) -> str:
    """A number with its noun in the right form: 3 annexes, ۳ پیوست, ٣ مرفقات, 3 shtojca."""
    form = _table()["count"][noun][language][plural_form(n, language)]
    return _filled(str(form), n=figures(n, language))


def ordinal(n: int, language: str) -> str:
    """Which time, in words, as it stands in "{ordinal} reminder"; from the eleventh on, vaguely."""
    return _words("ordinal", str(n) if 1 <= n <= 10 else "later", language)


# ---- heading block


def heading(
    language: str,
    *,
    number: str,
    date: str,
    enclosures: tuple[bool, int] = (False, 0),
    region: str = "",
) -> list[tuple[str, str]]:
    """Label and value of number, date and enclosures, as a letter's head shows them.

    ``date`` is formatted already; ``enclosures`` is (something is enclosed, how many
    annexes). An empty number (a letter not yet numbered) leaves its label standing.
    """
    value = in_one_line(letter_number(number, language), FieldType.REFERENCE)
    shown = _filled(label("number_value", language), value=value) if value else ""
    lines = [
        (label("number", language, region=region), shown),
        (label("date", language), in_one_line(date, FieldType.DATE)),
    ]
    has, count = enclosures
    enclosed = enclosure_value(language, has=has, count=count)
    return [*lines, (label("enclosures_line", language), enclosed)] if enclosed else lines


def letter_number(number: str, language: str) -> str:
    """The number of a letter in the digits of its language, «۱۴۰۵/۰۳۵۸», as its date has them.

    One that holds Latin letters stays as it is: half of it in other digits would be misread. The
    references of cases are not letters' numbers and always stay Latin.
    """
    if any(character.isascii() and character.isalpha() for character in number):
        return number
    return figures(number, language)


def invocation(key: str, language: str) -> str:
    """The words above a letter: name_of_god, his_name, basmala; empty where a language has none."""
    return _words("invocation", key, language) if key else ""


def classification(key: str, language: str) -> str:
    """The mark on every page: confidential, strictly_confidential; empty for "none"."""
    return "" if key == "none" else label(key, language)


def place_and_date(language: str, place: str, date: str) -> str:
    """The place and day of writing, for a letterhead that gives both in one line."""
    return _filled(
        label("place_and_date", language),
        place=in_one_line(place, FieldType.TEXT),
        date=in_one_line(date, FieldType.DATE),
    )


def enclosure_value(language: str, *, has: bool, count: int = 0) -> str:
    """دارد / ندارد, توجد / لا توجد, Ka / Nuk ka; in English the number, or nothing."""
    if not has:
        return label("enclosures_no", language)
    number = figures(count, language) if count else label("list_of_persons", language)
    return _filled(label("enclosures_yes", language), count=number)


def enclosure_line(language: str, has: bool, count: int = 0) -> str:
    """The whole line, «پیوست: دارد»; empty where the language leaves it out."""
    value = enclosure_value(language, has=has, count=count)
    return f"{label('enclosures_line', language)} {value}" if value else ""


def enclosure_count(n: int, pages: int, language: str) -> str:
    """How much is enclosed: 3 enclosures (7 pages)."""
    return f"{count_text('enclosure', n, language)} ({count_text('page', pages, language)})"


# ---- salutation, greeting, closing


@dataclass(frozen=True)
class Addressee:
    """Who is addressed. A body has a name only; a person also a sex (female, male, other,
    unknown). ``salutation`` is a whole line of the recipient's own, and wins."""

    name: str = ""
    is_person: bool = False
    sex: str = "unknown"
    salutation: str = ""


def salutation(language: str, to: Addressee) -> str:
    """The line that addresses them, comma included."""
    if to.salutation:
        return to.salutation
    of_person = to.sex if to.sex in {"female", "male"} else "unknown"
    key = of_person if to.is_person else "body"
    name = in_one_line(to.name, FieldType.NAME)
    return _filled(_words("salutation", key, language), name=name)


def greeting(language: str) -> str:
    """The line after the salutation; empty where the language has none."""
    return label("greeting", language)


def closing(language: str, to: Addressee) -> str:
    """English closes sincerely after a name and faithfully otherwise; others have one closing."""
    return label("closing_named" if to.is_person else "closing", language)


# ---- what a letter follows or answers


@dataclass(frozen=True)
class Cited:
    """A letter that is cited: its number and its date, formatted already."""

    number: str
    date: str


def citation(
    language: str, *, ours: Cited | None = None, theirs: Cited | None = None, region: str = ""
) -> str:
    """Further to our letter, or with reference to yours: as the data say.

    A letter follows our own or answers theirs; ValueError for both or neither.
    """
    cited = ours or theirs
    if cited is None or (ours and theirs):
        raise ValueError("a letter follows one of ours or answers one of theirs")
    words = _words("citation", "further_to" if ours else "in_reply", language, region)
    return _filled(
        words,
        number=in_one_line(cited.number, FieldType.REFERENCE),
        date=in_one_line(cited.date, FieldType.DATE),
    )


# ---- pages, annexes, schedule, data sheets


def page_of(x: int, y: int, language: str) -> str:
    return _filled(page_label(language), x=figures(x, language), y=figures(y, language))


def signing(key: str, language: str) -> str:
    """The words of the sheet that families sign: title, note, row, name, relation, sign."""
    return _words("signatures", key, language)


def figure(key: str, language: str, *, on: str = "") -> str:
    """Words of the figures block: its title and definition (with their day), a row."""
    return _filled(_words("figures", key, language), on=on)


def referrals(about: str, language: str) -> str:
    """Where else a family can turn; about: "search" or "papers"."""
    return _words("referrals", about, language)


def page_label(language: str) -> str:
    """The label with {x} and {y} in it, for whoever counts the pages."""
    return label("page_of", language)


def annex(n: int, language: str) -> str:
    return _filled(label("annex", language), n=figures(n, language))


def annex_entry(n: int, title: str, pages: int, language: str) -> str:
    """A line of the list of enclosures: "Annex 3: Birth certificate (2 pages)"."""
    return _filled(
        label("annex_entry", language),
        annex=annex(n, language),
        title=in_one_line(title, FieldType.TEXT),
        pages=count_text("page", pages, language),
    )


def schedule_columns(language: str, columns: tuple[str, ...] = SCHEDULE_COLUMNS) -> list[str]:
    """Titles of the columns of the list of persons; a column is a fact or one of its own."""
    own = _table()["column"]
    return [_words("column" if column in own else "fact", column, language) for column in columns]


def family_group(number: str, language: str) -> str:
    """The line above the cases of one family."""
    return _filled(label("family_group", language), number=in_one_line(number, FieldType.REFERENCE))


def fact_label(key: str, language: str) -> str:
    """How a fact of a case is called on its sheet. KeyError for one that has no label."""
    return _words("fact", key, language)


def portrait_caption(year: str, language: str) -> str:
    if not year:
        return label("portrait_unknown", language)
    shown = in_one_line(figures(year, language), FieldType.COUNT)
    return _filled(label("portrait_about", language), year=shown)


def sex(value: str, language: str) -> str:
    """female, male or other in words; empty when it is not known."""
    return "" if value == "unknown" else _words("sex", value, language)


def proof(code: str, language: str) -> str:
    """What we hold as proof: signed_receipt, stamped_copy, own_copy, memory."""
    return _words("proof", code, language)


def reply_language(wanted: str, language: str) -> str:
    """The language of the reply, as it stands in a sentence of the letter."""
    return _words("reply_language", wanted, language)
