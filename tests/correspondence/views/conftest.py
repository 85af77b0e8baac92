"""A mail service of our own on this machine, which answers as it is told."""

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Provider:
    """Notes what it is asked, and answers every request alike."""

    def __init__(self):
        self.headers, self.bodies = [], []

    @contextlib.contextmanager
    def __call__(self, status: int, body: bytes):
        noted = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                noted.headers.append(dict(self.headers))
                noted.bodies.append(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                """Says nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@pytest.fixture
def provider_answering():
    return Provider()
