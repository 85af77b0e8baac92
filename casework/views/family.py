"""What is added to a family's request after the first day: details, notice, calls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework import access
from casework.actions import coming, completing, contacts, joining, requests
from casework.forms.desk import ContactForm, NoteForm
from casework.forms.family import CameLaterForm, CompleteForm, JoinForm, NoticeForm
from casework.models import NoticeVersion

from .case import find_case
from .steps import attempt, command_of, fresh_command, press_of


def complete(request: HttpRequest, reference: str) -> HttpResponse:
    """Adds what was missing; the case is logged as soon as nothing is missing any more."""
    case = find_case(request, reference, "complete")
    form = CompleteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _refusal = attempt(
            request,
            completing.complete_sought,
            case,
            form.told(),
            by=request.user,
            **press_of(request),
            done=_("Added."),
        )
        if done:
            return redirect("case", case.reference)
    return _page(request, case, form, title=_("Add what was missing"))


def came(request: HttpRequest, reference: str) -> HttpResponse:
    """How the request came, who spoke with the family, where its paper file stands."""
    case = find_case(request, reference, "complete")
    form = CameLaterForm(
        request.POST or None, family=case.request, colleagues=access.colleagues(request.user)
    )
    if request.method == "POST" and form.is_valid():
        done, _refusal = attempt(
            request,
            coming.describe_coming,
            case,
            form.told(),
            by=request.user,
            **press_of(request),
            done=_("Noted."),
        )
        if done:
            return redirect("case", case.reference)
    return _page(request, case, form, title=_("How did the request come?"))


def give_notice(request: HttpRequest, reference: str) -> HttpResponse:
    """The information notice was given now: the cases that waited for it are logged."""
    case = find_case(request, reference, "register")
    form = NoticeForm(
        request.POST or None,
        initial={"language": case.request.language},
        notices=NoticeVersion.given(),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done, _refusal = attempt(
            request,
            requests.give_notice,
            case.request,
            by=request.user,
            version=said["version"],
            language=said["language"],
            read_aloud=said["read_aloud"],
            command=command_of(request),
            done=_("Noted: the notice was given."),
        )
        if done:
            return redirect("case", case.reference)
    return _page(request, case, form, title=_("Give the information notice"), notice=True)


def join(request: HttpRequest, reference: str) -> HttpResponse:
    """Somebody asks together with the enquirer from now on, and answers for himself or herself."""
    case = find_case(request, reference, "complete")
    language = case.request.language
    form = JoinForm(request.POST or None, language=language, notices=NoticeVersion.given())
    if request.method == "POST" and form.is_valid():
        done, _refusal = attempt(
            request,
            joining.join,
            case,
            form.told(),
            by=request.user,
            version=form.cleaned_data["version"],
            how=form.cleaned_data["how"],
            **press_of(request),
            done=_("Noted: one more person asks. His or her answers stand beside the others."),
        )
        if done:
            return redirect("case_people", case.reference)
    page = {"case": case, "form": form, "language": language, "command": fresh_command()}
    return render(request, "casework/join.html", page)


def contact_new(request: HttpRequest, reference: str) -> HttpResponse:
    """A call, a visit, a message."""
    case = find_case(request, reference, "add_contact")
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        done, _refusal = attempt(
            request,
            contacts.add_contact,
            case.request,
            case=case,
            by=request.user,
            on=said.pop("on") or case.office.today(),
            command=command_of(request),
            done=_("Noted."),
            **said,
        )
        if done:
            return redirect("case", case.reference)
    return _page(request, case, form, title=_("Note a call or visit"))


def note_new(request: HttpRequest, reference: str) -> HttpResponse:
    """A note of the case; never where somebody is."""
    case = find_case(request, reference, "add_note")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _refusal = attempt(
            request,
            contacts.add_note,
            case.request,
            form.cleaned_data["words"],
            case=case,
            by=request.user,
            command=command_of(request),
            done=_("Noted."),
        )
        if done:
            return redirect("case", case.reference)
    return _page(request, case, form, title=_("Add a note"))


def _page(request, case, form, **more) -> HttpResponse:
    page = {"case": case, "form": form, "command": fresh_command(), **more}
    return render(request, "casework/case_form.html", page)
