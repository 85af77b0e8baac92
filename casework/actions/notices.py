"""The house's own information notice: a draft, then in force; what was in force stays for ever."""

from django.utils import timezone
from django.utils.translation import gettext as _

from casework.models import NoticeVersion
from casework.models.notice import SHIPPED
from casework.models.office import Language

from . import acting
from .errors import Refused, Stale


def write_draft(texts: dict[str, str], *, by, seen: int, command=None) -> None:
    """Keeps the words of the next version. `seen` is how often it was saved, 0 without a draft."""
    content = [texts, seen]
    with acting.acting("administer", by=by, command=command, content=content) as act:
        if act.done:
            return
        draft = _draft(seen) or NoticeVersion(number=_highest() + 1)
        draft.texts, draft.by, draft.saved = texts, by, draft.saved + 1
        draft.save()
        act.record("write_notice", target=draft.number, fields=sorted(texts))


def put_in_force(*, by, seen: int, command=None) -> None:
    """From now on families are given the draft. Refused while a language is missing."""
    with acting.acting("administer", by=by, command=command, content=[seen]) as act:
        if act.done:
            return
        draft = _draft(seen)
        if draft is None:
            raise Refused(_("There is no draft that could be put in force."), code="no_draft")
        missing = [str(label) for code, label in Language.choices if not draft.texts.get(code)]
        if missing:
            sentence = _("Not yet: these languages are missing: %(languages)s.")
            raise Refused(sentence % {"languages": ", ".join(missing)}, code="languages")
        draft.in_force_from, draft.by = timezone.now(), by
        draft.save()
        act.record("put_notice_in_force", target=draft.number)


def _draft(seen: int) -> NoticeVersion | None:
    """The draft under a row lock. Raises Stale when it is not the one that was seen."""
    drafts = NoticeVersion.objects.select_for_update(of=("self",)).select_related("by")
    draft = drafts.filter(in_force_from=None).first()
    if (draft.saved if draft else 0) != seen:
        raise Stale(who=draft.by if draft else "-", when=None, what=_("Information notice"))
    return draft


def _highest() -> int:
    return NoticeVersion.objects.values_list("number", flat=True).first() or SHIPPED
