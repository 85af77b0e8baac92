"""Waking the worker. A message carries a task's name and a row's id, nothing else.

The truth is in the database: where the broker is away the sweep finds the work.
"""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(task: str, row) -> None:
    """Sends the task after the commit; a broker that is away delays it, nothing more."""
    transaction.on_commit(lambda: _send(task, str(row.pk)))


def _send(task: str, key: str) -> None:
    try:
        current_app.send_task(task, [key], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("broker away, %s waits for the sweep: %s", task, type(error).__name__)
