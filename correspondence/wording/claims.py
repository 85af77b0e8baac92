"""Sentences that state something which the record must hold, found by their words.

A person who writes freely easily says more than is true: that all consented in writing, that an
earlier letter exists, that papers are enclosed, that somebody was found. Each claim is a group of
turns of phrase per language; whether the record supports it is asked elsewhere. The shipped texts
say such things only through fields and conditions, so they make no claim of their own that their
letter does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casework.wording.script import without_tags

WRITTEN_CONSENT = "written_consent"
SOUGHT_CONSENT = "sought_consent"
FOUND = "found"
EARLIER_LETTER = "earlier_letter"
THEIR_REPLY = "their_reply"
ENCLOSED_PAPERS = "enclosed_papers"

NEVER = frozenset({SOUGHT_CONSENT, FOUND})
"""What no letter to a body may state: it would speak of the person who is sought."""

_SPACE = "[ \u200c]"
_ENCLOSED = "(?:attached|enclosed|annexed)"
_PAPERS = "(?:documents?|papers|copy|copies|certificates?|photographs?)"
_PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    WRITTEN_CONSENT: {
        "en": (r"(?:written|signed) consents?", r"consent(?:s|ed)? (?:\w+ )?in writing"),
        "fa": (r"رضایت(?:‌?نامه)?(?:‌?های)?ِ? (?:کتبی|مکتوب|امضا‌?شده)", r"به‌?صورت کتبی رضایت"),
        "ar": (r"(?<!دون\s)موافق(?:ة|ات)(?:هم|ها)? (?:ال)?(?:خطية|كتابية|مكتوبة)",),
        "sq": (r"pëlqim\w* (?:\w+ )?(?:me shkrim|(?:i|e|të) shkruar|(?:i|e|të) nënshkruar)",),
    },
    SOUGHT_CONSENT: {
        "en": (
            r"(?:person|persons) (?:concerned|sought) (?:has |have )?(?:agreed|consented)",
            r"consent of the (?:person|persons) (?:concerned|sought) (?:has|have) been",
        ),
        "fa": (r"(?:فرد|افراد) (?:مورد جست‌وجو|نام‌?برده)[^.؛\n]{0,20}رضایت داده",),
        "ar": (r"(?:و?قد) (?:وافق|وافقت) الشخص (?:المعني|المبحوث عنه)",),
        "sq": (r"person\w* (?:që kërkohet|në fjalë) (?:ka|kanë) (?:dhënë pëlqim|pranuar)",),
    },
    FOUND: {
        "en": (
            r"(?:has|have|was|were) (?:already )?(?:been )?(?:found|located|traced)",
            r"we (?:have )?(?:found|located|traced) (?:him|her|them|the person)",
        ),
        "fa": (r"(?:پیدا|یافت|یافته|شناسایی) شده\s*(?:است|اند)", r"(?:او|ایشان|آنان) را یافت"),
        "ar": (r"عُ?ثِ?ر(?:نا)? علي(?:ه|ها|هم)", r"تم العثور"),
        "sq": (r"u gjet(?:ën)?", r"(?:është|janë) gjetur", r"e kemi gjetur"),
    },
    EARLIER_LETTER: {
        "en": (
            r"our (?:earlier|previous|last|former) (?:letter|request|reminder)s?",
            r"further to our",
            r"we (?:have )?(?:already )?(?:wrote|written) to you",
        ),
        "fa": (r"نامه(?:ٔ|‌ی|‌های|‌هایِ)? (?:پیشین|قبلی)", r"پیرو(?:ِ|ی)? نامه"),
        "ar": (r"(?:كتابنا|رسالتنا|كتبنا|تذكيرنا) السابقة?", r"إلحاقًا بكتاب"),
        "sq": (
            r"shkres\w+ (?:tonë|sonë|tona) (?:të|e) mëparshme",
            r"në vijim të shkres",
            r"Ju kemi shkruar",
        ),
    },
    THEIR_REPLY: {
        "en": (
            r"your (?:letter|reply|answer) (?:no\.|of|dated)",
            r"for your (?:letter|reply|answer)s?",
            r"with reference to your",
        ),
        "fa": (r"در پاسخ به نامه", r"از پاسخ شما", r"نامهٔ شما به شماره"),
        "ar": (r"إشارةً? إلى كتابكم", r"على ردكم"),
        "sq": (r"në përgjigje të shkresës Suaj", r"për përgjigjen Tuaj"),
    },
    ENCLOSED_PAPERS: {
        "en": (
            rf"{_ENCLOSED} {_PAPERS}",
            rf"{_PAPERS} (?:is|are) {_ENCLOSED}",
            r"we (?:attach|enclose|annex)",
        ),
        "fa": (r"(?:مدارک|مدرک|اسناد|سند|رونوشت|عکس|تصویر)[^.؛\n]{0,14}(?:پیوست|ضمیمه)",),
        "ar": (r"(?:وثائق|الوثائق|مستندات|المستندات|نسخ|صورة|صور|الصور)[^.؛\n]{0,14}مرفق",),
        "sq": (r"(?:dokument|kopj|fotografi|vërtetim)\w*[^.;\n]{0,14}bashkëlidhur",),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """What is stated, in which words, and where: line and column from 1."""

    code: str
    words: str
    line: int
    column: int


def claims(text: str, language: str) -> list[Claim]:
    """All claims of a text as it is typed, in its order; fields count as blanks."""
    bare = without_tags(text)
    return sorted(_found(bare, language), key=lambda claim: (claim.line, claim.column))


def _found(bare: str, language: str) -> Iterator[Claim]:
    for code, by_language in _PHRASES.items():
        for phrase in by_language[language]:
            for hit in _compiled(phrase, language).finditer(bare):
                before = bare[: hit.start()]
                line, column = before.count("\n") + 1, hit.start() - before.rfind("\n")
                yield Claim(code, " ".join(hit.group().split()), line, column)


def _compiled(phrase: str, language: str) -> re.Pattern[str]:
    """A space of a phrase is any space or half-space, once or more. Arabic writes "and", "with"
    and the article as part of the word, so there a phrase may begin inside one."""
    begins = "" if language == "ar" else r"(?<!\w)"
    return re.compile(begins + phrase.replace(" ", _SPACE + "+"), re.IGNORECASE)
