"""A text-message gateway on this computer: it keeps what it was given, and answers as told."""

import contextlib
import http.server
import json
import threading


class Gateway:
    """`got` holds what came: (headers, body). `status` is the answer; 0 hangs up without one."""

    def __init__(self):
        self.got: list[tuple[dict, dict]] = []
        self.status = 202
        self.address = ""


@contextlib.contextmanager
def answering():
    gateway = Gateway()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            gateway.got.append((dict(self.headers), json.loads(body)))
            if gateway.status == 0:
                self.close_connection = True
                return
            self.send_response(gateway.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    gateway.address = f"http://127.0.0.1:{server.server_address[1]}/send"
    try:
        yield gateway
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
