"""`manage.py alive`: what a service manager asks."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from deploy.management.commands.alive import require_background
from deploy.tasks import heartbeat
from deploy.trouble import Trouble


def test_web_server_that_serves_is_alive(live_server, capsys):
    call_command("alive", port=live_server.thread.port)

    assert capsys.readouterr().out == "Alive.\n"


def test_port_where_nobody_listens_is_not_alive():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(SystemExit, match=f"The web server at port {port} does not serve"):
        call_command("alive", port=port)


def test_background_that_never_ran_is_not_alive():
    with pytest.raises(SystemExit, match="Nothing has run in the background yet"):
        call_command("alive", background=True)


@pytest.mark.parametrize(("minutes", "alive"), [(0, True), (4, True), (6, False)])
def test_background_is_alive_for_five_minutes(minutes, alive):
    heartbeat()
    later = datetime.now(UTC) + timedelta(minutes=minutes)

    if alive:
        require_background(later)
    else:
        with pytest.raises(Trouble, match="Nothing has run in the background since 20"):
            require_background(later)
