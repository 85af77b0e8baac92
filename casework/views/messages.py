"""Messages of a family, the open side: taken down, read by a colleague, back, taken back.

What becomes of a message that was found neutral is not known here and cannot be seen: every message
of one day looks the same until the day on which none is kept any more.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from casework import access, consent, vault
from casework.actions import messages as actions
from casework.actions import reading
from casework.forms.messages import MessageForm, ReadForm
from casework.models import Case, FamilyMessage, MessageState
from casework.models.office import Language
from casework.vault import checks, receiving
from casework.wording import neutrality
from families.models.person import LifeStatus

from .case import find_case, show
from .files import verdict_on
from .steps import attempt, command_of, fresh_command

WIDTH = 1000
KINDS = {
    "number": gettext_lazy("a number, perhaps a telephone or an address"),
    "reach": gettext_lazy("a way to answer directly"),
    "place": gettext_lazy("a place or an address"),
    "politics": gettext_lazy("politics, the military, a trial"),
    "pressure": gettext_lazy("money or pressure"),
}


def listing(request: HttpRequest, reference: str) -> HttpResponse:
    """The messages of one case: when, from whom, and what follows from these dates alone."""
    case = find_case(request, reference)
    today = case.office.today()
    rows = access.messages(request.user).filter(case=case)
    page = {
        "lines": [
            {"message": row, "standing": standing(row, today), "command": fresh_command()}
            for row in rows
        ],
        "problem": actions.objection(case),
        "languages": Language.choices,
    }
    return show(request, case, "case_messages", **page)


def standing(message: FamilyMessage, today) -> dict:
    """Where it stands in words; of a kept message from the day on which it was read alone."""
    over = message.state == MessageState.KEPT and message.kept_until < today
    text = _("kept no longer, like every message of that day") if over else ""
    return {
        "text": text or message.get_state_display(),
        "over": over,
        "open": message.state in (MessageState.CHECKING, MessageState.KEPT) and not over,
    }


def new(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes a message down: typed, or the pictures of the family's sheet."""
    case = find_case(request, reference, "take_message")
    people = [p for p in consent.as_told(case.request) if p.life_status != LifeStatus.DEAD]
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = MessageForm(*typed, people=people, initial=_before(request, case))
    if request.method == "POST" and form.is_valid() and _taken(request, case, form):
        return redirect("case_messages", case.reference)
    page = {"case": case, "form": form, "problem": actions.objection(case)}
    return render(request, "casework/messages/new.html", page | {"command": fresh_command()})


def _before(request, case: Case) -> dict:
    """What a message said that came back, to be changed rather than typed again."""
    known = {"language": case.request.language}
    rows = access.messages(request.user).filter(case=case, state=MessageState.BACK)
    row = rows.filter(pk=_uuid(request.GET.get("from"))).first()
    if row is None:
        return known
    reading.read("view_message", by=request.user, case=case, message=str(row.pk))
    return {"language": row.language, "text": row.text, "sender": str(row.sender_id)}


def _uuid(typed):
    try:
        return uuid.UUID(typed or "")
    except ValueError:
        return None


def _taken(request, case: Case, form: MessageForm) -> bool:
    told, sheet, pages = form.cleaned_data, None, 0
    if told["sheet"]:
        sheet, pages = _sheet(request, told["sheet"])
        if sheet is None:
            return False
    _message, refusal = attempt(
        request, actions.take, case, told["sender"], by=request.user, text=told["text"],
        sheet=sheet, pages=pages, language=told["language"], command=command_of(request),
        done=_("Written down. A colleague reads it before anything else happens."),
    )  # fmt: skip
    return refusal is None


def _sheet(request, upload):
    """The pictures of the sheet's pages in the vault, or a sentence on the page."""
    try:
        with vault.upload_path(upload) as path:
            verdict, stored = receiving.drawn_anew(path, upload.name, most=actions.MOST_PAGES)
    except OSError as error:
        if not vault.is_full(error):
            raise
        verdict, stored = checks.Verdict("refused", "no_room"), None
    if stored is None:
        messages.error(request, verdict_on(upload.name, verdict.code, verdict.detail))
    return stored, verdict.pages


