"""The fields of letters: those of the papers, and what only a letter says.

Sensitivity and consent purpose stand here so that what is not covered cannot be
merged: P3 to P8 follow from the recipient and are asked for the whole letter; only a
purpose that a single field adds (the name of the enquirer, a paper) is named.
"""

from __future__ import annotations

from casework.wording.fields import Field, FieldType, registry
from casework.wording.paper_fields import OFFICE, PAPER_FIELDS
from casework.wording.sentences import gettext_noop as _

T = FieldType

LETTER = (
    Field("letter.number", T.REFERENCE, _("Number of the letter")),
    Field("letter.date", T.DATE, _("Date of the letter")),
    Field("letter.pages", T.COUNT, _("Number of pages of the letter")),
    Field("recipient.addressee", T.TEXT, _("Addressee, as it reads after “To”")),
    Field("reply.language", T.TEXT, _("Language of the reply, as it reads in the sentence")),
    Field("signatory.name", T.NAME, _("Name of the signatory")),
    Field("signatory.title", T.TEXT, _("Title of the signatory")),
    Field("annexes.count", T.COUNT, _("Number of annexes")),
    Field("annexes.replaced", T.COUNT, _("Number of annexes replaced")),
    Field("bundle.pages", T.COUNT, _("Number of pages in all")),
    Field("bundle.check", T.REFERENCE, _("Check characters of the bundle")),
    Field("bearer.name", T.NAME, _("Who hands the letter in")),
)

CASES = (
    Field("cases.count", T.COUNT, _("Number of cases")),
    Field("cases.several", T.FLAG, _("The letter holds more than one case")),
    Field(
        "cases.societies_allowed",
        T.FLAG,
        _("Every case of the letter may be shared with the National Societies"),
        purpose="P3",
    ),
    Field("cases.answered", T.COUNT, _("Number of cases that were answered")),
    Field("cases.unanswered", T.COUNT, _("Number of cases without a recorded reply")),
    Field("cases.remaining", T.COUNT, _("Number of cases of the earlier letter that stay open")),
    Field("case.reference", T.REFERENCE, _("Case number")),
    Field("case.their_reference", T.REFERENCE, _("Their file number of the case")),
    Field("facts.count", T.COUNT, _("Number of new facts")),
)

CITED = (
    Field("follows.number", T.REFERENCE, _("Number of our letter that this one follows")),
    Field("follows.date", T.DATE, _("Date of our letter that this one follows")),
    Field("reminder.ordinal", T.TEXT, _("Which reminder this is, in words")),
    Field("days.waiting", T.COUNT, _("Days since the letter that is recalled")),
    Field("earlier.date", T.PARTIAL_DATE, _("When it was handed in, as the record has it")),
    Field("earlier.place", T.TEXT, _("Where it was handed in")),
    Field("earlier.cases", T.COUNT, _("Number of cases handed in")),
    Field("earlier.handed_by", T.NAME, _("Who handed it in")),
    Field("earlier.number", T.REFERENCE, _("Number given at that time")),
    Field("earlier.said", T.TEXT, _("What was said at the time")),
    Field("earlier.proof", T.TEXT, _("Proof that we hold")),
    Field("outward.count", T.COUNT, _("Number of letters sent")),
    Field("outward.first", T.DATE, _("Date of the first letter sent")),
    Field("outward.last", T.DATE, _("Date of the latest letter sent")),
    Field("promise.date", T.DATE, _("Date for which a reply was announced")),
    Field("complaint.about", T.TEXT, _("Body that was written to")),
)

ASKED = (
    Field("request.question", T.TEXT, _("What the authority is asked"), "S2"),
    Field("applicants.count", T.COUNT, _("Number of applicants")),
    Field("visit.from", T.DATE, _("First day of the intended stay"), "S2"),
    Field("visit.until", T.DATE, _("Last day of the intended stay"), "S2"),
    Field("host.may_be_named", T.FLAG, _("The relative to be visited agreed to be named"), "S3"),
)

# The six elements of a communication to the UN Working Group on disappearances
DISAPPEARANCE = (
    Field("lost.name", T.NAME, _("Full name of the missing person"), "S2"),
    Field("lost.on", T.PARTIAL_DATE, _("Date of the disappearance, with its month and year"), "S2"),
    Field("lost.place", T.TEXT, _("Place of the disappearance"), "S3"),
    Field("lost.forces", T.TEXT, _("Forces that the family believes responsible"), "S3"),
    Field("lost.steps", T.TEXT, _("Steps that were taken to find the person"), "S2"),
    Field("submitter.identity", T.TEXT, _("Who submits the case, and how they are related"), "S2"),
)

TO_PEOPLE = (
    Field("review.date", T.DATE, _("Date fixed beforehand for the review")),
    Field("referrals", T.TEXT, _("Where else the family can turn")),
    Field("answer.by", T.DATE, _("Date by which an answer would help")),
    Field("missing.count", T.COUNT, _("Number of points that are missing")),
    Field("note.code", T.REFERENCE, _("Code of the note")),
    Field("asker.code", T.REFERENCE, _("Code of the person who asks")),
)

TABLES = (
    Field(
        "cases",
        T.ROWS,
        _("The cases of the family"),
        row=(
            Field("case.reference", T.REFERENCE, _("Case number")),
            Field("case.public_status", T.TEXT, _("Where the case stands")),
            Field("case.last_step", T.TEXT, _("Last outward step")),
            Field("case.next_review", T.DATE, _("Date of the next review")),
        ),
    ),
    Field(
        "missing",
        T.ROWS,
        _("What is still needed from the family"),
        "S2",
        row=(
            Field("case.reference", T.REFERENCE, _("Case number")),
            Field("item", T.TEXT, _("What is needed"), "S2"),
        ),
    ),
    Field("corrections.count", T.COUNT, _("Number of corrections")),
    Field(
        "corrections",
        T.ROWS,
        _("Corrections"),
        "S2",
        row=(
            Field("case.reference", T.REFERENCE, _("Case number")),
            Field("item", T.TEXT, _("What is corrected")),
            Field("item.show_old", T.FLAG, _("The earlier words are needed to find the place")),
            Field("was", T.TEXT, _("The earlier words"), "S2"),
            Field("now", T.TEXT, _("The corrected words"), "S2"),
        ),
    ),
)

LETTER_FIELDS = registry(
    *PAPER_FIELDS.values(), *LETTER, *CASES, *CITED, *ASKED, *DISAPPEARANCE, *TO_PEOPLE, *TABLES
)

# In the heading of every letter, so any wording may name them, in one language or in all
HEADING_FIELDS = frozenset({"letter.number", "letter.date"})

# What an office and its letter always have: open to the wording of every kind
COMMON_FIELDS = HEADING_FIELDS.union(field.name for field in OFFICE) | {
    "recipient.addressee",
    "reply.language",
    "signatory.name",
    "signatory.title",
}
