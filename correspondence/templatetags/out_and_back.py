"""Small words about letters: `{% load out_and_back %}`."""

from django import template
from django.utils.translation import get_language

from correspondence import wording
from correspondence.models import Letter

register = template.Library()


@register.filter
def kind_of_letter(letter: Letter) -> str:
    """The kind of a letter in the language of the screen."""
    kind = wording.kinds().get(letter.kind)
    return kind.title.get((get_language() or "en")[:2], "") if kind else ""
