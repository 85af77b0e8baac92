"""Makes a new wrapping key and wraps every data key with it, while the office works.

Stopped at any point, the same command goes on where it was. No sealed value is touched.
"""

from django.core.management.base import BaseCommand

from families import rotation


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=2000, help="data keys in one transaction")

    def handle(self, *args, batch, **options):
        done = rotation.rotate(batch=batch)
        begun = "Went on with" if done.resumed else "Began"
        self.stdout.write(
            f"{begun} wrapping key {done.number}: {done.wrapped} data keys wrapped anew.\n"
            "Keep copies of all key files apart from the backups; older ones open older backups."
        )
