"""Writing down what came back: one form for a letter, a mail, a call and a meeting."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import vault
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, mail, queries, threads
from correspondence.actions import arriving, replies
from correspondence.forms.replies import AllForm, LineForm, ReplyForm
from correspondence.models import ArrivedMail, Submission
from correspondence.models.incoming import Way

from .shared import as_uuid, in_box, keep_file


def reply_new(request: HttpRequest) -> HttpResponse:
    """First the thread (or several with one body), then what was said and a class per case."""
    access.require(request.user, "record_reply")
    chosen = _chosen(request)
    if not chosen:
        return _choose(request)
    data = request.POST if request.method == "POST" else None
    office, arrived = chosen[0].office, _arrived(request)
    form = ReplyForm(data, request.FILES or None, initial=_initial(office, arrived))
    above = AllForm(data, prefix="all")
    lines = [_line(data, line) for each in chosen for line in threads.lines_of(each)]
    everything = [form, above, *(line["form"] for line in lines)]
    if request.method == "POST" and all([each.is_valid() for each in everything]):
        filed = _file(request, chosen, form, above, lines, arrived)
        if filed is not None:
            return redirect("incoming", filed.pk)
    page = {
        "form": form,
        "above": above,
        "lines": lines,
        "everything": everything,
        "chosen": chosen,
        "body": chosen[0].recipient.body,
        "arrived": arrived,
        "command": fresh_command(),
    }
    return render(request, "correspondence/reply_new.html", page)


def _arrived(request) -> ArrivedMail | None:
    """The mail that is being filed, when the form was opened from one."""
    key = as_uuid(request.POST.get("mail") or request.GET.get("mail"))
    rows = access.arrived(request.user).select_related("file", "office")
    return rows.filter(pk=key).first() if key else None


def _initial(office, arrived: ArrivedMail | None) -> dict:
    """What stands in the form at first: of a mail, all that it says about itself."""
    if arrived is None:
        return {"received_on": in_box(office.today())}
    read = mail.read(b"".join(vault.read(arrived.file)))
    return {
        "way": Way.EMAIL,
        "received_on": in_box(arrived.arrived_at.astimezone(office.now().tzinfo).date()),
        "who": read.sender_name or read.sender,
        "words": read.text[:10_000],
    }


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
    page = {"submissions": rows, "mail": as_uuid(request.GET.get("mail"))}
    return render(request, "correspondence/reply_choose.html", page)


def _line(data, mark) -> dict:
    return {"mark": mark, "form": LineForm(data, mark=mark, reference=mark.case.reference)}


def _file(request, chosen, form, above, lines, arrived=None):
    told = [line["form"].line(above.cleaned_data) for line in lines]
    said = dict(form.cleaned_data)
    upload = said.pop("raw")
    if upload is not None:
        said["raw"], _words = keep_file(request, upload, profile="mail")
        said["raw_name"] = upload.name
        if said["raw"] is None:
            return None
    command = command_of(request)
    if arrived is not None:
        said |= {"raw": arrived.file, "raw_name": "mail.eml"}
        command = uuid.uuid5(arrived.pk, "filed")  # a mail is filed once, whatever page was open
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
    if filed and arrived is not None:
        arriving.filed_as(arrived, filed, by=request.user)
    return filed
