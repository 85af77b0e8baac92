"""Small words about letters: `{% load out_and_back %}`."""

from django import template
from django.utils.translation import get_language

from correspondence import access, wording
from correspondence.models import Letter

register = template.Library()


@register.filter
def kind_of_letter(letter: Letter) -> str:
    """The kind of a letter in the language of the screen."""
    kind = wording.kinds().get(letter.kind)
    return kind.title.get((get_language() or "en")[:2], "") if kind else ""


@register.inclusion_tag("correspondence/_reply_from.html", takes_context=True)
def reply_from(context, scan) -> dict:
    """The way from an arrived scan to the incoming book, for those who record replies."""
    return {
        "scan": scan,
        "may": access.can(context["request"].user, "record_reply", scan.office),
    }


@register.inclusion_tag("correspondence/_news_by_post.html", takes_context=True)
def news_by_post(context) -> dict:
    """The way from the list of calls to the letters of those who are written to."""
    return {"may": access.can(context["request"].user, "write_family")}
