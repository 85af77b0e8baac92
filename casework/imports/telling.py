"""Rows of a register as the plain structures that the actions take."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from casework.actions.told import NameTold, PersonTold, RequestTold, SoughtTold
from casework.imports.offering import language_told, told_by
from casework.imports.register_row import RegisterRow
from casework.imports.remarks import Offer
from families.calendars import PartialDate
from families.models.kinship import Kin
from families.names import to_ascii_digits

# The notice of an old register is the first one that the office knows.
NOTICE_TAKEN_OVER = 1
HOW = "register"
_ALBANIAN_ID = re.compile(r"[A-Z]\d{8}[A-Z]")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,9}")


def request_told(
    rows: Sequence[RegisterRow],
    *,
    language: str,
    today: datetime.date,
    offers: Sequence[Offer] = (),
    words: str = "en",
) -> RequestTold:
    """One family's request from the rows of one visit; documents are added by the caller.
    `offers` are those of its remarks that a person accepted; `words` is the office's language.

    P13 is about papers, so a yes is told with each paper; a no stands for the whole family.
    """
    first = rows[0]
    answers = {p: a for p, a in first.consents.items() if p != "P13" or a == "refused"}
    return RequestTold(
        enquirer=replace(enquirer_told(first), **told_by(offers, language=words)),
        sought=[sought_told(row) for row in rows],
        received_on=received_day(first, today),
        received_as_given=first.received_on.as_given if first.received_on else "",
        channel="register",
        language=language_told(offers) or first.enquirer_language or language,
        notice_version=NOTICE_TAKEN_OVER if first.notice_given else None,
        answers=answers,
        how=HOW,
        town=next((row.enquirer_town for row in rows if row.enquirer_town), ""),
        remarks="\n".join(dict.fromkeys(row.remarks for row in rows if row.remarks)),
        extras=_extras(rows),
    )


def received_day(row: RegisterRow, today: datetime.date) -> datetime.date:
    """The first day the family can have come; today where nobody knows, or it is yet to come."""
    day = row.received_on.earliest if row.received_on else None
    return day if day is not None and day <= today else today


def enquirer_told(row: RegisterRow) -> PersonTold:
    return PersonTold(
        names=_names(row.enquirer_name, row.enquirer_latin_name, father=row.enquirer_father),
        sex=row.enquirer_sex or "unknown",
        birth=_known(row.enquirer_birth),
        nationality=row.enquirer_nationality,
        languages=[row.enquirer_language] if row.enquirer_language else [],
        phones=list(row.phones),
        email=row.enquirer_email,
        address=row.enquirer_address,
        identifiers=_identifiers(row.enquirer_national_code),
    )


def sought_told(row: RegisterRow) -> SoughtTold:
    names = _names(
        row.sought_name, row.sought_latin_name, father=row.sought_father, mother=row.sought_mother
    )
    if row.sought_alias:
        names.append(NameTold(row.sought_alias, kind="alias", source=HOW))
    person = PersonTold(
        names=names,
        sex=row.sought_sex or "unknown",
        birth=_known(row.sought_birth),
        birth_place=row.sought_birth_place,
        nationality=row.sought_nationality,
        phones=[row.sought_phone] if row.sought_phone else [],
        identifiers=_identifiers(row.sought_national_code),
    )
    return SoughtTold(
        person=person,
        kin=row.relationship.code if row.relationship.code in Kin.values else "other",
        kin_as_given=row.relationship.as_given,
        last_place=row.last_place,
        last_news_on=_known(row.last_news_on),
        last_news=row.last_news,
        circumstances=row.circumstances,
        old_number=row.old_number,
    )


def _names(full: str, latin: str, *, father: str = "", mother: str = "") -> list[NameTold]:
    names = [NameTold(full, father=father, mother=mother, source=HOW)]
    if latin and latin != full:
        names.append(NameTold(latin, kind="passport", source=HOW))
    return names


def _known(date: PartialDate | None) -> PartialDate | None:
    """A date with any words; what could not be read stays as given."""
    return date if date is not None and date.as_given else None


def _identifiers(value: str) -> list[tuple[str, str]]:
    return [(_identifier_kind(value), value)] if value else []


def _identifier_kind(value: str) -> str:
    plain = re.sub(r"[\s\-]", "", to_ascii_digits(value)).upper()
    if plain.isdecimal():
        return "ir_national" if len(plain) == 10 else "other"
    if _ALBANIAN_ID.fullmatch(plain):
        return "al_id"
    return "passport" if _PASSPORT.fullmatch(plain) else "other"


def _extras(rows: Sequence[RegisterRow]) -> dict[str, str]:
    """The notes of all rows; where two rows differ under one heading, both stand."""
    kept: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        for heading, text in row.extras.items():
            if kept.get(heading, text) == text:
                kept[heading] = text
            else:
                kept[f"{heading} ({number})"] = text
    return kept
