"""The protection officer's first page: what waits, for whom, and who opened what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access
from casework.actions import protecting
from casework.disclosure import desk as sealed_desk
from casework.disclosure import leads, recognising, searched, tracks, whereabouts
from casework.disclosure import messages as carried
from casework.forms.sealed import ChooseCaseForm
from casework.search import search

from ..steps import attempt, command_of, fresh_command


def desk(request: HttpRequest) -> HttpResponse:
    """Lists without content; each opens the sealed page of a case."""
    access.require(request.user, "keep_sealed")
    user = request.user
    if request.method == "POST" and _saw(request):
        return redirect("sealed_desk")
    form = ChooseCaseForm(request.GET if "reference" in request.GET else None)
    if form.is_valid():
        found = _case_of(user, form.cleaned_data["reference"])
        if found:
            return redirect("sealed_case", found.reference)
        form.add_error("reference", _("There is no such case in your office."))
    offices = access.offices_for(user, "agree_reopening")
    page = {
        "form": form,
        "tracks": tracks.tracks(user),
        "to_second": tracks.to_second(user),
        "reopenings": sealed_desk.reopenings(offices),
        "undoings": access.undoings(user).filter(state="done").select_related("undo_asked_by"),
        "recognised": recognising.recognitions(user).filter(handled=""),
        "handled": recognising.recognitions(user).exclude(handled="")[:20],
        "searches": searched.of_officer(user),
        "command": fresh_command(),
        "openings": whereabouts.recent_openings(),
        "news": leads.news_for(user).filter(read_at=None),
        "messages_ready": carried.to_hand_over(user),
        "has_key": whereabouts.has_key(user),
    }
    return render(request, "casework/sealed/desk.html", page)


def _saw(request) -> bool:
    """Whether the press said that one of the searches was looked at."""
    rows = searched.of_officer(request.user)
    row = next((one for one in rows if str(one.pk) == request.POST.get("seen")), None)
    if row is None:
        return False
    done = _("Kept. Only protection officers see it.")
    attempt(
        request, protecting.see_search, row, by=request.user, command=command_of(request), done=done
    )
    return True


def _case_of(user, typed: str):
    """The one case that the typed number names, among the officer's own."""
    rows = access.cases(user, "keep_sealed")
    found = search(typed, within=rows).cases[:2]
    return found[0] if len(found) == 1 else None
