"""The address of a reply box, as an administrator writes it. Pure; a password is never shown."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

PORTS = {"imaps": 993, "imap+starttls": 143, "imap": 143}
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class WrongAddress(ValueError):
    """`code` says what is wrong; the address itself, which holds a password, is never repeated."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Box:
    """`plus` is the sign that may follow the name before a token (RFC 5233), "" where the box
    takes no such addresses."""

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    plus: str = ""


def parse(address: str) -> Box:
    """`imaps://user:password@host[:port]/FOLDER[?plus=%2B]`, each part percent-encoded (RFC 3986).

    Raises WrongAddress. Without encryption only a server on this computer is spoken to.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise WrongAddress("address") from None
    host = (parts.hostname or "").lower()
    if parts.scheme not in PORTS or not host:
        raise WrongAddress("address")
    if not parts.username or not parts.password:
        raise WrongAddress("user")
    if parts.scheme == "imap" and host not in LOOPBACK:
        raise WrongAddress("open_line")
    asked = parse_qs(parts.query)
    plus = asked.get("plus", [""])[0]
    return Box(
        scheme=parts.scheme,
        host=host,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.lstrip("/")) or "INBOX",
        plus=plus if plus in ("+", "-", "=") else "",
    )
