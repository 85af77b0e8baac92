"""What became of an annex and of a signed scan, each in one plain sentence.

The pages themselves (`correspondence.pdf`) know only codes: they know no language of a reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.vault import checks
from casework.wording import figures
from families import display
from families.calendars import format_day

ANNEX_SENTENCES = {
    "docx_needs_pdf": gettext_lazy(
        "A text document cannot go with a letter. Turn it into a PDF on its page, or upload one."
    ),
    "filled_fields": gettext_lazy(
        "The PDF is a form, and what was written in it cannot be shown here. "
        "Please print it to a new PDF and upload that."
    ),
    "unreadable": gettext_lazy("The document cannot be read. Please scan or upload it again."),
}

CLAIM_SENTENCES = {
    "written_consent": gettext_lazy(
        "not every family of this letter said yes in writing: some answers were spoken or taken "
        "over from an old register."
    ),
    "sought_consent": gettext_lazy(
        "a letter to a body states nothing that the person who is sought has said."
    ),
    "found": gettext_lazy(
        "a letter to a body does not say that anybody was found, nor that nobody was."
    ),
    "earlier_letter": gettext_lazy("this letter follows no letter of ours that was sent."),
    "their_reply": gettext_lazy("no reply of theirs is recorded for these cases."),
    "enclosed_papers": gettext_lazy("no paper goes with this letter."),
    "kind_cites_nothing": gettext_lazy("a letter of this kind follows no letter of ours."),
}


def claim_sentence(claim: Any, code: str = "") -> str:
    """Why a sentence cannot stay, and where it stands, for a `wording.Claim`."""
    sentence = _("Line %(line)s, column %(column)s: “%(words)s” cannot be said: %(reason)s")
    return sentence % {
        "line": claim.line,
        "column": claim.column,
        "words": claim.words,
        "reason": CLAIM_SENTENCES[code or claim.code],
    }


SCAN_SENTENCES = {
    "match": gettext_lazy("All pages of the letter are there, in order."),
    "confirm": gettext_lazy(
        "The number of pages is right, but the code could not be read on these pages of the "
        "scan: %(pages)s. Please look at them and confirm."
    ),
    "extra_pages": gettext_lazy(
        "All pages of the letter are there. These pages of the scan bear no code and are left "
        "out: %(pages)s. Please look at them and confirm."
    ),
    "page_missing": gettext_lazy(
        "Pages of the letter that are missing: %(pages)s. Please scan the whole letter again."
    ),
    "page_twice": gettext_lazy(
        "Page %(page)s of the letter is in the scan more than once. Please scan each page one time."
    ),
    "page_count": gettext_lazy(
        "Pages in the scan: %(found)s; pages in the letter: %(expected)s. "
        "The codes could not be read. Please scan the whole letter again, more sharply."
    ),
    "other_letter": gettext_lazy(
        "Page %(page)s of the scan belongs to the letter %(found)s. Please scan the letter itself."
    ),
    "other_version": gettext_lazy(
        "Page %(page)s of the scan is from version %(found)s of the letter, which no longer "
        "holds. Please print the letter anew and have it signed."
    ),
    "not_ours": gettext_lazy(
        "The code on page %(page)s of the scan was not made by this office. "
        "Please scan the letter that was printed here."
    ),
}


VERIFIED = {
    "genuine": gettext_lazy(
        "Genuine: this is our letter no. %(number)s of %(date)s, byte for byte as it is kept here."
    ),
    "void": gettext_lazy("This was our letter no. %(number)s of %(date)s; it is void."),
    "superseded": gettext_lazy(
        "This is version %(version)s of our letter no. %(number)s. It was taken back and does not "
        "count."
    ),
    "coded": gettext_lazy(
        "The codes on its pages were made here for letter no. %(number)s of %(date)s. The file is "
        "not the one that is kept: it was printed and scanned, or it was changed. Compare every "
        "page with the letter itself."
    ),
    "coded_superseded": gettext_lazy(
        "The codes on its pages are those of version %(version)s of letter no. %(number)s, which "
        "was taken back and does not count."
    ),
    "forged": gettext_lazy(
        "Changed or false: a code on its pages was not made in this house. Do not rely on it."
    ),
    "unknown": gettext_lazy("Nothing in this file says that it is a letter of this house."),
}


PILE_SENTENCES = {
    "no_code": gettext_lazy(
        "No code could be read on page %(page)s. Look at it and give it to its letter, or put it "
        "aside."
    ),
    "unreadable": gettext_lazy(
        "Page %(page)s cannot be drawn. Please scan it again and add it to the pile."
    ),
    "foreign": gettext_lazy(
        "Page %(page)s belongs to the letter %(found)s, which is not in the book of this office."
    ),
    "not_waiting": gettext_lazy(
        "Page %(page)s belongs to the letter %(found)s, which waits for no signature: %(state)s."
    ),
    "gone": gettext_lazy("This letter waits for no signature any more: %(state)s."),
    "page_twice": gettext_lazy(
        "Page %(page)s of the letter is there more than once: pages %(pages)s of the pile. Put "
        "aside what does not count."
    ),
    "page_missing": gettext_lazy(
        "Pages of the letter that are missing: %(pages)s. Scan them and add them to the pile."
    ),
    "page_count": gettext_lazy(
        "Pages of the pile: %(found)s; pages of the letter: %(expected)s. Too many or too few were "
        "given to it by hand."
    ),
}


def pile_sentence(code: str, **values: Any) -> str:
    """What is wrong with a page or a letter of a pile; any other code is a page not to be drawn."""
    return str(PILE_SENTENCES.get(code, PILE_SENTENCES["unreadable"])) % _shown(values)


def _shown(values: Mapping[str, Any]) -> dict[str, str]:
    """Numbers in the reader's digits; lists of them, and the numbers of letters, isolated."""
    language = (get_language() or "en")[:2]
    shown = {}
    for name, value in values.items():
        if isinstance(value, tuple | list):
            said = display.comma(language).join(figures(each, language) for each in value)
            shown[name] = f"\u2066{said}\u2069" if language not in ("fa", "ar") else said
        else:
            shown[name] = figures(value, language) if isinstance(value, int) else str(value)
    if "found" in shown and not isinstance(values["found"], int):
        shown["found"] = f"\u2066{shown['found']}\u2069"
    return shown


def verified_sentence(finding: Any) -> str:
    """What a file turned out to be, for a `verifying.Finding`."""
    if finding.detail is not None:
        return checks.sentence(*finding.detail)
    values = {"number": f"\u2066{finding.number}\u2069", "version": finding.version}
    if finding.date is not None:
        values["date"] = format_day(finding.date, (get_language() or "en")[:2])
    return str(VERIFIED[finding.code]) % values


def annex_sentence(code: str) -> str:
    """Return the sentence for the code of an `AnnexRefused`."""
    return str(ANNEX_SENTENCES[code])


def scan_sentence(code: str, detail: Mapping[str, Any]) -> str:
    """Return what was found and what to do next, for a `ScanVerdict`."""
    return str(SCAN_SENTENCES[code]) % _shown(detail)
