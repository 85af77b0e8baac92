"""“Possibly the same person”: a coordinator's work list, and two records side by side."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from casework import access
from casework.actions import judging
from casework.models import Case, Judgement, Likeness
from families import explaining
from families.matching import compare_people
from families.models import Person

from .steps import attempt, fresh_command, press_of

PER_PAGE = 50
SHOWN = ("open", "judged")


def listing(request: HttpRequest) -> HttpResponse:
    """The pairs one may decide, likely first; or those that were decided, the latest first."""
    access.require(request.user, "link_people")
    rows = access.likenesses(request.user)
    chosen = "judged" if request.GET.get("show") == "judged" else "open"
    if chosen == "judged":
        rows = rows.judged().order_by("-judged_at")
    else:
        rows = rows.open().order_by("-score", "id")
    page = {
        "page": Paginator(with_people(rows), PER_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "filters": _filters(request.user, chosen),
    }
    return render(request, "casework/same_list.html", page)


def _filters(user, chosen: str) -> list[dict]:
    rows, address = access.likenesses(user), reverse("same_list")
    labels = {"open": _("To decide"), "judged": _("Decided")}
    counts = {"open": rows.open(), "judged": rows.judged()}
    return [
        {
            "url": address if name == "open" else f"{address}?show={name}",
            "label": labels[name],
            "count": counts[name].count(),
            "current": name == chosen,
        }
        for name in SHOWN
    ]


def with_people(rows):
    """What a line and the page of a pair show, in a fixed number of queries."""
    sides = ("first", "second")
    return rows.select_related(
        "judged_by", *(f"{s}__office" for s in sides), *(f"{s}__request__enquirer" for s in sides)
    ).prefetch_related(
        *(f"{side}__sought__names" for side in sides),
        *(f"{side}__request__enquirer__names" for side in sides),
        *(f"{side}__sought__news" for side in sides),
    )


def pair(request: HttpRequest, pk) -> HttpResponse:
    """Side by side, with what fitted; POST decides or takes the decision back."""
    access.require(request.user, "link_people")
    row = access.find(with_people(access.likenesses(request.user)), pk=pk)
    if request.method == "POST" and _pressed(request, row):
        return redirect("same_list")
    one, other = row.cases
    page = {
        "row": row,
        "sides": [side_of(one, one.sought), side_of(other, other.sought)],
        "judgements": Judgement.choices,
        "typed": request.POST,
        "command": fresh_command(),
        **compared(one.sought, other.sought),
    }
    return render(request, "casework/same_pair.html", page)


def _pressed(request, row: Likeness) -> bool:
    said = request.POST
    press = {"by": request.user, "reason": said.get("reason", ""), **press_of(request)}
    if "take_back" in said:
        done = _("Taken back: the two stand on the list again.")
        _row, refusal = attempt(request, judging.take_back, row, done=done, **press)
        return refusal is None
    judgement = said.get("judgement", "")
    judged, refusal = attempt(request, judging.judge, row, judgement, **press)
    if refusal is None:
        messages.success(request, _("Kept: %(what)s.") % {"what": judged.get_judgement_display()})
    return refusal is None


def compared(one: Person, other: Person) -> dict:
    """Which parts fitted and how much each counted, for `_compared.html`."""
    verdict = compare_people(one, other)
    return {
        "verdict": verdict,
        "hundredths": round(verdict.score * 100),
        "lines": explaining.lines(verdict),
        "beside": explaining.beside(verdict),
    }


def side_of(case: Case, person: Person) -> dict:
    """One of two records: whose it is and what was told of the person."""
    news = next(iter(person.news.all()), None)
    return {
        "case": case,
        "person": person,
        "names": [name.shown for name in person.names.all()],
        "sought": case.sought_id == person.pk,
        "place": news.place if news else "",
    }
