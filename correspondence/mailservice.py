"""Which mail service is in use, and how its notices are known to be its own."""

import warnings
from importlib import import_module

from anymail.exceptions import AnymailConfigurationError
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PLACE = "anymail.backends."
READERS = ("TrackingWebhookView", "CombinedWebhookView")
INBOUND = ("InboundWebhookView", "CombinedWebhookView")


def name() -> str:
    """The short name of the mail service, such as “postmark”; "" over plain SMTP."""
    module = settings.EMAIL_BACKEND.rpartition(".")[0]
    return module.removeprefix(PLACE) if module.startswith(PLACE) else ""


def reader():
    """The library's own reader of this service's notices, if it can tell them from forged ones by
    a signature or a secret; None otherwise, and without a mail service."""
    return _proven(_class_of(name(), READERS) if name() else None)


def inbound_reader():
    """The same for mails that the service takes in for us."""
    return _proven(_class_of(name(), INBOUND) if name() else None)


def _proven(found):
    if found is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its warning is our refusal, below
        try:
            view = found()
        except (ImproperlyConfigured, AnymailConfigurationError, ImportError):
            return None
    return view if view.basic_auth or not view.warn_if_no_basic_auth else None


def tells() -> bool:
    """Whether the service in use sends notices at all."""
    return bool(name()) and _class_of(name(), READERS) is not None


def _class_of(service: str, endings: tuple[str, ...]):
    try:
        module = import_module(f"anymail.webhooks.{service}")
    except (ImportError, ImproperlyConfigured):
        return None
    own = [
        held for held in vars(module).values() if getattr(held, "__module__", "") == module.__name__
    ]
    return next((held for held in own if held.__name__.endswith(endings)), None)
