"""Fills the sample office: an invented organisation with its backlog, ready to be worked on."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from casework import imports
from casework.roles import Role
from deploy.story.house import open_house

SAMPLE = Path(settings.BASE_DIR) / "deploy" / "sample"


class Command(BaseCommand):
    help = "Fill the sample office (first start only)."

    def handle(self, **options):
        house = open_house()
        coordinator = house.staff[Role.COORDINATOR]
        imports.take_over(
            SAMPLE / "register-ahvaz.xlsx",
            office=house.office,
            by=coordinator,
            documents=SAMPLE / "documents",
        )
        imports.take_over(SAMPLE / "register-tirana.csv", office=house.other, by=coordinator)
        self.stdout.write("The sample office is ready.")
