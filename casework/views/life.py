"""How a case moves: the drawing and the table of all steps, read from the table that moves it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _

from casework import access, life_chart, lifecycle, roles
from casework.disclosure import track
from casework.models.staff import RoleName

# Steps that nobody presses: they follow from what was written down.
WITHOUT_BUTTON = {
    "submit": _("A letter about it left, or was handed in before"),
    "answer": _("An answer on it was written down"),
    "archive": _("The time to keep it is over"),
}


def case_life(request: HttpRequest) -> HttpResponse:
    """The open side for everybody who works with cases; protection officers see the sealed too."""
    access.require(request.user, "view_case")
    lives = [_life("open", _("The open side"), lifecycle.LABELS, lifecycle.STEPS)]
    if access.can(request.user, "keep_sealed"):
        lives.append(_life("sealed", _("The sealed side"), track.LABELS, track.STEPS))
    return render(request, "casework/case_life.html", {"lives": lives})


def _life(name: str, title: str, labels: dict, steps: dict) -> dict:
    table = list(steps.values())
    return {
        "name": name,
        "title": title,
        "chart": life_chart.draw(labels, table, to_the_left=get_language_bidi()),
        "steps": [_line(n, step, table, labels) for n, step in enumerate(table, 1)],
    }


def _line(number: int, step, table, labels: dict) -> dict:
    to = life_chart.targets(step, table)
    return {
        "number": number,
        "label": step.label or WITHOUT_BUTTON[step.name],
        "sources": [labels[state] for state in step.sources],
        "back": step.target == lifecycle.BACK,
        "target": labels[to[0]],
        "who": _who(step),
        "refusals": [condition.refusal for condition in step.conditions],
    }


def _who(step) -> list[str]:
    """The roles that may take a step; none where it follows from what was written down."""
    verb = getattr(step, "verb", "keep_sealed")
    holding = roles.VERBS[verb] if verb else ()
    return [str(label) for role, label in RoleName.choices if role in holding]
