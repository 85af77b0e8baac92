"""Who is who in a photograph: numbers on the picture, names and the year beneath it.

The picture lies under a grid of squares; choosing a square is all that is needed, by mouse,
finger or keyboard, without any script.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access
from casework.actions import correcting
from casework.forms.portraits import COLUMNS, ROWS, PortraitForm, cell_of
from casework.models import Case
from casework.models.correction import Part
from families.models import Person

from .case import Rights, find_case
from .steps import attempt, command_of, fresh_command


def portrait(request: HttpRequest, reference: str, document) -> HttpResponse:
    """Names the people in one photograph of the family."""
    case = find_case(request, reference, "edit_people")
    papers = access.documents(request.user).filter(request=case.request, kind="photo")
    paper = access.find(papers, pk=document)
    homes = _homes(request.user, case)
    people = [person for person, _home in homes.values()]
    form = PortraitForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid() and _named(request, form, homes, paper):
        return redirect("portrait", case.reference, paper.pk)
    marks = _marks(people, paper)
    page = {
        "case": case,
        "paper": paper,
        "form": form,
        "marks": marks,
        "cells": _cells(marks, form["cell"].value()),
        "may": Rights(request.user, case),
        "command": fresh_command(),
    }
    return render(request, "casework/portrait.html", page)


def _homes(user, case: Case) -> dict[str, tuple[Person, Case]]:
    """Everybody of the family with the case in which the person's record is corrected."""
    cases = access.cases(user).filter(request=case.request)
    found = {str(one.sought_id): (one.sought, one) for one in cases.select_related("sought")}
    for person in access.people_of(user, case):
        found.setdefault(str(person.pk), (person, case))
    return found


def _named(request, form: PortraitForm, homes: dict, paper) -> bool:
    person, home = homes[form.cleaned_data["who"]]
    standing = person.portraits.filter(document_id=paper.pk).first()
    _row, refusal = attempt(
        request,
        correcting.write_part,
        home,
        person,
        Part.PORTRAIT,
        form.said(paper.pk),
        row=standing,
        by=request.user,
        command=command_of(request),
        done=_("Saved. What stood before stays in the history."),
    )
    return refusal is None


def _marks(people: list[Person], paper) -> list[dict]:
    """Those who were named in the picture, numbered from left to right."""
    rows = [
        (row, person)
        for person in people
        for row in person.portraits.all()
        if row.document_id == paper.pk
    ]
    rows.sort(key=lambda pair: (pair[0].across is None, pair[0].across, pair[0].down))
    return [
        {"number": number, "person": person, "row": row, "cell": cell_of(row.across, row.down)}
        for number, (row, person) in enumerate(rows, 1)
    ]


def _cells(marks: list[dict], chosen) -> list[dict]:
    numbers: dict[int, list] = {}
    for mark in marks:
        numbers.setdefault(mark["cell"], []).append(mark["number"])
    return [
        {
            "value": cell,
            "row": cell // COLUMNS + 1,
            "column": cell % COLUMNS + 1,
            "numbers": numbers.get(cell, ()),
            "chosen": str(cell) == str(chosen),
        }
        for cell in range(COLUMNS * ROWS)
    ]
