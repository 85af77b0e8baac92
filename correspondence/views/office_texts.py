"""The office's own texts of letters: each kind in each language, its versions, what is in use."""

import base64
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from casework.models import Office
from casework.models.office import Language
from casework.views.steps import attempt, fresh_command, press_of
from correspondence import access, drafting, office_texts, wording
from correspondence.actions import templates as actions
from correspondence.actions.reading_text import WordingRefused, read
from correspondence.pdf.drawing import drawn_page
from correspondence.wording import LetterKind

from .letter import page_asked
from .letter_desk import title_of_kind
from .letter_files import shown
from .letter_wording import typed_text

SHORT = drafting.SIZES[0]


def text_list(request: HttpRequest) -> HttpResponse:
    """Every kind and language of the offices of the user: whose text letters use, what waits."""
    access.require(request.user, "view_texts")
    page = {
        "offices": [
            {"office": office, "kinds": [_line(office, kind) for kind in office_texts.own_kinds()]}
            for office in access.offices_with_texts(request.user)
        ],
        "waiting": [
            _titled(t) for t in office_texts.waiting(access.letter_templates(request.user))
        ],
        "languages": Language.choices,
    }
    return render(request, "correspondence/text_list.html", page)


def _titled(template) -> dict:
    return {"template": template, "title": title_of_kind(wording.kind(template.kind))}


def _line(office: Office, kind: LetterKind) -> dict:
    used = {code: office_texts.in_use(office, kind.code, code) for code in Language.values}
    return {"kind": kind, "title": title_of_kind(kind), "used": list(used.items())}


@dataclass(frozen=True)
class Place:
    """A kind in a language of an office, found for somebody who may see its texts."""

    office: Office
    kind: LetterKind
    language: str

    @property
    def versions(self):
        return office_texts.versions(self.office, self.kind.code, self.language)

    @property
    def in_use(self):
        return office_texts.in_use(self.office, self.kind.code, self.language)

    @property
    def house(self) -> str:
        return wording.source(self.kind.code, self.language)


def find_place(request: HttpRequest, code: str, kind: str, language: str, verb: str) -> Place:
    office = access.find(access.offices_with_texts(request.user), code=code)
    access.require(request.user, verb, office)
    known = {each.code: each for each in office_texts.own_kinds()}
    if kind not in known or language not in Language.values:
        raise Http404
    return Place(office, known[kind], language)


def text(request: HttpRequest, code: str, kind: str, language: str) -> HttpResponse:
    """The text beside its page. POST `do`: keep a version, back to the house's, or show."""
    verb = "write_texts" if request.method == "POST" else "view_texts"
    place = find_place(request, code, kind, language, verb)
    if request.method != "POST":
        return _show(request, place, _begins_with(place, request.GET.get("from", "")))
    typed = wording.tidied(typed_text(request, language))
    do = request.POST.get("do", "show")
    if do in ("keep", "house"):
        return _write(request, place, typed, do)
    if request.htmx:
        return _page_alone(request, place, typed)
    return _show(request, place, typed)


def _begins_with(place: Place, wanted: str) -> str:
    """The newest version, or the one whose number is asked for (0: the house's text)."""
    versions = place.versions
    if wanted.isascii() and wanted.isdigit():
        versions = versions.filter(version=int(wanted[:6]))
    return office_texts.words_of(versions.first(), place.kind.code, place.language)


def _write(request, place: Place, typed: str, do: str) -> HttpResponse:
    told = (place.office, place.kind.code, place.language)
    action, done = actions.return_to_house, _("Letters use the house’s text again.")
    if do == "keep":
        action, told = actions.write, (*told, typed)
        done = _("Kept as a version. Letters use it once another person has approved it.")
    kept, refusal = attempt(request, action, *told, by=request.user, done=done, **press_of(request))
    if kept is not None:
        return redirect("office_text", place.office.code, place.kind.code, place.language)
    problem = refusal if isinstance(refusal, WordingRefused) else None
    return _show(request, place, typed, problem=problem)


@dataclass
class SampleSight:
    """A page of the sample, or what stands in the way."""

    size: str
    page: int = 1
    missing: tuple = ()
    pages: int = 0
    pdf: bytes = b""
    problem: WordingRefused | None = None

    @property
    def picture(self) -> str:
        drawn = drawn_page(self.pdf, self.page)
        return f"data:image/png;base64,{base64.b64encode(drawn).decode()}"


def _sight(request, place: Place, typed: str) -> SampleSight:
    said = request.POST if request.method == "POST" else request.GET
    size = said.get("size", "")
    sight = SampleSight(size if size in drafting.SIZES else SHORT)
    try:
        template = read(typed, kind=place.kind.code, language=place.language)
    except WordingRefused as refusal:
        sight.problem = refusal
        return sight
    rendered = drafting.sample(template, place.kind.code, place.office, sight.size)
    sight.pdf, sight.pages = rendered.pdf, rendered.pages
    sight.page = min(max(page_asked(said), 1), sight.pages)
    return sight


def _page_alone(request, place: Place, typed: str) -> HttpResponse:
    seen = {"place": place, "sight": _sight(request, place, typed), "may_write": True}
    if seen["sight"].problem is None:
        return render(request, "correspondence/_text_sight.html", seen)
    return retarget(render(request, "correspondence/_letter_says.html", seen), "#says")


def _show(request, place: Place, typed: str, **more) -> HttpResponse:
    versions = list(place.versions)
    page = {
        "place": place,
        "title": title_of_kind(place.kind),
        "language_name": dict(Language.choices)[place.language],
        "text": typed,
        "sight": _sight(request, place, typed),
        "versions": versions,
        "newest": versions[0] if versions else None,
        "in_use": place.in_use,
        "fields": sorted(place.kind.fields.values(), key=lambda field: field.name),
        "required": place.kind.required,
        "may_write": access.can(request.user, "write_texts", place.office),
        "command": fresh_command(),
        **more,
    }
    return render(request, "correspondence/text.html", page)


@require_POST
def text_sample(request: HttpRequest, code: str, kind: str, language: str) -> HttpResponse:
    """All pages of the sample as a PDF, with the words typed so far."""
    place = find_place(request, code, kind, language, "write_texts")
    typed = wording.tidied(typed_text(request, language))
    sight = _sight(request, place, typed)
    return _show(request, place, typed) if sight.problem else shown(sight.pdf, "sample.pdf")
