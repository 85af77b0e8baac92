"""The files that came with a mail: each through the document checks, kept or refused with a reason.

It may run twice and be killed at any moment: what was examined stays, the rest follows.
"""

from casework import vault
from casework.vault import receiving
from correspondence import mail
from correspondence.models import ArrivedMail, ArrivedPaper

MOST = 100  # files of one mail; the mail itself keeps all of them
AT_ONCE = 20


def examine(arrived: ArrivedMail) -> None:
    """Examines what came with a mail, in a process of its own with limits."""
    try:
        facts = mail.read(b"".join(vault.read(arrived.file)))
    except vault.MissingFile:
        return
    done = set(arrived.papers.values_list("position", flat=True))
    for position, attachment in enumerate(facts.attachments[:MOST]):
        if position not in done:
            _examine(arrived, position, attachment)
    ArrivedMail.objects.filter(pk=arrived.pk).update(papers_examined=True)


def _examine(arrived: ArrivedMail, position: int, attachment: mail.Attachment) -> None:
    with vault.work_file() as path:
        path.write_bytes(attachment.content)
        verdict, stored = receiving.receive(path, attachment.name)
    told = {"file": stored, "pages": verdict.pages or 1, "name": attachment.name}
    told |= {"verdict": verdict.code, "detail": verdict.detail}
    ArrivedPaper.objects.get_or_create(arrived=arrived, position=position, defaults=told)


def unfinished() -> list[ArrivedMail]:
    """The mails whose files nobody has examined yet, the oldest first."""
    rows = ArrivedMail.objects.filter(papers_examined=False).exclude(kind="")
    return list(rows.select_related("file")[:AT_ONCE])
