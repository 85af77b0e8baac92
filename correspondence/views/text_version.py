"""One version of an office's text: what changed since another one, and the decision on it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from casework.models.office import Language
from casework.views.steps import attempt, command_of, fresh_command
from correspondence import access, office_texts, wording
from correspondence.actions import templates as actions
from correspondence.forms.letters import WordsForm
from correspondence.models import LetterTemplate, TemplateStanding
from correspondence.wording.comparing import compare, count_changes

from .letter_desk import title_of_kind

HOUSE = 0


def text_version(request: HttpRequest, pk) -> HttpResponse:
    """GET shows it against another version (`with`); POST decides: approve, or send back."""
    template = access.find(access.letter_templates(request.user), pk=pk)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        access.require(request.user, "approve_texts", template.office)
        if _decide(request, template, form):
            return redirect("text_version", template.pk)
    return render(request, "correspondence/text_version.html", _page(request, template, form))


def _decide(request, template: LetterTemplate, form: forms.Form) -> bool:
    press = {"by": request.user, "command": command_of(request)}
    if request.POST.get("do") == "approve":
        done = _("Approved: letters that are begun from now on use it.")
        return attempt(request, actions.approve, template, done=done, **press)[0] is not None
    if not form.is_valid():
        return False
    words = form.cleaned_data["words"]
    done = _("Sent back.")
    return attempt(request, actions.send_back, template, words, done=done, **press)[0] is not None


def _page(request, template: LetterTemplate, form: forms.Form) -> dict:
    versions = office_texts.versions(template.office, template.kind, template.language)
    others = [each for each in versions if each.pk != template.pk]
    other = _other(request.GET.get("with", ""), template, others)
    pieces = compare(_words(other, template), _words(template, template))
    new, gone = count_changes(pieces)
    open_to_decide = (
        template.standing == TemplateStanding.WAITING
        and access.can(request.user, "approve_texts", template.office)
        and all(each.version < template.version for each in others)
    )
    return {
        "template": template,
        "title": title_of_kind(wording.kind(template.kind)),
        "language_name": dict(Language.choices)[template.language],
        "others": others,
        "other": other,
        "pieces": pieces,
        "new": new,
        "gone": gone,
        "in_use": office_texts.in_use(template.office, template.kind, template.language),
        "may_decide": open_to_decide,
        "is_author": template.author_id == request.user.pk,
        "form": form,
        "bad_forms": [form] if form.is_bound and request.POST.get("do") != "approve" else [],
        "command": fresh_command(),
    }


def _other(wanted: str, template: LetterTemplate, others: list) -> LetterTemplate | None:
    """The version asked for; else the approved one before it, the one before it, or the house's."""
    if wanted.isascii() and wanted.isdigit():
        return next((each for each in others if each.version == int(wanted[:6])), None)
    older = [each for each in others if each.version < template.version]
    used = [each for each in older if each.standing == TemplateStanding.APPROVED]
    return next(iter(used or older), None)


def _words(version: LetterTemplate | None, template: LetterTemplate) -> str:
    return office_texts.words_of(version, template.kind, template.language).strip()
