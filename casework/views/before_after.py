"""A correction in words: which field, what stood before, what stands now."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from casework.forms.portraits import PortraitForm
from casework.models import Correction
from families.calendars import PartialDate, explain
from families.forms import (
    ContactPointForm,
    DetailsForm,
    IdentifierForm,
    NameForm,
    NewsForm,
    TieForm,
)
from families.forms.people import LANGUAGES
from families.identifiers import mask
from families.templatetags.people import partial

FORMS = {
    "families.Person": DetailsForm,
    "families.PersonName": NameForm,
    "families.ContactPoint": ContactPointForm,
    "families.Identifier": IdentifierForm,
    "families.News": NewsForm,
    "families.Relationship": TieForm,
    "families.Portrait": PortraitForm,
}
SILENT = ("ended_at", "warning", "other_id", "document_id", "across", "down")
CLOSED = ("families.ContactPoint", "families.Identifier")
DOUBTS = {
    "birth_after_news": gettext_lazy("The birth lies after the last news. Is one of them wrong?"),
    "birth_after_death": gettext_lazy("The birth lies after the death. Is one of them wrong?"),
    "news_after_death": gettext_lazy("There is news from after the death. Is one of them wrong?"),
}


def doubt(code: str) -> str:
    """What does not fit together, as a sentence."""
    if code in DOUBTS:
        return str(DOUBTS[code])
    problem = explain(code.partition(":")[2], (get_language() or "en")[:2])
    return f"{_('Born')}: {problem}"


def languages(codes: list) -> str:
    """Languages by name; a word of an old register as it stands there."""
    return " · ".join(str(dict(LANGUAGES).get(code, code)) for code in codes)


def told(row: Correction, *, opened: bool) -> dict:
    """One step of the history: its lines have a label, before and after."""
    lines = [
        line
        for model, before, after in _pairs(row)
        for line in _lines(model, before, after, opened)
    ]
    return {"row": row, "lines": lines, "what": row.get_part_display()}


def _pairs(row: Correction):
    """(model, before, after) of each change; a row that ended stands before its successor."""
    ended: dict = {}
    for change in row.changes or ():
        model, before, after = change["model"], change["before"], change["after"]
        if after.get("ended_at"):
            ended[model] = before
        else:
            yield model, before if before is not None else ended.pop(model, {}), after
    for model, before in ended.items():
        yield model, before, dict.fromkeys(before)


def _lines(model: str, before: dict, after: dict, opened: bool):
    fields = FORMS[model].base_fields if model in FORMS else {}
    closed = model in CLOSED and not opened
    for name, now in after.items():
        was = before.get(name)
        if name in SILENT or was == now or (not was and now in (None, "", [], False)):
            continue
        field = fields.get(name)
        yield {
            "label": field.label if field else _("Reason"),
            "before": _shown(field, name, was, closed),
            "after": _shown(field, name, now, closed),
        }


def _shown(field, name: str, held, closed: bool) -> str:
    if held in (None, "", []):
        return ""
    if isinstance(held, dict):
        known = PartialDate.from_json(held)
        return f"{partial(known)} ({known.as_given})" if known.problem else partial(known)
    if isinstance(held, bool):
        return _("yes") if held else _("no")
    if isinstance(held, list):
        return languages(held)
    if closed and name == "value":
        return mask(held)
    return str(dict(getattr(field, "choices", ())).get(held, held))
