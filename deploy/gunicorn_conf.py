"""How the web server runs, in the embedded office and behind nginx alike."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# Loaded once and shared: a mistake shows before the first visitor, and memory stays small.
preload_app = True
# Judges the worker's own loop, not a visitor: a scan over a weak line may take many minutes.
timeout = 60
graceful_timeout = 6
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
# Addresses may hold what was searched for: no log of visits is kept here.
accesslog = None
errorlog = "-"
loglevel = os.environ.get("WEB_LOG_LEVEL", "info")
control_socket_disable = True
