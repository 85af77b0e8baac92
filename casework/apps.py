from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    """Requests and cases: who may do what to which, what happened, what is due."""

    name = "casework"
    verbose_name = _("Casework")

    def ready(self):
        from casework import checks
        from casework.disclosure import models as sealed_models

        self.checks, self.sealed_models = checks, sealed_models
