"""The first-contact note, from the sealed page: printed, noted in the sealed trail, not kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casework import audit
from casework.disclosure import tracks
from casework.disclosure.gate import maybe_minor
from casework.disclosure.track import State
from casework.views.sealed.case import find_place
from casework.wording.errors import MissingValues
from correspondence import drafting
from correspondence.forms.first_contact import FirstContactForm

from .letter_files import shown

AFTER_IDENTITY = (State.LOCATED, State.WISH_PENDING, State.WISH_RECORDED)
LETTER_LANGUAGES = ("fa", "ar", "sq", "en")


def first_contact_note(request: HttpRequest, reference: str) -> HttpResponse:
    """Only once it is certain who the person is, and only by a safe and direct way."""
    place = find_place(request, reference)
    if not place.own:
        raise Http404
    ready = place.track is not None and place.track.state in AFTER_IDENTITY
    askers = tracks.enquirers(place.track) if ready else []
    form = FirstContactForm(
        request.POST or None,
        askers=[person for person in askers if person.life_status != "dead"],
        office=place.case.office,
        minor=maybe_minor(place.case.sought, place.case.office.today()),
        language=_language_of(place.case.sought),
    )
    if request.method == "POST" and ready and form.is_valid():
        note = _printed(request, place, form.cleaned_data)
        if note:
            return note
    codes = [(person, *drafting.codes(place.track, person)) for person in askers]
    page = {"place": place, "form": form, "ready": ready, "codes": codes}
    return render(request, "correspondence/first_contact.html", page)


def _printed(request, place, told) -> HttpResponse | None:
    try:
        note = drafting.first_contact_note(
            place.track, told["asker"], place.case.office, told["language"],
            phone=told["phone"], hours=told["hours"],
        )  # fmt: skip
    except MissingValues as error:
        lacking = ", ".join(_(field.description) for field in error.fields)
        messages.error(request, f"{_('The record lacks:')} {lacking}")
        return None
    audit.record(
        "print_first_contact", by=request.user, chain=tracks.chain_of(place.track),
        target=place.track.pk, details={"way": str(told["way"])}, reading=True,
    )  # fmt: skip
    return shown(note.pdf, "note.pdf")


def _language_of(person) -> str:
    """The first of the person's languages in which we can write."""
    known = [code for code in person.languages or () if code in LETTER_LANGUAGES]
    return known[0] if known else "fa"
