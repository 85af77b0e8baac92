from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CorrespondenceConfig(AppConfig):
    """What leaves the house and what comes back: letters, annexes, dispatches, replies."""

    name = "correspondence"
    verbose_name = _("Correspondence")

    def ready(self):
        from correspondence import checks, guards, roles, signals

        self.checks, self.roles, self.signals = checks, roles, signals
        pre_migrate.connect(guards.lift_guards, sender=self)
        post_migrate.connect(guards.set_guards, sender=self)
