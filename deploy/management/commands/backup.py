import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from deploy.backup import taking
from deploy.trouble import Trouble


class Command(BaseCommand):
    help = "Takes a backup while the office works, restores it, and compares everything."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="default: PAYVAND_BACKUPS")
        parser.add_argument(
            "--keep", type=int, default=taking.KEPT_DAYS, help="days that older ones stay"
        )

    def handle(self, *args, folder, keep, **options):
        place = folder or settings.BACKUPS_DIR or settings.HOME / "backups"
        try:
            taken = taking.take(Path(place).resolve(), keep_days=keep)
        except Trouble as trouble:
            sys.exit(f"No backup was taken. {trouble}.")
        self.stdout.write(
            f"{taken.name}: {taken.lines} lines, {taken.files} files, {taken.bytes} bytes, "
            f"restored and compared in {taken.seconds} seconds. "
            "Without the folder of the keys it cannot be opened: keep that somewhere else."
        )
