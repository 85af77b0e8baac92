"""The letter desk: what waits for whom, on a telephone too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework import access as case_access
from casework import queries as case_queries
from correspondence import access, office_texts, queries, wording

SHOWN = 20
LISTS = {
    "to_approve": (gettext_lazy("To approve"), queries.to_approve),
    "to_sign": (gettext_lazy("To number and sign"), queries.to_sign),
    "to_send": (gettext_lazy("Signed, to be sent"), queries.to_send),
    "drafts": (gettext_lazy("Drafts"), queries.being_written),
    "sent": (gettext_lazy("Sent lately"), queries.sent),
}
# Home counts approvals among what is to be signed; so does the filter of the same name.
WIDER = {"to_sign": ("to_approve", "to_sign")}
CALLED = {"to_sign": gettext_lazy("To sign")}


def letter_desk(request: HttpRequest) -> HttpResponse:
    """Every list, or those that `?show=` names."""
    access.require(request.user, "view_letters")
    rows = access.letters(request.user)
    shown = request.GET.get("show", "")
    chosen = WIDER.get(shown, (shown,)) if shown in LISTS else tuple(LISTS)
    page = {
        "lists": [_list(key, rows, only=len(chosen) == 1) for key in chosen],
        "filters": _filters(rows, shown),
        "ready": _ready(request.user),
        "may_write": access.can(request.user, "draft_letter"),
        "may_sign": access.can(request.user, "sign_letter"),
        "may_name_deputy": access.can(request.user, "name_deputy"),
        "may_see_texts": access.can(request.user, "view_texts"),
        "may_set_heads": access.can(request.user, "keep_heads"),
        "texts_waiting": _texts_waiting(request.user),
    }
    return render(request, "correspondence/letter_desk.html", page)


def _list(key: str, rows, *, only: bool) -> dict:
    label, narrowed = LISTS[key]
    letters = queries.for_desk(narrowed(rows))[:SHOWN]
    return {
        "key": key,
        "label": label,
        "only": only,
        "letters": [{"letter": one, "title": kind_title(one)} for one in letters],
    }


def _filters(rows, shown: str) -> list[dict]:
    filters = [{"url": reverse("letter_desk"), "label": _("All"), "current": shown not in LISTS}]
    for key, (label, _narrowed) in LISTS.items():
        if key == "sent":
            continue
        filters.append(
            {
                "url": f"{reverse('letter_desk')}?show={key}",
                "label": CALLED.get(key, label),
                "count": sum(LISTS[one][1](rows).count() for one in WIDER.get(key, (key,))),
                "current": key == shown,
            }
        )
    return filters


def _ready(user) -> int | None:
    """How many cases are ready to be written about; None for those who write no letters."""
    if not access.can(user, "draft_letter"):
        return None
    return case_queries.ready_count(case_access.lines(user, "draft_letter"))


def _texts_waiting(user) -> int:
    """How many versions of texts wait for somebody who may approve them."""
    return office_texts.waiting(access.letter_templates(user, "approve_texts")).count()


def kind_title(letter) -> str:
    """What kind of letter it is, in the language of the screen."""
    return title_of_kind(wording.kind(letter.kind))


def title_of_kind(kind) -> str:
    return kind.title.get((get_language() or "en")[:2], kind.title["en"])
