"""The work folder: short-lived plain copies. What a killed program left there is removed."""

import datetime
import shutil
from pathlib import Path

from django.conf import settings
from django.utils import timezone

LEFT_BEHIND_AFTER = datetime.timedelta(hours=3)


def empty(now: datetime.datetime | None = None) -> int:
    """Removes what nobody has written to for three hours; gives how many entries it removed."""
    latest = ((now or timezone.now()) - LEFT_BEHIND_AFTER).timestamp()
    old = [entry for entry in Path(settings.WORK_DIR).iterdir() if entry.stat().st_mtime < latest]
    for entry in old:
        if entry.is_dir():
            shutil.rmtree(entry)
        else:
            entry.unlink(missing_ok=True)
    return len(old)
