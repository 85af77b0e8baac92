import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from deploy.backup import database, restoring
from deploy.trouble import Trouble


class Command(BaseCommand):
    help = "Opens a backup into an empty folder, which can then be PAYVAND_HOME."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path)
        parser.add_argument("--into", type=Path, required=True, help="an empty folder")

    def handle(self, *args, backup, into, **options):
        try:
            manifest = restoring.restore(backup, into.resolve())
        except OSError as error:
            sys.exit(f"Nothing was restored. {error.strerror}: {error.filename}.")
        except Trouble as trouble:
            sys.exit(f"Nothing was restored. {trouble}.")
        self.stdout.write(f"{len(manifest['files'])} files, whole, in {into}.")
        if manifest["database"] == database.DUMP:
            self.stdout.write(
                f"Then, into an empty database: pg_restore --no-owner --dbname=NAME "
                f"{into / database.DUMP}"
            )
        self.stdout.write("Start the office with PAYVAND_HOME and PAYVAND_KEYS set.")
