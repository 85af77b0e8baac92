"""A mail server that talks for ever holds nobody for longer than a fixed time."""

import smtplib
import socket
import threading
import time

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test.utils import override_settings

from deploy import smtp
from tests.correspondence.mailservers import Box, free_port, serving

BACKEND = "deploy.smtp.Backend"
SAMPLE = EmailMessage("A", "b", "office@office.example", ["body@body.example"])


@pytest.fixture
def dripping():
    """Greets a letter at a time, or talks properly and drips after DATA."""
    listening, lines = socket.create_server(("127.0.0.1", 0)), []

    def drip(greets):
        line, _who = listening.accept()
        lines.append(line)
        try:
            if greets:
                line.sendall(b"220 here\r\n")
                for answer in (b"250 a\r\n", b"250 b\r\n", b"250 c\r\n", b"354 go\r\n"):
                    line.recv(10_000)
                    line.sendall(answer)
            while True:
                line.sendall(b"2")
                time.sleep(0.05)
        except OSError:
            line.close()

    def start(greets: bool) -> int:
        threading.Thread(target=drip, args=[greets], daemon=True).start()
        return listening.getsockname()[1]

    yield start
    for line in lines:
        line.close()
    listening.close()


@pytest.mark.parametrize("greets", [False, True])
def test_a_server_that_drips_is_left_after_a_fixed_time(dripping, monkeypatch, greets):
    monkeypatch.setattr(smtp, "WHOLE", 0.5)
    begun = time.monotonic()
    settings = {"EMAIL_BACKEND": BACKEND, "EMAIL_PORT": dripping(greets), "EMAIL_HOST": "127.0.0.1"}
    with override_settings(**settings, EMAIL_TIMEOUT=5), pytest.raises(smtplib.SMTPException):
        SAMPLE.connection = None
        SAMPLE.send()
    assert time.monotonic() - begun < 20


def test_a_mail_leaves_as_before_and_the_clock_is_stopped():
    with serving(Box()) as server, override_settings(EMAIL_BACKEND=BACKEND):
        SAMPLE.connection = None
        assert SAMPLE.send() == 1
        with get_connection() as line:
            clock = line.connection._clock
            assert clock.is_alive()
        clock.join(5)
    assert len(server.messages) == 1
    assert not clock.is_alive()


def test_no_server_at_all_is_said_at_once():
    settings = {"EMAIL_BACKEND": BACKEND, "EMAIL_PORT": free_port(), "EMAIL_HOST": "127.0.0.1"}
    with override_settings(**settings), pytest.raises(OSError):
        SAMPLE.connection = None
        SAMPLE.send()
