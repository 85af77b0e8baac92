"""A sign of life from the background: scheduler, broker and worker all moved when it is fresh."""

from datetime import UTC, datetime

from celery import shared_task
from django.conf import settings


@shared_task(name="deploy.heartbeat")
def heartbeat() -> None:
    """Write down when background work last ran. May run twice."""
    draft = settings.HOME / ".heartbeat"
    draft.write_text(datetime.now(UTC).isoformat(timespec="seconds"), encoding="ascii")
    draft.replace(settings.HOME / "heartbeat")


def last_heartbeat() -> datetime | None:
    """When background work last ran, or None if it never did."""
    try:
        return datetime.fromisoformat((settings.HOME / "heartbeat").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
