"""System checks: what must be true before the office opens its doors."""

from importlib import metadata

from django.core import checks

from casework import signals


@checks.register()
def one_state_machine(app_configs, **kwargs):
    """`django-fsm` and `django-fsm-2` install the same folder; only the maintained one may be."""
    try:
        metadata.distribution("django-fsm")
    except metadata.PackageNotFoundError:
        return []
    return [
        checks.Error(
            "The old distribution django-fsm is installed beside django-fsm-2.",
            hint="Remove it: pip uninstall django-fsm, then install the locked requirements.",
            id="casework.E001",
        )
    ]


@checks.register()
def every_signal_is_heard(app_configs, **kwargs):
    """A stop or a withdrawal that nobody hears would leave letters going out."""
    return [
        checks.Error(f"Nobody listens to the signal {name}.", id="casework.E002")
        for name, signal in signals.ALL.items()
        if not signal.has_listeners()
    ]
