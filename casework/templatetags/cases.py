"""How a case stands, in words: the public status, alike for every reader."""

import uuid

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from casework.disclosure.gate import PublicStatus
from casework.exports.columns import Column
from casework.exports.standing import bodies_in_words, in_words, standing_of
from casework.models import Case
from families.models.person import Sex
from families.templatetags import people

register = template.Library()

MARK = {"need_from_family": "tag--wait", "written": "", "ready": ""}
CELL = '<td data-l="{}:">{}</td>'
WARNING = mark_safe('<svg class="i" aria-hidden="true"><use href="#i-warn"/></svg>')


@register.simple_tag
def status(case: Case) -> SafeString:
    """Where a case stands as a small mark, in the language of the screen."""
    return mark_of(standing_of(case))


def mark_of(standing: PublicStatus) -> SafeString:
    kind = MARK.get(standing.code, "tag--plain")
    warning = WARNING if kind == "tag--wait" else ""
    return format_html('<span class="tag {}">{}{}</span>', kind, warning, in_words(standing))


@register.simple_tag
def cell(column: Column, case: Case) -> SafeString | str:
    """What one column says of a case, as its kind is shown on a page."""
    value = column.get(case)
    if value is None or value == "":
        return ""
    return SHOWN[column.kind](value)


@register.simple_tag
def cells(columns: list[Column], case: Case) -> SafeString:
    """The rest of a line of the wide list, behind its head.

    One call for a whole line: a template that turns to each of fifty times eight cells takes
    longer than the database.
    """
    return format_html_join("", CELL, ((column.label, cell(column, case)) for column in columns))


SHOWN = {
    "reference": people.ref,
    "name": people.person_name,
    "text": people.person_name,
    "date": people.partial,
    "day": people.day,
    "number": people.digits,
    "sex": lambda value: Sex(value).label,
    "bodies": bodies_in_words,
    "status": lambda standing: mark_of(standing),
}


@register.simple_tag
def fresh() -> str:
    """A command id of its own for each of several small forms on a page."""
    return str(uuid.uuid4())


@register.filter
def typed(fields: dict, box: str) -> str:
    """What was typed into one box of a draft."""
    return str(fields.get(box, ""))
