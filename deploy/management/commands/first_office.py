"""Opens a real, empty office: its organisation, its first office, its first administrator."""

import sys

from django.core.management.base import BaseCommand

from casework.actions import house
from casework.actions.errors import Refused
from deploy.questions import Questions
from deploy.trouble import Trouble


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        try:
            house.found(**Questions().first_office())
        except (Trouble, Refused) as reason:
            sys.exit(str(reason).rstrip(".") + ".")
        except KeyboardInterrupt:
            sys.exit("\nNothing was written.")
        self.stdout.write("The office is open.")
