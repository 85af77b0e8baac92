from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Requests and cases: who may do what to which, what happened, what is due."""

    name = "casework"
    verbose_name = _("Casework")

    def ready(self):
        from casework import checks
        from casework.disclosure import models as sealed_models
        from casework.disclosure import second_person
        from casework.models import line_triggers

        self.checks, self.sealed_models = checks, sealed_models
        pre_migrate.connect(line_triggers.lift, sender=self)
        post_migrate.connect(line_triggers.lay, sender=self)
        post_migrate.connect(second_person.lay, sender=self)
