"""Piles of signed scans: taken in, read, sorted by letter, looked at side by side, confirmed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from casework import vault
from casework.access import offices
from casework.vault import checks
from casework.views.files import isolated, receive, verdict_on
from casework.views.steps import attempt, command_of, fresh_command, press_of
from correspondence import access, piles, queries
from correspondence.actions import piles as actions
from correspondence.actions.signing import SUFFIXES
from correspondence.forms.letters import ConfirmScanForm
from correspondence.forms.piles import ConfirmAllForm, LetterOfPageForm, MoreScansForm, PileForm
from correspondence.models import ScanPile
from correspondence.pdf.drawing import turned

from .letter_desk import kind_title

SHOWN = 30
WIDTHS = (240, 900)


def pile_list(request: HttpRequest) -> HttpResponse:
    """The piles of the last days, and the box for a new one."""
    access.require(request.user, "sign_letter")
    held = offices(request.user).filter(pk__in=access.offices_for(request.user, "sign_letter"))
    form = PileForm(request.POST or None, request.FILES or None, offices=held.order_by("code"))
    if request.method == "POST" and form.is_valid():
        office = form.cleaned_data.get("office") or held.order_by("code").first()
        pile = _take_in(request, form.cleaned_data["scans"], office)
        if pile is not None:
            return redirect("pile", pile.pk)
    page = {
        "form": form,
        "piles": [_line(pile) for pile in access.piles(request.user)[:SHOWN]],
        "many_offices": len(held) > 1,
        "command": fresh_command(),
    }
    return render(request, "correspondence/pile_list.html", page)


def _line(pile: ScanPile) -> dict:
    pages = sum(pile.files.values_list("pages", flat=True))
    return {"pile": pile, "pages": pages, "open": piles.open_pages(pile) if pile.read_at else None}


def _take_in(request, uploads, office, pile: ScanPile | None = None) -> ScanPile | None:
    """Examines and keeps each file; the pile to go on with, None where nothing was taken."""
    told, before = [], None
    for upload in uploads:
        verdict, stored = receive(upload)
        if stored is None:
            messages.error(request, verdict_on(upload.name, verdict.code, verdict.detail))
        elif verdict.mime not in SUFFIXES:
            sentence = _("%(name)s is no scan: a PDF or a picture is needed.")
            messages.error(request, sentence % {"name": isolated(upload.name)})
        elif known := actions.known(office, stored):
            before = before or known
            sentence = _("%(name)s was uploaded before. It is not read a second time.")
            messages.warning(request, sentence % {"name": isolated(upload.name)})
        else:
            told.append(actions.FileTold(upload.name, stored, verdict.pages or 1))
    if not told:
        return before
    made, _refusal = attempt(
        request, actions.receive, told, by=request.user, office=office, pile=pile,
        command=command_of(request),
    )  # fmt: skip
    return made


def pile(request: HttpRequest, pk) -> HttpResponse:
    """One pile. `do`: more files, confirm all that are whole, give or put aside one page."""
    found = access.find(access.piles(request.user), pk=pk)
    if request.htmx:
        return _progress(request, found)
    do = request.POST.get("do", "") if request.method == "POST" else ""
    if do == "more":
        return _more(request, found)
    if do == "all":
        return _confirm_all(request, found)
    if do in ("give", "aside", "back"):
        return _change_page(request, found, do)
    return render(request, "correspondence/pile.html", _shown(request, found))


def _progress(request, found: ScanPile) -> HttpResponse:
    if not _is_busy(found):
        return HttpResponseClientRefresh()
    return render(request, "correspondence/_pile_progress.html", _far(found))


def _is_busy(found: ScanPile) -> bool:
    return found.read_at is None or found.confirmations.filter(state="waiting").exists()


def _far(found: ScanPile) -> dict:
    confirmations = found.confirmations.all()
    waiting = sum(row.state == "waiting" for row in confirmations)
    if found.read_at is None:
        done = piles.read_so_far(found)
        total = sum(found.files.values_list("pages", flat=True))
    else:
        done, total = len(confirmations) - waiting, len(confirmations)
    return {"pile": found, "reading": found.read_at is None, "done": done, "total": total}


def _shown(request, found: ScanPile) -> dict:
    page = {"pile": found, "busy": _is_busy(found), "command": fresh_command()}
    if page["busy"]:
        return page | _far(found)
    letters = access.letters(request.user, "sign_letter").filter(office=found.office)
    sorted_pile = piles.sort(found)
    not_done = found.confirmations.filter(state="not_done").values_list("letter", flat=True)
    return page | {
        "sorted": sorted_pile,
        "ready": sorted_pile.standing("ready"),
        "look": sorted_pile.standing("look"),
        "wrong": sorted_pile.standing("wrong"),
        "done": sorted_pile.standing("done"),
        "files": found.files.all(),
        "not_done": set(not_done),
        "letters": queries.waiting_for_scan(letters),
        "more_form": MoreScansForm(),
        "all_form": ConfirmAllForm(),
    }


def _more(request, found: ScanPile) -> HttpResponse:
    form = MoreScansForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(
            request, "correspondence/pile.html", _shown(request, found) | {"more_form": form}
        )
    _take_in(request, form.cleaned_data["scans"], found.office, found)
    return redirect("pile", found.pk)


def _confirm_all(request, found: ScanPile) -> HttpResponse:
    form = ConfirmAllForm(request.POST)
    if not form.is_valid():
        return render(
            request, "correspondence/pile.html", _shown(request, found) | {"all_form": form}
        )
    picked = request.POST.getlist("letter")
    ready = [group.letter for group in piles.sort(found).standing("ready")]
    attempt(
        request, actions.confirm_all, found, [one for one in ready if str(one.pk) in picked],
        by=request.user, signed_on=form.cleaned_data["signed_on"], command=command_of(request),
    )  # fmt: skip
    return redirect("pile", found.pk)


def _change_page(request, found: ScanPile, do: str) -> HttpResponse:
    rows = access.pile_pages(request.user).filter(file__pile=found)
    number = request.POST.get("page", "")
    page = access.find(rows, pk=int(number) if number.isdecimal() and len(number) < 16 else 0)
    if do != "give":
        attempt(request, actions.set_aside, page, by=request.user, back=do == "back")
        return redirect("pile", found.pk)
    letters = access.letters(request.user, "sign_letter").filter(office=found.office)
    form = LetterOfPageForm(request.POST, letters=queries.waiting_for_scan(letters))
    if form.is_valid():
        attempt(request, actions.give, page, form.cleaned_data["letter"], by=request.user)
    else:
        messages.error(request, _("Please choose the letter to which this page belongs."))
    return redirect("pile", found.pk)


def pile_letter(request: HttpRequest, pk, letter) -> HttpResponse:
    """The pages of one letter beside ours; `confirm` makes them its signed scan."""
    found = access.find(access.piles(request.user), pk=pk)
    letters = access.letters(request.user, "sign_letter").filter(office=found.office)
    row = access.find(letters, pk=letter)
    group = piles.group_of(found, row)
    if group is None:
        raise Http404
    form = ConfirmScanForm(
        request.POST or None,
        people=queries.who_may_sign(row),
        needs_person=group.standing == "look",
        initial={"signatory": row.signatory_id},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        signed, _refusal = attempt(
            request, actions.confirm, found, row, by=request.user, signatory=given["signatory"],
            signed_on=given["signed_on"], looked=given.get("looked", False),
            done=_("The letter is signed. Its pages are being bound together."),
            **press_of(request),
        )  # fmt: skip
        if signed is not None:
            return redirect("pile", found.pk)
    page = {
        "pile": found,
        "group": group,
        "letter": group.letter,
        "kind": kind_title(group.letter),
        "may_confirm": group.standing in ("ready", "look"),
        "form": form,
        "command": fresh_command(),
    }
    return render(request, "correspondence/pile_letter.html", page)


def pile_page(request: HttpRequest, pk, page: int) -> HttpResponse:
    """A page of a pile as a picture, drawn by a child process; `small` for the list."""
    row = access.find(access.pile_pages(request.user).filter(file__pile=pk), pk=page)
    width = WIDTHS[0] if request.GET.get("small") == "1" else WIDTHS[1]
    try:
        with vault.open_plain(row.file.file) as path:
            drawn = checks.safe_rendering(path, row.file.file.mime, row.page, width)
    except (checks.RenderingRefused, vault.MissingFile) as error:
        raise Http404 from error
    answer = HttpResponse(turned(drawn, row.turn), content_type="image/png")
    answer.headers["Cache-Control"] = "no-store"
    return answer
