"""Builds the translations and brings the tables up to date, each only if something is newer."""

import sys

from django.core.management.base import BaseCommand

from deploy.preparation import prepare
from deploy.trouble import Trouble


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        try:
            prepare(say=self.stdout.write)
        except Trouble as trouble:
            sys.exit(f"{trouble}.")
