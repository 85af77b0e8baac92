"""A new letter in two steps: choose cases and recipient, see what goes and what stays, draft it."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework import access as case_access
from casework import queries as case_queries
from casework.search import search
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, drafting, submissions, wording
from correspondence.actions.drafts import draft
from correspondence.drafting import Party, Question
from correspondence.drafting.desk import WRITABLE
from correspondence.forms.letters import READY, CasesForm, ChoicesForm, CopiesForm
from correspondence.forms.letters import WRITABLE as MAY_BE_WRITTEN
from correspondence.models import Recipient
from correspondence.models.letter import AddresseeRole

from .letter import party_consent

MOST = 300


@dataclass
class Choice:
    """All that was chosen so far; nothing of it is lost between the two steps."""

    office: object
    cases_form: CasesForm
    form: ChoicesForm
    copies_form: CopiesForm
    picked: list = field(default_factory=list)
    recipient: Recipient | None = None

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
    problems = [] if choice.picked else [("cases", _("Please tick at least one case."))]
    if problems or not choice.is_valid:
        return _choose(request, choice, problems)
    return _draft(request, choice) if do == "draft" else _look(request, choice)


def _choice(request, *, bound: bool) -> Choice:
    """What the page sent; forms are judged only when the person wants to go on."""
    user = request.user
    data = request.POST if request.method == "POST" else request.GET
    cases_form, office = _cases_form(user, data)
    recipients = access.recipients(user).filter(active=True).order_by("pk")
    chosen = _recipient(recipients, data.get("recipient", ""))
    screen = (get_language() or "en")[:2]
    given = {"recipients": recipients, "chosen": chosen, "screen": screen}
    form = ChoicesForm(data, **given) if bound else ChoicesForm(initial=data.dict(), **given)
    copies = CopiesForm(data, recipients=recipients, to=chosen) if bound else CopiesForm(
        recipients=recipients, initial=data.dict()
    )  # fmt: skip
    choice = Choice(office, cases_form, form, copies, _picked(user, data), chosen)
    if data.get("all"):
        choice.picked = _with_all(choice.picked, _listed(user, choice))
    return choice


def _with_all(picked: list, listed: list) -> list:
    """Those that were ticked, then all others of the list."""
    known = {case.pk for case in picked}
    return [*picked, *(case for case in listed if case.pk not in known)]


def _cases_form(user, data) -> tuple[CasesForm, object]:
    writing = access.offices_for(user, "draft_letter")
    offices = case_access.offices(user).filter(pk__in=writing)
    first = offices.first()
    told = {"state": READY, **data.dict()}
    picked = next(iter(_picked(user, data)), None)
    told["office"] = told.get("office") or str(picked.office_id if picked else first.pk)
    form = CasesForm(told, offices=offices)
    form.is_valid()
    return form, form.cleaned_data.get("office") or first


def _recipient(recipients, key: str) -> Recipient | None:
    return next((one for one in recipients if str(one.pk) == key), None)


def _picked(user, data) -> list:
    references = [*data.getlist("pick"), *data.getlist("case")]
    rows = access.cases_to_write_about(user).filter(reference__in=references)
    return list(case_queries.for_list(rows).order_by("request__number", "reference"))


def _choose(request, choice: Choice, problems=()) -> HttpResponse:
    """Step one: the cases to tick, the recipient, and what fits the recipient."""
    ticked = {case.reference for case in choice.picked}
    others = [case for case in _listed(request.user, choice) if case.reference not in ticked]
    page = {
        "choice": choice,
        "several_offices": choice.cases_form.fields["office"].queryset.count() > 1,
        "rows": [*((case, True) for case in choice.picked), *((case, False) for case in others)],
        "more": len(others) == MOST,
        "problems": problems,
        "bad_forms": [form for form in (choice.form, choice.copies_form) if form.is_bound],
    }
    return render(request, "correspondence/letter_new.html", page)


def _title(kind: wording.LetterKind) -> str:
    return kind.title.get((get_language() or "en")[:2], kind.title["en"])


def _listed(user, choice: Choice) -> list:
    """The cases that the filter asks for."""
    rows = access.cases_to_write_about(user).filter(office=choice.office)
    asked = choice.cases_form.cleaned_data
    state = asked.get("state") or READY
    if state == READY:
        rows = case_queries.ready(rows)
    elif state == MAY_BE_WRITTEN:
        rows = rows.filter(state__in=WRITABLE)
    for words in (asked.get("family"), asked.get("q")):
        if words:
            rows = search(words, within=rows).cases
    rows = case_queries.for_list(rows).distinct().order_by("request__number", "reference")
    return list(rows[:MOST])


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
    left_out = ("do", "command", "csrfmiddlewaretoken", "pick", "case", "all")
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
