"""What every page behind the door has in common."""

import logging

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.csrf import csrf_failure

from casework import vault
from casework.actions.reading import TooMany
from casework.views import emergency, typing
from deploy.context import first_office
from families import display
from families.ciphers import Unreadable
from families.keys import KeyTrouble

log = logging.getLogger(__name__)


class DoorMiddleware(LoginRequiredMiddleware):
    """Leads to the door whoever is not logged in; what a clerk typed when the log-in ran out is
    held and stands there again afterwards."""

    def handle_no_permission(self, request, view_func):
        door = super().handle_no_permission(request, view_func)
        if request.method == "POST" and getattr(view_func, "outlives_the_log_in", False):
            return typing.hold(request, again=door.url)
        return door


def sent_from_an_old_page(request, reason=""):
    """A page sent with the mark of an earlier log-in: refused, but what was typed at the desk is
    held, and the page asked for anew with it."""
    view = request.resolver_match and request.resolver_match.func
    if request.user.is_authenticated and getattr(view, "outlives_the_log_in", False):
        return typing.hold(request, again=request.path)
    return csrf_failure(request, reason)


class PostMiddleware:
    """Speaks the language of the person logged in, in the office's calendar, digits and time, and
    leaves no page in any cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        if not request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        response = self._as_in_the_office(request, first_office(user))
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Content-Language"] = translation.get_language()
        return response

    def _as_in_the_office(self, request, office):
        if office is None:
            return self.get_response(request)
        with (
            timezone.override(office.timezone),
            display.using(calendar=office.calendar, digits=office.digits),
        ):
            return self.get_response(request)


class ReadingMiddleware:
    """Whoever opened very many families' files reads why the next one waits, and what to do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, TooMany):
            return emergency.too_many(request, exception)
        return None


class KeyMiddleware:
    """Where the office's key is lost or is another one, a page says so and nothing is written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, KeyTrouble | Unreadable):
            return None
        log.error("%s: %s", type(exception).__name__, exception)
        return render(request, "key_trouble.html", status=503)


class RoomMiddleware:
    """On a full disk a page says so: nothing is half written, and what was typed stands one page
    back in the browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not vault.is_full(exception):
            return None
        log.error("no room left: %s", type(exception).__name__)
        return render(request, "no_room.html", status=507)
