"""Writes docs/lifecycle.md anew from the two tables; a test fails while it is not what they say."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from casework import life_chart, lifecycle, roles
from casework.disclosure import track

HEAD = """# The two lives of a case

Written by `python3 run.py manage describe_life` from `casework/lifecycle.py` and
`casework/disclosure/track.py`; do not edit it. In the program the same stands under
"How a case moves", in four languages.
"""


def described() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        return "\n".join(
            [
                HEAD,
                *_life("The open side", lifecycle.LABELS, lifecycle.STEPS),
                *_life("The sealed side", track.LABELS, track.STEPS),
            ]
        )


def _life(title: str, labels: dict, steps: dict) -> list[str]:
    drawing = ["```mermaid", life_chart.mermaid(labels, steps.values()), "```"]
    head = ["| step | from | to | who | conditions |", "|---|---|---|---|---|"]
    return [f"## {title}", "", *drawing, "", *head, *map(_row, steps.values()), ""]


def _row(step) -> str:
    verb = getattr(step, "verb", "keep_sealed")
    who = ", ".join(sorted(roles.VERBS[verb])) if verb else "the system"
    conditions = ", ".join(condition.code for condition in step.conditions) or "-"
    return f"| {step.name} | {', '.join(step.sources)} | {step.target} | {who} | {conditions} |"


class Command(BaseCommand):
    help = "Writes docs/lifecycle.md anew from the tables of both lives."

    def handle(self, *args, **options):
        (Path(settings.BASE_DIR) / "docs" / "lifecycle.md").write_text(described(), "utf-8")
