"""The programs that make up a running office."""

import sys
from pathlib import Path

from django.conf import settings

from deploy.supervisor import Program


def office_programs(*, listening: int, home: Path) -> list[Program]:
    """Web server on the open socket `listening`, background worker, and scheduler.

    They find the project through PYTHONPATH and keep the folder they are started from, so that
    relative paths in the environment mean the same to all of them.
    """
    python = (sys.executable, "-P", "-m")
    celery = (*python, "celery", "--app=deploy", "--quiet")
    return [
        Program(
            name="web",
            command=(
                *python,
                "gunicorn",
                "--config=python:deploy.gunicorn_conf",
                f"--bind=fd://{listening}",
                "deploy.wsgi:application",
            ),
            keep_open=(listening,),
            ready=b"Listening at",
        ),
        Program(
            name="worker",
            command=(
                *celery,
                "worker",
                f"--queues={','.join(settings.QUEUES)}",
                "--concurrency=4",  # a take-over, a binding, a slow reply box leave one
                "--loglevel=WARNING",
                "--without-gossip",
                "--without-mingle",
                "--without-heartbeat",
            ),
        ),
        Program(
            name="beat",
            command=(
                *celery,
                "beat",
                "--loglevel=WARNING",
                "--pidfile=",
                f"--schedule={home / 'queue' / 'schedule'}",
            ),
        ),
    ]
