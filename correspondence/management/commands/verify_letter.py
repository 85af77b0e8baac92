from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from correspondence import verifying
from correspondence.sentences import verified_sentence


class Command(BaseCommand):
    help = "Says whether a file is a letter of this house, genuine or changed; nothing personal."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        finding = verifying.verify(file, name=file.name)
        said = verified_sentence(finding)
        if not finding.is_genuine:
            raise CommandError(said)
        self.stdout.write(said)
