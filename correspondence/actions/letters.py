"""Letters up to their number: drafted, changed, handed over, approved, sent back, taken back."""

import json
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.errors import Refused
from correspondence import drafting, office_texts, recall, wording
from correspondence.models import HandedOver, Letter, Remark
from correspondence.models.dispatch import DispatchState
from correspondence.models.letter import UNSENT, LetterState
from families.names import tidy

from . import limits, rows
from .acting_on import digest_of, on_letter, require_state, save
from .drafts import draft
from .reading_text import WordingRefused, read, refuse_unsupported

__all__ = [
    "WordingRefused",
    "approve",
    "change_copies",
    "choose_signatory",
    "draft",
    "edit_wording",
    "hand_over",
    "move_down",
    "move_to",
    "move_up",
    "put_back",
    "send_back",
    "take_back",
    "take_out",
    "tell",
    "void",
]

OPEN = (LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.APPROVED)
NOT_OPEN = gettext_lazy(
    "This letter is “%(state)s” and cannot be changed. Take it back first, if it has not left."
)
NOT_NOW = gettext_lazy("Not possible: this letter is “%(state)s”.")


def edit_wording(letter: Letter, text: str, *, by, seen=None, command=None) -> Letter:
    """The coordinator's own words; a text that is known counts as no words of one's own.

    Whoever wrote last is the author, so that another person approves. An approved letter
    returns to draft. Raises WordingRefused with line and column.
    """
    text = wording.tidied(text)
    with changing(letter, "edit_wording", by, seen, command, digest_of(text)) as act:
        if act.done:
            return act.letter
        read(text, kind=act.letter.kind, language=act.letter.language)
        _put_words(act.letter, text)
        act.letter.author, act.letter.keeper = by, None
        changed(act.letter)
        refuse_unsupported(drafting.look(act.letter).unsupported)
    return act.letter


def _put_words(letter: Letter, text: str) -> None:
    """Its own words; none where it says what its text, the office's in use or the house's says."""
    in_use = office_texts.in_use(letter.office, letter.kind, letter.language)
    for template in dict.fromkeys((letter.template, in_use, None)):
        if text == office_texts.words_of(template, letter.kind, letter.language).strip():
            letter.template, letter.wording = template, ""
            return
    letter.wording = text


def take_out(letter: Letter, row, *, by, seen=None, command=None) -> Letter:
    """Leaves a case or a paper out of this letter."""
    return _choose(letter, row, True, by=by, seen=seen, command=command)


def put_back(letter: Letter, row, *, by, seen=None, command=None) -> Letter:
    """Takes a case or a paper in again; consent still decides."""
    return _choose(letter, row, False, by=by, seen=seen, command=command)


def _choose(letter: Letter, row, out: bool, *, by, seen, command) -> Letter:
    with changing(letter, "choose_rows", by, seen, command, str(row.pk), out) as act:
        if act.done:
            return act.letter
        unwanted = set(act.letter.values.get("unwanted", ()))
        unwanted = unwanted | {str(row.pk)} if out else unwanted - {str(row.pk)}
        act.letter.values = {**act.letter.values, "unwanted": sorted(unwanted)}
        changed(act.letter)
    return act.letter


def move_up(letter: Letter, document, *, by, seen=None, command=None) -> Letter:
    """One annex a place forward; the first stays where it is."""
    return _move(letter, document, lambda here: here - 1, "up", by, seen, command)


def move_down(letter: Letter, document, *, by, seen=None, command=None) -> Letter:
    """One annex a place back; the last stays where it is."""
    return _move(letter, document, lambda here: here + 1, "down", by, seen, command)


def move_to(letter: Letter, document, place: int, *, by, seen=None, command=None) -> Letter:
    """One annex to a place counted from 1; beyond the last it becomes the last."""
    return _move(letter, document, lambda _here: place - 1, place, by, seen, command)


def _move(letter: Letter, document, place_of, told, by, seen, command) -> Letter:
    with changing(letter, "order_annexes", by, seen, command, str(document.pk), told) as act:
        if act.done:
            return act.letter
        rows.refresh(act.letter)
        order = [str(key) for key in act.letter.annexes.values_list("document", flat=True)]
        if str(document.pk) not in order:
            raise Refused(_("This paper does not go with the letter."), code="not_annexed")
        here = order.index(str(document.pk))
        there = min(max(place_of(here), 0), len(order) - 1)
        order.insert(there, order.pop(here))
        act.letter.values = {**act.letter.values, "order": order}
        changed(act.letter)
    return act.letter


def change_copies(letter: Letter, copies: Sequence, *, by, seen=None, command=None) -> Letter:
    """Who gets a copy: recipients, or pairs of recipient and role. Each is asked for consent."""
    told = [str(getattr(copy, "pk", copy)) for copy in copies]
    with changing(letter, "change_copies", by, seen, command, told) as act:
        if act.done:
            return act.letter
        act.letter.addressees.exclude(role="to").delete()
        rows.write_copies(act.letter, copies)
        changed(act.letter)
    return act.letter


def tell(letter: Letter, told: dict[str, str | int], *, by, seen=None, command=None) -> Letter:
    """What only a person knows (the question to an authority, the days of a visit), by field;
    days in ISO form, a body by its id. Fields that the kind does not ask for are refused."""
    content = digest_of(json.dumps(told, sort_keys=True, default=str))
    with changing(letter, "tell", by, seen, command, content) as act:
        if act.done:
            return act.letter
        if strange := set(told).difference(wording.kind(act.letter.kind).asks):
            raise ValueError(f"not asked: {sorted(strange)}")
        kept = {
            name: tidy(value) if isinstance(value, str) else value for name, value in told.items()
        }
        act.letter.values = {**act.letter.values, "told": kept}
        changed(act.letter)
    return act.letter


