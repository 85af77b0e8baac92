"""An office in a home of its own (PAYVAND_HOME), with its real files, broker and log.

Every confidential box holds a marker; it says which. One page failed on purpose.

    python -m tests.house.marked_office
"""

import io
import json
import os
import shutil
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from casework.actions import scans
    from casework.vault import scanner
    from tests.casework.vault import hostile
    from tests.factories import make_cast
    from tests.house import markers

    call_command("prepare", stdout=io.StringIO())
    cast = make_cast()
    folder = settings.SCANS_DIR / cast.ahvaz.code
    folder.mkdir(parents=True)
    (folder / "scan.png").write_bytes(hostile.picture_bytes("PNG", (50, 60)))
    scanner.finished(folder, now=time.time() - 10)  # the first look at it was ten seconds ago
    scans.look(cast.ahvaz)
    written = markers.seed(cast)
    markers.fail_on_purpose(cast)
    beside = settings.HOME / "while-it-is-open"
    beside.mkdir()
    for path in settings.HOME.glob("payvand.sqlite3*"):  # with its write-ahead log
        shutil.copy(path, beside)
    print(json.dumps(written))


if __name__ == "__main__":
    main()
