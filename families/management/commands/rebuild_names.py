"""Makes the index of names anew, while the office works."""

from django.core.management.base import BaseCommand

from families import matching


class Command(BaseCommand):
    help = "Make the index by which names are found anew; the office goes on working meanwhile."

    def handle(self, **options):
        count = matching.rebuild(self._progress if options["verbosity"] else lambda done, of: None)
        self.stdout.write(f"{count} names indexed.")

    def _progress(self, done: int, of: int) -> None:
        self.stderr.write(f"{done} of {of} names read")
