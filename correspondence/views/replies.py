"""Writing down what came back: one form for a letter, a mail, a call and a meeting."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import vault
from casework.actions import scans
from casework.models import Scan
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, mail, queries, threads, whose
from correspondence.actions import arriving, replies
from correspondence.forms.replies import AllForm, LineForm, ReplyForm
from correspondence.models import ArrivedMail, Submission
from correspondence.models.incoming import Way

from . import paper_replies
from .shared import as_uuid, in_box, keep_file


def reply_new(request: HttpRequest) -> HttpResponse:
    """First the thread (or several with one body), then what was said and a class per case."""
    access.require(request.user, "record_reply")
    chosen = _chosen(request)
    if not chosen:
        return _choose(request)
    data = request.POST if request.method == "POST" else None
    office, arrived, scan = chosen[0].office, _arrived(request), paper_replies.scan_of(request)
    form = ReplyForm(data, request.FILES or None, initial=_initial(office, arrived, scan))
    named = _named(chosen, arrived, scan)
    lines = [_line(data, line, named) for each in chosen for line in threads.lines_of(each)]
    found = [line for line in lines if line["named"]]
    above = AllForm(data, prefix="all", some_named=0 < len(found) < len(lines))
    everything = [form, above, *(line["form"] for line in lines)]
    if request.method == "POST" and all([each.is_valid() for each in everything]):
        filed = _file(request, chosen, form, above, lines, arrived or scan)
        if filed is not None:
            return redirect("incoming", filed.pk)
    page = {
        "form": form,
        "above": above,
        "lines": lines,
        "named": len(found),
        "everything": everything,
        "chosen": chosen,
        "body": chosen[0].recipient.body,
        "arrived": arrived,
        "scan": scan,
        "command": fresh_command(),
    }
    return render(request, "correspondence/reply_new.html", page)


def _arrived(request) -> ArrivedMail | None:
    """The mail that is being filed, when the form was opened from one."""
    key = as_uuid(request.POST.get("mail") or request.GET.get("mail"))
    rows = access.arrived(request.user).select_related("file", "office")
    return rows.filter(pk=key).first() if key else None


def _initial(office, arrived: ArrivedMail | None, scan: Scan | None) -> dict:
    """What stands in the form at first: of a mail, all that it says about itself."""
    came = arrived or scan
    if came is None:
        return {"received_on": in_box(office.today())}
    day = in_box(came.arrived_at.astimezone(office.now().tzinfo).date())
    if arrived is None:
        return {"way": Way.POST, "received_on": day}
    read = _read(arrived)
    return {
        "way": Way.EMAIL,
        "received_on": day,
        "who": read.sender_name or read.sender,
        "words": read.text[:10_000],
    }


def _read(arrived: ArrivedMail) -> mail.Mail:
    return mail.read(b"".join(vault.read(arrived.file)))


def _named(chosen, arrived: ArrivedMail | None, scan: Scan | None) -> dict:
    """The cases that the mail or the scanned letter speaks of, with the place: a hint."""
    if arrived is None and scan is None:
        return {}
    came = _read(arrived) if arrived else paper_replies.as_mail(scan)
    return {pk: hit for each in chosen for pk, hit in whose.named_in(came, each).items()}


def _chosen(request) -> list[Submission]:
    """The threads that were picked: of one office, with one body."""
    asked = request.POST.getlist("submission") or request.GET.getlist("submission")
    ids = [key for key in map(as_uuid, asked) if key]
    rows = access.submissions(request.user, "record_reply").filter(pk__in=ids)
    rows = list(rows.select_related("recipient__body", "office").order_by("opened_on"))
    return [
        row for row in rows
        if row.office_id == rows[0].office_id and row.recipient.body_id == rows[0].recipient.body_id
    ]  # fmt: skip


def _choose(request) -> HttpResponse:
    """Which threads the reply is about; those with something unanswered stand first."""
    rows = queries.with_counts(access.submissions(request.user, "record_reply"))
    rows = rows.filter(lines__isnull=False).order_by("recipient__body", "-opened_on")
    scan = paper_replies.scan_of(request)
    among = access.submissions(request.user, "record_reply")
    suggested = paper_replies.suggestions(scan, among) if scan else []
    sure = paper_replies.the_one(suggested)
    if sure and "all" not in request.GET:
        return redirect(f"{reverse('reply_new')}?scan={scan.pk}&submission={sure.pk}")
    page = {
        "submissions": rows,
        "mail": as_uuid(request.GET.get("mail")),
        "scan": scan,
        "suggestions": suggested,
        "together": whose.together(suggested),
    }
    return render(request, "correspondence/reply_choose.html", page)


def _line(data, mark, named) -> dict:
    found = named.get(mark.case_id)
    form = LineForm(data, mark=mark, reference=mark.case.reference, named=bool(found))
    return {"mark": mark, "form": form, "named": found}


def _file(request, chosen, form, above, lines, came=None):
    told = [line["form"].line(above.cleaned_data) for line in lines]
    said = dict(form.cleaned_data)
    upload = said.pop("raw")
    if upload is not None:
        said["raw"], _words = keep_file(request, upload, profile="mail")
        said["raw_name"] = upload.name
        if said["raw"] is None:
            return None
    command = command_of(request)
    if came is not None:
        name = "mail.eml" if isinstance(came, ArrivedMail) else came.name
        said |= {"raw": came.file, "raw_name": name}
        command = uuid.uuid5(came.pk, "filed")  # it is filed once, whatever page was open
    filed = attempt(
        request,
        replies.record_reply,
        office=chosen[0].office,
        body=chosen[0].recipient.body,
        lines=[line for line in told if line],
        by=request.user,
        command=command,
        done=_("Recorded. Nothing else moved than what you marked."),
        **said,
    )[0]
    if filed and isinstance(came, ArrivedMail):
        arriving.filed_as(came, filed, by=request.user)
    elif filed and came is not None:
        scans.file_elsewhere(came, by=request.user, number=filed.number)
    return filed
