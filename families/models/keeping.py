"""Rows that are never overwritten by something else: what was wrong ends and stays readable."""

import functools

from django.db import models
from django.db.models.sql import Query


class Standing(models.Manager):
    """The rows that count now.

    The condition is worked out once: a list asks for the names of a hundred persons, and for each
    of them there is a manager.
    """

    def get_queryset(self):
        queryset = super().get_queryset()
        queryset.query = _standing(self.model).chain()
        return queryset


@functools.cache
def _standing(model) -> Query:
    query = Query(model)
    query.add_q(models.Q(ended_at=None))
    return query


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
