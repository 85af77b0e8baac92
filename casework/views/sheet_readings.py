"""What became of the scan of a signed sheet, in words, with the way to write it down by hand."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.actions.sheets import Reading, Received
from casework.models import Document
from casework.models.document import DocumentKind

UNREAD = {
    Reading.EMPTY: gettext_lazy(
        "Nothing stands on this scan: the page is empty. Perhaps the sheet lay the wrong way round."
    ),
    Reading.DAMAGED: gettext_lazy(
        "The code on this scan is damaged or blurred and could not be read. "
        "Scan it flat and dark, with all four corners."
    ),
    Reading.OTHER_PAPER: gettext_lazy(
        "This is not the sheet to sign: its code is that of another paper."
    ),
    Reading.NO_CODE: gettext_lazy(
        "No code was found on this scan: it is another paper, or the corner with the code is cut "
        "off or covered."
    ),
}


def tell_reading(request, received: Received) -> None:
    """On the next page: its answers are in writing, or what could not be read, that the scan is
    kept and where the answers are written down by hand."""
    if received.reading == Reading.READ:
        messages.success(
            request,
            _("The signed sheet hangs with all cases of the family. Its answers are in writing."),
        )
        return
    by_hand = _by_hand(received.document)
    kept = _("The scan is kept with the family\u2019s papers; the answers stay as they were given.")
    link = _("If it is the signed sheet after all, record by hand that the answers are in writing")
    messages.warning(
        request,
        format_html('{} {} <a href="{}">{}</a>', UNREAD[received.reading], kept, by_hand, link),
    )


def tell_unread(request, document: Document) -> None:
    """On the next page: a paper that was put among the others as an authorisation is not read as
    the signed sheet, and where its answers are written down by hand."""
    if document.kind != DocumentKind.AUTHORISATION:
        return
    link = _("If this is the signed sheet, record by hand that the answers are in writing")
    messages.info(request, format_html('<a href="{}">{}</a>', _by_hand(document), link))


def _by_hand(document: Document) -> str:
    """The page of the family's answers, opened for this sheet."""
    case = document.request.cases.order_by("reference").first()
    return f"{reverse('consent', args=[case.reference])}?sheet={document.pk}#newest"


def tell_elsewhere(request, refusal: str) -> None:
    """On the next page: it is another family's sheet, and where it waits for its place."""
    waits = _("It is kept and waits for its place under")
    place = reverse("scan_list"), _("Arrived scans")
    messages.error(request, format_html('{} {} <a href="{}">{}</a>', refusal, waits, *place))
