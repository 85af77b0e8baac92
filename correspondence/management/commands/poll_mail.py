from django.core.management.base import BaseCommand, CommandError

from correspondence import polling


class Command(BaseCommand):
    help = "Looks into the offices' reply boxes now; says how many mails came, nothing about them."

    def handle(self, *args, **options):
        lines = [(office.code, polling.poll(office, at_once=True)) for office in polling.offices()]
        if not lines:
            self.stdout.write("No office has a reply box (REPLY_BOX_ and the office's code).")
        for code, polled in lines:
            self.stdout.write(f"{code}: {_said(polled)}")
        if any(polled and polled.trouble for _code, polled in lines):
            raise CommandError("Not every box could be read: see “Is everything well?”.")


def _said(polled) -> str:
    if polled is None:
        return "being read by another worker"
    return f"trouble: {polled.trouble}" if polled.trouble else f"new mails: {polled.taken}"
