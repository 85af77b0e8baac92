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
from .holiday import Certainty, Holiday
from .imported import ImportRow, ImportRun, KnownColumn
from .kept_list import ListChoice, SavedList
from .notice import NoticeVersion
from .office import Counter, HouseKey, Office, Organisation
from .quiet_time import QuietKind, QuietTime
from .scan import Scan, ScanState
from .staff import Post, Staff
from .upload import Upload, UploadState

__all__ = [
    "Answer",
    "Body",
    "BodyKind",
    "BulkLine",
    "BulkRun",
    "Case",
    "CaseLine",
    "CaseNumber",
    "Certainty",
    "Chain",
    "Command",
    "Consent",
    "Contact",
    "Correction",
    "Counter",
    "DataClass",
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
    "FamilyRequest",
    "Holiday",
    "HouseKey",
    "HowGiven",
    "ImportRow",
    "ImportRun",
    "IntakeDraft",
    "KnownColumn",
    "ListChoice",
    "MadeHow",
    "Note",
    "NoticeVersion",
    "Office",
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
    "Upload",
    "UploadState",
]
