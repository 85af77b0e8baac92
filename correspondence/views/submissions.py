"""Threads with bodies: the list with what is to be chased, the page of one, the reminder."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import audit
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, drafting, followup, queries, submissions, threads
from correspondence.actions import followup as follow_actions
from correspondence.models import Submission

from .reminding import as_line, page_of_chases
from .shared import hand_out

PER_PAGE = 50
SHOWN = (
    ("to_chase", gettext_lazy("To chase")),
    ("all", gettext_lazy("All")),
    ("answered", gettext_lazy("With an answer")),
    ("earlier", gettext_lazy("Handed in earlier")),
    ("in_doubt", gettext_lazy("In doubt")),
)


def submission_list(request: HttpRequest) -> HttpResponse:
    """What is to be chased first; the other lists behind their names."""
    access.require(request.user, "view_letters")
    show = request.GET.get("show", "to_chase")
    rows = access.submissions(request.user)
    page = {
        "show": show,
        "filters": [_filter(code, label, show) for code, label in SHOWN],
        "may_draft": access.can(request.user, "draft_letter"),
        "may_meet": access.can(request.user, "keep_meetings"),
        "may_record_earlier": access.can(request.user, "record_earlier"),
        "may_record_reply": access.can(request.user, "record_reply"),
    }
    if show == "to_chase":
        page["page"] = page_of_chases(request.user, request.GET.get("page"))
        page["chases"] = [as_line(chase) for chase in page["page"]]
    elif show == "in_doubt":
        page["doubts"] = queries.in_doubt(access.dispatches(request.user)).select_related(
            "letter", "addressee__recipient__body"
        )
    else:
        listed = queries.with_counts(_listed(rows, show))
        page["page"] = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "correspondence/submission_list.html", page)


def _filter(code: str, label, show: str) -> dict:
    return {"url": f"?show={code}", "label": label, "count": "", "current": code == show}


def _listed(rows, show: str):
    if show == "answered":
        return queries.with_an_answer(rows)
    return rows.filter(is_earlier=True) if show == "earlier" else rows


def submission(request: HttpRequest, pk) -> HttpResponse:
    """The grid of the cases, what went and came, the ways out, and what can be proved."""
    found = _find(request, pk)
    today = found.office.today()
    lines = threads.lines_of(found)
    show = request.GET.get("show", "all")
    numbers = threads.counts(lines, today)
    shown = threads.filtered(lines, show, today)
    page = {
        "submission": found,
        "counts": numbers,
        "filters": _grid_filters(lines, show, today),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "late": {line.pk for line in lines if threads.is_late(line, today)},
        "events": threads.events(found, access.incoming(request.user)),
        "letters": threads.letters_of(found),
        "to_send": threads.to_send(found),
        "dispatches": threads.dispatches_of(found),
        "proof": submissions.proof(found),
        "chase": followup.next_chase(found, today),
        "today": today,
        "next_kind": follow_actions.next_kind(found),
        "may_remind": access.may(request.user, "draft_letter", found),
        "may_reply": access.may(request.user, "record_reply", found),
        "may_dispatch": access.may(request.user, "dispatch", found),
        "command": fresh_command(),
    }
    return render(request, "correspondence/submission.html", page)


def _find(request: HttpRequest, pk) -> Submission:
    rows = access.submissions(request.user).select_related("recipient__body", "office")
    return access.find(rows, pk=pk)


def _grid_filters(lines, show: str, today) -> list[dict]:
    return [
        {
            "url": f"?show={code}",
            "label": label,
            "count": len(threads.filtered(lines, code, today)),
            "current": code == show,
        }
        for code, (label, _wanted) in threads.FILTERS.items()
    ]


@require_POST
def reminder_new(request: HttpRequest, pk) -> HttpResponse:
    """One press: the draft that reminds of the unanswered cases, ready to be looked at."""
    found = _find(request, pk)
    access.require(request.user, "draft_letter", found.office)
    letter, _refusal = attempt(
        request,
        follow_actions.remind,
        found,
        by=request.user,
        command=command_of(request),
        done=_("The draft is ready: look at it, then hand it over."),
    )
    return redirect("letter", letter.pk) if letter else redirect("submission", found.pk)


def proof_file(request: HttpRequest, pk) -> HttpResponse:
    """The scan that proves what was handed in earlier, to be saved."""
    found = _find(request, pk)
    audit.record("view_proof", by=request.user, office=found.office, target=found.pk, reading=True)
    return hand_out(found.earlier_proof_file, f"earlier-{found.pk}")


def proof_paper(request: HttpRequest, pk) -> HttpResponse:
    """What can be proved of a submission, and what cannot, on paper; that it was made is noted."""
    found = _find(request, pk)
    replies = access.incoming(request.user).filter(lines__submission=found).distinct()
    paper = drafting.proof_paper(found, get_language()[:2], replies.order_by("received_on"))
    audit.record("print_proof", by=request.user, office=found.office, target=found.pk, reading=True)
    answer = HttpResponse(paper.pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="proof.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
