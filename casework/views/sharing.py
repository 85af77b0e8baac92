"""What may be shared: a family's answers, recorded, renewed, taken back; whom to ask next."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, calling, consent, queries
from casework.actions import consents, reading
from casework.actions.consents import Given, Said
from casework.forms.family import ConsentForm
from casework.forms.sharing import BodyFilterForm, OneAnswerForm, RenewForm
from casework.models import Document, HowGiven
from casework.models.consent import Purpose

from .case import find_case
from .sharing_lines import what_is_shared
from .steps import attempt, command_of, fresh_command

PER_PAGE = 50


def what_may_be_shared(request: HttpRequest, reference: str) -> HttpResponse:
    """Who agreed to what, what was refused, what was never asked; the questions, the history."""
    case = find_case(request, reference, "record_consent")
    form = ConsentForm(request.POST or None, language=case.request.language)
    if request.method == "POST" and form.is_valid() and form.answers():
        done, _refusal = attempt(
            request,
            consents.record_consent,
            case.request,
            form.answers(),
            by=request.user,
            how=form.cleaned_data["how"],
            command=command_of(request),
            done=_("The answers are recorded. The newest one counts."),
        )
        if done:
            return redirect("consent", case.reference)
    return _page(request, case, form)


def _page(request, case, form, refused: RenewForm | None = None) -> HttpResponse:
    """`refused` is the renewal of one person that did not fit: it keeps what was typed."""
    family = case.request
    told = what_is_shared(family)
    sheet = _sheet(request, family)
    blank = [_renewal(request, family, one.person, sheet=sheet) for one in told if one.has_yes]
    page = {
        "case": case,
        "family": family,
        "form": form,
        "told": told,
        "renewals": [refused if refused and refused.prefix == f.prefix else f for f in blank],
        "refused": refused,
        "sheet": sheet,
        "history": consent.history(family),
        "sent": queries.sent_about(family),
        "command": fresh_command(),
    }
    return render(request, "casework/consent.html", page)


def _renewal(request, family, person, typed=None, sheet=None) -> RenewForm:
    papers = access.documents(request.user).filter(request=family, removed_at=None)
    known = {"how": HowGiven.WRITTEN, "evidence": sheet.pk} if sheet else {}
    form = RenewForm(typed, prefix=f"renew-{person.pk}", papers=papers, initial=known)
    form.person, form.is_open = person, bool(sheet or typed)
    return form


def _sheet(request, family) -> Document | None:
    """The signed sheet for which the page was opened: its answers are written down by hand."""
    papers = access.documents(request.user).filter(request=family, removed_at=None)
    asked = request.GET.get("sheet", "")
    return next((paper for paper in papers if str(paper.pk) == asked), None)


def one_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """One answer in full: for a body, a paper, some of the details, a co-enquirer."""
    case = find_case(request, reference, "record_consent")
    bodies, papers = access.bodies(request.user), access.documents(request.user)
    form = OneAnswerForm(
        request.POST or None,
        initial={"body": request.GET.get("body"), "document": request.GET.get("document")},
        bodies=bodies,
        papers=papers.filter(request=case.request),
        people=consent.as_told(case.request),
    )
    if request.method == "POST" and form.is_valid():
        _none, refusal = attempt(
            request,
            consents.record_answers,
            case.request,
            [form.said()],
            form.given(),
            by=request.user,
            command=command_of(request),
            done=_("The answers are recorded. The newest one counts."),
        )
        if refusal is None:
            return redirect("consent", case.reference)
    page = {"case": case, "form": form, "command": fresh_command()}
    return render(request, "casework/consent_one.html", page)


@require_POST
def renew(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything stays as this person said; what is missing keeps the page and what was typed."""
    case = find_case(request, reference, "record_consent")
    family, who = case.request, _who(request, case.request)
    form = _renewal(request, family, who, request.POST)
    if not form.is_valid():
        return _page(request, case, ConsentForm(language=family.language), refused=form)
    attempt(
        request,
        consents.renew,
        family,
        Given(person=who, **form.cleaned_data),
        by=request.user,
        command=command_of(request),
        done=_("Confirmed: everything stays as the family said."),
    )
    return redirect("consent", case.reference)


@require_POST
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes one yes back, or all of one person, in one step; what has left already is listed."""
    case = find_case(request, reference, "record_consent")
    family, who = case.request, _who(request, case.request)
    chosen = [s for s in consent.book(family, who).standing() if _is(s.row, request)]
    given = Given(person=who)
    command = command_of(request)
    done = _("Taken back at once. Letters that have not left were called back to draft.")
    if request.POST.get("answer") == "all":
        attempt(
            request, consents.withdraw_all, family, given, by=request.user, command=command,
            done=done,
        )  # fmt: skip
    elif chosen:
        said = [_said(standing) for standing in chosen]
        attempt(
            request, consents.withdraw, family, said, given, by=request.user, command=command,
            done=done,
        )  # fmt: skip
    else:
        messages.error(request, _("This answer is not the newest any more. Nothing was changed."))
    return redirect("consent", case.reference)


def _is(row, request) -> bool:
    return str(row.pk) == request.POST.get("answer")


def _said(standing: consent.Standing) -> Said:
    row = standing.row
    return Said(row.purpose, row.answer, row.body, row.document, standing.data_classes)


def _who(request, family):
    """The person named on the form, if he or she answers for this request; else the enquirer."""
    asked = request.POST.get("person", "")
    people = {str(person.pk): person for person in consent.as_told(family)}
    return people.get(asked, family.enquirer)


def ask_families(request: HttpRequest) -> HttpResponse:
    """Whom to ask what before a body can be written to: a list to call and to print."""
    access.require(request.user, "record_consent")
    form = BodyFilterForm(request.GET, bodies=access.bodies(request.user))
    bodies = form.chosen()
    families = access.requests(request.user, "record_consent")
    rows = consent.to_ask(calling.may_be_called(families, timezone.localdate()), bodies)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = rows.filter(pk__in=[each.pk for each in page])
    lines = consent.asking(listed, bodies, timezone.localdate())
    opened = request.method == "POST"
    if opened:
        access.require(request.user, "view_contacts")
        for line in lines:
            reading.read("view_contacts", by=request.user, family=line.request)
    shown = {
        "form": form,
        "page": page,
        "lines": [_call(line, opened) for line in lines],
        "opened": opened,
    }
    return render(request, "casework/ask_families.html", shown)


def _call(line: consent.Asking, opened: bool) -> dict:
    points = line.request.enquirer.contact_points.all() if opened else ()
    return {
        "request": line.request,
        "case": next(iter(line.request.cases.all()), None),
        "questions": [(Purpose(purpose).label, bodies) for purpose, bodies in line.questions],
        "papers": line.papers,
        "points": [p for p in points if p.kind == "phone" and p.usable],
    }
