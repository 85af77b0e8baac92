"""The chase list: whom to remind, one by one or many at once with a preview."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from casework.views.steps import command_of, fresh_command
from correspondence import access, followup, open_days
from correspondence.actions import followup as follow_actions
from correspondence.models import Submission
from correspondence.models.letter import LetterState
from correspondence.worklist import to_chase

from .shared import as_uuid

PER_PAGE = 40  # as many letters are written with one press
WHY = {
    "promise": gettext_lazy("A promise was due"),
    "acknowledgement": gettext_lazy("They have not confirmed receipt"),
    "reminder": gettext_lazy("No answer: a reminder is due"),
    "confirm": gettext_lazy("Handed in earlier, never confirmed"),
}


def page_of_chases(user, number):
    """One page of what is to be chased today, the longest overdue first."""
    return Paginator(to_chase(user, timezone.localdate()), PER_PAGE).get_page(number)


def as_line(chase: followup.Chase) -> dict:
    """A chase as the list shows it; `opens_on` where the body's country does not work today."""
    today = timezone.localdate()
    opens_on = open_days.they_work_again(chase.submission.recipient, today)
    return {
        "opens_on": opens_on if opens_on > today else None,
        "chase": chase,
        "submission": chase.submission,
        "why": WHY[chase.why],
        "late": (today - chase.due).days,
        "confirm": follow_actions.next_kind(chase.submission) == follow_actions.CONFIRM,
        "written": chase.being_written,
        "letters": sorted(
            letter.number
            for letter in chase.submission.letters.all()
            if letter.number and letter.state == LetterState.SENT
        ),
    }


def reminders_new(request: HttpRequest) -> HttpResponse:
    """GET: what would be written, thread by thread. POST: each is written by itself, and the page
    says what became of each; pressed or loaded again, it gives the same letters."""
    access.require(request.user, "draft_letter")
    if request.method == "POST":
        made = follow_actions.remind_each(
            _picked(request.user, request.POST), by=request.user, command=command_of(request)
        )
    else:
        made = follow_actions.rehearse(_picked(request.user, request.GET), by=request.user)
    page = {
        "done": request.method == "POST",
        "going": [one for one in made if one.letter],
        "staying": [one for one in made if not one.letter],
        "command": fresh_command(),
    }
    return render(request, "correspondence/reminders_new.html", page)


def _picked(user, said) -> list[Submission]:
    """The ticked threads, or those of one page of the chase list; in the order of the list."""
    if said.get("page"):
        wanted = [chase.submission.pk for chase in page_of_chases(user, said["page"])]
    else:
        wanted = [key for typed in said.getlist("pick") if (key := as_uuid(typed))]
    wanted = list(dict.fromkeys(wanted))[:PER_PAGE]
    rows = access.submissions(user, "draft_letter").select_related("recipient__body", "office")
    found = rows.in_bulk(wanted)
    return [found[key] for key in wanted if key in found]