def choose_signatory(letter: Letter, signatory, *, by, seen=None, command=None) -> Letter:
    """Whose name stands under the letter."""
    with changing(letter, "choose_signatory", by, seen, command, str(signatory.pk)) as act:
        if act.done:
            return act.letter
        today = act.letter.office.today()
        if not drafting.may_sign(signatory, act.letter.office, today):
            raise Refused(_("This person may not sign for the office today."), code="no_post")
        act.letter.signatory = signatory
        changed(act.letter)
    return act.letter


def changing(letter, step: str, by, seen, command, *content):
    return on_letter(
        letter, "draft_letter", by=by, seen=seen, command=command, content=content, as_=step
    )


def changed(letter: Letter) -> None:
    """A change ends the approval; rows follow what may go now."""
    require_state(letter, NOT_OPEN, *OPEN)
    if letter.state != LetterState.DRAFT:
        letter.take_back()
    rows.refresh(letter)
    save(letter)


def hand_over(letter: Letter, *, by, seen=None, command=None) -> Letter:
    """To whoever approves. Raises Refused when the letter would lack something."""
    with on_letter(letter, "draft_letter", by=by, seen=seen, command=command, as_="hand_over") as a:
        if a.done:
            return a.letter
        require_state(a.letter, NOT_NOW, LetterState.DRAFT)
        rows.refresh(a.letter)
        composition = refuse_incomplete(a.letter)
        a.letter.hand_over()
        save(a.letter)
        held = drafting.inputs_of(a.letter, composition) | drafting.told_of(a.letter)
        HandedOver.objects.create(letter=a.letter, by=by, held=held)
    return a.letter


def refuse_incomplete(letter: Letter) -> drafting.Composition:
    """No case, or a value that the wording shows and the record does not hold: Refused."""
    composition = drafting.look(letter)
    if not composition.desk.included:
        raise Refused(_("None of these cases can go. Look at the reasons."), code="no_case")
    refuse_missing(composition.missing)
    refuse_unsupported(composition.unsupported)
    limits.refuse_more_than_they_take(letter, composition)
    return composition


def refuse_missing(fields) -> None:
    if fields:
        names = ", ".join(_(field.description) for field in fields)
        sentence = _("The record does not hold: %(names)s. Add it, or change the wording.")
        raise Refused(sentence % {"names": names}, codes=[field.name for field in fields])


def approve(letter: Letter, *, by, seen=None, command=None) -> Letter:
    """By another person than the author. Raises Refused."""
    with on_letter(letter, "approve_letter", by=by, seen=seen, command=command) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, LetterState.IN_REVIEW)
        refuse_author(act.letter, by)
        rows.refuse_changed(act.letter, refuse_incomplete(act.letter).desk)
        act.letter.approver, act.letter.approved_at = by, timezone.now()
        act.letter.approve()
        save(act.letter)
    return act.letter


def refuse_author(letter: Letter, by) -> None:
    if by.pk == letter.author_id:
        sentence = _("You wrote this letter: another person must approve it.")
        raise Refused(sentence, code="author")


def send_back(letter: Letter, words: str, *, by, seen=None, command=None) -> Letter:
    """Back to whoever wrote it, with what should change."""
    with _judging(letter, "send_back", by, seen, command, digest_of(words)) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, LetterState.IN_REVIEW, LetterState.APPROVED)
        _remark(act.letter, words, by)
        act.letter.take_back()
        save(act.letter)
    return act.letter


def _judging(letter, step: str, by, seen, command, *content):
    return on_letter(
        letter, "approve_letter", by=by, seen=seen, command=command, content=content, as_=step
    )


def _remark(letter: Letter, words: str, by) -> None:
    if not tidy(words):
        raise Refused(_("Please say what should change."), code="words")
    Remark.objects.create(letter=letter, words=tidy(words), by=by)


def take_back(letter: Letter, words: str, *, by, seen=None, command=None) -> Letter:
    """A numbered letter that has not left becomes a draft again: same number, next edition.

    The old edition stays, marked as not signed (or not sent).
    """
    with changing(letter, "take_back", by, seen, command, digest_of(words)) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, LetterState.NUMBERED, LetterState.SIGNED)
        refuse_leaving(act.letter)
        _remark(act.letter, words, by)
        recall.return_to_draft(act.letter)
    return act.letter


def void(letter: Letter, reason: str, *, by, seen=None, command=None) -> Letter:
    """Ends a letter that has not left. Its number stays in the book with the reason."""
    reason = tidy(reason)
    with on_letter(
        letter, "void_letter", by=by, seen=seen, command=command, content=[digest_of(reason)]
    ) as act:
        if act.done:
            return act.letter
        require_state(act.letter, NOT_NOW, *UNSENT)
        if not reason:
            raise Refused(_("Please give the reason."), code="reason")
        refuse_leaving(act.letter)
        recall.stop_dispatches(act.letter)
        _strike_out(act.letter, reason)
        act.letter.void()
        save(act.letter)
    return act.letter


def _strike_out(letter: Letter, reason: str) -> None:
    """Its line in the book is void from now on, and says why."""
    for number in letter.numbers.all():
        number.voided_at, number.void_reason = timezone.now(), reason[:200]
        number.save(update_fields=["voided_at", "void_reason"])


def refuse_leaving(letter: Letter) -> None:
    """What is on its way, or may have left, cannot be undone."""
    under_way = (DispatchState.SENDING, DispatchState.SENT, DispatchState.UNKNOWN)
    if letter.dispatches.filter(state__in=under_way).exists():
        raise Refused(_("This letter is on its way or has left already."), code="leaving")
