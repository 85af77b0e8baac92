"""Runs the office: web server, background worker and scheduler under one supervisor."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from deploy import address
from deploy.preparation import open_office, prepare, sample_log_ins
from deploy.programs import office_programs
from deploy.sample import PASSWORD
from deploy.supervisor import Supervisor
from deploy.trouble import Trouble


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--empty", action="store_true", help="a real office, no sample people")

    def handle(self, *args, host, port, empty, **options):
        os.umask(0o077)
        try:
            with _the_only_one(settings.HOME), address.listen(host, port) as listening:
                prepare(say=self._say)
                open_office(empty=empty, say=self._say)
                greeting = partial(self._greet, address.url(host, port), sample_log_ins())
                connection.close()
                self._run(listening.fileno(), greeting)
        except Trouble as trouble:
            sys.exit(f"{trouble}.")
        self._say("The office is closed.")

    def _run(self, listening: int, greeting) -> None:
        os.environ["PYTHONPATH"] = str(settings.BASE_DIR)
        programs = office_programs(listening=listening, home=settings.HOME)
        Supervisor(programs, settings.LOGS_DIR, say=self._say, on_ready=greeting).run()

    def _greet(self, url: str, log_ins: list[tuple[str, str, str]]) -> None:
        lines = ["", f"Payvand is running at {url}", ""]
        if log_ins:
            lines += ["This is the SAMPLE office: everyone in it is invented. Log in as", ""]
            lines += [f"    {name:<16}{role}, {cities}" for name, role, cities in log_ins]
            lines += ["", f"    password of all: {PASSWORD}", ""]
        lines += [f"Data, keys and logs: {settings.HOME}", "Ctrl-C stops the office.", ""]
        self._say("\n".join(lines))

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


@contextmanager
def _the_only_one(home: Path) -> Iterator[None]:
    """Two supervisors on one folder would send every letter's wake-up twice."""
    with open(home / "office.lock", "a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble(f"The office in {home} is already running") from None
        yield
