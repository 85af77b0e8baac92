"""Mail servers that behave as they do in life: they take, refuse, hang up, and are slow."""

import contextlib
import socket
import time
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.test.utils import override_settings


class Box:
    """Keeps what it was given; `answer` is what it says after DATA."""

    def __init__(self, answer="250 OK", refused=(), wait=0.0):
        self.messages, self.envelopes, self.options = [], [], []
        self.answer, self.refused, self.wait = answer, refused, wait

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refused:
            return self.refused
        envelope.rcpt_tos.append(address)
        self.options.append(list(options))
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.wait:
            time.sleep(self.wait)
        if self.answer.startswith("250") or self.answer == "drop":
            self.envelopes.append(envelope)
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.answer == "drop":
            server.transport.abort()
            return "250 never heard"
        return self.answer


class Reporting(Box):
    """Offers delivery reports (RFC 3461) and notes what it is asked for."""

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]


class Server(SMTP):
    """One that knows the parameters of RFC 3461, which the library's own refuses."""

    async def smtp_RCPT(self, arg):
        words = arg.split()
        kept = [word for word in words if not word.upper().startswith(("NOTIFY=", "ORCPT="))]
        asked = [word for word in words if word not in kept]
        await super().smtp_RCPT(" ".join(kept))
        if asked and hasattr(self.event_handler, "options"):
            self.event_handler.options[-1] += asked


class Plain(Controller):
    def factory(self):
        return Server(self.handler, hostname="mail.example", ident="test")


@contextlib.contextmanager
def serving(box: Box, timeout: float = 5):
    """Mail of this process goes to the box while the block lasts."""
    port = free_port()
    controller = Plain(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pointing_to(port, timeout):
            yield box
    finally:
        controller.stop()


def pointing_to(port: int, timeout: float = 5):
    return override_settings(
        EMAIL_BACKEND="deploy.smtp.Backend",
        EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=timeout,
        EMAIL_USE_TLS=False, EMAIL_USE_SSL=False, EMAIL_HOST_USER="",
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
