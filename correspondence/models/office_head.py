from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casework.models import Office, StoredFile


class Invocation(models.TextChoices):
    """The words with which a letter may open, as they are usual in Persian and Arabic."""

    NONE = "", _("no opening words")
    NAME_OF_GOD = "name_of_god", "به نام خدا"
    HIS_NAME = "his_name", "بسمه تعالی"
    BASMALA = "basmala", "بسم الله الرحمن الرحيم"


LEAST_ROOM, MOST_ROOM = 20, 120
"""Millimetres that a printed head may take of the first page."""


class OfficeHead(models.Model):
    """How the letters of an office begin: its emblem, whether its paper is printed, invocation.

    `printed_mm` is the height of the head that is on the paper already; 0: the program draws it.
    """

    office = models.OneToOneField(Office, models.PROTECT, related_name="letter_head")
    emblem = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    emblem_shows = models.CharField(max_length=200, blank=True)
    printed_mm = models.PositiveSmallIntegerField(default=0)
    invocations = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(printed_mm=0) | Q(printed_mm__range=(LEAST_ROOM, MOST_ROOM)),
                name="printed_head_fits",
            ),
        ]

    def __str__(self):
        return str(self.office_id)

    @classmethod
    def of(cls, office: Office) -> "OfficeHead":
        """The row of an office; one that is not saved where nothing was ever set."""
        return cls.objects.filter(office=office).select_related("emblem").first() or cls(
            office=office, version=0
        )
