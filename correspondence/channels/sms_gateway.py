"""Text messages through a gateway of the office's own: off until a setting names it.

`SMS_GATEWAY` is an address (https, or http on this computer) or a command. An address gets a POST
with `{"id", "to", "text"}` as JSON, the secret as bearer and the id as Idempotency-Key; a command
gets the same JSON on its input and the secret in `SMS_SECRET`. What the gateway answers is read as
that it has taken the message, that it has not, or that nobody knows.
"""

import ipaddress
import json
import os
import shlex
import subprocess
from urllib.parse import urlsplit

import requests
from django.conf import settings

from .outcome import Outcome, Result

TRY_LATER = 75  # sysexits.h, EX_TEMPFAIL
REFUSES = range(64, 79)  # the other codes of sysexits.h
AGAIN = (408, 425, 429)


def is_on() -> bool:
    return bool(settings.SMS_GATEWAY.strip())


def by_address() -> bool:
    return settings.SMS_GATEWAY.strip().startswith(("http://", "https://"))


def trouble() -> str:
    """A code when the setting cannot be used as it is: `open_line` (plain http to another machine),
    `no_secret` (an address without one), `no_command`; "" otherwise."""
    if not is_on():
        return ""
    if by_address():
        if not settings.SMS_SECRET:
            return "no_secret"
        return "" if _is_closed(settings.SMS_GATEWAY.strip()) else "open_line"
    try:
        return "" if shlex.split(settings.SMS_GATEWAY) else "no_command"
    except ValueError:
        return "no_command"


def _is_closed(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme == "https":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def hand_over(key: str, number: str, words: str) -> Outcome:
    """One attempt. `key` is the same at every attempt for one message."""
    if not is_on() or trouble():
        return Outcome(Result.LATER, "off")
    told = json.dumps({"id": key, "to": number, "text": words}, ensure_ascii=False).encode()
    return _post(key, told) if by_address() else _run(told)


def _post(key: str, told: bytes) -> Outcome:
    try:
        answer = requests.post(
            settings.SMS_GATEWAY.strip(),
            data=told,
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {settings.SMS_SECRET}",
                "Idempotency-Key": key,
            },
            timeout=settings.SMS_TIMEOUT,
            allow_redirects=False,
            stream=True,
        )
    except requests.RequestException as error:
        return Outcome(Result.LATER if _is_no_line(error) else Result.UNKNOWN, "no_answer")
    answer.close()
    return _by_status(answer.status_code)


def _is_no_line(error: requests.RequestException) -> bool:
    """Whether no line to the gateway came about at all: nothing can have left then."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return type(reason).__name__ in ("NewConnectionError", "ConnectTimeoutError")


def _by_status(status: int) -> Outcome:
    """RFC 9110 §15: 2yz was taken, 4yz was not; with 5yz it may have been."""
    if 200 <= status < 300:
        return Outcome(Result.SENT)
    if 300 <= status < 500:
        again = status in AGAIN
        return Outcome(Result.LATER if again else Result.REFUSED, f"gateway_{status}")
    return Outcome(Result.UNKNOWN, f"gateway_{status}")


def _run(told: bytes) -> Outcome:
    try:
        done = subprocess.run(
            shlex.split(settings.SMS_GATEWAY),
            input=told,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=settings.SMS_TIMEOUT,
            env={"PATH": os.environ.get("PATH", ""), "SMS_SECRET": settings.SMS_SECRET},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(Result.UNKNOWN, "no_answer")
    except OSError:
        return Outcome(Result.LATER, "no_command")
    if done.returncode == 0:
        return Outcome(Result.SENT)
    if done.returncode == TRY_LATER:
        return Outcome(Result.LATER, "command_75")
    refused = done.returncode in REFUSES
    return Outcome(Result.REFUSED if refused else Result.UNKNOWN, f"command_{done.returncode}")
