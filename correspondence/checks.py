"""System checks of this floor: what must be true before mails go out and notices come in."""

from django.core import checks

from correspondence import mailservice
from correspondence.channels import sms_gateway


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


@checks.register()
def text_messages_go_to_a_known_gateway(app_configs, **kwargs):
    """Numbers of families go to whoever answers there: never over an open line, never unproven."""
    trouble = sms_gateway.trouble()
    hints = {
        "open_line": "Write https://, or http:// to this computer itself.",
        "no_secret": "Set SMS_SECRET (or SMS_SECRET_FILE), and enter the same at the gateway.",
        "no_command": "Write the command as in a shell, or an address.",
    }
    if not trouble:
        return []
    return [
        checks.Error(
            "SMS_GATEWAY cannot be used as it is.", hint=hints[trouble], id="correspondence.E002"
        )
    ]
