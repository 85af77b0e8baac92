"""An office's own texts of letters: each save a version for ever, used once another approved it."""

import contextlib

from django.utils.translation import gettext as _

from casework.actions import acting
from casework.actions.errors import Refused, Stale
from casework.models import Office
from casework.models.office import Language
from casework.wording import Template
from correspondence import office_texts, wording
from correspondence.models import LetterTemplate, TemplateDecision
from families.names import tidy

from .acting_on import digest_of
from .reading_text import WordingRefused, read, refuse_never

__all__ = ["WordingRefused", "approve", "return_to_house", "send_back", "write"]

WORDS_MAX = 500


def write(
    office: Office, kind: str, language: str, text: str, *, by, seen=None, command=None
) -> LetterTemplate:
    """A new version; the same words again are the version that is there.

    `seen` is the number of the newest version on the page (0: none). Raises WordingRefused, or
    Refused where the text leaves out what a letter of this kind must say.
    """
    text = wording.tidied(text)
    told = [kind, language, digest_of(text)]
    with _writing(office, kind, language, by, seen, command, told) as (act, newest):
        if act.done:
            return LetterTemplate.objects.get(pk=act.result["template"])
        _refuse_unsaid(read(text, kind=kind, language=language), kind)
        refuse_never(text, kind=kind, language=language)
        if newest is not None and newest.text == text:
            row = newest
        else:
            row = _add(act, newest, office, kind, language, text)
            act.record("write_text", target=row.pk, kind=kind, language=language)
        act.result = {"template": str(row.pk)}
    return row


def return_to_house(
    office: Office, kind: str, language: str, *, by, seen=None, command=None
) -> LetterTemplate:
    """Back to the house's text in one step: it was read and tested before it was shipped, so
    nobody has to approve it. What the office wrote stays among the versions."""
    with _writing(office, kind, language, by, seen, command, [kind, language, "house"]) as (
        act,
        newest,
    ):
        if act.done:
            return LetterTemplate.objects.get(pk=act.result["template"])
        if newest is None or newest.is_house:
            raise Refused(_("Letters use the house’s text already."), code="house_already")
        row = _add(act, newest, office, kind, language, "")
        TemplateDecision.objects.create(template=row, approved=True, by=by)
        act.record("house_text", target=row.pk, kind=kind, language=language)
        act.result = {"template": str(row.pk)}
    return row


def approve(template: LetterTemplate, *, by, command=None) -> TemplateDecision:
    """Letters that are begun from now on use it. By another person than its author."""
    with _deciding(template, by, command, "approve_text", []) as act:
        if act.done:
            return TemplateDecision.objects.get(template=template)
        if by.pk == template.author_id:
            raise Refused(_("You wrote this text: another person must approve it."), code="author")
        read(template.text, kind=template.kind, language=template.language)
        act.record("approve_text", target=template.pk)
        return TemplateDecision.objects.create(template=template, approved=True, by=by)


def send_back(template: LetterTemplate, words: str, *, by, command=None) -> TemplateDecision:
    """Not to be used as it stands, with what should change."""
    words = tidy(words)
    with _deciding(template, by, command, "send_text_back", [digest_of(words)]) as act:
        if act.done:
            return TemplateDecision.objects.get(template=template)
        if not words:
            raise Refused(_("Please say what should change."), code="words")
        act.record("send_text_back", target=template.pk)
        return TemplateDecision.objects.create(
            template=template, approved=False, words=words[:WORDS_MAX], by=by
        )


@contextlib.contextmanager
def _writing(office, kind, language, by, seen, command, told):
    """Opens the action; gives it with the newest version, read under the lock of the office."""
    with acting.acting(
        "write_texts", by=by, office=office, command=command, content=[str(office.pk), *told]
    ) as act:
        if act.done:
            yield act, None
            return
        _refuse_strange(kind, language)
        Office.objects.select_for_update().get(pk=office.pk)
        newest = office_texts.versions(office, kind, language).first()
        if seen is not None and newest is not None and seen != newest.version:
            raise Stale(who=newest.author, when=newest.at, what="write_text")
        yield act, newest


@contextlib.contextmanager
def _deciding(template: LetterTemplate, by, command, step: str, told):
    """Opens the action on the newest version; one that is decided, or older, is refused."""
    office = template.office
    content = [str(template.pk), step, *told]
    with acting.acting(
        "approve_texts", by=by, office=office, command=command, content=content
    ) as act:
        if not act.done:
            Office.objects.select_for_update().get(pk=office.pk)
            newest = office_texts.versions(office, template.kind, template.language).first()
            if newest.pk != template.pk:
                raise Refused(_("There is a newer version: decide on that one."), code="older")
            if TemplateDecision.objects.filter(template=template).exists():
                raise Refused(_("Somebody has decided on this version already."), code="decided")
        yield act


def _add(act, newest, office, kind, language, text) -> LetterTemplate:
    return LetterTemplate.objects.create(
        office=office,
        kind=kind,
        language=language,
        version=newest.version + 1 if newest else 1,
        text=text,
        author=act.by,
    )


def _refuse_strange(kind: str, language: str) -> None:
    if kind not in {each.code for each in office_texts.own_kinds()}:
        raise Refused(_("An office has no text of its own of this kind."), code="kind")
    if language not in Language.values:
        raise Refused(_("There is no such language."), code="language")


def _refuse_unsaid(template: Template, kind: str) -> None:
    """What every letter of the kind must say: a field that the text does not show."""
    unsaid = [f for f in wording.kind(kind).required_fields() if f.name not in template.fields]
    if unsaid:
        names = ", ".join(f"{_(field.description)} {{{{{field.name}}}}}" for field in unsaid)
        sentence = _("A letter of this kind must say: %(names)s.")
        raise Refused(sentence % {"names": names}, codes=[field.name for field in unsaid])
