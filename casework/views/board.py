"""The board: the own offices' open cases by status and age, drawn on the server."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from casework import access, queries
from casework.disclosure import gate
from casework.forms.finding import AGES
from casework.wording.status import STATUS_CODES, status_words

SHOWN = tuple(code for code in STATUS_CODES if code != "ended")
ROW, WIDEST, START = 34, 210, 110


def board(request: HttpRequest) -> HttpResponse:
    """A table whose numbers open their lists, and the same as bars."""
    access.require(request.user, "view_board")
    rows = access.lines(request.user, "view_board")
    counts = queries.ages_by_state(rows, timezone.localdate())
    lines = [_line(code, counts) for code in SHOWN]
    totals = [sum(line["cells"][i]["count"] for line in lines) for i in range(len(queries.AGES))]
    page = {
        "offices": access.offices(request.user),
        "ages": [label for value, label in AGES if value],
        "lines": lines,
        "totals": totals,
        "total": sum(totals),
        "bars": _bars(lines, totals),
    }
    return render(request, "casework/board.html", page)


def _line(code: str, counts) -> dict:
    states = [str(state) for state in gate.states_of(code)]
    ages = [
        sum(counts.get(state, [0] * len(queries.AGES))[age] for state in states)
        for age in range(len(queries.AGES))
    ]
    address = reverse("case_list")
    cells = [
        {"count": count, "url": f"{address}?status={code}&age={age}"}
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
            "label": f"\u2068{labels[age]}\u2069",  # the drawing itself runs left to right
            "count": total,
            "top": 10 + ROW * age,
            "base": 27 + ROW * age,
            "width": round(WIDEST * total / most),
            "written": round(WIDEST * written["cells"][age]["count"] / most),
            "end": START + round(WIDEST * total / most) + 6,
        }
        for age, total in enumerate(totals)
    ]
