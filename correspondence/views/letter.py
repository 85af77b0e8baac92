"""One letter on one page: where it stands, who gets it, what goes and why not, its real page."""

import base64
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework import audit, consent, vault
from casework.models import Purpose
from casework.models.consent import PURPOSE_FOR
from casework.models.office import Language, Signing
from casework.views.steps import fresh_command
from casework.wording import WordingError
from correspondence import access, drafting, office_texts, queries, wording
from correspondence.actions import marking
from correspondence.actions.reading_text import WordingRefused
from correspondence.forms.asked import AskedForm
from correspondence.forms.letters import (
    ClassForm,
    CopiesForm,
    CoverForm,
    MediumForm,
    SignatoryForm,
)
from correspondence.forms.recipients import MEGABYTE
from correspondence.models import Letter
from correspondence.models.letter import LetterState
from correspondence.pdf.drawing import drawn_page
from correspondence.sentences import ANNEX_SENTENCES, claim_sentence

from . import letter_standing as standing
from .letter_desk import kind_title


def find_letter(request: HttpRequest, pk, verb: str = "") -> Letter:
    """The letter; 404 for whoever may not see it, 403 without the verb."""
    rows = (
        access.letters(request.user)
        .select_related(
            "office",
            "submission__recipient__body",
            "author",
            "approver",
            "signatory",
            "template",
            "pdf",
            "scan",
        )
        .prefetch_related("dispatches__addressee__recipient__body")
    )
    found = access.find(rows, pk=pk)
    if verb:
        access.require(request.user, verb, found.office)
    return found


def letter(request: HttpRequest, pk) -> HttpResponse:
    """The whole page; opening it is noted."""
    found = find_letter(request, pk)
    note_reading(request.user, found, "view_letter")
    return show(request, found, page=page_asked(request.GET))


def note_reading(user, found: Letter, verb: str) -> None:
    audit.record(verb, by=user, office=found.office, target=found.pk, reading=True)


def page_asked(data) -> int:
    """The page to be looked at; `turn` comes from the buttons that turn it."""
    page = data.get("turn") or data.get("page", "")
    return int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1


@dataclass
class Sight:
    """What the screen shows of a letter: the page as it is, or what stands in its way."""

    page: int = 1
    pages: int = 0
    pdf: bytes = b""
    follow: int = 0
    composition: drafting.Composition | None = None
    problem: WordingRefused | None = None
    missing: list[str] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)

    @property
    def picture(self) -> str:
        """The page as a picture that stands in the page itself: nothing is kept for it."""
        drawn = drawn_page(self.pdf, self.page)
        return f"data:image/png;base64,{base64.b64encode(drawn).decode()}"

    @property
    def missing_text(self) -> str:
        if not self.missing:
            return ""
        sentence = _("The record does not hold: %(names)s. Add it, or change the wording.")
        return sentence % {"names": ", ".join(self.missing)}


def sight_of(
    found: Letter, page: int = 1, text: str | None = None, follow: int | None = None
) -> Sight:
    """A draft as it would be printed with the words typed so far; else the frozen pages.

    `follow`: how many pages come after the letter, where a look before told; a page among them
    is rendered all the same.
    """
    if found.state not in standing.CHANGEABLE:
        return _frozen(found, page)
    try:
        seen = drafting.preview(found, text, follow=follow)
        if follow is not None and seen.pages - follow < page <= seen.pages:
            seen = drafting.preview(found, text)
    except WordingError as error:
        return Sight(problem=WordingRefused(error))
    lacking = [_(each.description) for each in seen.composition.missing]
    page = page if page <= seen.pages else 1
    claims = [claim_sentence(claim) for claim in seen.composition.unsupported]
    return Sight(
        page, seen.pages, seen.pdf, seen.follow, seen.composition,
        missing=lacking, unsupported=claims,
    )  # fmt: skip


def _frozen(found: Letter, page: int) -> Sight:
    if found.pdf is None:
        return Sight()
    try:
        content = b"".join(vault.read(found.pdf))
    except vault.MissingFile:
        return Sight()
    return Sight(page if page <= found.pdf_pages else 1, found.pdf_pages, content)


