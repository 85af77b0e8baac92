from django.db import models
from django.db.models import Q

from .staff import Staff

SHIPPED = 1  # the number of the text that the program brings


class NoticeVersion(models.Model):
    """The information notice as the house worded it, in its languages.

    Number 1 is the shipped text and has no row. What was in force is never changed or deleted;
    one draft at most waits, without a day on which it came into force: its number is the next one,
    and the database gives no number twice.
    """

    number = models.PositiveIntegerField(unique=True)
    texts = models.JSONField(default=dict)
    saved = models.PositiveIntegerField(default=0)  # how often: tells a page that it is old
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    in_force_from = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=SHIPPED), name="notice_after_shipped"),
        ]

    def __str__(self):
        return str(self.number)

    @classmethod
    def in_force(cls) -> int:
        """The number of the version that is given to families today."""
        return cls.given()[0]

    @classmethod
    def given(cls) -> list[int]:
        """The numbers of all versions that are or were given to families, the newest first."""
        ours = cls.objects.exclude(in_force_from=None).values_list("number", flat=True)
        return [*ours, SHIPPED]

    @classmethod
    def wording(cls, number: int, language: str) -> str | None:
        """Our own words of a version that is or was in force; None: there are none of ours."""
        row = cls.objects.exclude(in_force_from=None).filter(number=number).first()
        return row.texts.get(language) if row else None
