"""Who may be known here already: seen and handled by protection officers alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access, audit
from casework.actions import protecting
from casework.disclosure import recognising
from casework.disclosure.kinds import Handled

from ..same import compared, side_of
from ..steps import attempt, command_of, fresh_command


def recognised(request: HttpRequest, pk) -> HttpResponse:
    """The two records as far as they are of the officer's own offices; the opening is noted."""
    access.require(request.user, "keep_sealed")
    row = access.find(recognising.recognitions(request.user), pk=pk)
    if request.method == "POST" and _pressed(request, row):
        return redirect("sealed_desk")
    audit.record(
        "read_recognition", by=request.user, chain=recognising.chain_of(row), target=row.pk,
        reading=True,
    )  # fmt: skip
    own = access.offices_for(request.user, "keep_sealed")
    pairs = ((row.case, row.case.sought), (row.other_case, row.other))
    whole = all(case.office_id in own for case, _person in pairs)
    page = {
        "row": row,
        "sides": [side_of(case, who) for case, who in pairs if case.office_id in own],
        "hidden": [case for case, _person in pairs if case.office_id not in own],
        "own_case": row.case if row.case.office_id in own else None,
        "typed": request.POST,
        "command": fresh_command(),
        **(compared(row.case.sought, row.other) if whole else {}),
    }
    return render(request, "casework/sealed/recognised.html", page)


def _pressed(request, row) -> bool:
    said = request.POST
    press = {"by": request.user, "words": said.get("words", ""), "command": command_of(request)}
    how = "" if "take_back" in said else said.get("handled", "")
    done = _("Kept. Only protection officers see it.")
    if how in ("", *Handled.values):
        _row, refusal = attempt(
            request, protecting.handle_recognition, row, how, done=done, **press
        )
        return refusal is None
    return False
