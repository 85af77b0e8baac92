"""Letters to a family: which, a look at the page, made and noted; those that went before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import audit, vault
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access
from correspondence.actions import to_family
from correspondence.forms.to_family import FamilyLetterForm

from .letter_files import shown


def family_letters(request: HttpRequest, number: str) -> HttpResponse:
    """Choose, look, make. A look is a draft; nothing of it is kept."""
    families = access.families_to_write_to(request.user).select_related("office", "enquirer")
    family = access.find(families, number=number)
    form = FamilyLetterForm(request.POST or None, family=family)
    if request.method == "POST" and form.is_valid():
        done = _look(request, family, form) if "look" in request.POST else _make(
            request, family, form
        )  # fmt: skip
        if done:
            return done
    page = {
        "family": family,
        "case": family.cases.order_by("reference").first(),
        "form": form,
        "letters": access.family_letters(request.user).filter(request=family),
        "command": fresh_command(),
    }
    return render(request, "correspondence/family_letters.html", page)


def _look(request, family, form) -> HttpResponse | None:
    told = {**form.told(), "by": request.user, "draft": True}
    rendered, _refusal = attempt(request, to_family.made, family, **told)
    return shown(rendered.pdf, "draft.pdf") if rendered else None


def _make(request, family, form) -> HttpResponse | None:
    despite = form.cleaned_data.get("despite", "")
    told = {**form.told(), "despite": despite, "by": request.user, "command": command_of(request)}
    done = _("Made and noted. Print it below.")
    letter, _refusal = attempt(request, to_family.write, family, **told, done=done)
    return redirect("family_letters", family.number) if letter else None


def family_letter(request: HttpRequest, pk) -> HttpResponse:
    """The letter as it went; who opened it is written down."""
    letter = access.find(access.family_letters(request.user).select_related("pdf"), pk=pk)
    audit.record(
        "read_family_letter", by=request.user, office=letter.office, target=letter.pk, reading=True
    )
    return shown(b"".join(vault.read(letter.pdf)), "letter.pdf")
