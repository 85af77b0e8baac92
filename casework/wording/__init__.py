"""Wordings: reviewed texts in four languages, into which typed values are merged.

    template = parse_text(text, fields=registry, language="fa", subject=True)
    missing(template, values)          # fields that the record does not hold
    render(template, values)           # RenderedWording: subject, blocks

Pure functions, no Django. Papers for the desk are in ``papers``, the words of the
public status in ``status``.
"""

from casework.wording.blocks import (
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    RenderedSection,
    RenderedWording,
    Run,
    Runs,
    as_text,
    plain,
)
from casework.wording.digits import figures
from casework.wording.errors import MESSAGES, MissingValues, WordingError
from casework.wording.fields import Field, FieldType, Registry, Value, registry
from casework.wording.html import as_html
from casework.wording.isolates import in_one_line, isolated, without_isolates
from casework.wording.nodes import Template
from casework.wording.parse import parse_text
from casework.wording.render import missing, render, render_section
from casework.wording.script import LANGUAGES

__all__ = [
    "LANGUAGES",
    "MESSAGES",
    "Block",
    "Bullets",
    "Field",
    "FieldType",
    "Heading",
    "MissingValues",
    "Numbered",
    "Paragraph",
    "Registry",
    "RenderedSection",
    "RenderedWording",
    "Run",
    "Runs",
    "Template",
    "Value",
    "WordingError",
    "as_html",
    "as_text",
    "figures",
    "in_one_line",
    "isolated",
    "missing",
    "parse_text",
    "plain",
    "registry",
    "render",
    "render_section",
    "without_isolates",
]
