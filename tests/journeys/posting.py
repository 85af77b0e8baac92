"""What a body's mail server sends back."""

import itertools

_NUMBERS = itertools.count(1)


def answer(to, message_id, text, **heads) -> bytes:
    """A mail that answers one of ours; `heads` as `Auto_Submitted="auto-replied"`."""
    lines = ["From: Registry <delegation@example.org>", f"To: {to}", f"In-Reply-To: {message_id}"]
    lines += [f"Message-ID: <{next(_NUMBERS)}@example.org>", "Subject: Re: your letter"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in heads.items()]
    lines += ["Content-Type: text/plain; charset=utf-8", "", text, ""]
    return "\r\n".join(lines).encode()
