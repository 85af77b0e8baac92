"""The work in the background: does it move, and does anything wait for too long?"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from kombu import Connection
from kombu.exceptions import OperationalError

from casework import imports, looking
from casework.models import Scan
from casework.models.scan import ScanState
from correspondence import bundling, outbox
from deploy.celery import app
from deploy.standing.finding import Finding, broken, look, well
from deploy.tasks import last_heartbeat
from families.templatetags.people import moment

SILENCE = datetime.timedelta(minutes=5)
WAITS_LONG = datetime.timedelta(minutes=30)
RESTART = "payvand-worker, payvand-beat"


def background() -> Finding:
    """The scheduler, the broker and a worker moved together when the sign of life is fresh."""
    name, last = _("Background work"), last_heartbeat()
    todo = _("Start the office again; where it runs as services, restart %(names)s.")
    if last is None:
        return broken(name, _("Nothing has run in the background yet."), todo % {"names": RESTART})
    stands = _("Last sign of life: %(when)s.") % {"when": moment(last)}
    if timezone.now() - last > SILENCE:
        return broken(name, stands, todo % {"names": RESTART})
    return well(name, stands)


def broker() -> Finding:
    """Where it is away nothing is lost: the sweep finds the work, half a minute later."""
    name = _("Messages to the background")
    try:
        with Connection(
            app.conf.broker_url,
            connect_timeout=2,
            transport_options=app.conf.broker_transport_options,
        ) as line:
            line.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError) as error:
        return look(
            name,
            _("The broker does not answer (%(error)s).") % {"error": type(error).__name__},
            _("Letters still leave, half a minute later. Start the broker named by BROKER_URL."),
        )
    return well(name, _("The broker answers."))


def outgoing() -> Finding:
    """What waits to leave and what a person must decide."""
    name, standing = _("Outgoing mails"), outbox.standing()
    stands = _("Waiting: %(waiting)s. In doubt, refused or returned: %(doubt)s.") % {
        "waiting": standing.waiting,
        "doubt": standing.undecided,
    }
    oldest = standing.oldest
    if oldest and timezone.now() - oldest > WAITS_LONG:
        return broken(
            name,
            stands + " " + _("The oldest waits since %(when)s.") % {"when": moment(oldest)},
            _("See whether the mail server answers (send a test mail below)."),
        )
    if standing.undecided:
        todo = _("The coordinators decide them: Submissions, “In doubt”.")
        return look(name, stands, todo)
    return well(name, stands)


def binding() -> Finding:
    name, waiting = _("Letters being bound"), bundling.unfinished().count()
    stands = _("Waiting: %(waiting)s.") % {"waiting": waiting}
    failed = bundling.failed().count()
    if failed:
        return look(
            name,
            stands + " " + _("Failed: %(failed)s.") % {"failed": failed},
            _("The letter's page says what to do; the coordinators see it there."),
        )
    return well(name, stands)


def take_overs() -> Finding:
    name, silent = (
        _("Old registers being taken over"),
        imports.unfinished_runs(silent_for=WAITS_LONG),
    )
    if silent:
        return look(
            name,
            _("Standing still: %(number)s.") % {"number": len(silent)},
            _("They go on by themselves once background work runs again."),
        )
    return well(name, _("None stands still."))


def scans() -> Finding:
    """Arrived scans wait for a person; many of them for long are no fault of the machine."""
    name = _("Arrived scans")
    waiting = Scan.objects.filter(state=ScanState.WAITING).count()
    return well(name, _("Waiting for their place: %(number)s.") % {"number": waiting})


def families() -> Finding:
    """No enquirer is silent for half a year unnoticed: each open family is due to hear from us."""
    name, forgotten = _("Families with an open case"), looking.forgotten_families().count()
    if forgotten:
        return look(
            name,
            _("On no list: %(number)s.") % {"number": forgotten},
            _("Background work puts them on a list within the hour. Tell who keeps the program."),
        )
    return well(name, _("Each has a day on which it hears from us."))


WORK = (background, broker, outgoing, binding, take_overs, scans, families)
