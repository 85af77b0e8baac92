"""No letter lost, none silently doubled, while workers are killed in the middle of their work.

    python3 run.py bench outbox --letters 10000 --kills 1000 --workers 4

On the database of DATABASE_URL. With BROKER_URL the workers are Celery's and the broker wakes
them; without, they sweep. What is in doubt at the end is listed for a person, as in the office.
"""

import datetime
import json
import os
import time
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone

from correspondence import outbox
from correspondence.models import Dispatch
from correspondence.models.dispatch import DispatchState
from deploy.celery import app
from tests.benchmarks.outbox import letters as made
from tests.benchmarks.outbox import workers
from tests.benchmarks.outbox.ledger import Ledger

LETTERS, KILLS, WORKERS = 200, 20, 2


@pytest.mark.django_db(transaction=True)
def test_outbox(request, tmp_path, capsys):
    asked = {
        name: request.config.getoption(f"--{name}") or default
        for name, default in (("letters", LETTERS), ("kills", KILLS), ("workers", WORKERS))
    }
    made.waiting(asked["letters"])
    started = time.perf_counter()
    with Ledger(tmp_path / "ledger") as ledger, mailing_to(ledger.port):
        ended = workers.run(starter(), **asked, ledger=ledger)
        seconds = time.perf_counter() - started
        outbox.sweep(timezone.now() + outbox.LEASE + datetime.timedelta(minutes=1))
        taken = ledger.taken()
    figures = asked | {
        "database": connection.vendor,
        "broker": broker(),
        **counted(taken),
        "seconds": round(seconds, 1),
        "workers_that_ended_by_themselves": ended,
    }
    with capsys.disabled():
        print("\n" + json.dumps({"outbox": figures}))

    assert (figures["lost"], figures["doubled"]) == (0, 0)
    assert figures["sent"] + figures["unknown"] == asked["letters"]


def mailing_to(port: int):
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=port,
        EMAIL_TIMEOUT=30,
    )


def broker() -> str:
    """The kind of broker that wakes the workers; none when they sweep."""
    return settings.BROKER_URL.partition(":")[0] if os.environ.get("BROKER_URL") else "none"


def starter():
    """How a worker is started; with a broker, every letter's wake-up is sent first."""
    if broker() == "none":
        return workers.sweeping
    queue = f"bench-{uuid.uuid4().hex}"
    for pk in Dispatch.objects.values_list("pk", flat=True):
        app.send_task("correspondence.send", [str(pk)], queue=queue)
    told = {
        "database": str(connection.settings_dict["NAME"]),
        "queue": queue,
        "folders": {n: str(getattr(settings, n)) for n in ("FILES_DIR", "WORK_DIR", "KEYS_DIR")},
        "settings": {
            name: getattr(settings, name)
            for name in ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_TIMEOUT")
        },
    }
    return workers.celery(json.dumps(told))


def counted(taken) -> dict[str, int]:
    """What the office believes beside what the mail server has: lost is what the office calls sent
    and nobody got, or what was neither sent nor left in doubt; doubled is every second copy."""
    rows = dict(Dispatch.objects.values_list("message_id", "state"))
    sent = [known for known, state in rows.items() if state == DispatchState.SENT]
    unknown = [known for known, state in rows.items() if state == DispatchState.UNKNOWN]
    return {
        "sent": len(sent),
        "lost": sum(not taken[known] for known in sent) + len(rows) - len(sent) - len(unknown),
        "doubled": sum(times - 1 for times in taken.values()),
        "unknown": len(unknown),
        "unknown_that_arrived": sum(bool(taken[known]) for known in unknown),
    }