def show(request, found: Letter, *, text: str | None = None, page: int = 1, **more) -> HttpResponse:
    """The page of a letter; `text` is what was typed and is not kept yet."""
    user, sight = request.user, sight_of(found, page, text)
    may = standing.Rights(user, found)
    changeable = found.state in standing.CHANGEABLE
    composition = sight.composition or _kept(found, sight)
    shown = {
        "letter": found,
        "title": kind_title(found),
        "recipient": found.submission.recipient,
        "thread": standing.thread(found),
        "offer": standing.next_step(user, found, "" if text is not None else _halt(sight)),
        "other_steps": standing.other_steps(user, found),
        "may": may,
        "may_change": changeable and may["draft_letter"],
        "sight": sight,
        "text": drafting.wording_of(found) if text is None else text,
        "own_words": bool(found.wording),
        "office_text": _office_text(found) if changeable else None,
        "desk": composition.desk if composition else None,
        "parties": parties(found, composition.desk if composition else None),
        "annexes": list(found.annexes.select_related("document", "case").order_by("number")),
        "lines": found.lines.filter(included=True).select_related("case__sought"),
        "changes": _changes(user, found, composition),
        "remarks": found.remarks.select_related("by"),
        "follows": found.follows.order_by("date"),
        "on_paper": found.office.signing != Signing.NO_PAPER,
        "command": fresh_command(),
        **_of_copy(found),
        **_forms(user, found, changeable),
        **more,
    }
    return render(request, "correspondence/letter.html", shown)


def _changes(user, found: Letter, composition) -> drafting.Changes | None:
    """For whoever approves it and did not write it: what is new since his or her last look."""
    waits = found.state in (LetterState.IN_REVIEW, LetterState.APPROVED)
    if not (waits and composition and access.may(user, "approve_letter", found)):
        return None
    before = queries.last_looked_at(found, user) if found.author_id != user.pk else None
    return drafting.changes_since(before, found, composition) if before else None


def _office_text(found: Letter):
    """The office's own text in use, where it has one."""
    used = office_texts.in_use(found.office, found.kind, found.language)
    return None if used is None or used.is_house else used


def _of_copy(letter: Letter) -> dict:
    """What the page of a letter shows of its copy."""
    language = letter.copy_language
    others = [(code, name) for code, name in Language.choices if code != letter.language]
    mine = [each for each in others if each[0] == letter.office.language]
    return {
        "copy_languages": sorted(others, key=lambda each: each not in mine),
        "copy_text": drafting.words_of_copy(letter, language).strip() if language else "",
        "copy_has_words": drafting.has_words(letter),
    }


def _kept(found: Letter, sight: Sight):
    """What the letter held before words were typed that cannot be taken."""
    return drafting.look(found) if sight.problem and found.state in standing.CHANGEABLE else None


def _halt(sight: Sight) -> str:
    """Why the letter cannot go on, in one sentence."""
    if sight.composition and not sight.composition.desk.included:
        return _("None of these cases can go. Look at the reasons.")
    return next(iter(sight.unsupported), sight.missing_text)


def _forms(user, found: Letter, changeable: bool) -> dict:
    if not changeable:
        return binding(user, found)
    people = queries.who_may_sign(found)
    return {
        "signatory_form": SignatoryForm(people=people, initial={"signatory": found.signatory_id}),
        "copies_form": CopiesForm.of(found, access.recipients(user)),
        "class_form": ClassForm(letter=found, marks=marking.marks_for(found)),
        "asked_form": _asked(found),
    }


def _asked(found: Letter) -> AskedForm | None:
    """The form for what only a person knows; None where the record holds all that is said."""
    if not wording.kind(found.kind).asks:
        return None
    return AskedForm(letter=found, language=(get_language() or "en")[:2])


def parties(found: Letter, desk: drafting.Desk | None) -> list[dict]:
    """Everybody who gets the letter, with what consent says of the cases that were picked."""
    rows = found.addressees.select_related("recipient__body").order_by("position", "pk")
    return [
        {"row": row, "ways": _ways(row, found), **party_consent(row.recipient, desk, found.office)}
        for row in rows
    ]


def _ways(row, found: Letter) -> list:
    return [way for way in found.dispatches.all() if way.addressee_id == row.pk]


def party_consent(recipient, desk: drafting.Desk | None, office) -> dict:
    """Which consent this recipient needs, and for how many of the cases it is there."""
    if recipient is None or desk is None:
        return {"purpose": "", "covered": None}
    today, body = office.today(), recipient.body
    books = [consent.book(line.case.request) for line in desk.lines]
    return {
        "purpose": Purpose(PURPOSE_FOR[body.kind]).label,
        "covered": sum(bool(book.covers_body(body, today)) for book in books),
    }


def _medium_form(found: Letter) -> MediumForm:
    """What the recipient takes stands in the box."""
    most = found.submission.recipient.max_bytes
    return MediumForm(initial={"megabytes": most // MEGABYTE if most else None})


def binding(user, found: Letter) -> dict:
    """What the page says about the bundle; a cover sheet is for whoever hands letters in."""
    form = CoverForm() if access.may(user, "dispatch", found) else None
    problem = ANNEX_SENTENCES.get(found.bundle_error) or _("A file of it is not in the store.")
    return {
        "cover_form": form,
        "medium_form": _medium_form(found) if form else None,
        "binding_problem": problem if found.bundle_error else "",
        "may_bind": access.may(user, "bind_again", found),
    }
