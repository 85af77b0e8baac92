"""Papers of the desk: shown on screen or printed, in the FAMILY's language.

    paper("receipt", "fa")                                   the text, read and checked
    show("receipt", "fa", values)                            with its values
    sentence("may_say", "fa", "written", values)             one part, as plain text

Their texts are in ``templates/papers/<name>/<language>.txt``, never in a page
template, so that a page in one language can show a paper in another.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casework.wording.blocks import Block, RenderedWording, as_text
from casework.wording.nodes import Inline, Template
from casework.wording.paper_fields import NOTICE_FIELDS, PAPER_FIELDS
from casework.wording.parse import parse_text
from casework.wording.render import Values, render, render_section
from casework.wording.script import LANGUAGES

PAPERS_HOME = Path(__file__).resolve().parents[2] / "templates" / "papers"

PAPERS = (
    "authorisation",
    "first_ask",
    "four_questions",
    "information_notice",
    "may_say",
    "message_form",
    "receipt",
    "staff_card",
    "text_message",
)

NO_VALUES: Values = {}


@cache
def paper(name: str, language: str) -> Template:
    """The text of a paper. KeyError for a paper or language that we do not have.

    A text with a mistake raises WordingError: check_papers() finds it before that.
    """
    text = shipped(name, language)
    return parse_text(text, fields=PAPER_FIELDS, language=language, subject=False)


def shipped(name: str, language: str) -> str:
    """The text of a paper as the program brings it. KeyError for one that we do not have."""
    if name not in PAPERS or language not in LANGUAGES:
        raise KeyError(f"{name}/{language}")
    return (PAPERS_HOME / name / f"{language}.txt").read_text(encoding="utf-8")


def notice(text: str, language: str) -> Template:
    """An information notice in the house's own words; WordingError where it cannot be taken."""
    return parse_text(text, fields=NOTICE_FIELDS, language=language, subject=False)


def show(name: str, language: str, values: Values = NO_VALUES, *, gap: str = "") -> RenderedWording:
    """The whole paper with its values; MissingValues unless a ``gap`` may stand for them."""
    return render(paper(name, language), values, gap=gap)


def part(
    name: str, language: str, key: str, values: Values = NO_VALUES, *, gap: str = ""
) -> tuple[Block, ...]:
    """The blocks of one part; only the fields of that part need values."""
    return render_section(paper(name, language), key, values, gap=gap)


def sentence(
    name: str, language: str, key: str, values: Values = NO_VALUES, *, gap: str = ""
) -> str:
    """One part as plain text, its values in isolates: to read aloud or to label a question."""
    return as_text(part(name, language, key, values, gap=gap))


def title(name: str, language: str, key: str) -> str:
    """The words that stand before a part: "Always add:", "(a)"; empty where there are none."""
    nodes = paper(name, language).section(key).title
    return render(_only(nodes, language), NO_VALUES).subject


def _only(nodes: Inline, language: str) -> Template:
    return Template(language, nodes, ())
