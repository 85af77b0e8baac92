"""What every page behind the door has in common."""

from django.conf import settings
from django.utils import timezone, translation

from deploy.context import first_office
from families import display


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
