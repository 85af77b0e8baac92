"""The steps of a letter: some at one press, some with words on a page of their own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework import access as case_access
from casework.views.steps import attempt, fresh_command, press_of
from correspondence import access, queries
from correspondence.actions import letters as actions
from correspondence.actions import marking, numbers, signing
from correspondence.forms.asked import AskedForm
from correspondence.forms.letters import (
    ClassForm,
    CopiesForm,
    NumberForm,
    ReasonForm,
    SignatoryForm,
    WordsForm,
)
from correspondence.models import Letter

from .letter import find_letter, show
from .letter_desk import kind_title
from .letter_wording import back_to, words_typed


@dataclass(frozen=True)
class Step:
    """A step at one press. `rows` says that it is about a case or a paper of the letter."""

    verb: str
    action: Callable
    done: str
    rows: bool = False


PRESSES = {
    "hand_over": Step(
        "draft_letter", actions.hand_over, gettext_lazy("The letter waits for approval.")
    ),
    "approve": Step("approve_letter", actions.approve, gettext_lazy("The letter is approved.")),
    "sign": Step("sign_letter", signing.sign, gettext_lazy("The letter is signed.")),
    "bind_again": Step(
        "bind_again", signing.bind_again, gettext_lazy("The pages are being bound once more.")
    ),
    "figures_in": Step("draft_letter", marking.with_figures, gettext_lazy("Changed.")),
    "figures_out": Step("draft_letter", marking.without_figures, gettext_lazy("Changed.")),
    "take_out": Step("draft_letter", actions.take_out, gettext_lazy("Taken out."), rows=True),
    "put_back": Step("draft_letter", actions.put_back, gettext_lazy("Put back."), rows=True),
    "annex_up": Step("draft_letter", actions.move_up, gettext_lazy("Moved."), rows=True),
    "annex_down": Step("draft_letter", actions.move_down, gettext_lazy("Moved."), rows=True),
}


@dataclass(frozen=True)
class Asking:
    """A step that asks for words first: its page says what will happen."""

    verb: str
    action: Callable
    form: type
    title: str
    text: str
    button: str
    grave: bool = False


ASKED = {
    "send_back": Asking(
        "approve_letter",
        actions.send_back,
        WordsForm,
        gettext_lazy("Send this letter back?"),
        gettext_lazy("It becomes a draft again; whoever wrote it reads your words."),
        gettext_lazy("Send it back"),
    ),
    "take_back": Asking(
        "draft_letter",
        actions.take_back,
        WordsForm,
        gettext_lazy("Take this letter back?"),
        gettext_lazy(
            "It becomes a draft again and keeps its number. The pages as they were numbered stay "
            "in the record, marked as not sent."
        ),
        gettext_lazy("Take it back"),
    ),
    "void": Asking(
        "void_letter",
        actions.void,
        ReasonForm,
        gettext_lazy("Void this letter?"),
        gettext_lazy("It never leaves. A number that it has stays in the book, with your reason."),
        gettext_lazy("Void it"),
        grave=True,
    ),
}


def letter_step(request: HttpRequest, pk, step: str) -> HttpResponse:
    """Takes a step by POST; a GET shows the page of a step that asks for something, else the
    letter: a step's address stands in the browser while words typed beside it come back."""
    if request.method == "GET" and (step in PRESSES or step in ANSWERED_AT_ONCE):
        return redirect("letter", pk)
    if step in PRESSES:
        return _press(request, pk, PRESSES[step])
    if step in ASKED:
        return _ask(request, pk, ASKED[step])
    other = OTHERS.get(step)
    if other is None:
        raise Http404
    return other(request, pk)


def _press(request, pk, step: Step) -> HttpResponse:
    letter = find_letter(request, pk, step.verb)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    about = [_row(request, letter)] if step.rows else []
    attempt(
        request, step.action, letter, *about, by=request.user, done=step.done, **press_of(request)
    )
    return back_to(request, letter, f"annex-{about[0].pk}" if about else "")


