"""The mails that arrived: one list of what is unfiled, and one mail beside where it may belong."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import audit, vault
from casework.views.files import isolated
from casework.views.steps import attempt
from correspondence import access, mail, whose
from correspondence.actions import arriving
from correspondence.models import ArrivedMail
from correspondence.models.arrived import ArrivedState, MailKind

from .arrived_papers import papers_of
from .shared import hand_out

PER_PAGE = 50
SHOWN = (
    (ArrivedState.WAITING, gettext_lazy("To be filed")),
    (ArrivedState.MACHINE, gettext_lazy("Written by machines")),
    (ArrivedState.FILED, gettext_lazy("Filed")),
    (ArrivedState.ASIDE, gettext_lazy("Put aside")),
)
WHY = {
    "head": gettext_lazy("its head says that no person wrote it"),
    "report": gettext_lazy("it is a report of a mail server"),
    "words": gettext_lazy("its words"),
    "loop": gettext_lazy("more than twenty of this kind came within an hour"),
    "nothing": gettext_lazy("nothing in it says more"),
    "person": gettext_lazy("somebody said so"),
}


def arrived_list(request: HttpRequest) -> HttpResponse:
    """What waits to be filed first; a mail file can be added by hand."""
    access.require(request.user, "record_reply")
    if request.method == "POST":
        return _upload(request)
    show = request.GET.get("show", ArrivedState.WAITING)
    rows = access.arrived(request.user).filter(state=show).select_related("office", "incoming")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "mails": [_facts(row) for row in page.object_list],
        "filters": [
            {"url": f"?show={code}", "label": label, "count": "", "current": code == show}
            for code, label in SHOWN
        ],
    }
    return render(request, "correspondence/arrived_list.html", shown)


def _upload(request) -> HttpResponse:
    """Mail files (.eml), one or many; each is kept as it is before it is read."""
    office = access.first_office(request.user, "record_reply")
    taken = 0
    for upload in request.FILES.getlist("files"):
        name = isolated(upload.name)
        if upload.size > settings.LARGEST_MAIL:
            messages.error(request, _("%(name)s is too large.") % {"name": name})
            continue
        _kept, new = arriving.take(upload.read(), office=office, by=request.user)
        taken += new
        if not new:
            messages.info(request, _("%(name)s was here already.") % {"name": name})
    if taken:
        messages.success(request, _("Kept. Mails taken in: %(number)s.") % {"number": taken})
    elif not request.FILES:
        messages.error(request, _("Please choose at least one mail file (.eml)."))
    return redirect("arrived_list")


def _facts(row: ArrivedMail) -> dict:
    """The mail for a line of the list; a file that is lost is said, not hidden."""
    try:
        facts = mail.read(b"".join(vault.read(row.file)))
    except vault.MissingFile:
        facts = mail.Mail(subject=_("The stored file is missing."))
    return {"row": row, "mail": facts}


def arrived(request: HttpRequest, pk) -> HttpResponse:
    """One mail: its words, nothing from elsewhere; its kind and why; where it may belong."""
    row = _find(request, pk)
    if request.method == "POST":
        return _do(request, row)
    audit.record("view_incoming", by=request.user, office=row.office, target=row.pk, reading=True)
    shown = _facts(row)
    within = access.submissions(request.user, "record_reply").filter(office=row.office)
    found = whose.suggestions(shown["mail"], within)
    page = shown | {
        "why": WHY.get(row.why, ""),
        "kinds": [choice for choice in MailKind.choices if choice[0]],
        "suggestions": found,
        "together": whose.together(found),
        "papers": papers_of(row),
        "too_large": _too_large(row),
        "open": row.state in (ArrivedState.WAITING, ArrivedState.MACHINE),
    }
    return render(request, "correspondence/arrived.html", page)


def _too_large(row: ArrivedMail) -> str:
    size = filesizeformat(row.size)
    return _(
        "This mail is too large (%(size)s). Only its beginning was taken; the whole of it is still "
        "in the reply box. Ask for the files by another road, or save them there one by one."
    ) % {"size": size}


def _find(request, pk) -> ArrivedMail:
    access.require(request.user, "record_reply")
    rows = access.arrived(request.user).select_related("office", "file", "incoming", "aside_by")
    return access.find(rows, pk=pk)


def _do(request, row) -> HttpResponse:
    if "kind" in request.POST:
        kind = request.POST["kind"]
        attempt(request, arriving.say_kind, row, kind, by=request.user, done=_("Noted."))
    elif "back" in request.POST:
        attempt(request, arriving.take_back, row, by=request.user, done=_("It waits again."))
    else:
        why = request.POST.get("why", "")
        done = _("Put aside. It stays stored.")
        aside, _refusal = attempt(request, arriving.put_aside, row, why, by=request.user, done=done)
        if aside:
            return redirect("arrived_list")
    return redirect("arrived", row.pk)


def arrived_file(request: HttpRequest, pk) -> HttpResponse:
    """The mail as it came, to be saved."""
    row = _find(request, pk)
    audit.record("view_incoming", by=request.user, office=row.office, target=row.pk, reading=True)
    return hand_out(row.file, "mail")
