"""Recipients, submissions, letters, what carried them and what came back."""

from .arrived import ArrivedMail
from .arrived_paper import ArrivedPaper
from .dispatch import Dispatch
from .family_letter import FamilyLetter
from .family_text import FamilyText
from .incoming import Incoming, IncomingLine
from .letter import (
    Addressee,
    Annex,
    Edition,
    HandedOver,
    Letter,
    LetterCase,
    OutgoingNumber,
    Remark,
)
from .meeting import Meeting, MeetingKind
from .office_head import OfficeHead
from .pile import ConfirmState, PileConfirmation, PileFile, PilePage, ScanPile
from .recipient import Recipient
from .reply_box import ReplyBox
from .submission import Submission, SubmissionCase
from .template import LetterTemplate, TemplateDecision, TemplateStanding
from .tracking import MailEvent, MailNotice

__all__ = [
    "Addressee",
    "Annex",
    "ArrivedMail",
    "ArrivedPaper",
    "ConfirmState",
    "Dispatch",
    "Edition",
    "FamilyLetter",
    "FamilyText",
    "HandedOver",
    "Incoming",
    "IncomingLine",
    "Letter",
    "LetterCase",
    "LetterTemplate",
    "MailEvent",
    "MailNotice",
    "Meeting",
    "MeetingKind",
    "OfficeHead",
    "OutgoingNumber",
    "PileConfirmation",
    "PileFile",
    "PilePage",
    "Recipient",
    "Remark",
    "ReplyBox",
    "ScanPile",
    "Submission",
    "SubmissionCase",
    "TemplateDecision",
    "TemplateStanding",
]
