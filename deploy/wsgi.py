"""The door for web servers: `deploy.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")


def settle() -> None:
    """Loads what the first visit would load, and takes what stays from the garbage collector.

    It looked through all of the program every few visits: a tenth of a second, during which
    somebody waited for a page. Also keeps the memory that workers share shared.
    """
    from django.template.engine import Engine
    from django.urls import get_resolver

    _ = get_resolver().url_patterns, Engine.get_default().template_libraries
    gc.collect()
    gc.freeze()


application = get_wsgi_application()
settle()
