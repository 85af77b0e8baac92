"""A pile of signed scans, sorted: which pages make a whole letter, and what is wrong with others.

Nothing is stored of this: it follows from the codes that were read and from how the letters stand
now, so that a letter that is signed or taken back meanwhile shows at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from correspondence import drafting
from correspondence.models import Letter, PilePage, ScanPile
from correspondence.models.letter import LetterState
from correspondence.pdf.pagecode import PageCode, is_ours, parse_code
from correspondence.pdf.scan import ScannedPage, ScanVerdict, compare, stranger
from correspondence.sentences import pile_sentence, scan_sentence
from families import sealing

SIGNED = (LetterState.SIGNED, LetterState.SENT)


@dataclass
class Group:
    """The pages of one letter. `standing`: ready (all there, in order), look (a person must look),
    wrong (`sentence` says what is), or done (it is signed)."""

    letter: Letter
    pages: list[PilePage]
    standing: str = "wrong"
    sentence: str = ""
    verdict: ScanVerdict | None = None

    def pairs(self) -> list[tuple[int, PilePage]]:
        """Page of the letter, page of the pile, where they could be placed."""
        by_number = {page.number: page for page in self.pages}
        order = self.verdict.order if self.verdict else ()
        return [(place, by_number[number]) for place, number in enumerate(order, 1)]

    def left_out(self) -> list[PilePage]:
        """Pages given to the letter by hand for which it has no place."""
        placed = {page.pk for _place, page in self.pairs()}
        return [page for page in self.pages if page.pk not in placed]


@dataclass
class Sorted:
    """A whole pile. `stray` are pages that belong to no letter, each with the reason."""

    groups: list[Group] = field(default_factory=list)
    stray: list[tuple[PilePage, str]] = field(default_factory=list)
    blank: list[PilePage] = field(default_factory=list)
    set_aside: list[PilePage] = field(default_factory=list)

    def standing(self, *wanted: str) -> list[Group]:
        return [group for group in self.groups if group.standing in wanted]


def sort(pile: ScanPile) -> Sorted:
    """What the pages of the pile are, letter by letter in the order of their numbers."""
    found, of_letter = Sorted(), {}
    letters = _Letters(pile.office)
    for page in _pages(pile):
        if page.set_aside:
            found.set_aside.append(page)
            continue
        letter, reason = _home(page, letters)
        if letter is not None:
            of_letter.setdefault(letter.pk, Group(letter, [])).pages.append(page)
        elif page.blank:
            found.blank.append(page)
        else:
            found.stray.append((page, reason))
    for group in sorted(of_letter.values(), key=lambda group: group.letter.number):
        _judge(group)
        found.groups.append(group)
    return found


def group_of(pile: ScanPile, letter: Letter) -> Group | None:
    """The pages of one letter in the pile."""
    return next((group for group in sort(pile).groups if group.letter == letter), None)


def open_pages(pile: ScanPile) -> int:
    """How many pages wait for a place or a confirmation."""
    found = sort(pile)
    waiting = sum(len(group.pages) for group in found.standing("ready", "look", "wrong"))
    return waiting + len(found.stray)


def read_so_far(pile: ScanPile) -> int:
    """How many of its pages a worker has looked at."""
    return PilePage.objects.filter(file__pile=pile).count()


def _pages(pile: ScanPile) -> Iterable[PilePage]:
    rows = PilePage.objects.filter(file__pile=pile)
    return rows.select_related("file__file", "letter__office")


class _Letters:
    """The letters of an office by what their codes call them; each is read once."""

    def __init__(self, office):
        self._office, self._found = office, {}

    def called(self, reference: str) -> Letter | None:
        head, _slash, number = reference.partition("/")
        if head != self._office.code:
            return None
        if number not in self._found:
            rows = Letter.objects.filter(office=self._office, number=number)
            self._found[number] = rows.select_related(
                "office", "submission__recipient__body", "signatory"
            ).first()
        return self._found[number]


def _home(page: PilePage, letters: _Letters) -> tuple[Letter | None, str]:
    """The letter of a page; where there is none, the reason in one sentence."""
    if page.letter_id:
        return letters.called(drafting.code_reference(page.letter)), ""
    code = parse_code(page.code)
    if code is None:
        return None, pile_sentence(page.trouble or "no_code", page=page.number)
    if not is_ours(code, sealing.derived_key("pagecode")):
        return None, scan_sentence("not_ours", {"page": page.number})
    letter = letters.called(code.reference)
    if letter is None:
        return None, pile_sentence("foreign", page=page.number, found=code.reference)
    return _of_edition(page, code, letter)


def _of_edition(page: PilePage, code: PageCode, letter: Letter) -> tuple[Letter | None, str]:
    if not letter.print_pages or letter.state not in (LetterState.NUMBERED, *SIGNED):
        state = letter.get_state_display()
        reason = pile_sentence("not_waiting", page=page.number, found=letter.number, state=state)
        return None, reason
    wrong = stranger(_scanned(page), code, drafting.expected_letter(letter))
    return (None, scan_sentence(wrong.code, wrong.detail)) if wrong else (letter, "")


def _scanned(page: PilePage) -> ScannedPage:
    return ScannedPage(page.number, page.code, page.turn)


def _judge(group: Group) -> None:
    if group.letter.state in SIGNED:
        group.standing, group.sentence = "done", _("This letter is signed: nothing is left to do.")
        return
    if group.letter.state != LetterState.NUMBERED:
        group.sentence = pile_sentence("gone", state=group.letter.get_state_display())
        return
    group.verdict = compare(
        [_scanned(page) for page in group.pages], drafting.expected_letter(group.letter)
    )
    group.sentence = _said(group)
    if group.verdict.usable:
        group.standing = "look" if group.verdict.needs_person else "ready"


def _said(group: Group) -> str:
    code, detail = group.verdict.code, group.verdict.detail
    if code == "page_twice":
        place = detail["page"]
        twice = [page.number for page in group.pages if _place(page) == place]
        return pile_sentence("page_twice", page=place, pages=twice)
    if code in ("page_missing", "page_count"):
        return pile_sentence(code, **detail)
    return scan_sentence(code, detail)


def _place(page: PilePage) -> int:
    code = parse_code(page.code)
    return code.page if code else 0
