"""The letters of a case, for the page of the case on the floor below."""

from django import template

from correspondence import access
from correspondence.models import Letter

register = template.Library()


@register.inclusion_tag("correspondence/_letters_of.html", takes_context=True)
def letters_of(context, case) -> dict:
    """What went out about the case and what came back; the letters that are being written."""
    user = context["request"].user
    steps = list(case.outward_steps.select_related("body").order_by("-on"))
    seen = access.letters(user)
    numbers = {letter.pk: letter.number for letter in seen.filter(pk__in=[s.letter for s in steps])}
    return {
        "steps": [{"step": step, "number": numbers.get(step.letter, "")} for step in steps],
        "unsent": _unsent(seen, case),
        "lines": access.submission_lines(user)
        .filter(case=case)
        .select_related("submission__recipient__body"),
        "elsewhere": access.lines_elsewhere(user, case),
        "case": case,
        "may_write": access.can(user, "draft_letter", case.office),
        "may_write_family": access.can(user, "write_family", case.office),
        "may_record": access.can(user, "record_reply", case.office),
        "may_record_earlier": access.can(user, "record_earlier", case.office),
    }


def _unsent(letters, case) -> list[Letter]:
    rows = letters.filter(lines__case=case).exclude(state__in=["sent", "void"])
    return list(rows.select_related("submission__recipient__body").distinct())
