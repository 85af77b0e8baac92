"""Work handed over through the broker of BROKER_URL: files, Redis or RabbitMQ."""

import os
import select
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from deploy import settings as started_with
from deploy.celery import app
from deploy.tasks import heartbeat, last_heartbeat

LIMIT = 60  # seconds until a test gives up


class Worker:
    """A worker process of its own, listening to one queue."""

    def __init__(self, queue: str):
        command = [sys.executable, "-m", "celery", "--app=deploy", "worker", "--pool=solo"]
        command += ["--loglevel=INFO", f"--queues={queue}", f"--hostname={queue}@localhost"]
        self.process = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=started_with.BASE_DIR,
        )
        self.said = b""

    def wait_until_done(self, tasks: int) -> None:
        while self.said.count(b" succeeded in ") < tasks:
            assert select.select([self.process.stdout], [], [], LIMIT)[0], self.said.decode()
            words = os.read(self.process.stdout.fileno(), 65536)
            assert words, self.said.decode()
            self.said += words

    def kill(self) -> None:
        self.process.kill()
        self.process.stdout.close()
        self.process.wait()


@pytest.fixture
def queue():
    """A queue of this test alone: other workers may be listening on the same broker."""
    name = f"test-{uuid.uuid4().hex}"
    yield name
    with app.connection_for_write() as connection:
        connection.default_channel.queue_delete(name)


@pytest.fixture
def worker(queue):
    workers = []

    def start() -> Worker:
        workers.append(Worker(queue))
        return workers[-1]

    yield start
    for each in workers:
        each.kill()


@pytest.mark.broker
def test_work_handed_over_is_done_by_a_worker(queue, worker, settings):
    settings.HOME = started_with.HOME  # the worker is another process: it knows no test's folder
    (settings.HOME / "heartbeat").unlink(missing_ok=True)
    assert last_heartbeat() is None

    heartbeat.apply_async(queue=queue)
    worker().wait_until_done(1)

    assert datetime.now(UTC) - last_heartbeat() < timedelta(seconds=LIMIT)


@pytest.mark.broker
def test_work_waits_for_the_worker_that_comes_after_a_killed_one(queue, worker):
    first = worker()
    heartbeat.apply_async(queue=queue)
    first.wait_until_done(1)
    first.kill()
    for _ in range(3):
        heartbeat.apply_async(queue=queue)

    second = worker()
    second.wait_until_done(3)

    assert second.said.count(b" succeeded in ") == 3


def test_every_scheduled_task_exists():
    app.loader.import_default_modules()

    missing = {entry["task"] for entry in app.conf.beat_schedule.values()} - set(app.tasks)

    assert missing == set()
