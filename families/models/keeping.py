"""Rows that are never overwritten by something else: what was wrong ends and stays readable."""

from django.db import models


class Standing(models.Manager):
    """The rows that count now."""

    def get_queryset(self):
        return super().get_queryset().filter(ended_at=None)


class Kept(models.Model):
    """A row of a person that ends instead of being deleted: corrected, changed or taken back.

    `objects` and the lists of a person (`person.names`) hold the rows that count; `every` holds
    the ended ones too, for the history.
    """

    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = Standing()
    every = models.Manager()

    class Meta:
        abstract = True

    @property
    def is_standing(self) -> bool:
        return self.ended_at is None
