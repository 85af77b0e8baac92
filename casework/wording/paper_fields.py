"""The fields of the papers that the desk shows and prints."""

from __future__ import annotations

from casework.wording.fields import Field, FieldType, registry
from casework.wording.sentences import gettext_noop as _

T = FieldType

# What an office always has: open to every wording
OFFICE = (
    Field("office.name", T.TEXT, _("Name of the office")),
    Field("office.phone", T.PHONE, _("Telephone of the office")),
    Field("office.hours", T.TEXT, _("Hours when the office answers")),
    Field("office.reply_address", T.ADDRESS, _("Address for replies")),
    Field("office.data_contact", T.TEXT, _("Whom to ask or complain to about personal data")),
)

REQUEST = (
    Field("request.family_number", T.REFERENCE, _("Family number")),
    Field("request.received_on", T.DATE, _("Date when the request was received")),
    Field("case.references", T.REFERENCE, _("Case numbers of the request")),
    Field("persons.count", T.COUNT, _("Number of persons sought")),
    Field("documents.count", T.COUNT, _("Number of documents received")),
    Field("clerk.name", T.NAME, _("Who received the request")),
    Field("enquirer.name", T.NAME, _("Name of the enquirer"), "S2", "P9"),
    Field("family.language", T.TEXT, _("Language for news to the family")),
)

NOTICE = (
    Field("office.authority", T.TEXT, _("Authority that supervises data protection")),
    Field("notice.version", T.REFERENCE, _("Version of the information notice")),
    Field("notice.language", T.TEXT, _("Language of the information notice")),
    Field(
        "retention.ended",
        T.TEXT,
        _("How long details are kept after the request has ended"),
    ),
    Field("retention.withdrawn", T.TEXT, _("How long details are kept after a withdrawal")),
)

STATUS = (
    Field("news.by", T.DATE, _("Date by which the family will hear from us")),
    Field("next.review", T.DATE, _("Date of the next review")),
    Field("date", T.DATE, _("Date of the last outward step")),
    Field("bodies", T.TEXT, _("Kinds of bodies written to")),
    Field("missing.items", T.TEXT, _("What is still needed from the family")),
)

PROTECTION = (
    Field("officer.phone", T.PHONE, _("Telephone of the protection officer")),
    Field("officer.hours", T.TEXT, _("Hours of the protection officer")),
    Field("news.thanks_number", T.REFERENCE, _("Number given to whoever brought news")),
)

AUTHORISATION = (
    Field("consent.date", T.DATE, _("Date of the consent")),
    Field("consent.until", T.DATE, _("Date until which the consent is valid")),
    Field("letter.languages", T.TEXT, _("Languages of the letters")),
    Field(
        "persons",
        T.ROWS,
        _("Persons sought"),
        "S2",
        row=(
            Field("row", T.COUNT, _("Line number")),
            Field("name", T.NAME, _("Name of the person sought"), "S2"),
            Field("birth", T.PARTIAL_DATE, _("Birth"), "S2"),
            Field("relationship", T.TEXT, _("Relationship to the enquirer"), "S2"),
        ),
    ),
    Field(
        "consents",
        T.ROWS,
        _("Bodies and what the family answered"),
        row=(
            Field("body", T.TEXT, _("Kind of body")),
            Field("answer", T.TEXT, _("Answer of the family")),
        ),
    ),
    Field(
        "papers",
        T.ROWS,
        _("Papers of which a copy may go out"),
        "S2",
        "P13",
        row=(
            Field("title", T.TEXT, _("Title of the paper"), "S2"),
            Field("to", T.TEXT, _("Bodies that may receive a copy")),
        ),
    ),
)

MESSAGE = (Field("message.written_on", T.DATE, _("Day on which a message was written")),)

PAPER_FIELDS = registry(*OFFICE, *REQUEST, *NOTICE, *STATUS, *PROTECTION, *AUTHORISATION, *MESSAGE)
# What the house may name in its own information notice: nothing about a family
NOTICE_FIELDS = registry(*OFFICE, *NOTICE)
