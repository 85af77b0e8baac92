"""Opening a case for an hour, and looking at it afterwards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, between, references, watching
from casework.actions import emergencies
from casework.forms.between import EmergencyForm, ReasonToReadForm, ReviewForm

from .finding import not_found
from .steps import attempt, command_of, fresh_command


def emergency(request: HttpRequest) -> HttpResponse:
    """By its exact number alone; a number that does not exist gets the answer of every search."""
    access.require(request.user, "open_in_emergency")
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        typed = said["reference"]
        number = references.canonical(typed) if references.is_valid(typed) else ""
        case = between.by_number(request.user, number)
        if case is None:
            return not_found(request, said["reference"])
        opening, refusal = attempt(
            request, emergencies.open_case, case, by=request.user, reason=said["reason"],
            command=command_of(request),
        )  # fmt: skip
        if opening is not None or refusal.codes == ["open"]:
            return redirect("case", case.reference)
    page = {"form": form, "command": fresh_command()}
    return render(request, "casework/between/emergency.html", page)


def review(request: HttpRequest, pk) -> HttpResponse:
    """Was it right? Asked of the office that has the case, within seven days."""
    access.require(request.user, "review_opening")
    opening = access.find(watching.openings(request.user), pk=pk)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row, _refusal = attempt(
            request, emergencies.review, opening, by=request.user,
            was_right=form.cleaned_data["was_right"] == "yes", words=form.cleaned_data["words"],
            command=command_of(request), done=_("Saved."),
        )  # fmt: skip
        if row is not None:
            return redirect("between")
    page = {
        "opening": opening,
        "until": emergencies.review_until(opening),
        "form": form,
        "command": fresh_command(),
    }
    return render(request, "casework/between/review.html", page)


def too_many(request, stopped) -> HttpResponse:
    """The sentence for whoever opened very many files; the case in front opens for a reason."""
    page = {"stopped": stopped, "form": ReasonToReadForm(), "command": fresh_command()}
    return render(request, "casework/between/too_many.html", page, status=429)


@require_POST
def read_on(request: HttpRequest, reference: str) -> HttpResponse:
    """Opens the one case in front, for a reason that the protection officer sees."""
    access.require(request.user, "view_case")
    case = access.find(access.reachable(request.user), reference=reference)
    attempt(
        request, emergencies.read_on, case, by=request.user,
        reason=request.POST.get("reason", ""), command=command_of(request),
    )  # fmt: skip
    return redirect("case", case.reference)
