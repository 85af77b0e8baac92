"""The board: the own offices' open cases by status and age, drawn on the server."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework import access, queries
from casework.disclosure import gate
from casework.forms.finding import AGES
from casework.wording.status import STATUS_CODES, status_words

SHOWN = tuple(code for code in STATUS_CODES if code != "ended")
ROW, WIDEST, START = 34, 210, 110


def board(request: HttpRequest) -> HttpResponse:
    """A table whose numbers open their lists, and the same as bars; of one office or of all."""
    access.require(request.user, "view_board")
    rows, offices = access.lines(request.user, "view_board"), _offices(request.user)
    one = next((office for office in offices if office.code == request.GET.get("office")), None)
    counts = queries.ages_by_state(rows.filter(office=one) if one else rows, timezone.localdate())
    lines = [_line(code, counts, one) for code in SHOWN]
    totals = [sum(line["cells"][i]["count"] for line in lines) for i in range(len(queries.AGES))]
    page = {
        "offices": [one] if one else offices,
        "switch": _switch(offices, one),
        "ages": [label for value, label in AGES if value],
        "lines": lines,
        "totals": totals,
        "total": sum(totals),
        "bars": _bars(lines, totals),
    }
    return render(request, "casework/board.html", page)


def _offices(user) -> list:
    where = access.offices_for(user, "view_board")
    return [office for office in access.offices(user) if office.pk in where]


def _switch(offices, one) -> list[dict]:
    """All offices together, or each; nothing to choose where there is one."""
    if len(offices) < 2:
        return []
    each = [
        {"url": f"?office={office.code}", "label": str(office), "current": office == one}
        for office in offices
    ]
    return [{"url": reverse("board"), "label": _("All offices"), "current": one is None}, *each]


def _line(code: str, counts, one) -> dict:
    states = [str(state) for state in gate.states_of(code)]
    ages = [
        sum(counts.get(state, [0] * len(queries.AGES))[age] for state in states)
        for age in range(len(queries.AGES))
    ]
    address, of_one = reverse("case_list"), f"&office={one.code}" if one else ""
    cells = [
        {"count": count, "url": f"{address}?status={code}&age={age}{of_one}"}
        for age, count in enumerate(ages)
    ]
    label = status_words(code, get_language()[:2])
    return {"code": code, "label": label, "cells": cells, "all": sum(ages)}


def _bars(lines, totals) -> list[dict]:
    """Bars in the units of the drawing: those written about in front of all."""
    written = next(line for line in lines if line["code"] == "written")
    most = max(totals) or 1
    labels = [label for value, label in AGES if value]
    return [
        {
            "label": labels[age],
            "count": total,
            "top": 10 + ROW * age,
            "base": 27 + ROW * age,
            "width": round(WIDEST * total / most),
            "written": round(WIDEST * written["cells"][age]["count"] / most),
            "end": START + round(WIDEST * total / most) + 6,
        }
        for age, total in enumerate(totals)
    ]
