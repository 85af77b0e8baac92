"""Meetings with bodies: planned, a list to print, and what was said for all cases at once."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.access import cases as cases_of
from casework.models.office import Language
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, drafting, queries
from correspondence.actions import meetings
from correspondence.drafting.meeting_list import look_over
from correspondence.forms.meetings import WAITING, WRITABLE, MeetingForm, SaidForm

from .letter_files import shown
from .shared import in_box, not_a_number, typed_cases

PER_PAGE = 50


def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings of the own offices, the latest first."""
    access.require(request.user, "keep_meetings")
    rows = queries.with_case_counts(access.meetings(request.user)).order_by("-on", "-created_at")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "correspondence/meeting_list.html", {"page": page})


def meeting_new(request: HttpRequest) -> HttpResponse:
    """Who, when, about which cases."""
    access.require(request.user, "keep_meetings")
    office = access.first_office(request.user, "keep_meetings")
    form = MeetingForm(
        request.POST or None,
        recipients=access.recipients(request.user),
        initial={"on": in_box(office.today()), "language": get_language()[:2]},
    )
    if request.method == "POST" and form.is_valid():
        made = _plan(request, form, office)
        if made is not None:
            return redirect("meeting", made.pk)
    return render(
        request, "correspondence/meeting_new.html", {"form": form, "command": fresh_command()}
    )


def _plan(request, form, office):
    said = form.cleaned_data
    own = cases_of(request.user, "keep_meetings").filter(office=office)
    typed, unknown = typed_cases(own, said["numbers"])
    if unknown:
        form.add_error("numbers", not_a_number(unknown))
        return None
    found = []
    if said["which"] == WAITING:
        found = queries.unanswered_by(own, said["recipient"].body)
    elif said["which"] == WRITABLE:
        found = queries.writable(own)
    made, refusal = attempt(
        request, meetings.plan, office=office, recipient=said["recipient"], by=request.user,
        cases=dict.fromkeys([*found, *typed]), command=command_of(request),
        **form.fields_of_meeting(),
    )  # fmt: skip
    if refusal is not None:
        form.add_error("which", refusal.reasons)
    return made


def meeting(request: HttpRequest, pk) -> HttpResponse:
    """One meeting: its cases, those that may not be spoken of and why, what was said."""
    access.require(request.user, "keep_meetings")
    row = access.find(queries.with_parties(access.meetings(request.user)), pk=pk)
    step = request.POST.get("do", "")
    form = SaidForm(request.POST if step == "said" else None)
    if step == "cases":
        attempt(
            request, meetings.keep_cases, row, request.POST.getlist("keep"), by=request.user,
            command=command_of(request), done=_("Saved."),
        )  # fmt: skip
        return redirect("meeting", row.pk)
    if step == "said" and form.is_valid() and _said(request, row, form) is not None:
        return redirect("meeting", row.pk)
    looked = look_over(row, row.cases.all())
    marks = {mark.case_id: mark for mark in meetings.marks_of(row)}
    page = {
        "meeting": row,
        "desk": looked,
        "included": [(line, marks.get(line.case.pk)) for line in looked.included],
        "form": form,
        "languages": Language.choices,
        "may_record": access.may(request.user, "record_reply", row),
        "incoming": access.incoming(request.user).filter(meeting=row).first(),
        "command": fresh_command(),
    }
    return render(request, "correspondence/meeting.html", page)


def _said(request, row, form):
    access.require(request.user, "record_reply", row.office)
    ticked = set(request.POST.getlist("about"))
    about = frozenset(case.pk for case in row.cases.all() if str(case.pk) in ticked)
    return attempt(
        request, meetings.record, row, meetings.Said(about=about, **form.cleaned_data),
        by=request.user, command=command_of(request),
        done=_("Recorded. Nothing else moved than what you marked."),
    )[0]  # fmt: skip


def meeting_paper(request: HttpRequest, pk) -> HttpResponse:
    """The list to print, in the language asked for: portraits where copies may be shown, and an
    empty column for notes. Whoever opened it is written down."""
    access.require(request.user, "keep_meetings")
    row = access.find(queries.with_parties(access.meetings(request.user)), pk=pk)
    asked = request.GET.get("language", row.language)
    language = asked if asked in Language.values else row.language
    meetings.note_printing(row, by=request.user)
    return shown(drafting.list_of_persons(row, language).pdf, "list-of-persons.pdf")
