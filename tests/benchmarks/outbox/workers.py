"""Workers that are killed outright, again and again, and the next ones that take their place."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection, connections

from correspondence import outbox
from correspondence.models import Dispatch
from correspondence.models.dispatch import DispatchState

PATIENCE = 1800.0  # seconds in which nothing moves until the benchmark gives up
PAUSE = 0.03


class Stuck(Exception):
    """Nothing moved for too long."""


def sweeping() -> int:
    """A worker without a broker: forked, so that it lives at once. Gives its process id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        while True:
            if not outbox.sweep()["tried"]:
                time.sleep(PAUSE)
    finally:
        os._exit(1)


CELERY = """
import sys, json
from deploy import settings
told = json.loads(sys.argv[1])
settings.DATABASES["default"]["NAME"] = told["database"]
for name, value in told["settings"].items():
    setattr(settings, name, value)
from pathlib import Path
for name in ("FILES_DIR", "WORK_DIR", "KEYS_DIR"):
    setattr(settings, name, Path(told["folders"][name]))
import django
django.setup()
from deploy.celery import app
app.worker_main(["worker", "--pool=solo", "--loglevel=ERROR", "--queues=" + told["queue"],
                 "--without-gossip", "--without-mingle", "--without-heartbeat"])
"""


def celery(told: str) -> Callable[[], int]:
    """Workers that a broker wakes; `told` is what they must know of this benchmark."""

    def start() -> int:
        command = [sys.executable, "-c", CELERY, told]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=quiet, stderr=quiet).pid

    return start


def run(start: Callable[[], int], *, workers: int, kills: int, letters: int, ledger, seed=1) -> int:
    """Lets the workers send everything while one of them is killed every few letters, at a moment
    drawn by chance. Gives how many ended by themselves, which none should."""
    chance = random.Random(seed)
    living = [start() for _n in range(workers)]
    killed = ended = 0
    moved, last = time.monotonic(), -1
    try:
        while _left():
            if (now := ledger.size()) != last:
                moved, last = time.monotonic(), now
            if time.monotonic() - moved > PATIENCE:
                raise Stuck(f"{_left()} letters are left after {killed} kills")
            if killed < kills and last >= killed * letters // kills:
                time.sleep(chance.random() * PAUSE)
                place = chance.randrange(workers)
                _kill(living[place])
                living[place] = start()
                killed += 1
            else:
                ended += _bury(living, start)
                time.sleep(PAUSE / 10)
    finally:
        for process in living:
            _kill(process)
    return ended


def _bury(living: list[int], start) -> int:
    """Replaces what ended by itself."""
    ended = 0
    for place, process in enumerate(living):
        if os.waitpid(process, os.WNOHANG)[0]:
            living[place] = start()
            ended += 1
    return ended


def _kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def _left() -> int:
    """Letters that still wait; those that a dead worker held are a doubt and wait for a person."""
    waiting = Dispatch.objects.filter(state=DispatchState.PENDING).count()
    connection.close()
    return waiting
