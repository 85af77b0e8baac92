"""A new letter in two steps: choose cases and recipient, see what goes and what stays, draft it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, drafting, submissions, wording
from correspondence.actions.drafts import MOST_CASES, draft, too_many
from correspondence.drafting import Party, Question
from correspondence.forms.letters import ChoicesForm, CopiesForm
from correspondence.models import Recipient
from correspondence.models.letter import AddresseeRole

from .letter import party_consent
from .letter_cases import Picking, picking, shown


@dataclass
class Choice:
    """All that was chosen so far; nothing of it is lost between the two steps."""

    cases: Picking
    form: ChoicesForm
    copies_form: CopiesForm
    recipient: Recipient | None = None

    @property
    def office(self):
        return self.cases.office

    @property
    def picked(self) -> list:
        return self.cases.picked

    @property
    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.copies_form.is_valid()])

    @property
    def kind(self) -> wording.LetterKind:
        return wording.kind(self.form.cleaned_data["kind"])

    @property
    def language(self) -> str:
        return self.form.cleaned_data["language"]


def letter_new(request: HttpRequest) -> HttpResponse:
    """`do`: show (other cases, another recipient), look (what goes), draft."""
    access.require(request.user, "draft_letter")
    do = request.POST.get("do", "") if request.method == "POST" else ""
    choice = _choice(request, bound=do in ("look", "draft"))
    if do not in ("look", "draft"):
        return _choose(request, choice)
    problems = _problems(choice)
    if problems or not choice.is_valid:
        return _choose(request, choice, problems)
    return _draft(request, choice) if do == "draft" else _look(request, choice)


def _problems(choice: Choice) -> list[tuple[str, str]]:
    """What is wrong with the cases alone: none, or more than a letter holds."""
    number = choice.cases.too_many or len(choice.picked)
    if not number:
        return [("cases", _("Please tick at least one case."))]
    return [("cases", too_many(number))] if number > MOST_CASES else []


def _choice(request, *, bound: bool) -> Choice:
    """What the page sent; forms are judged only when the person wants to go on."""
    user = request.user
    data = request.POST if request.method == "POST" else request.GET
    recipients = access.recipients(user).filter(active=True).order_by("pk")
    chosen = _recipient(recipients, data.get("recipient", ""))
    screen = (get_language() or "en")[:2]
    given = {"recipients": recipients, "chosen": chosen, "screen": screen}
    form = ChoicesForm(data, **given) if bound else ChoicesForm(initial=data.dict(), **given)
    copies = CopiesForm(data, recipients=recipients, to=chosen) if bound else CopiesForm(
        recipients=recipients, initial=data.dict()
    )  # fmt: skip
    return Choice(picking(user, data, MOST_CASES), form, copies, chosen)


def _recipient(recipients, key: str) -> Recipient | None:
    return next((one for one in recipients if str(one.pk) == key), None)


def _choose(request, choice: Choice, problems=()) -> HttpResponse:
    """Step one: the cases to tick, the recipient, and what fits the recipient."""
    page = {
        "choice": choice,
        "several_offices": choice.cases.cases_form.fields["office"].queryset.count() > 1,
        **shown(request.user, choice.cases),
        "problems": problems or _problems(choice)[: 1 if choice.cases.too_many else 0],
        "bad_forms": [form for form in (choice.form, choice.copies_form) if form.is_bound],
    }
    return render(request, "correspondence/letter_new.html", page)


def _title(kind: wording.LetterKind) -> str:
    return kind.title.get((get_language() or "en")[:2], kind.title["en"])


def _look(request, choice: Choice) -> HttpResponse:
    """Step two: case by case what goes to all who get it, and what stays and why."""
    parties = _parties(choice)
    desk = drafting.look_over(choice.picked, _question(choice, parties))
    page = {
        "choice": choice,
        "desk": desk,
        "kind": _title(choice.kind),
        "parties": [
            {
                "party": party,
                "role": AddresseeRole(party.role).label,
                **party_consent(party.recipient, desk, choice.office),
            }
            for party in parties
        ],
        "kept": _kept(request, choice),
        "command": fresh_command(),
    }
    return render(request, "correspondence/letter_look.html", page)


def _parties(choice: Choice) -> list[Party]:
    copies = [Party(to, role) for to, role, _language in choice.copies_form.chosen() if to]
    return [Party(choice.recipient), *copies]


def _question(choice: Choice, parties) -> Question:
    thread = None
    if choice.kind.cites == "earlier":
        earlier = submissions.earlier_with(choice.recipient, choice.office, choice.picked)
        thread = submissions.lines_by_case(earlier) if earlier else {}
    return Question(choice.kind, choice.office, parties, choice.office.today(), thread)


def _kept(request, choice: Choice) -> list[tuple[str, str]]:
    """What was chosen, to be carried in hidden fields."""
    left_out = ("do", "command", "csrfmiddlewaretoken", "pick", "case", "all", "turn")
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]
    return kept + [("pick", case.reference) for case in choice.picked]


def _draft(request, choice: Choice) -> HttpResponse:
    letter, _refusal = attempt(
        request,
        draft,
        choice.picked,
        choice.recipient,
        choice.kind.code,
        choice.language,
        by=request.user,
        office=choice.office,
        copies=choice.copies_form.chosen(),
        command=command_of(request),
        done=_("The draft is there. Read it, change the wording where it must be, hand it over."),
    )
    return redirect("letter", letter.pk) if letter else _look(request, choice)