@require_POST
def take_back(request: HttpRequest, reference: str, pk) -> HttpResponse:
    """The same answer whether it has gone on or not."""
    case = find_case(request, reference, "take_message")
    row = access.find(access.messages(request.user).filter(case=case), pk=pk)
    attempt(
        request, actions.take_back, row, by=request.user, command=command_of(request),
        done=_("Taken back. If it has not gone on, it never will; nobody is told whether it has."),
    )  # fmt: skip
    return redirect("case_messages", case.reference)


def work_list(request: HttpRequest) -> HttpResponse:
    """What waits to be read, and what goes back to families; a press notes that one was told."""
    user = request.user
    if not access.can(user, "take_message"):
        access.require(user, "check_message")
    if request.method == "POST":
        row = access.messages_to_return(user).filter(pk=_uuid(request.POST.get("told"))).first()
        if row is not None:
            attempt(
                request, actions.note_told, row, by=user, command=command_of(request),
                done=_("Noted."),
            )  # fmt: skip
        return redirect("message_list")
    page = {
        "reads": access.can(user, "check_message"),
        "to_read": access.messages_to_read(user),
        "to_return": access.messages_to_return(user),
        "command": fresh_command(),
    }
    return render(request, "casework/messages/list.html", page)


def read(request: HttpRequest, pk) -> HttpResponse:
    """One message with what a machine would look at twice; the reader decides. Opening is noted."""
    access.require(request.user, "check_message")
    row = access.find(access.messages_to_read(request.user), pk=pk)
    form = ReadForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, row, form.cleaned_data):
        return redirect("message_list")
    reading.read("view_message", by=request.user, case=row.case, message=str(row.pk))
    found = neutrality.hints(row.text, places=_places(row))
    page = {
        "message": row,
        "case": row.case,
        "form": form,
        "parts": marked(row.text, found),
        "kinds": [KINDS[kind] for kind in KINDS if kind in {hint.kind for hint in found}],
        "pages": range(1, row.pages + 1),
        "command": fresh_command(),
    }
    return render(request, "casework/messages/read.html", page)


def _places(row: FamilyMessage) -> list[str]:
    """Names of places that the file itself holds: seldom in a list, and the likeliest here."""
    office, sought = row.case.office, row.case.sought
    told = [row.case.request.town, *office.cities.values(), sought.birth_place]
    told += [news.place for news in sought.news.all()]
    return [word for place in told if place for word in place.replace("،", " ").split()]


def marked(text: str, found) -> list[dict]:
    """The text in pieces: plain, or with the words that say why it is marked."""
    parts, at = [], 0
    for hint in found:
        parts.append({"text": text[at : hint.start]})
        parts.append({"text": text[hint.start : hint.end], "why": KINDS[hint.kind]})
        at = hint.end
    return [*parts, {"text": text[at:]}]


def _decided(request, row: FamilyMessage, told: dict) -> bool:
    press = {"by": request.user, "command": command_of(request)}
    if told["found"] == "neutral":
        done = _("Found neutral. It is kept, and goes on when it can.")
        _row, refusal = attempt(request, actions.accept, row, done=done, **press)
    else:
        _row, refusal = attempt(
            request, actions.send_back, row, told["reason"], words=told["words"], **press,
            done=_("Back to its sender. Whoever works at the desk tells the family why."),
        )  # fmt: skip
    return refusal is None


def picture(request: HttpRequest, pk, page: int) -> HttpResponse:
    """One page of the family's sheet, as a picture that cannot do anything."""
    access.require(request.user, "check_message")
    row = access.find(access.messages_to_read(request.user).select_related("sheet"), pk=pk)
    if row.sheet is None:
        raise Http404
    try:
        with vault.open_plain(row.sheet) as path:
            drawn = checks.safe_rendering(path, row.sheet.mime, page, WIDTH)
    except (checks.RenderingRefused, vault.MissingFile) as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/png")
