"""What one row of a register says, as typed values."""

from dataclasses import dataclass, field, fields

from casework.imports import cells
from casework.imports.remarks import Offer
from families.calendars import PartialDate


@dataclass(frozen=True)
class RegisterRow:
    """What a row says; texts as given but for outer spaces, dates partial, "" and None unknown.

    `consents` holds only questions with an answer: purpose -> "granted" or "refused"; what is not
    in it was not asked. `extras` are the cells no field takes, under their headings.
    """

    row_number: str = ""
    old_number: str = ""
    received_on: PartialDate | None = None
    enquirer_name: str = ""
    enquirer_latin_name: str = ""
    enquirer_father: str = ""
    enquirer_birth: PartialDate | None = None
    enquirer_sex: str = ""
    enquirer_nationality: str = ""
    enquirer_national_code: str = ""
    enquirer_address: str = ""
    enquirer_town: str = ""
    enquirer_email: str = ""
    enquirer_language: str = ""
    phones: tuple[str, ...] = ()
    relationship: cells.Relationship = cells.NO_RELATIONSHIP
    sought_name: str = ""
    sought_latin_name: str = ""
    sought_alias: str = ""
    sought_father: str = ""
    sought_grandfather: str = ""
    sought_mother: str = ""
    sought_sex: str = ""
    sought_birth: PartialDate | None = None
    sought_birth_place: str = ""
    sought_nationality: str = ""
    sought_national_code: str = ""
    sought_phone: str = ""
    last_place: str = ""
    last_news_on: PartialDate | None = None
    last_news: str = ""
    circumstances: str = ""
    consents: dict[str, str] = field(default_factory=dict)
    notice_given: bool = False
    documents: tuple[str, ...] = ()
    remarks: str = ""
    extras: dict[str, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()

    def as_json(self) -> dict:
        """JSON types only; `from_json` gives an equal row back."""
        held = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        for name, value in held.items():
            if isinstance(value, PartialDate):
                held[name] = value.as_json()
        held["relationship"] = [self.relationship.code, self.relationship.as_given]
        held["phones"], held["documents"] = list(self.phones), list(self.documents)
        held["offers"] = [offer.as_json() for offer in self.offers]
        return held

    @classmethod
    def from_json(cls, held: dict) -> "RegisterRow":
        values = dict(held)
        for name in ("received_on", "enquirer_birth", "sought_birth", "last_news_on"):
            values[name] = PartialDate.from_json(held[name]) if held[name] else None
        values["relationship"] = cells.Relationship(*held["relationship"])
        values["phones"], values["documents"] = tuple(held["phones"]), tuple(held["documents"])
        values["offers"] = tuple(Offer(e["kind"], e["detail"]) for e in held["offers"])
        return cls(**values)
