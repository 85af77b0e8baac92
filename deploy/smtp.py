"""Outgoing mail by SMTP as Django sends it, but never for longer than a fixed time.

The limit of Django's own is one for each answer: a server that says a letter of it now and then
would hold a worker, and the mails behind it, for hours.
"""

import contextlib
import smtplib
import socket
import threading

from django.core.mail.backends import smtp

WHOLE = 600  # seconds from the first to the last word of one line


class Backend(smtp.EmailBackend):
    """Django's backend, over lines that end."""

    @property
    def connection_class(self):
        return _EncryptedLine if self.use_ssl else _Line


class _Ending:
    """Hangs up after `WHOLE`: whoever speaks on the line meets a server that is gone."""

    def _get_socket(self, host, port, timeout):
        line = super()._get_socket(host, port, timeout)
        self._clock = threading.Timer(WHOLE, self._hang_up)
        self._clock.daemon = True
        self._clock.start()
        return line

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._clock.cancel()
        super().close()


class _Line(_Ending, smtplib.SMTP):
    pass


class _EncryptedLine(_Ending, smtplib.SMTP_SSL):
    pass
