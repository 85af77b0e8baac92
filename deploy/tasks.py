"""A sign of life from the background: scheduler, broker and worker all moved when it is fresh; and
the backup of every night."""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from deploy.backup import taking
from deploy.trouble import Trouble

EVERY = timedelta(hours=23)
log = logging.getLogger(__name__)


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


@shared_task(name="deploy.back_up")
def back_up() -> None:
    """Once a day, where a folder for backups is set; a failed one is tried again within the hour,
    and the administrator's page says so."""
    if not settings.BACKUPS_DIR or not _is_due():
        return
    try:
        taking.take(Path(settings.BACKUPS_DIR), keep_days=taking.KEPT_DAYS)
    except Trouble as trouble:
        log.error("no backup was taken: %s", trouble)


def _is_due() -> bool:
    said = taking.last() or {}
    return "at" not in said or timezone.now() - datetime.fromisoformat(said["at"]) > EVERY
