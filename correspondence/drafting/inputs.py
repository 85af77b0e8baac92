"""All that a letter is made from: kept when it is handed over for approval, and when frozen."""

from correspondence.models import Letter

from .composing import Composition, annex_title, facts_of, parties, wording_of
from .values import as_json


def inputs_of(letter: Letter, composition: Composition) -> dict:
    """Enough to say later why the letter says what it says, and what was changed since."""
    return {
        "kind": letter.kind,
        "language": letter.language,
        "wording": wording_of(letter),
        "text_version": letter.template.version if letter.template else 0,
        "values": as_json(composition.values),
        "to": [
            {"recipient": str(party.recipient.pk), "role": str(party.role)}
            for party in parties(letter)
        ],
        "cases": [
            {"case": line.case.reference, "facts": facts_of(line, letter)}
            for line in composition.desk.included
        ],
        "annexes": [
            {
                "number": annex.number,
                "document": str(annex.document.pk),
                "sha256": annex.document.file.sha256,
                "pages": annex.pages,
                "title": annex_title(annex, letter.language),
            }
            for annex in composition.annexes
        ],
    }
