"""Mail: is it set up, do notices of the mail service arrive and are they understood?"""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from correspondence import mailservice
from correspondence.actions import tracking
from deploy.standing.finding import Finding, broken, look, well

LATELY = datetime.timedelta(days=30)


def outgoing_mail() -> Finding:
    """An installation as it comes has no mail server: letters can go by post and by hand."""
    name, service = _("Mail server"), mailservice.name()
    if service:
        return well(name, _("Mail goes out through %(service)s.") % {"service": service})
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return look(
            name,
            _("Mail is not set up: letters go by post and by hand."),
            _("Set EMAIL_HOST and DEFAULT_FROM_EMAIL (README, “Running it”), then send a test."),
        )
    values = {"host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT}
    return well(name, _("Mail goes out through %(host)s, port %(port)s.") % values)


def notices() -> Finding:
    """Over plain SMTP reports come into the reply box; a mail service sends notices."""
    name = _("Notices of the mail service")
    if not mailservice.tells():
        return well(name, _("None is in use; reports come into the reply box."))
    if mailservice.reader() is None:
        return broken(
            name,
            _("Nothing proves that a notice comes from the mail service: none is taken."),
            _("Set ANYMAIL_WEBHOOK_SECRET, and enter the same at the service."),
        )
    odd = tracking.odd_notices(timezone.now() - LATELY)
    if odd:
        return look(
            name,
            _("Not understood in the last 30 days: %(number)s.") % {"number": odd},
            _("They are kept. Tell whoever maintains the program."),
        )
    return well(name, _("All were understood."))


MAIL = (outgoing_mail, notices)
