"""Background work. The truth is in the database: a lost message delays work, never loses it."""

import os
import sys

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")

app = Celery("payvand")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def require_key(**kwargs) -> None:
    """A worker without the office's key does nothing, and says why in one sentence."""
    from families import sealing
    from families.keys import KeyTrouble

    try:
        sealing.master_key()
    except KeyTrouble as trouble:
        sys.exit(f"{trouble}.")
