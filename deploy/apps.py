from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeployConfig(AppConfig):
    """The project itself: settings, addresses, the supervisor and the background schedule."""

    name = "deploy"
    verbose_name = _("Installation")

    def ready(self):
        # Every process that hands work over must know this project's broker.
        from deploy import locking
        from deploy.celery import app

        self.celery, self.locking = app, locking
