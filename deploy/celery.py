"""Background work. The truth is in the database: a lost message delays work, never loses it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")

app = Celery("payvand")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
