"""How a case stands, in words: the public status, alike for every reader."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from casework.disclosure.gate import PublicStatus
from casework.exports.columns import Column, standing_of
from casework.models import BodyKind, Case
from casework.wording.status import status_words
from families.models.person import Sex
from families.templatetags import people

register = template.Library()

MARK = {"need_from_family": "tag--wait", "written": "", "ready": ""}
WARNING = mark_safe('<svg class="i" aria-hidden="true"><use href="#i-warn"/></svg>')
AND = {"en": " and ", "fa": " و ", "ar": " و", "sq": " dhe "}


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


def _bodies(kinds) -> str:
    return ", ".join(str(BodyKind(kind).label) for kind in kinds)


SHOWN = {
    "reference": people.ref,
    "name": people.person_name,
    "text": people.person_name,
    "date": people.partial,
    "day": people.day,
    "number": people.digits,
    "sex": lambda value: Sex(value).label,
    "bodies": _bodies,
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


def in_words(standing: PublicStatus, language: str = "") -> str:
    """The words of a status with the kinds of bodies written to; the screen's language if none."""
    language = (language or get_language() or "en")[:2]
    return status_words(standing.code, language, bodies_in_words(standing, language))


def bodies_in_words(standing: PublicStatus, language: str) -> str:
    """The kinds of bodies written to, as one phrase of a language."""
    with override(language):
        kinds = [str(BodyKind(kind).label) for kind in standing.body_kinds]
    return AND[language].join(kinds)
