"""Exchange with other registers (PFIF): what they publish, in quarantine; what we may publish."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework import access
from casework.actions import exchange as actions
from casework.exports import exchange
from casework.exports import listing as lines
from casework.forms.exchange import ExchangeFileForm
from casework.models.exchange import QuarantineState
from casework.queries import for_list
from casework.search import search
from families import pfif

from .exchange_words import in_words
from .steps import attempt

PER_PAGE = 50
ALIKE = 10
REFUSED = {
    "too_large": gettext_lazy("The file is larger than 20 MB. Ask for it in parts."),
    "entities": gettext_lazy("The file defines entities or a document type: it is not read."),
    "encoding": gettext_lazy("The file is not written in UTF-8."),
    "too_deep": gettext_lazy("The file is nested too deeply to be a list of persons."),
    "not_xml": gettext_lazy("The file is not complete XML: it may be cut off."),
    "not_pfif": gettext_lazy("This is not a PFIF file."),
    "too_many": gettext_lazy("The file holds more than 5000 records. Ask for it in parts."),
}


def listing(request: HttpRequest) -> HttpResponse:
    """The work list of the coordinator: every record waits for a decision."""
    access.require(request.user, "exchange_pfif")
    office = lines.first_office_of(request.user, "exchange_pfif")
    form = ExchangeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _receive(request, form, office):
        return redirect("exchange_list")
    waiting = access.quarantine(request.user).filter(state=QuarantineState.WAITING)
    rows = waiting.select_related("file").order_by("-file__received_at", "number")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "rows": [(row, pfif.Record(row.content["fields"])) for row in page if _shown(row)],
        "may_publish": bool(settings.PFIF_DOMAIN),
    }
    return render(request, "casework/exchange_list.html", shown)


def _shown(row) -> bool:
    return not actions.is_over(row)


def _receive(request, form, office) -> bool:
    try:
        records = pfif.read(form.cleaned_data["file"])
    except pfif.Refused as refused:
        form.add_error("file", str(REFUSED[refused.code]))
        return False
    file, _refusal = attempt(
        request,
        actions.receive_file,
        records,
        source=form.cleaned_data["source"],
        by=request.user,
        office=office,
        done=_("The records wait here; none of them has become a case."),
    )
    return file is not None


def record(request: HttpRequest, pk) -> HttpResponse:
    """One record as text, cases with such a name beside it, and the two things to do with it."""
    access.require(request.user, "exchange_pfif")
    held = access.find(access.quarantine(request.user).select_related("file"), pk=pk)
    if request.method == "POST":
        return _decide(request, held)
    over = actions.is_over(held)
    content = {"fields": {}, "notes": []} if over else held.content
    told = pfif.Record(content["fields"], content["notes"])
    page = {
        "held": held,
        "name": told.name,
        "fields": in_words(told.fields),
        "notes": [in_words(note) for note in told.notes],
        "over": over,
        "alike": _alike(request.user, told.name),
    }
    return render(request, "casework/exchange_record.html", page)


def _alike(user, name: str) -> list:
    """The own cases that the search finds under this name."""
    if not name:
        return []
    return list(for_list(search(name, within=access.cases(user)).cases)[:ALIKE])


def _decide(request, held):
    if request.POST.get("do") == "draft":
        draft, _refusal = attempt(request, actions.make_draft, held, by=request.user)
        return redirect("intake_draft", draft.pk) if draft else redirect(request.path)
    if request.POST.get("do") == "discard":
        attempt(request, actions.discard, held, by=request.user, done=_("The record is put aside."))
    return redirect("exchange_list")


def publish(request: HttpRequest) -> HttpResponse:
    """How many cases may be published today; pressed, the file."""
    access.require(request.user, "exchange_pfif")
    office = lines.first_office_of(request.user, "exchange_pfif")
    if request.method == "POST" and settings.PFIF_DOMAIN:
        answer = HttpResponse(
            "".join(exchange.publish(request.user, office)), content_type="application/xml"
        )
        answer["Content-Disposition"] = 'attachment; filename="information-sought.xml"'
        return answer
    if not settings.PFIF_DOMAIN:
        messages.warning(request, _("The domain under which you publish is not set (PFIF_DOMAIN)."))
    cases = exchange.publishable(request.user, office)
    page = {
        "office": office,
        "count": len(cases),
        "withdrawn": len(exchange.to_withdraw(request.user, office, cases)),
        "ready": bool(settings.PFIF_DOMAIN),
        "days": actions.PUBLISHED_FOR.days,
    }
    return render(request, "casework/exchange_publish.html", page)
