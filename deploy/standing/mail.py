"""Mail: is it set up, do notices of the mail service arrive and are they understood?"""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from correspondence import mailservice, polling, texting
from correspondence.actions import tracking
from correspondence.channels import sms_gateway
from correspondence.models import ReplyBox
from deploy.standing.finding import Finding, broken, look, well
from families.templatetags.people import moment

LATELY = datetime.timedelta(days=30)
NOT_LOOKED = datetime.timedelta(minutes=15)


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


TROUBLE = {
    "no_line": (
        gettext_lazy("the server does not answer"),
        gettext_lazy("See whether the server runs and its name and port are right."),
    ),
    "too_slow": (
        gettext_lazy("the server was too slow"),
        gettext_lazy("Nothing is lost; if it stays so, ask whoever runs the mail server."),
    ),
    "certificate": (
        gettext_lazy("the server's certificate is not valid for its name"),
        gettext_lazy("Use the server's full name, or renew its certificate."),
    ),
    "login": (
        gettext_lazy("the server refuses the user or the password"),
        gettext_lazy("Put the password right in the setting, and start the office again."),
    ),
    "folder": (
        gettext_lazy("there is no such folder"),
        gettext_lazy("Put the folder right at the end of the setting; mostly it is INBOX."),
    ),
    "wrong_open_line": (
        gettext_lazy("the setting asks for a line without encryption"),
        gettext_lazy("Write imaps:// or imap+starttls:// at its beginning."),
    ),
}
SETTING = (
    gettext_lazy("the setting or the server's answer cannot be understood"),
    gettext_lazy("It must read imaps://user:password@host/INBOX; see the README, “Running it”."),
)


def reply_boxes() -> Finding:
    """When each box was last read, what keeps the program from it, and what helps."""
    name = _("Reply boxes")
    if not settings.REPLY_BOXES:
        return well(name, _("None is set: mails are taken in as files, or from the mail service."))
    found = [_one_box(row) for row in _boxes()]
    found += [_stranger(code) for code in polling.strangers()]
    level = max(each.level for each in found)
    todo = " ".join(dict.fromkeys(each.todo for each in found if each.todo))
    return Finding(str(name), level, " ".join(each.stands for each in found), todo)


def _boxes() -> list:
    rows = {row.office_id: row for row in ReplyBox.objects.select_related("office")}
    return [rows.get(office.pk, ReplyBox(office=office)) for office in polling.offices()]


def _one_box(row: ReplyBox) -> Finding:
    code, when = row.office.code, moment(row.read_at) if row.read_at else _("never")
    if row.trouble:
        trouble, todo = TROUBLE.get(row.trouble, SETTING)
        said = _("%(code)s: %(trouble)s (last read: %(when)s).")
        return broken(code, said % {"code": code, "trouble": trouble, "when": when}, todo)
    stands = _("%(code)s: last read %(when)s.") % {"code": code, "when": when}
    if row.read_at is None or timezone.now() - row.read_at > NOT_LOOKED:
        return broken(code, stands, _("Start the office again: nobody looks into the box."))
    if row.missed:
        told = _("Mails that the server does not give: %(number)s.") % {"number": len(row.missed)}
        return look(code, f"{stands} {told}", _("Look into the box itself, and add them as files."))
    return well(code, stands)


def _stranger(code: str) -> Finding:
    said = _("REPLY_BOX_%(code)s names no office.") % {"code": code}
    return broken(code, said, _("Write the office's code as it stands on its page."))


def text_messages() -> Finding:
    """Off as it comes. Where it is on: what waits, and what a person must decide."""
    name = _("Text messages")
    if not sms_gateway.is_on():
        return well(name, _("Switched off: families are called and written to."))
    if sms_gateway.trouble():
        return broken(
            name,
            _("The setting cannot be used: no text message leaves."),
            _("Name an address with https and a secret, or a command (README, “Running it”)."),
        )
    waiting, doubt = texting.standing()
    stands = _("Waiting: %(waiting)s. In doubt: %(doubt)s.") % {"waiting": waiting, "doubt": doubt}
    if doubt:
        return look(name, stands, _("Whoever writes to families decides them: Text messages."))
    return well(name, stands)


MAIL = (outgoing_mail, notices, reply_boxes, text_messages)