def _order(request, pk) -> HttpResponse:
    """An annex that was dragged to a place among the others, counted from 1."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    letter = find_letter(request, pk, "draft_letter")
    paper, place = _row(request, letter), request.POST.get("place", "")
    if not (place.isascii() and place.isdigit() and len(place) < 5 and int(place)):
        raise Http404
    move = {"by": request.user, "done": _("Moved."), **press_of(request)}
    attempt(request, actions.move_to, letter, paper, int(place), **move)
    return back_to(request, letter, f"annex-{paper.pk}")


def _row(request, letter: Letter):
    """The case or the paper of this letter that the button names; else 404."""
    key = request.POST.get("row", "")
    families = letter.lines.values("case__request")
    papers = case_access.documents(request.user).filter(request__in=families)
    cases = access.cases_to_write_about(request.user).filter(letter_lines__letter=letter)
    for rows in (cases, papers):
        found = next((row for row in rows if str(row.pk) == key), None)
        if found is not None:
            return found
    raise Http404


def _ask(request, pk, asking: Asking) -> HttpResponse:
    letter = find_letter(request, pk, asking.verb)
    form = asking.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        done, _refusal = attempt(
            request, asking.action, letter, words, by=request.user, **press_of(request)
        )
        if done is not None:
            messages.success(request, _("Done: %(state)s.") % {"state": done.get_state_display()})
            return redirect("letter", letter.pk)
    return ask_page(
        request, letter, form, asking.title, asking.button, text=asking.text, grave=asking.grave
    )


def ask_page(request, letter: Letter, form, title, button, **more) -> HttpResponse:
    page = {
        "letter": find_letter(request, letter.pk),
        "kind": kind_title(letter),
        "form": form,
        "title": title,
        "button": button,
        "command": fresh_command(),
        **more,
    }
    return render(request, "correspondence/letter_step.html", page)


def _number(request, pk) -> HttpResponse:
    letter = find_letter(request, pk, "number_letter")
    form = NumberForm(request.POST if request.method == "POST" else None, letter=letter)
    if request.method == "POST" and form.is_valid():
        numbered, _refusal = attempt(
            request,
            numbers.take_number,
            letter,
            by=request.user,
            secretariat_number=form.cleaned_data.get("number", ""),
            dated=form.cleaned_data["dated"],
            **press_of(request),
        )
        if numbered is not None:
            said = _("The letter has its number: %(number)s.")
            messages.success(request, said % {"number": f"\u2066{numbered.number}\u2069"})
            return redirect("letter", letter.pk)
    return ask_page(
        request,
        letter,
        form,
        _("Give this letter its number?"),
        _("Number and freeze it"),
        text=_(
            "Every consent is asked once more. Then the pages are frozen: what is signed and sent "
            "is exactly what you see now."
        ),
    )


def _copies(request, pk) -> HttpResponse:
    letter = find_letter(request, pk, "draft_letter")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = CopiesForm.of(letter, access.recipients(request.user), request.POST)
    if form.is_valid():
        return _changed(request, actions.change_copies, letter, form.chosen())
    return _again(request, letter, "copies_form", form)


def _signatory(request, pk) -> HttpResponse:
    letter = find_letter(request, pk, "draft_letter")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = SignatoryForm(request.POST, people=queries.who_may_sign(letter))
    if form.is_valid():
        return _changed(request, actions.choose_signatory, letter, form.cleaned_data["signatory"])
    return _again(request, letter, "signatory_form", form)


def _classify(request, pk) -> HttpResponse:
    letter = find_letter(request, pk, "draft_letter")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ClassForm(request.POST, letter=letter, marks=marking.marks_for(letter))
    if form.is_valid():
        return _changed(request, marking.classify, letter, form.cleaned_data["mark"])
    return _again(request, letter, "class_form", form)


def _tell(request, pk) -> HttpResponse:
    letter = find_letter(request, pk, "draft_letter")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = AskedForm(request.POST, letter=letter, language=get_language()[:2])
    if form.is_valid():
        return _changed(request, actions.tell, letter, form.told())
    return _again(request, letter, "asked_form", form)


def _again(request, letter: Letter, name: str, form) -> HttpResponse:
    """The page with a form that cannot be taken as it stands, and with the words typed."""
    typed = words_typed(request, letter)
    return show(
        request, letter, text=typed, unkept=typed is not None, bad_forms=[form], **{name: form}
    )


def _changed(request, action, letter: Letter, *about) -> HttpResponse:
    attempt(
        request, action, letter, *about, by=request.user, done=_("Changed."), **press_of(request)
    )
    return back_to(request, letter)


ANSWERED_AT_ONCE = ("copies", "signatory", "classify", "tell", "annex_to")
OTHERS = {
    "number": _number,
    "copies": _copies,
    "signatory": _signatory,
    "classify": _classify,
    "tell": _tell,
    "annex_to": _order,
}
