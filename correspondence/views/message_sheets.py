"""Family messages on paper: the blank sheet for the desk, and the page to hand over."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, vault
from casework.actions import carrying
from casework.actions.errors import Refused
from casework.models.office import Language
from casework.views.sealed.messages import find_message
from correspondence import drafting

from .letter_files import shown


def message_form(request: HttpRequest, language: str) -> HttpResponse:
    """The blank sheet, in the language of the family."""
    access.require(request.user, "look_up")
    if language not in Language.values:
        raise Http404
    office = access.offices(request.user).first()
    return shown(drafting.blank_message(office, language), "message-form.pdf")


@require_POST
def message_sheet(request: HttpRequest, pk) -> HttpResponse:
    """The page for the one person it is for; printing is noted, and refused where it may not go."""
    place, message = find_message(request, pk)
    if not place.own or message.state != "ready":
        raise Http404
    try:
        carrying.open_message(message, by=request.user, printed=True)
        page = drafting.message_page(message, place.case.office)
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        return redirect("sealed_message", pk)
    except vault.MissingFile:
        messages.error(request, _("The family's sheet is not where it was put."))
        return redirect("sealed_message", pk)
    return shown(page, "message.pdf")
