"""Offices, staff, requests, cases, consent, papers, memory and what is due."""

from .body import Body, BodyKind, OutwardStep
from .bulk import BulkLine, BulkRun
from .case import Case, CaseNumber, FamilyRequest
from .case_line import CaseLine
from .command import Command
from .consent import Answer, Consent, DataClass, Erasure, HowGiven, Purpose
from .contact import Contact, Note
from .correction import Correction
from .digest import Digest, DigestState
from .document import Document, DocumentKind, MadeHow, Sending, StoredFile
from .draft import IntakeDraft
from .due import Due, DueChange, DueKind
from .entry import Chain, Entry
from .exchange import ExchangeFile, PublishedRecord, QuarantinedRecord
from .export import Export
from .family_message import FamilyMessage, MessageState, NotNeutral
from .holiday import Certainty, Holiday
from .imported import AskedRow, ImportRow, ImportRun, KnownColumn
from .kept_list import ListChoice, SavedList
from .likeness import Compared, Judgement, Likeness
from .notice import NoticeVersion
from .office import Counter, HouseKey, Office, Organisation
from .quiet_time import QuietKind, QuietTime
from .scan import Scan, ScanState
from .staff import Post, Staff
from .succession import DeathSource, Succession
from .transfer import Loan, Transfer, TransferReason, TransferState
from .upload import Upload, UploadState
from .watch import Alert, AlertKind, Canary, CaseOpening, OpeningKind

__all__ = [
    "Alert",
    "AlertKind",
    "Answer",
    "AskedRow",
    "Body",
    "BodyKind",
    "BulkLine",
    "BulkRun",
    "Canary",
    "Case",
    "CaseLine",
    "CaseNumber",
    "CaseOpening",
    "Certainty",
    "Chain",
    "Command",
    "Compared",
    "Consent",
    "Contact",
    "Correction",
    "Counter",
    "DataClass",
    "DeathSource",
    "Digest",
    "DigestState",
    "Document",
    "DocumentKind",
    "Due",
    "DueChange",
    "DueKind",
    "Entry",
    "Erasure",
    "ExchangeFile",
    "Export",
    "FamilyMessage",
    "FamilyRequest",
    "Holiday",
    "HouseKey",
    "HowGiven",
    "ImportRow",
    "ImportRun",
    "IntakeDraft",
    "Judgement",
    "KnownColumn",
    "Likeness",
    "ListChoice",
    "Loan",
    "MadeHow",
    "MessageState",
    "NotNeutral",
    "Note",
    "NoticeVersion",
    "Office",
    "OpeningKind",
    "Organisation",
    "OutwardStep",
    "Post",
    "PublishedRecord",
    "Purpose",
    "QuarantinedRecord",
    "QuietKind",
    "QuietTime",
    "SavedList",
    "Scan",
    "ScanState",
    "Sending",
    "Staff",
    "StoredFile",
    "Succession",
    "Transfer",
    "TransferReason",
    "TransferState",
    "Upload",
    "UploadState",
]
