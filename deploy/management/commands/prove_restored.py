import json
import sys

from django.core.management.base import BaseCommand

from deploy.backup import proving


class Command(BaseCommand):
    help = "For the backup: compares a restored office with the manifest on its input."

    def handle(self, *args, **options):
        wrong = proving.problems(json.load(sys.stdin))
        if wrong:
            self.stdout.write("\n".join(wrong))
            sys.exit(1)
