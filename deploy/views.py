"""The administrator's page: is everything well, and if not, what to do."""

import smtplib

from anymail.exceptions import AnymailError
from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access
from deploy import standing
from deploy.standing import machine
from deploy.standing.finding import Level

WORDS = {Level.WELL: "yes", Level.LOOK: "wait", Level.BROKEN: "stop"}


def standing_page(request: HttpRequest) -> HttpResponse:
    """Green, or what to do. Holds nothing about a family or a letter."""
    access.require(request.user, "administer")
    findings = standing.look()
    page = {
        "findings": [(WORDS[found.level], found) for found in findings],
        "well": standing.worst(findings) == Level.WELL,
        "offices": access.house_offices(request.user),
    }
    return render(request, "deploy/standing.html", page)


@require_POST
def test_mail(request: HttpRequest) -> HttpResponse:
    """Sends a mail without content to whoever asks, and says what the server answered."""
    access.require(request.user, "administer")
    if not request.user.email:
        messages.error(request, _("Your own account has no e-mail address; add it first."))
        return redirect("standing")
    try:
        _send_test(request.user.email)
    except smtplib.SMTPResponseException as error:
        said = {"code": error.smtp_code}
        messages.error(request, _("The mail server refused it with code %(code)s.") % said)
    except (OSError, smtplib.SMTPException, AnymailError) as error:
        said = {"error": type(error).__name__}
        messages.error(request, _("The test mail did not leave (%(error)s).") % said)
    else:
        messages.success(request, _("The test mail was handed over. See whether it arrives."))
    return redirect("standing")


def _send_test(address: str) -> None:
    EmailMessage(
        subject=_("Test mail"),
        body=_("If you can read this, outgoing mail works."),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
    ).send()


@require_POST
def test_scanner(request: HttpRequest, pk) -> HttpResponse:
    """Tries an office's scanner folder, and says what the person at the scanner needs to know."""
    access.require(request.user, "administer")
    office = access.find(access.house_offices(request.user), pk=pk)
    if machine.writable(office):
        messages.success(
            request,
            _("The folder can be used: what is put there soon appears under “Arrived scans”."),
        )
    else:
        messages.error(
            request,
            _("The folder cannot be used. Give the program the right to read and write there."),
        )
    return redirect("standing")
