"""Where the office listens: opens the port, or says which one is free. Standard library alone."""

import errno
import socket

from deploy.trouble import Trouble

PORTS_TRIED = 50


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `host` and `port`; raises Trouble with a sentence when it can't be."""
    if not 0 < port < 65536:
        raise Trouble(f"{port} is no port number; try --port 8000")
    try:
        return _listen(host, port)
    except socket.gaierror:
        raise Trouble(f"This machine has no address called {host}; try --host 127.0.0.1") from None
    except OSError as error:
        raise Trouble(_sentence(error, host, port)) from None


def url(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    if host in {"0.0.0.0", "::"}:
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    opened = socket.socket(family, kind, protocol)
    try:
        # Without it, a restart within a minute finds the port "in use" by closed connections.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(128)
    except BaseException:
        opened.close()
        raise
    return opened


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        free = _next_free(host, port)
        hint = f"try --port {free}" if free else "choose another with --port"
        return f"Port {port} is already in use; {hint}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs administrator rights; try --port 8000"
    return f"Nothing can listen on {host} port {port} ({error.strerror}); try --host 127.0.0.1"


def _next_free(host: str, port: int) -> int | None:
    for candidate in range(port + 1, min(port + 1 + PORTS_TRIED, 65536)):
        try:
            _listen(host, candidate).close()
        except OSError:
            continue
        return candidate
    return None
