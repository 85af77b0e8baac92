"""The sheet that is taken to a meeting with a body: what is open there, since when, what was
promised, and room for notes. It names no family and no sought person: cases stand by their
references, so that a paper that is left behind tells nothing.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from casework.models import Office
from casework.wording import FieldType, figures, in_one_line
from correspondence import silence, threads, wording
from correspondence.models import (
    Incoming,
    IncomingLine,
    Letter,
    Recipient,
    Submission,
    SubmissionCase,
)
from correspondence.models.incoming import Way
from correspondence.models.letter import LetterState
from correspondence.models.submission import ReplyClass
from correspondence.pdf import RenderedLetter, render_paper
from correspondence.pdf.document import (
    Block,
    FieldLines,
    Heading,
    Letterhead,
    PaperDocument,
    Paragraph,
    Rule,
    Space,
    Table,
)
from correspondence.wording import labels

from . import marks
from .values import organisation_name
from .words import day_isolated, partial_text

NOTE_LINES = 3


@dataclass(frozen=True)
class Promise:
    """What the body said of so many cases: `until` is the promised day, `number` ours of what
    came."""

    said_on: datetime.date
    until: datetime.date
    who: str
    way: Way
    number: str
    cases: int


@dataclass(frozen=True)
class OpenThread:
    """One submission with the marks of what it still waits for."""

    submission: Submission
    of: int
    waiting: list[SubmissionCase]
    promises: list[Promise]


def open_threads(rows: QuerySet[Submission], incoming: QuerySet[Incoming]) -> list[OpenThread]:
    """The threads among `rows` with something unanswered; `incoming` are the replies that the
    asker may see."""
    waiting, promises = defaultdict(list), defaultdict(list)
    lines = silence.unanswered().filter(submission__in=rows.order_by().values("pk"))
    for line in lines.select_related("case", "submission").order_by("case__reference"):
        waiting[line.submission_id].append(line)
    for thread, promise in _promised(rows, incoming):
        promises[thread].append(promise)
    found = rows.filter(pk__in=waiting).prefetch_related("letters").annotate(of=Count("lines"))
    return [OpenThread(row, row.of, waiting[row.pk], promises[row.pk]) for row in found]


def _promised(rows, incoming):
    told = IncomingLine.objects.filter(
        incoming__in=incoming.order_by().values("pk"),
        submission__in=rows.order_by().values("pk"),
        reply_class=ReplyClass.PROMISED,
    )
    counted = told.order_by("incoming__received_on").values_list("incoming", "submission", "until")
    counted = counted.annotate(cases=Count("pk"))
    said = Incoming.objects.in_bulk({pk for pk, *_rest in counted})
    for pk, thread, until, cases in counted:
        row = said[pk]
        yield thread, Promise(row.received_on, until, row.who, Way(row.way), row.number, cases)


def sheet_for_meeting(
    recipient: Recipient, office: Office, rows: Iterable[OpenThread], language: str
) -> RenderedLetter:
    """The sheet in one language, the thread that waits longest first."""
    rows = sorted(rows, key=lambda row: min(line.sent_on for line in row.waiting))
    with translation.override(language):
        blocks = [_heads(recipient, office, rows, language)]
        for row in rows:
            blocks += _thread(row, office.today(), language)
        if not rows:
            blocks.append(Paragraph(_("Nothing is open with this body.")))
        paper = PaperDocument(
            language=language,
            title=_("What is open, for a meeting"),
            blocks=[*blocks, Rule(), *_notes(_("What was agreed"))],
            letterhead=Letterhead(organisation_name(language), [office.name(language)]),
            marks=marks.of_paper(language),
        )
        return render_paper(paper)


def _heads(recipient, office, rows: list[OpenThread], language: str) -> FieldLines:
    waiting = [line for row in rows for line in row.waiting]
    late = sum(threads.is_late(line, office.today()) for line in waiting)
    about = (
        (_("With whom"), in_one_line(recipient.name(language), FieldType.TEXT)),
        (_("Drawn up on"), day_isolated(office.today(), language)),
        (_("Unanswered cases"), figures(len(waiting), language)),
        (_("Promised, and the day has passed"), figures(late, language) if late else ""),
    )
    return _fields(about)


def _fields(pairs) -> FieldLines:
    return FieldLines([[(f"{label}:", value)] for label, value in pairs if value])


def _thread(row: OpenThread, today: datetime.date, language: str) -> list[Block]:
    return [
        Heading(_title(row.submission, language)),
        _fields(_facts(row, language)),
        *_promises(row.promises, language),
        *[block for group in _grouped(row, today) for block in _group(*group, language)],
        *_notes(_("Notes")),
    ]


def _title(submission: Submission, language: str) -> str:
    if submission.is_earlier:
        return f"{_('Handed in earlier')} · {partial_text(submission.earlier_on, language)}"
    first = min(_left(submission), key=lambda letter: letter.date, default=None)
    if first is None:
        return day_isolated(submission.opened_on, language)
    return f"{wording.kind(first.kind).title[language]} · {_number(first, language)}"


def _left(submission: Submission) -> list[Letter]:
    return [each for each in submission.letters.all() if each.state == LetterState.SENT]


def _number(letter: Letter, language: str) -> str:
    return in_one_line(labels.letter_number(letter.number, language), FieldType.REFERENCE)


def _facts(row: OpenThread, language: str):
    listed = sorted(_left(row.submission), key=lambda letter: letter.date)
    told = [f"{_number(each, language)} ({day_isolated(each.date, language)})" for each in listed]
    return (
        (_("Our letters"), "\n".join(told)),
        (
            _("Unanswered cases"),
            _("%(open)s of %(all)s")
            % {
                "open": figures(len(row.waiting), language),
                "all": figures(row.of, language),
            },
        ),
    )


def _promises(promises: list[Promise], language: str) -> list[Block]:
    if not promises:
        return []
    header = [_("Said on"), _("By whom"), _("Promised until"), _("Cases"), _("Our number")]
    cells = [
        [
            day_isolated(each.said_on, language),
            " · ".join(
                part
                for part in (in_one_line(each.who, FieldType.NAME), str(each.way.label))
                if part
            ),
            day_isolated(each.until, language),
            figures(each.cases, language),
            in_one_line(each.number, FieldType.REFERENCE),
        ]
        for each in promises
    ]
    return [
        Paragraph(f"**{_('What was promised')}**"),
        Table(header, cells, (1.6, 2.0, 1.6, 0.7, 1.8)),
    ]


def _grouped(row: OpenThread, today: datetime.date):
    """What is unanswered by how far it got, what is worst first: title, marks, whose day."""
    groups = (
        (_("Promised, and the day has passed"), "promised_until", _is_late),
        (_("Receipt not confirmed"), "", lambda line, _today: line.acknowledged_on is None),
        (_("They asked for more"), "asks_more_on", lambda line, _today: line.asks_more_on),
        (_("Promised"), "promised_until", lambda line, _today: line.promised_until),
        (_("Receipt confirmed, no answer"), "acknowledged_on", lambda line, _today: True),
    )
    left = list(row.waiting)
    for title, day, belongs in groups:
        here = [line for line in left if belongs(line, today)]
        left = [line for line in left if not belongs(line, today)]
        if here:
            yield title, day, here


def _is_late(line: SubmissionCase, today: datetime.date) -> bool:
    return threads.is_late(line, today)


def _group(title: str, day: str, lines: list[SubmissionCase], language: str) -> list[Block]:
    header = [_("Case"), _("Sent"), _("Day"), _("Their reference"), _("Notes")]
    cells = [
        [
            in_one_line(line.case.reference, FieldType.REFERENCE),
            _sent(line, language),
            (day_isolated(getattr(line, day), language) if day else "") or "–",
            in_one_line(line.their_reference, FieldType.REFERENCE),
            "",
        ]
        for line in lines
    ]
    counted = f"**{title}** ({figures(len(lines), language)})"
    return [Paragraph(counted), Table(header, cells, (1.9, 1.4, 1.4, 1.3, 2.2))]


def _sent(line: SubmissionCase, language: str) -> str:
    if line.submission.is_earlier:
        return partial_text(line.submission.earlier_on, language)
    return day_isolated(line.sent_on, language)


def _notes(label: str) -> list[Block]:
    """Dotted lines to write on."""
    return [
        FieldLines([[(f"{label}:", None)], *([("", None)] for _n in range(NOTE_LINES - 1))]),
        Space(6),
    ]
