"""Those we write to: what was sent, promised, silent since; how they are addressed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import audit
from casework.models.office import Language
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, drafting, followup, queries, threads
from correspondence.actions import followup as followup_actions
from correspondence.actions import recipients
from correspondence.forms.recipients import BodyForm, RecipientForm
from correspondence.models.recipient import Channel

from .letter_files import shown


def recipient_list(request: HttpRequest) -> HttpResponse:
    """Every recipient with what is unanswered there."""
    access.require(request.user, "view_recipients")
    rows = access.submissions(request.user).select_related("recipient__body")
    of_body: dict = {}
    for each in rows.prefetch_related("lines"):
        of_body.setdefault(each.recipient.body_id, []).append(each)
    lines = [
        _summary(recipient, of_body.get(recipient.body_id, []))
        for recipient in access.recipients(request.user).order_by("body__kind", "pk")
    ]
    page = {"lines": lines, "may_keep": access.can(request.user, "keep_recipients")}
    return render(request, "correspondence/recipient_list.html", page)


def _summary(recipient, submissions) -> dict:
    marks = [line for each in submissions for line in each.lines.all()]
    return {
        "recipient": recipient,
        "submissions": len(submissions),
        "cases": len({line.case_id for line in marks}),
        "unanswered": sum(line.is_unanswered for line in marks),
        "silent_since": threads.silent_since(submissions),
    }


def recipient(request: HttpRequest, pk) -> HttpResponse:
    """Everything sent, promised and silent since, to be taken along to a meeting."""
    access.require(request.user, "view_recipients")
    found = access.find(access.recipients(request.user), pk=pk)
    today = timezone.localdate()
    among = queries.threads_with(access.submissions(request.user), found.body_id)
    rows, chases = list(queries.with_lines(among)), followup.chases(among, today)
    marks = [line for each in rows for line in each.lines.all()]
    replies = queries.for_incoming(access.incoming(request.user)).filter(body=found.body_id)
    page = {
        "recipient": found,
        "summary": _summary(found, rows),
        "threads": [_thread(each, today, chases.get(each.pk)) for each in rows],
        "counts": threads.counts(marks, today),
        "replies": replies[:20],
        "today": today,
        "may_draft": access.can(request.user, "draft_letter"),
        "command": fresh_command(),
        "may_keep": access.can(request.user, "keep_recipients"),
        "may_reply": access.can(request.user, "record_reply"),
        "languages": Language.choices,
    }
    return render(request, "correspondence/recipient.html", page)


def recipient_sheet(request: HttpRequest, pk) -> HttpResponse:
    """What is open with this body, on paper for a meeting, in the language asked for. Whoever
    opened it is written down."""
    access.require(request.user, "view_recipients")
    found = access.find(access.recipients(request.user), pk=pk)
    office = access.first_office(request.user, "view_recipients")
    asked = request.GET.get("language", get_language()[:2])
    language = asked if asked in Language.values else found.language
    among = queries.threads_with(access.submissions(request.user), found.body_id)
    rows = drafting.open_threads(among, access.incoming(request.user))
    audit.record(
        "print_open_matters", by=request.user, office=office, target=found.pk, reading=True
    )
    return shown(drafting.sheet_for_meeting(found, office, rows, language).pdf, "meeting.pdf")


@require_POST
def yearly_statement(request: HttpRequest, pk) -> HttpResponse:
    """One press drafts the letter that lists all that this body has not answered."""
    access.require(request.user, "draft_letter")
    found = access.find(access.recipients(request.user), pk=pk)
    letter, _refusal = attempt(
        request, followup_actions.state_yearly, found, by=request.user, command=command_of(request)
    )
    return redirect("letter", letter.pk) if letter else redirect("recipient", pk)


def _thread(submission, today, chase) -> dict:
    lines = list(submission.lines.all())
    promised = [line.promised_until for line in lines if line.promised_until and line.is_unanswered]
    return {
        "submission": submission,
        "counts": threads.counts(lines, today),
        "letters": [letter for letter in submission.letters.all() if letter.number],
        "promised_until": min(promised, default=None),
        "silent_since": threads.silent_since([submission]),
        "chase": chase,
    }


def recipient_edit(request: HttpRequest, pk) -> HttpResponse:
    """How a body is written to, in each language."""
    access.require(request.user, "keep_recipients")
    found = access.find(access.recipients(request.user), pk=pk)
    form = RecipientForm(request.POST or None, initial=RecipientForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        changed, _refusal = attempt(
            request,
            recipients.change,
            found,
            form.changes(),
            by=request.user,
            command=command_of(request),
            done=_("Saved. Letters that were numbered keep what they said."),
        )
        if changed:
            return redirect("recipient", found.pk)
    return _form_page(request, form, recipient=found)


def recipient_new(request: HttpRequest) -> HttpResponse:
    """A body that was not known yet, with its address."""
    access.require(request.user, "keep_recipients")
    data = request.POST or None
    form = RecipientForm(data, initial={"channels": list(Channel.values)})
    body_form = BodyForm(data, prefix="body")
    if request.method == "POST" and all([form.is_valid(), body_form.is_valid()]):
        added, _refusal = attempt(
            request,
            recipients.add,
            by=request.user,
            new_body=body_form.told(),
            command=command_of(request),
            done=_("Added."),
            **form.changes(),
        )
        if added:
            return redirect("recipient", added.pk)
    return _form_page(request, form, body_form=body_form)


def _form_page(request, form, *, recipient=None, body_form=None) -> HttpResponse:
    page = {
        "form": form,
        "body_form": body_form,
        "everything": [form, *([body_form] if body_form else [])],
        "recipient": recipient,
        "command": fresh_command(),
    }
    return render(request, "correspondence/recipient_edit.html", page)
