"""Takes over an office's register with its documents, or says what would become of it."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from casework import access, imports
from casework.actions.errors import Refused
from casework.imports import RegisterError
from casework.models import Office, Staff
from casework.models.imported import RowOutcome


class Command(BaseCommand):
    help = "Take over a register (XLSX or CSV) and its documents; running it twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--documents", type=Path, help="folder of the scans the rows name")
        parser.add_argument("--office", required=True, help="the office's code, such as AHV")
        parser.add_argument("--by", help="log-in of the coordinator who takes it over")
        parser.add_argument("--sheet", default="", help="name of the worksheet")
        parser.add_argument("--dry-run", action="store_true", help="say everything, write nothing")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")
        parser.add_argument("--language", default="en", help="language of the sentences")
        parser.add_argument("--returned", type=Path, help="write the rows to correct to this XLSX")
        parser.add_argument(
            "--update",
            action="store_true",
            default=True,
            help="bring cases up to date whose old number is known (this is the default)",
        )
        parser.add_argument("--no-update", action="store_false", dest="update")

    def handle(self, **options):
        with translation.override(options["language"]):
            try:
                told = self._take_over(**options)
            except RegisterError as error:
                raise CommandError(imports.sentence(error.code, error.detail)) from error
            except Refused as error:
                raise CommandError(str(error)) from error
        self._print(told, as_json=options["json"])

    def _take_over(self, **options) -> dict:
        office = _office(options["office"])
        by = _coordinator(office, options["by"])
        file, folder = _file(options["file"]), _folder(options["documents"])
        if options["dry_run"]:
            told = imports.rehearse(
                file,
                office=office,
                by=by,
                documents=folder,
                update=options["update"],
                tab=options["sheet"],
            )
            if options["returned"]:
                options["returned"].write_bytes(told.returned)
            return told.as_json()
        run = imports.take_over(
            file,
            office=office,
            by=by,
            documents=folder,
            update=options["update"],
            tab=options["sheet"],
            progress=self._progress if not options["json"] else imports.no_progress,
        )
        if options["returned"]:
            with translation.override(office.language):
                options["returned"].write_bytes(imports.returned_file(run))
        return imports.run_as_json(run)

    def _progress(self, phase: str, done: int, total: int) -> None:
        if phase == "rows" or done == total or done % 50 == 0:
            self.stderr.write(f"{phase}: {done}/{total}")

    def _print(self, told: dict, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for sentence in told["notices"]:
            self.stdout.write(sentence)
        for row in told["rows"]:
            about = [row["reference"], *row["reasons"]]
            if row["outcome"] != RowOutcome.CREATED or row["reasons"]:
                said = " ".join(text for text in about if text)
                self.stdout.write(f"{row['row']}: {row['outcome']}: {said}")
        for name, count in told["imported"].items():
            self.stdout.write(f"{name}: {count}")


def _office(code: str) -> Office:
    office = Office.objects.filter(code__iexact=code).first()
    if office is None:
        raise CommandError(f"There is no office with the code {code}.")
    return office


def _coordinator(office: Office, username: str | None) -> Staff:
    """The named member of staff, or the office's first coordinator in post today."""
    staff = Staff.objects.filter(is_active=True).order_by("pk")
    if username:
        staff = staff.filter(username=username)
    able = (one for one in staff if access.can(one, "import_register", office))
    found = next(able, None)
    if found is None:
        raise CommandError(f"Nobody in office {office.code} may take over a register today.")
    return found


def _file(path: Path) -> Path:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    return path


def _folder(path: Path | None) -> Path | None:
    if path is not None and not path.is_dir():
        raise CommandError(f"There is no folder {path}.")
    return path
