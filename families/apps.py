from django.apps import AppConfig
from django.db.models.signals import post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class FamiliesConfig(AppConfig):
    """Who people are: names, dates, relations. No door leads here except through a case."""

    name = "families"
    verbose_name = _("Families")

    def ready(self):
        from families.gathering import written
        from families.models import PersonName

        post_save.connect(_index_name, sender="families.PersonName")
        post_save.connect(_index_person, sender="families.Person")
        pre_delete.connect(_forget_name, sender="families.PersonName")
        written.connect(_index_names, sender=PersonName)


def _index_name(instance, created, **kwargs):
    from families import matching

    matching.index([instance], anew=not created)


def _index_names(rows, **kwargs):
    from families import matching

    matching.index(rows)


def _index_person(instance, created, **kwargs):
    """The keys of a name hold the year of birth, which may just have become another."""
    from families import matching

    if not created:
        matching.index(instance.names(manager="every").all(), anew=True)


def _forget_name(instance, **kwargs):
    from families import matching

    matching.forget([instance])
