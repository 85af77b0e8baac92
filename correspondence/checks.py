"""System checks of this floor: what must be true before mails go out and notices come in."""

from django.core import checks

from correspondence import mailservice


@checks.register()
def notices_are_known(app_configs, **kwargs):
    """Anybody could tell us that a letter arrived, were notices taken without a secret."""
    if not mailservice.tells() or mailservice.reader() is not None:
        return []
    return [
        checks.Error(
            f"The mail service {mailservice.name()} is in use, but nothing proves that a notice "
            "comes from it.",
            hint="Set ANYMAIL_WEBHOOK_SECRET (a long user:password pair, also entered at the "
            "service), or the service's own signing key.",
            id="correspondence.E001",
        )
    ]
