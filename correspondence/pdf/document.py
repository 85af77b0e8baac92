"""What a letter or paper holds, as plain data: the contract between drafting and layout.

Texts may carry `**bold**` runs, line breaks, and bidi isolates (U+2066-2069) around values, as
isolates.py places them. Digits are printed as they come: the caller writes the language's own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

RIGHT_TO_LEFT = frozenset({"fa", "ar"})

PageLabel = str | Callable[[int, int], str]
"""How a page counts itself: "Page {x} of {y}", filled in the language's digits, or a function."""


def direction_of(language: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. style: "body", "small", "center", "end" or "note"."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of a paper."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbered requests, counted in the language's digits."""

    items: Sequence[str]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices to tick, each with an empty square, which none of the fonts holds."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; widths are shares of the line, equal where left out."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room, in points."""

    height: float = 12.0


@dataclass(frozen=True, slots=True)
class FieldLines:
    """Lines to read or to fill in: each row holds (label, value); None leaves a dotted line."""

    rows: Sequence[Sequence[tuple[str, str | None]]]


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stand on one page where they fit on one."""

    blocks: Sequence["Block"]


Block = (
    Paragraph
    | Heading
    | Numbered
    | Bullets
    | Choices
    | Table
    | Rule
    | Space
    | FieldLines
    | KeepTogether
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender's head. emblem: PNG or JPEG bytes of the office's own mark.

    invocation: the words above everything else, where a letter opens with any; printed: how many
    millimetres from the upper edge the paper brings its own printed head (0: none). Name, lines and
    emblem are then left out.
    """

    name: str
    lines: Sequence[str] = ()
    emblem: bytes | None = None
    emblem_alt: str = ""
    invocation: str = ""
    printed: float = 0.0


@dataclass(frozen=True, slots=True)
class TitledLines:
    """A short titled list at the foot of a letter: enclosures, copies."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The list of persons, grouped by family; starts on a page of its own."""

    title: str
    columns: Sequence[str]
    groups: Sequence[tuple[str, Sequence[Sequence[str]]]]
    widths: Sequence[float] | None = None


@dataclass(frozen=True, slots=True)
class SignatureSheet:
    """A page with room to sign for so many people; rows are counted in the language's digits."""

    title: str
    note: str
    columns: Sequence[str]
    rows: int


@dataclass(frozen=True, slots=True)
class DataSheet:
    """One person's sheet: facts, and a consented portrait (JPEG bytes) with its caption."""

    title: str
    reference: str
    rows: Sequence[tuple[str, str]]
    portrait: bytes | None = None
    portrait_caption: str = ""


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What every page carries.

    reference: printed in the footer; qr_text: what the QR code of a page (from 1) holds;
    watermark: one large word behind the text; note: one line at the head of each page.
    """

    reference: str = ""
    page_label: PageLabel = "{x} / {y}"
    qr_text: Callable[[int], str] | None = None
    classification: str = ""
    watermark: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A whole letter. to, sender and subject are printed as they come, label included."""

    language: str
    title: str
    letterhead: Letterhead
    head: Sequence[tuple[str, str]] = ()
    to: str = ""
    sender: str = ""
    subject: str = ""
    body: Sequence[Block] = ()
    closing: str = ""
    signatory: tuple[str, str] = ("", "")
    enclosures: TitledLines | None = None
    copies: TitledLines | None = None
    marks: PageMarks = field(default_factory=PageMarks)
    schedule: Schedule | None = None
    sheets: Sequence[DataSheet] = ()
    signatures: SignatureSheet | None = None

    @property
    def direction(self) -> str:
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A receipt, form or notice: blocks under an optional letterhead. wide: the sheet lies on its
    longer side, for tables of many columns."""

    language: str
    title: str
    blocks: Sequence[Block]
    letterhead: Letterhead | None = None
    marks: PageMarks = field(default_factory=PageMarks)
    wide: bool = False


@dataclass(frozen=True, slots=True)
class CoverSheet:
    """Two halves of one sheet for handing in: the lower half comes back as the receipt."""

    language: str
    title: str
    upper: Sequence[Block]
    lower: Sequence[Block]
    office_line: Sequence[Block] = ()
    marks: PageMarks = field(default_factory=PageMarks)


@dataclass(frozen=True, slots=True)
class StampText:
    """The strip of an annex page: at the start, in the middle and at the end of the line."""

    lead: str
    middle: str
    trail: str


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """The finished file.

    sections: "letter", "schedule", "sheets" -> (first, last) page from 1, where present;
    outline: (title, page) of each bookmark; missing: characters that no font of ours holds.
    """

    pdf: bytes
    pages: int
    sections: dict[str, tuple[int, int]]
    outline: tuple[tuple[str, int], ...] = ()
    missing: tuple[str, ...] = ()
