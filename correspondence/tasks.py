"""Background work of this floor. A task takes an id, fetches, delegates, and may run twice."""

from celery import shared_task

from casework.actions import background
from correspondence import bundling, outbox, polling, texting
from correspondence.actions import arriving, enclosing, piles
from correspondence.models import ScanPile


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


@shared_task(name="correspondence.send_text")
def send_text(text_id: str) -> None:
    """Sends one waiting text message; one that another worker has is left alone."""
    texting.send_one(text_id)


@shared_task(name="correspondence.sweep_texts")
def sweep_texts() -> None:
    """Finds text messages that nobody was woken for, and what a dead worker left in doubt."""
    texting.sweep()


@shared_task(name="correspondence.sweep")
def sweep() -> None:
    """Finds dispatches that nobody was woken for, and what a dead worker left in doubt."""
    outbox.sweep()


@shared_task(name="correspondence.poll_boxes")
def poll_boxes() -> None:
    """Looks into the reply boxes whose turn it is. It comes often: while one box is slow, the next
    one that comes goes on with the others."""
    arriving.read_what_was_left()
    polling.visit_those_due()


@shared_task(name="correspondence.examine_papers")
def examine_papers() -> None:
    """Examines the files that came with mails; what a killed worker left is taken up again."""
    for arrived in enclosing.unfinished():
        enclosing.examine(arrived)


@shared_task(name="correspondence.read_pile")
def read_pile(pile_id: str) -> None:
    """Reads a pile of signed scans and confirms what was pressed; goes on where an earlier attempt
    stopped."""
    pile = ScanPile.objects.filter(pk=pile_id).first()
    if pile is not None:
        piles.go_on(pile)


@shared_task(name="correspondence.resume_piles")
def resume_piles() -> None:
    """Takes up the piles whose worker died."""
    for pile in piles.unfinished():
        piles.go_on(pile)
