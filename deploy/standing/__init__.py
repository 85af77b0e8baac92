"""Whether the installation is well: one finding per thing that can go wrong, with what to do.

Holds counts, ages and places of the machine, never anything about a family or a letter. The
administrator's page and `manage doctor` show the same findings.
"""

from deploy.standing.finding import Finding, Level
from deploy.standing.machine import MACHINE
from deploy.standing.mail import MAIL
from deploy.standing.work import WORK

__all__ = ["Finding", "Level", "look", "worst"]

CHECKS = (*WORK, *MAIL, *MACHINE)


def look() -> list[Finding]:
    """All findings of this moment, in the order of the page."""
    return [check() for check in CHECKS]


def worst(findings: list[Finding]) -> Level:
    return max((finding.level for finding in findings), default=Level.WELL)
