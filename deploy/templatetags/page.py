"""The small marks that every page is made of: `{% load page %}`."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.forms import BaseForm, CheckboxInput
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from families import display

register = template.Library()

DIRECTED = frozenset({"next", "back"})


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture from `_parts/icons.html` for the eye only: words always stand beside it.

    Arrows turn round on pages that are written from right to left.
    """
    flip = " i--flip" if name in DIRECTED else ""
    return format_html('<svg class="i{}" aria-hidden="true"><use href="#i-{}"/></svg>', flip, name)


@register.simple_tag
def comma() -> str:
    """What stands between two things of a list, in the script of the screen."""
    return display.comma((get_language() or "en")[:2])


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """The languages of the screen as (code, its own name): a name is never translated."""
    return settings.LANGUAGES


@register.filter
def has_errors(forms: Iterable[BaseForm]) -> bool:
    """Whether any of several forms on one page has something missing."""
    return any(form.errors for form in forms or ())


@register.filter
def is_single_check(field: BoundField) -> bool:
    """Whether a field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)
