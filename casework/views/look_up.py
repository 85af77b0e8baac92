"""“How is my case?”: the small card, the words one may say, and what became of the call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from casework import access, dates, queries, references, typed
from casework.actions import contacts
from casework.disclosure import searched
from casework.disclosure.gate import public_status
from casework.exports.standing import bodies_in_words
from casework.models import Case
from casework.models.contact import Result
from casework.search import Found
from casework.search import search as search_cases
from casework.wording import as_html, papers
from families.display import comma
from families.identifiers import mask
from families.models.contact_point import ContactKind

from .finding import PER_PAGE, not_found, typed_of
from .steps import attempt, command_of, fresh_command

OUTCOMES = (Result.TOLD, Result.NOT_REACHED, Result.WRONG_NUMBER, Result.DIED)


def look_up(request: HttpRequest) -> HttpResponse:
    """Own offices' cases by number, phone or name; another office's by its exact number alone."""
    access.require(request.user, "look_up")
    if request.method == "POST":
        return redirect(typed.address(request, "look_up", {"q": request.POST.get("q", "")}))
    words = typed_of(request).get("q", "").strip()
    if not words:
        return render(request, "casework/look_up.html", {"hits": None})
    searched.note(words, by=request.user)
    found = _found(request.user, words)
    hits = list(queries.for_list(found.cases)[:PER_PAGE])
    if len(hits) == 1 and found.how != "near":
        return redirect("status_card", hits[0].reference)
    if not hits or found.how == "near":
        return not_found(request, words, found)
    return render(request, "casework/look_up.html", {"hits": hits, "query": words})


def _found(user, words: str) -> Found:
    own = search_cases(words, within=access.cases(user, "look_up"))
    if not references.is_valid(words) or own.cases.exists():
        return own
    return search_cases(words, within=access.cards(user))


def card(request: HttpRequest, reference: str) -> HttpResponse:
    """The status card. Nothing stands on it that is not in the public status."""
    access.require(request.user, "look_up")
    case = access.find(queries.for_list(access.cards(request.user)), reference=reference)
    standing = public_status(case, on=case.office.today())
    own = access.may(request.user, "view_case", case)
    page = {
        "case": case,
        "own": own,
        "standing": standing,
        "language": case.request.language,
        "dead": case.request.enquirer.life_status == "dead",
        "asks": mark_safe(as_html(papers.part("first_ask", case.request.language, "ask"))),
        "say": may_say(case, standing, case.request.language),
        "coordinators": access.coordinators_of(case.office),
        "outcomes": [(value, Result(value).label) for value in OUTCOMES],
        "numbers": _numbers(case) if access.may(request.user, "view_contacts", case) else (),
        "may_tell": access.can(request.user, "tell_family"),
        "last_told": queries.last_told(case) if own else None,
        "command": fresh_command(),
    }
    return render(request, "casework/status_card.html", page)


def _numbers(case: Case) -> list[dict]:
    """The family's telephone numbers by their last digits: which one was wrong."""
    points = case.request.enquirer.contact_points.filter(kind=ContactKind.PHONE)
    usable = [point for point in points if point.usable]
    numbers = [{"id": str(point.pk), "shown": mask(point.value)} for point in usable]
    return numbers if len(numbers) > 1 else []


def may_say(case: Case, standing, language: str) -> dict:
    """The sentence to read aloud, what is always added, and the answer to the one question."""
    values = {
        "news.by": _hears_by(case, standing),
        "missing.items": comma(language).join(standing.missing),
        "bodies": bodies_in_words(standing.body_kinds, language),
        "date": standing.last_step_on,
        "next.review": standing.next_look,
    }
    with override(language):
        said = papers.sentence("may_say", language, standing.code, values, gap="…")
    return {
        "status": said,
        "always": papers.sentence("may_say", language, "always_add"),
        "if_asked_title": papers.title("may_say", language, "if_asked"),
        "if_asked": papers.sentence("may_say", language, "if_asked"),
    }


def _hears_by(case: Case, standing):
    """Three working days after the request came; later the next fixed review."""
    soon, today = dates.working_day(case.office, standing.received_on, 3), case.office.today()
    if soon >= today:
        return soon
    return standing.next_look or dates.working_day(case.office, today, 3)


@require_POST
def tell(request: HttpRequest, reference: str) -> HttpResponse:
    """Told, not reached, wrong number or died: one press, noted once."""
    access.require(request.user, "tell_family")
    case = access.find(access.cards(request.user, "tell_family"), reference=reference)
    result = request.POST.get("result")
    if result in OUTCOMES:
        points = case.request.enquirer.contact_points.all()
        point = next((p for p in points if str(p.pk) == request.POST.get("point")), None)
        attempt(
            request,
            contacts.tell_family,
            case.request,
            by=request.user,
            result=result,
            point=point,
            command=command_of(request),
            done=_("Noted: %(what)s.") % {"what": Result(result).label},
        )
    return redirect("status_card", case.reference)
