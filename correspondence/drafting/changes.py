"""What is different in a letter since somebody last looked at it, for whoever approves it."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.models import Body
from casework.wording import FieldType
from correspondence.models import HandedOver, Letter, Recipient
from correspondence.models.letter import AddresseeRole, Classification
from correspondence.wording import labels
from correspondence.wording.comparing import Piece, compare, near_changes
from correspondence.wording.fields import LETTER_FIELDS
from families.calendars import format_day

from . import counted
from .composing import Composition
from .inputs import inputs_of
from .silence import ABOUT


@dataclass
class Changes:
    """`pieces` is the wording word by word, empty where it stayed; `lines` are the rest, each a
    label with what is new and what is gone."""

    since: HandedOver
    pieces: list[Piece] = field(default_factory=list)
    lines: list[tuple[str, list[str], list[str]]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pieces or self.lines)


def changes_since(before: HandedOver, letter: Letter, composition: Composition) -> Changes:
    """The letter as it would be approved now against what was handed over then."""
    old, new = before.held, inputs_of(letter, composition) | told_of(letter)
    found = Changes(before)
    if old["wording"] != new["wording"]:
        found.pieces = near_changes(compare(old["wording"], new["wording"]))
    for label, gone, added in (
        (_("Cases"), *_parted(old["cases"], new["cases"], lambda row: row["case"])),
        (_("Papers"), *_parted(old["annexes"], new["annexes"], _paper)),
        (_("Who gets it"), *_recipients(old["to"], new["to"])),
        (_("To be signed by"), *_one(old["signatory"], new["signatory"])),
        (_("Mark on every page"), *_one(_mark(old), _mark(new))),
        (_("Figures with their day"), *_one(_figures(old), _figures(new))),
    ):
        if gone or added:
            found.lines.append((label, added, gone))
    found.lines += _facts(old["cases"], new["cases"])
    found.lines += _order(old["annexes"], new["annexes"])
    found.lines += _told(old["told"], new["told"])
    return found


def told_of(letter: Letter) -> dict:
    """What only people said of it: beside `inputs_of` in what is kept of a handing over."""
    return {
        "signatory": str(letter.signatory or ""),
        "told": letter.values.get("told", {}),
        "mark": str(letter.classification),
        "figures": bool(letter.values.get(counted.ASKED)),
    }


def _mark(held: dict) -> str:
    """The mark in words; what was handed over before letters had one was confidential."""
    return str(Classification(held.get("mark", Classification.CONFIDENTIAL)).label)


def _figures(held: dict) -> str:
    return _("yes") if held.get("figures") else _("no")


def _parted(old, new, key) -> tuple[list[str], list[str]]:
    before, now = [key(row) for row in old], [key(row) for row in new]
    gone = [words for words in before if words not in now]
    return gone, [words for words in now if words not in before]


def _paper(row: dict) -> str:
    return f"{row['title']} ({row['sha256'][:8]})"


def _recipients(old, new) -> tuple[list[str], list[str]]:
    rows = Recipient.objects.select_related("body").in_bulk([row["recipient"] for row in old + new])
    names = {str(key): recipient.name() for key, recipient in rows.items()}

    def said(row: dict) -> str:
        return f"{AddresseeRole(row['role']).label}: {names.get(row['recipient'], '–')}"

    return _parted(old, new, said)


def _one(old: str, new: str) -> tuple[list[str], list[str]]:
    return ([], []) if old == new else ([old] * bool(old), [new] * bool(new))


def _facts(old, new) -> list[tuple[str, list[str], list[str]]]:
    """What is said of a case that was there before: old and new words of each fact that changed."""
    language, lines = (get_language() or "en")[:2], []
    before = {row["case"]: row["facts"] for row in old}
    for row in new:
        was, now = before.get(row["case"], row["facts"]), row["facts"]
        for key in dict.fromkeys([*was, *now]):
            gone, added = _one(was.get(key, ""), now.get(key, ""))
            if gone or added:
                label = f"{row['case']} · {labels.fact_label(key, language)}"
                lines.append((label, added, gone))
    return lines


def _order(old, new) -> list[tuple[str, list[str], list[str]]]:
    """Papers that stayed and stand in another order."""
    before, now = [row["document"] for row in old], [row["document"] for row in new]
    stayed = [key for key in before if key in now]
    if stayed == [key for key in now if key in before]:
        return []
    return [(_("Papers"), [_("They stand in another order.")], [])]


def _told(old: dict, new: dict) -> list[tuple[str, list[str], list[str]]]:
    lines = []
    for name in dict.fromkeys([*old, *new]):
        gone, added = _one(str(old.get(name, "")), str(new.get(name, "")))
        if gone or added:
            said = [[_said(name, value) for value in values] for values in (added, gone)]
            lines.append((str(_(LETTER_FIELDS[name].description)), *said))
    return lines


def _said(name: str, value: str) -> str:
    if name == ABOUT:  # the id of a body
        body = Body.objects.filter(pk=value).first()
        return body.name() if body else "–"
    if LETTER_FIELDS[name].type == FieldType.DATE:
        return format_day(datetime.date.fromisoformat(value), (get_language() or "en")[:2])
    return value
