"""What of a case goes with a letter and what stays here, in words."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from correspondence.wording import labels
from families.display import comma

register = template.Library()


@register.filter
def papers_in(line) -> int:
    """How many papers of a desk line go."""
    return sum(paper.included for paper in line.papers)


@register.filter
def held_back(line) -> list[dict]:
    """The facts (those with the same reason together) and the papers that stay here."""
    language = (get_language() or "en")[:2]
    facts: dict[str, list[str]] = {}
    for each in line.facts_out:
        facts.setdefault(str(each.out.sentence), []).append(_called(each.key, language))
    groups = [{"what": comma(language).join(names), "why": why} for why, names in facts.items()]
    for paper in line.documents_left_out:
        document = paper.document
        groups.append(
            {
                "what": document.title or document.get_kind_display(),
                "why": paper.out.sentence,
                "code": paper.out.code,
                "paper": document.pk,
            }
        )
    return groups


@register.filter
def lacking_in_words(line) -> str:
    """What is not on record and would help to find the person."""
    language = (get_language() or "en")[:2]
    return comma(language).join(_called(key, language) for key in line.lacking)


def _called(key: str, language: str) -> str:
    """The name of a fact. A portrait stands on a sheet without one."""
    return _("portrait") if key == "portrait" else labels.fact_label(key, language)


@register.filter
def all_pages(annexes) -> int:
    """The pages of all annexes."""
    return sum(annex.pages for annex in annexes)
