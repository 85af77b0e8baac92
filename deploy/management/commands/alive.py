"""Says whether this installation works: the web server here, or the work in the background."""

import sys
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

from django.core.management.base import BaseCommand

from deploy.tasks import last_heartbeat
from deploy.trouble import Trouble

SILENCE = timedelta(minutes=5)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--background", action="store_true")

    def handle(self, *args, port, background, **options):
        try:
            if background:
                require_background(datetime.now(UTC))
            else:
                require_web(port)
        except Trouble as trouble:
            sys.exit(f"{trouble}.")
        self.stdout.write("Alive.")


def require_web(port: int) -> None:
    """Raises Trouble unless the page where people log in is served at `port` of this machine."""
    page = urllib.request.Request(
        f"http://127.0.0.1:{port}/door/login/",
        headers={"Host": "localhost", "X-Forwarded-Proto": "https"},
    )
    try:
        with urllib.request.urlopen(page, timeout=15):
            pass
    except (urllib.error.URLError, OSError) as error:
        raise Trouble(f"The web server at port {port} does not serve ({error})") from None


def require_background(now: datetime) -> None:
    """Raises Trouble unless scheduler, broker and worker moved in the last minutes."""
    last = last_heartbeat()
    if last is None:
        raise Trouble("Nothing has run in the background yet")
    if now - last > SILENCE:
        raise Trouble(f"Nothing has run in the background since {last:%Y-%m-%d %H:%M} UTC")
