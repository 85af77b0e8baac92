"""From what the record holds to the letter as data: who may be in it, what it may say.

look(letter)       Composition: document, desk (what stays here and why), what is missing
compose(letter)    the document alone, for a preview
look_over(cases, question)   the same question before there is a letter
"""

from .addresses import address_labels
from .by_whom import approved_by, signed_by
from .changes import Changes, changes_since, told_of
from .composing import (
    Composition,
    annex_title,
    compose,
    desk_of,
    facts_of,
    look,
    parties,
    question_for,
    wording_of,
)
from .covers import cover_sheet
from .desk import Desk, DeskLine, PaperLine, Party, Question, check_case, look_over
from .family_papers import folder_labels, receipt
from .finishing import code_reference, expected_letter, render_final
from .first_contact import codes, first_contact_note
from .heads import emblem_of
from .inputs import inputs_of
from .medium import medium
from .meeting_list import list_of_persons
from .message_sheets import blank_message, message_page
from .open_matters import open_threads, sheet_for_meeting
from .preview import Preview, preview
from .proofs import proof_paper
from .reasons import LeftOut
from .samples import SIZES, sample
from .silence import ABOUT
from .silence import bodies as silent_bodies
from .to_family import family_labels, family_letter
from .translation import has_words, office_copy, words_of_copy
from .values import as_json, in_office, may_sign

__all__ = [
    "ABOUT",
    "SIZES",
    "Changes",
    "Composition",
    "Desk",
    "DeskLine",
    "LeftOut",
    "PaperLine",
    "Party",
    "Preview",
    "Question",
    "address_labels",
    "annex_title",
    "approved_by",
    "as_json",
    "blank_message",
    "changes_since",
    "check_case",
    "code_reference",
    "codes",
    "compose",
    "cover_sheet",
    "desk_of",
    "emblem_of",
    "expected_letter",
    "facts_of",
    "family_labels",
    "family_letter",
    "first_contact_note",
    "folder_labels",
    "has_words",
    "in_office",
    "inputs_of",
    "list_of_persons",
    "look",
    "look_over",
    "may_sign",
    "medium",
    "message_page",
    "office_copy",
    "open_threads",
    "parties",
    "preview",
    "proof_paper",
    "question_for",
    "receipt",
    "render_final",
    "sample",
    "sheet_for_meeting",
    "signed_by",
    "silent_bodies",
    "told_of",
    "wording_of",
    "words_of_copy",
]
