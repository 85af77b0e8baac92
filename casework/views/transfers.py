"""A family that goes to another office, and a case that is lent: offered, decided, ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access, between, watching
from casework.actions import emergencies, loans, transfers
from casework.disclosure.gate import public_status
from casework.forms.between import AnswerForm, LoanForm, TransferForm
from casework.models import TransferState

from .case import find_case
from .steps import attempt, command_of, fresh_command, press_of

SHOWN = 100


def listing(request: HttpRequest) -> HttpResponse:
    """Everything between the own offices and others: offers, loans, openings in an emergency."""
    user = request.user
    access.require(user, "look_up")
    offers = list(between.transfers(user)[:SHOWN])
    openings = watching.openings(user)
    page = {
        "offers": [(row, row.to_office_id in access.offices_for(user, "decide_transfer"))
                   for row in offers],
        "lent": between.lent_to_us(user)[:SHOWN],
        "openings": [(row, emergencies.review_until(row)) for row in openings[:SHOWN]],
        "may_decide": access.can(user, "offer_transfer"),
        "may_review": access.can(user, "review_opening"),
        "may_open": access.can(user, "open_in_emergency"),
    }  # fmt: skip
    return render(request, "casework/between/listing.html", page)


def transfer_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Offers the case, or its whole family, to another office."""
    case = find_case(request, reference, "offer_transfer")
    others = case.request.cases.filter(office=case.office_id).exclude(pk=case.pk)
    form = TransferForm(
        request.POST or None,
        offices=between.other_offices(request.user, case),
        alone=not others.exists(),
    )
    if request.method == "POST" and form.is_valid():
        row, _refusal = attempt(
            request, transfers.offer, case, form.cleaned_data["to"], by=request.user,
            **form.told(), **press_of(request),
        )  # fmt: skip
        if row is not None:
            return redirect("transfer", row.pk)
    page = {
        "case": case,
        "form": form,
        "others": others,
        "may_be_shared": transfers.may_be_offered(case),
        "command": fresh_command(),
    }
    return render(request, "casework/between/transfer_new.html", page)


def transfer(request: HttpRequest, pk) -> HttpResponse:
    """One offer: the small card of each case, what was said, and who decides."""
    access.require(request.user, "offer_transfer")
    row = access.find(between.transfers(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and _decide(request, row, form.cleaned_data["words"]):
        return redirect("transfer", row.pk)
    cases = row.cases.select_related("request", "office").prefetch_related("outward_steps__body")
    waiting = row.state == TransferState.WAITING
    page = {
        "transfer": row,
        "form": form,
        "cards": [(case, public_status(case, on=case.office.today())) for case in cases],
        "own": set(access.cases(request.user).filter(transfers=row).values_list("pk", flat=True)),
        "mine": row.offered_by_id == request.user.pk,
        "may_decide": waiting and access.can(request.user, "decide_transfer", row.to_office),
        "may_take_back": waiting and access.can(request.user, "offer_transfer", row.from_office),
        "command": fresh_command(),
    }
    return render(request, "casework/between/transfer.html", page)


def _decide(request, row, words: str) -> bool:
    press = {"by": request.user, "command": command_of(request)}
    step = request.POST.get("do")
    if step == "accept":
        done = _("The family is with your office now.")
        found, _no = attempt(request, transfers.take_over, row, words=words, done=done, **press)
    elif step == "refuse":
        found, _no = attempt(request, transfers.refuse, row, words=words, done=_("Saved."), **press)
    elif step == "back":
        found, _no = attempt(request, transfers.take_back, row, done=_("Taken back."), **press)
    else:
        return False
    return found is not None


def loan_new(request: HttpRequest, reference: str) -> HttpResponse:
    """Lends the case to another office to read; lists to whom it is lent."""
    case = find_case(request, reference, "lend_case")
    form = LoanForm(request.POST or None, offices=between.other_offices(request.user, case))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        row, _refusal = attempt(
            request, loans.lend, case, said["to"], by=request.user, reason=said["reason"],
            until=said["until"], done=_("The other office can read it now."), **press_of(request),
        )  # fmt: skip
        if row is not None:
            return redirect("loan_new", case.reference)
    page = {
        "case": case,
        "form": form,
        "loans": between.loans_of(request.user, case),
        "today": case.office.today(),
        "may_be_shared": transfers.may_be_offered(case),
        "command": fresh_command(),
    }
    return render(request, "casework/between/loan_new.html", page)


@require_POST
def loan_end(request: HttpRequest, reference: str, pk) -> HttpResponse:
    """Ends a loan before its day."""
    case = find_case(request, reference, "lend_case")
    row = access.find(between.loans_of(request.user, case), pk=pk)
    attempt(
        request, loans.end, row, by=request.user, command=command_of(request),
        done=_("The loan has ended."),
    )  # fmt: skip
    return redirect("loan_new", case.reference)
