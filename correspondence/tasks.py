"""Background work of this floor. A task takes an id, fetches, delegates, and may run twice."""

from celery import shared_task

from casework.actions import background
from correspondence import bundling, outbox


@shared_task(name="correspondence.build_bundle")
def build_bundle(letter_id: str) -> None:
    """Binds one signed letter; a letter that is gone or already bound is left alone."""
    letter = bundling.unfinished().filter(pk=letter_id).first()
    if letter is not None:
        bundling.build(letter)


@shared_task(name="correspondence.sweep_bundles")
def sweep_bundles() -> None:
    """Wakes the binding of every letter whose worker died or whose message was lost."""
    for letter in bundling.unfinished().only("pk"):
        background.wake("correspondence.build_bundle", letter)


@shared_task(name="correspondence.send")
def send(dispatch_id: str) -> None:
    """Sends one waiting dispatch; one that another worker has is left alone."""
    outbox.send_one(dispatch_id)


@shared_task(name="correspondence.sweep")
def sweep() -> None:
    """Finds dispatches that nobody was woken for, and what a dead worker left in doubt."""
    outbox.sweep()
