"""The machine: room, clock, keys, tables, the folders of the scanners."""

import datetime
import os
import shutil

from django.conf import settings
from django.core import checks
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import anchors, audit
from casework.models import Office
from casework.vault import scanner
from deploy import preparation
from deploy.backup import taking
from deploy.standing.finding import Finding, broken, look, well
from families import sealing
from families.keys import KeyTrouble
from families.templatetags.people import moment

GIGABYTE = 1_000_000_000
LITTLE, TOO_LITTLE = 2 * GIGABYTE, GIGABYTE // 5
CLOCK = datetime.timedelta(minutes=2)
ANCHORED = datetime.timedelta(days=2)
BACKED_UP = datetime.timedelta(days=2)


def room() -> Finding:
    name, free = _("Room on the disk"), shutil.disk_usage(settings.HOME).free
    stands = _("Free: %(gigabytes)s GB.") % {"gigabytes": round(free / GIGABYTE, 1)}
    todo = _("Make room, or move the office's folder to a larger disk.")
    if free < TOO_LITTLE:
        return broken(name, stands, todo)
    return look(name, stands, todo) if free < LITTLE else well(name, stands)


def clock() -> Finding:
    """The trail tells: no line can be written later than now unless the clock was set back."""
    name, last = _("Clock"), audit.last_hour()
    if last and last > timezone.now() + CLOCK:
        return broken(
            name,
            _("The computer's clock is behind what was already written down."),
            _("Set the clock of the computer (network time), then start the office again."),
        )
    return well(name, _("The clock agrees with the trail."))


def keys() -> Finding:
    name = _("Keys")
    try:
        sealing.master_key()
    except KeyTrouble as trouble:
        return broken(name, str(trouble), _("Put the right key back; never make a new one."))
    loose = [path.name for path in settings.KEYS_DIR.glob("*") if path.stat().st_mode & 0o077]
    if loose:
        return look(
            name,
            _("Others on this computer can read the keys."),
            _("Take their rights away: chmod -R go-rwx, on the folder of the keys."),
        )
    return well(name, _("The keys open what is stored."))


def trail() -> Finding:
    name, last = _("Anchors of the trail"), anchors.last_day()
    if last is None or timezone.now().date() - last > ANCHORED:
        return look(
            name,
            _("No anchor was written in the last two days."),
            _("It is written by background work; see above."),
        )
    return well(name, _("Written today or yesterday. Copy them to another machine at times."))


def backups() -> Finding:
    """One counts as taken when it was restored and everything was found again."""
    name, said = _("Backup"), taking.last() or {}
    todo = _("Set PAYVAND_BACKUPS to a folder on another disk, or run: manage backup FOLDER.")
    if "at" not in said:
        return look(name, _("None was taken yet."), todo)
    taken = datetime.datetime.fromisoformat(said["at"])
    stands = _("Last one taken, restored and compared: %(when)s.") % {"when": moment(taken)}
    if "failed_at" in said:
        todo = _("Run “manage backup” and read what it says.")
        return broken(name, stands + " " + _("A later one failed."), todo)
    old = timezone.now() - taken > BACKED_UP
    return look(name, stands, todo) if old else well(name, stands)


def tables() -> Finding:
    name = _("Database")
    if preparation.tables_are_old():
        return broken(
            name,
            _("The program is newer than the tables of the database."),
            _("Start the office again: it brings them up to date."),
        )
    return well(name, _("The tables are up to date."))


def own_checks() -> Finding:
    name = _("Settings")
    wrong = [found for found in checks.run_checks() if found.is_serious()]
    if wrong:
        return broken(name, wrong[0].msg, wrong[0].hint or _("See the README, “Running it”."))
    return well(name, _("The program finds nothing wrong with its settings."))


def scanners() -> Finding:
    name = _("Folders of the scanners")
    shut = [office.code for office in Office.objects.order_by("code") if not writable(office)]
    if shut:
        return look(
            name,
            _("Cannot be used: %(offices)s.") % {"offices": ", ".join(shut)},
            _("Give the program the right to read and write there (PAYVAND_SCANS)."),
        )
    return well(name, _("All can be used."))


def writable(office) -> bool:
    """Whether scans of an office can be taken from its folder and set aside in it."""
    try:
        return os.access(scanner.folder_of(office), os.R_OK | os.W_OK | os.X_OK)
    except OSError:
        return False


MACHINE = (room, clock, keys, tables, own_checks, trail, backups, scanners)
