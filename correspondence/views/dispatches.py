"""Letting a signed letter go: the way for each addressee, the proof, and what is in doubt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import audit
from casework.views.steps import attempt, command_of, fresh_command, press_of
from correspondence import access, gatekeeping
from correspondence.actions import dispatching, mail_parts
from correspondence.channels import CHANNELS
from correspondence.forms.proofs import (
    ArrivalForm,
    HandProofForm,
    MailProofForm,
    PortalProofForm,
    PostProofForm,
    WayForm,
)
from correspondence.models import Dispatch
from correspondence.models.dispatch import LIVE, DispatchState
from correspondence.models.letter import AddresseeRole, LetterState
from correspondence.models.recipient import Channel

from .shared import hand_out, in_box, keep_file

READY = (LetterState.SIGNED, LetterState.SENT)


def dispatch_new(request: HttpRequest, pk) -> HttpResponse:
    """For each addressee the way; one press puts all that were chosen into the outbox."""
    rows = access.letters(request.user).select_related("office", "submission__recipient__body")
    letter = access.find(rows, pk=pk)
    access.require(request.user, "dispatch", letter.office)
    parties = [_party(request, each) for each in _addressees(letter)]
    forms = [party["form"] for party in parties if party["open"]]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        done = [_let_go(request, letter, party) for party in parties if party["open"]]
        if done and all(done):
            by_hand = [row for row in done if row.channel != Channel.EMAIL]
            return redirect("dispatch_proof", by_hand[0].pk) if len(done) == 1 and by_hand else (
                redirect("submission", letter.submission_id)
            )  # fmt: skip
    page = {
        "letter": letter,
        "parties": parties,
        "ready": letter.state in READY,
        "any_open": bool(forms),
        "bound": letter.bundle_id is not None,
        "command": fresh_command(),
    }
    return render(request, "correspondence/dispatch_new.html", page)


def _addressees(letter):
    rows = letter.addressees.exclude(role=AddresseeRole.FILE)
    return rows.select_related("recipient__body").prefetch_related("dispatches")


def _party(request, addressee) -> dict:
    live = [row for row in addressee.dispatches.all() if row.state in LIVE and not row.bounced_at]
    trial = Dispatch(letter=addressee.letter, addressee=addressee)
    code = "" if dispatching.is_complete(live) else gatekeeping.objection(trial)
    data = request.POST if request.method == "POST" else None
    return {
        "addressee": addressee,
        "live": live,
        "objection": dispatching.OBJECTIONS.get(code, ""),
        "open": not dispatching.is_complete(live) and not code,
        "several": _in_several(addressee),
        "form": WayForm(data, recipient=addressee.recipient, prefix=f"a{addressee.pk}"),
    }


def _in_several(addressee) -> bool:
    """Whether as an e-mail it goes in numbered parts."""
    most, bundle = addressee.recipient.max_bytes, addressee.letter.bundle
    whole = addressee.role != AddresseeRole.COPY_PLAIN
    return bool(most and bundle and whole and mail_parts.as_mail(bundle.size) > most)


def _let_go(request, letter, party) -> Dispatch | None:
    row, _refusal = attempt(
        request,
        dispatching.dispatch,
        letter,
        party["addressee"],
        party["form"].cleaned_data["channel"],
        by=request.user,
        done=_("It goes to %(name)s.") % {"name": party["addressee"].recipient.name()},
    )
    return row


def dispatch_proof(request: HttpRequest, pk) -> HttpResponse:
    """What is known about one way out; the proof where it is missing; the doubt decided."""
    row = _find(request, pk)
    if request.method == "POST":
        access.require(request.user, "dispatch", row.letter.office)
        return _decide(request, row) if "arrived" in request.POST else _prove(request, row)
    return _page(request, row, _form_for(row))


def _find(request, pk) -> Dispatch:
    rows = access.dispatches(request.user).select_related(
        "letter__office", "letter__submission", "addressee__recipient__body", "proof"
    )
    return access.find(rows, pk=pk)


TOLD = {
    Channel.HAND: HandProofForm,
    Channel.POST: PostProofForm,
    Channel.EMAIL: MailProofForm,
    Channel.PORTAL: PortalProofForm,
}


def _form_for(row: Dispatch, data=None, files=None):
    """The form that this way out still needs; none when nothing is missing."""
    initial = {"on": in_box(row.letter.office.today())}
    by_person = row.state == DispatchState.PENDING and row.channel != Channel.EMAIL
    if by_person or row.state == DispatchState.RECALLED:
        return TOLD[row.channel](data, files, initial=initial)
    if row.state == DispatchState.SENT and row.channel == Channel.POST:
        return ArrivalForm(data, initial=initial)
    return None


def _prove(request, row: Dispatch) -> HttpResponse:
    form = _form_for(row, request.POST, request.FILES)
    if form is None:
        return redirect("dispatch_proof", row.pk)
    if not form.is_valid():
        return _page(request, row, form)
    if isinstance(form, ArrivalForm):
        done = _arrived(request, row, form)
    else:
        done = _handed_in(request, row, form)
    return redirect("submission", row.letter.submission_id) if done else _page(request, row, form)


def _arrived(request, row, form):
    return attempt(
        request,
        dispatching.record_delivery,
        row,
        form.cleaned_data["on"],
        by=request.user,
        command=command_of(request),
        done=_("Noted: it arrived."),
    )[0]


def _handed_in(request, row, form):
    said = dict(form.cleaned_data)
    upload = said.pop("proof")
    if upload is not None:
        profile = "mail" if row.channel == Channel.EMAIL else "document"
        said["proof"], _words = keep_file(request, upload, profile=profile)
        if said["proof"] is None:
            return None
    receipt = said.pop("receipt", CHANNELS[row.channel].RECEIPTS[0])
    return attempt(
        request,
        dispatching.hand_in,
        row,
        by=request.user,
        receipt=receipt,
        command=command_of(request),
        done=_("The proof is on file."),
        **said,
    )[0]


def _decide(request, row: Dispatch) -> HttpResponse:
    """A person says whether a mail in doubt has arrived; nothing is sent twice blindly."""
    arrived = request.POST["arrived"] == "yes"
    done = _("Noted: it arrived.") if arrived else _("It goes out once more.")
    decided, _refusal = attempt(
        request,
        dispatching.decide_unknown,
        row,
        arrived,
        by=request.user,
        command=press_of(request)["command"],
        done=done,
    )
    return redirect("dispatch_proof", row.pk) if decided is None else redirect(
        "submission", row.letter.submission_id
    )  # fmt: skip


def _objection(row: Dispatch) -> str:
    """Why it must not be handed in, while it still waits for that."""
    if row.state != DispatchState.PENDING:
        return ""
    return dispatching.OBJECTIONS.get(gatekeeping.objection(row), "")


def _page(request, row: Dispatch, form) -> HttpResponse:
    page = {
        "dispatch": row,
        "letter": row.letter,
        "form": form,
        "in_doubt": row.state == DispatchState.UNKNOWN,
        "failed": row.state == DispatchState.FAILED,
        "stopped": row.state == DispatchState.RECALLED,
        "objection": _objection(row),
        "may_dispatch": access.may(request.user, "dispatch", row.letter),
        "command": fresh_command(),
    }
    return render(request, "correspondence/dispatch_proof.html", page)


def dispatch_file(request: HttpRequest, pk) -> HttpResponse:
    """The scan of a receipt or of the post's slip, to be saved."""
    row = _find(request, pk)
    audit.record(
        "view_proof", by=request.user, office=row.letter.office, target=row.pk, reading=True
    )
    return hand_out(row.proof, f"receipt-{row.letter.number}")
