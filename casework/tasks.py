"""Background work: each task takes an id, fetches, delegates, and may run twice."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from casework import anchors, imports
from casework.actions import (
    alerts,
    bulk,
    carrying,
    closing_days,
    comparing,
    digests,
    exchange,
    exports,
    messages,
    planning,
    scans,
    uploads,
)
from casework.disclosure import searched, whereabouts
from casework.models import Alert, BulkRun, ImportRun
from casework.models.imported import RunState
from casework.vault import work

# A worker moves a run at every family; one that is silent for this long has died.
SILENT_FOR = timedelta(minutes=3)


@shared_task(name="casework.run_import")
def run_import(run_id: str) -> None:
    """Read a large register, or take the rows of a prepared one over; goes on where an earlier
    attempt stopped."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is not None:
        (imports.read if run.state == RunState.READING else imports.execute)(run)


@shared_task(name="casework.resume_imports")
def resume_imports() -> None:
    """Take up the runs whose worker died."""
    for run_id in imports.unfinished_runs(silent_for=SILENT_FOR):
        run_import(str(run_id))


@shared_task(name="casework.run_bulk")
def run_bulk(run_id: str) -> None:
    """Take one step with many cases; goes on where an earlier attempt stopped."""
    run = BulkRun.objects.filter(pk=run_id).first()
    if run is not None:
        bulk.go_on(run)


@shared_task(name="casework.resume_bulk")
def resume_bulk() -> None:
    """Take up the steps with many cases whose worker died."""
    for run in bulk.unfinished():
        bulk.go_on(run)


@shared_task(name="casework.empty_work_folder")
def empty_work_folder() -> None:
    """Removes the plain copies that a killed program left behind."""
    work.empty()


@shared_task(name="casework.close_openings")
def close_openings() -> None:
    """Forgets the keys of the openings whose quarter of an hour is over."""
    whereabouts.close_lapsed()


@shared_task(name="casework.anchor_trail")
def anchor_trail() -> None:
    """Once a day, writes down outside the database where each chain of the trail stands."""
    anchors.keep_today()


@shared_task(name="casework.send_alert")
def send_alert(alert_id: str) -> None:
    """Tell those who are to look at an alert."""
    alert = Alert.objects.filter(pk=alert_id).first()
    if alert is not None:
        alerts.send(alert)


@shared_task(name="casework.send_alerts")
def send_alerts() -> None:
    """Tell of the alerts whose mail has not left yet."""
    alerts.send_waiting()


@shared_task(name="casework.sweep_uploads")
def sweep_uploads() -> None:
    """Forget files that were begun and never finished."""
    uploads.sweep()


@shared_task(name="casework.leave_expired")
def leave_expired() -> None:
    """Forget steps with many cases and requests for sheets after their 14 days, strangers' records
    after their expiry."""
    bulk.forget()
    exports.forget_exports()
    exchange.expire_records()


@shared_task(name="casework.forget_messages")
def forget_messages() -> None:
    """Erase the words of messages of families whose time is over, on either side."""
    today = timezone.localdate()
    messages.forget(today)
    carrying.forget(today)


@shared_task(name="casework.look_at_scans")
def look_at_scans() -> None:
    """Take what the scanners of all offices have finished writing."""
    scans.look_everywhere()


@shared_task(name="casework.look_ahead_at_holidays")
def look_ahead_at_holidays() -> None:
    """Take the public holidays of this year and the next over, where an office lacks them."""
    closing_days.look_ahead()


@shared_task(name="casework.plan_forgotten")
def plan_forgotten() -> None:
    """Bring families with an open case back to a list, where none holds them."""
    planning.plan_forgotten()


@shared_task(name="casework.send_digests")
def send_digests() -> None:
    """Send the mails of the morning whose hour has come; each once a day."""
    digests.send_due()


@shared_task(name="casework.compare_searches")
def compare_searches() -> None:
    """Look what was searched for beyond what the searcher may see."""
    searched.compare_waiting()


@shared_task(name="casework.compare_people")
def compare_people() -> None:
    """Look for the same person in other families' requests, where something was written since."""
    comparing.compare_waiting()
