"""Says whether the installation is well, a line for each thing; ends with 1 if one is broken."""

import sys

from django.core.management.base import BaseCommand

from deploy import standing
from deploy.standing.finding import Level

SIGNS = {Level.WELL: "ok    ", Level.LOOK: "look  ", Level.BROKEN: "BROKEN"}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()

    def handle(self, *args, **options):
        findings = standing.look()
        for found in findings:
            self.stdout.write(f"{SIGNS[found.level]} {found.name}: {found.stands}")
            if found.todo:
                self.stdout.write(f"       -> {found.todo}")
        if standing.worst(findings) == Level.BROKEN:
            sys.exit(1)
