"""manage.py build_catalogue: the words on screen, from the parts to what Django reads."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deploy import catalogue


class Command(BaseCommand):
    help = "Build the translations from deploy/locale/parts."
    requires_system_checks = ()

    def handle(self, *args, **options):
        locale_dir = Path(settings.LOCALE_PATHS[0])
        try:
            built = catalogue.build(locale_dir / "parts", locale_dir)
        except catalogue.UnusablePart as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            for language, number in built.items():
                self.stdout.write(f"{language}: {number}")
