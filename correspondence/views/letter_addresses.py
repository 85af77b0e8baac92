"""Addresses of a letter on labels or on an envelope."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.views.steps import attempt
from correspondence import access, drafting
from correspondence.forms.addresses import AddressesForm

from .letter import find_letter
from .letter_files import shown


def letter_addresses(request: HttpRequest, pk) -> HttpResponse:
    """Who gets the letter or a copy of it, each on a label; nothing about any family."""
    letter = find_letter(request, pk)
    access.require(request.user, "dispatch", letter.office)
    form = AddressesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sheet, _refusal = attempt(request, drafting.address_labels, letter, **form.cleaned_data)
        if sheet:
            return shown(sheet, "addresses.pdf")
    page = {"letter": letter, "form": form}
    return render(request, "correspondence/letter_addresses.html", page)
