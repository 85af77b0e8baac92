"""Opening what is sealed, and the officer's own key."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from casework import access
from casework.actions import opening as opening_actions
from casework.disclosure import whereabouts
from casework.forms.sealed import ChangeKeyForm, NewKeyForm, PassphraseForm

from ..steps import attempt

COOKIE = "sealed_half"


def key(request: HttpRequest) -> HttpResponse:
    """The officer's key is made once; later its passphrase can be changed."""
    access.require(request.user, "keep_sealed")
    has_key = whereabouts.has_key(request.user)
    form = (ChangeKeyForm if has_key else NewKeyForm)(
        request.POST if request.method == "POST" else None
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if has_key:
            _done, refusal = attempt(
                request, opening_actions.change_passphrase, by=request.user,
                old=told["old"], new=told["passphrase"], done=_("The passphrase was changed."),
            )  # fmt: skip
        else:
            _done, refusal = attempt(
                request, opening_actions.make_key, by=request.user,
                passphrase=told["passphrase"], done=_("Your key was made."),
            )  # fmt: skip
        if refusal is None:
            return redirect("sealed_desk")
    return render(request, "casework/sealed/key.html", {"form": form, "has_key": has_key})


def opened(request: HttpRequest, pk) -> HttpResponse:
    """Asks for the passphrase; for a quarter of an hour shows what is sealed; closes on a press."""
    access.require(request.user, "keep_sealed")
    found = whereabouts.find_opening(pk)
    if found is None or found.by_id != request.user.pk:
        raise Http404
    if request.method == "POST":
        return _press(request, found)
    return _show(request, found, PassphraseForm())


def _press(request, found) -> HttpResponse:
    if "close" in request.POST:
        opening_actions.close_opening(found, by=request.user)
        answer = redirect("sealed_case", found.track.case.reference)
        answer.delete_cookie(COOKIE, path=request.path)
        return answer
    form = PassphraseForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    half, refusal = attempt(
        request, opening_actions.open_whereabouts, found, form.cleaned_data["passphrase"],
        by=request.user,
    )  # fmt: skip
    if refusal is not None:
        return _show(request, found, form)
    answer = redirect("sealed_opening", found.pk)
    answer.set_cookie(
        COOKIE, half.hex(), max_age=whereabouts.MINUTES * 60, path=request.path,
        secure=request.is_secure(), httponly=True, samesite="Strict",
    )  # fmt: skip
    return answer


def _show(request, found, form) -> HttpResponse:
    lines = None
    running = found.until is not None and found.until > timezone.now()
    if running:
        lines, _refusal = attempt(
            request, opening_actions.read_whereabouts, found, _half(request), by=request.user
        )
    page = {"opening": found, "case": found.track.case, "form": form, "lines": lines}
    return render(request, "casework/sealed/opening.html", page)


def _half(request) -> bytes:
    try:
        return bytes.fromhex(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return b""
