"""Papers of a family's folder as PDF: the receipt, and sheets of labels for the folders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from casework import access as case_access
from casework.views.printing import spoken_number
from casework.views.receipt import papers_listed, receipt_values
from correspondence import access, drafting
from correspondence.forms.addresses import FolderLabelsForm

from .letter_files import shown

MOST = 480


@require_safe
def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """What the family takes home, as a file: to be printed again, or sent where it is safe."""
    rows = case_access.requests(request.user).select_related("office", "created_by")
    family = access.find(rows, number=number)
    made = drafting.receipt(family, receipt_values(family), papers_listed(family))
    return shown(made.pdf, "receipt.pdf")


def folder_labels(request: HttpRequest) -> HttpResponse:
    """Labels for the folders of the families that came between two days."""
    access.require(request.user, "log_request")
    offices = case_access.offices(request.user).filter(
        pk__in=access.offices_for(request.user, "log_request")
    )
    form = FolderLabelsForm(request.POST or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        rows = _families(request.user, said)
        if not rows:
            form.add_error("since", _("No family came in these days."))
        elif len(rows) > MOST:
            form.add_error("since", _("That is too many for one go: please choose fewer days."))
        else:
            language = said["office"].language
            labels = [(family, spoken_number(family, language)) for family in rows]
            sheets = drafting.folder_labels(
                labels, language, form=said["form"], start=said["start"]
            )
            return shown(sheets, "folders.pdf")
    return render(request, "correspondence/folder_labels.html", {"form": form})


def _families(user, said: dict) -> list:
    rows = case_access.requests(user, "log_request").filter(
        office=said["office"], received_on__range=(said["since"], said["until"])
    )
    return list(rows.select_related("office").order_by("number").distinct()[: MOST + 1])
