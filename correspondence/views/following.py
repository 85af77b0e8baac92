"""A letter that follows one of ours: supplement, correction, withdrawal, thanks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, submissions, threads
from correspondence.actions.drafts import draft
from correspondence.forms.following import FollowingForm
from correspondence.models import Submission


def following_new(request: HttpRequest, pk) -> HttpResponse:
    """Which kind, about which of the cases; then the draft."""
    rows = access.submissions(request.user).select_related("recipient__body", "office")
    found = access.find(rows, pk=pk)
    access.require(request.user, "draft_letter", found.office)
    sent, lines = submissions.sent_letters(found), threads.lines_of(found)
    form = FollowingForm(
        request.POST or None,
        recipient=found.recipient,
        first=sent[0].language if sent else "",
        screen=(get_language() or "en")[:2],
    )
    if request.method == "POST" and form.is_valid():
        letter = _draft(request, found, form, lines)
        if letter is not None:
            return redirect("letter", letter.pk)
    page = {
        "submission": found,
        "form": form,
        "lines": lines,
        "picked": set(request.POST.getlist("pick")),
        "sent": bool(sent),
        "command": fresh_command(),
    }
    return render(request, "correspondence/following_new.html", page)


def _draft(request, found: Submission, form: FollowingForm, lines):
    picked = set(request.POST.getlist("pick"))
    letter, _refusal = attempt(
        request,
        draft,
        [line.case for line in lines if line.case.reference in picked],
        found.recipient,
        form.cleaned_data["kind"],
        form.cleaned_data["language"],
        by=request.user,
        office=found.office,
        submission=found,
        command=command_of(request),
        done=_("The draft is ready: look at it, then hand it over."),
    )
    return letter
