"""Tells the whole story without a browser and leaves the letters and story.json in a folder."""

import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework import imports
from deploy.management.commands.sample_office import SAMPLE
from deploy.story.house import open_house
from deploy.story.telling import Story


class Command(BaseCommand):
    help = (
        "The whole story, from a register to the reminder, through the same actions as on screen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--register", type=Path, default=SAMPLE / "register-ahvaz.xlsx")
        parser.add_argument("--documents", type=Path)
        parser.add_argument("--office", default="AHV", help="code of the office")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--json", action="store_true", help="print story.json too")

    def handle(self, *, register, documents, office, out, **options):
        started = time.monotonic()
        if documents is None and register == SAMPLE / "register-ahvaz.xlsx":
            documents = SAMPLE / "documents"
        if not register.is_file():
            raise CommandError(f"There is no register at {register}.")
        out.mkdir(parents=True, exist_ok=True)
        try:
            told = Story(open_house(office.upper()), out).tell(register, documents)
        except imports.RegisterError as error:
            raise CommandError(imports.sentence(error.code, error.detail)) from error
        told["seconds"] = round(time.monotonic() - started, 2)
        text = json.dumps(told, ensure_ascii=False, indent=2)
        (out / "story.json").write_text(f"{text}\n", encoding="utf-8")
        self.stdout.write(text if options["json"] else f"Told in {told['seconds']} s: {out}")
