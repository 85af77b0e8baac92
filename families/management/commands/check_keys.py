"""Says which key wraps how many data keys, whether all open, and who may read the key files.

With --values it also opens every sealed value. Changes nothing; ends with 1 if something is wrong.
"""

import sys

from django.core.management.base import BaseCommand

from families import rotation


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--values", action="store_true", help="open every sealed value too")

    def handle(self, *args, values, **options):
        found = rotation.look(values=values)
        for number, count in sorted(found.by_number.items()):
            self.stdout.write(f"key {number}: wraps {count} data keys")
        if values:
            self.stdout.write(f"{found.values} sealed values opened")
        for problem in found.problems:
            self.stdout.write(problem)
        if found.problems:
            sys.exit(1)
        self.stdout.write("All is well.")
