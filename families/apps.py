from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FamiliesConfig(AppConfig):
    """Who people are: names, dates, relations. No door leads here except through a case."""

    name = "families"
    verbose_name = _("Families")
