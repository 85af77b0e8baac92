"""Whether the trail is whole: every chain, and against the anchors outside the database."""

import json

from django.core.management.base import BaseCommand

from casework import anchors


class Command(BaseCommand):
    help = "Looks for edited, deleted, inserted, reordered or cut lines of the trail."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args, **options):
        problems = anchors.verify_all()
        if options["json"]:
            self.stdout.write(json.dumps({"whole": not problems, "problems": problems}))
        else:
            self.stdout.write("\n".join(problems) or "The trail is whole.")
        if problems:
            raise SystemExit(1)
