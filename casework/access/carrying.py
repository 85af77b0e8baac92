"""What is carried over the threshold: sheets and records that leave, registers taken over."""

from django.db.models import QuerySet

from casework.access.holding import offices_for
from casework.models import Export, ImportRun, PublishedRecord, QuarantinedRecord


def exports(user) -> QuerySet[Export]:
    """The sheets of cases that were asked for in the offices where the user may export."""
    return Export.objects.filter(office__in=offices_for(user, "export"))


def quarantine(user) -> QuerySet[QuarantinedRecord]:
    where = offices_for(user, "exchange_pfif")
    return QuarantinedRecord.objects.filter(file__office__in=where)


def published(user) -> QuerySet[PublishedRecord]:
    where = offices_for(user, "exchange_pfif")
    return PublishedRecord.objects.filter(case__office__in=where)


def imports(user) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(office__in=offices_for(user, "import_register"))


def undoings(user) -> QuerySet[ImportRun]:
    """Take-overs that somebody asked to undo, for those who may agree."""
    where = offices_for(user, "agree_undo_import")
    return ImportRun.objects.filter(office__in=where).exclude(undo_asked_at=None)
