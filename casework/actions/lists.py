"""How somebody looks at the wide list: which columns, and lists that were given a name."""

from django.utils.translation import gettext as _

from casework.models import ListChoice, SavedList
from families.names import tidy

from . import acting
from .errors import Refused

LONGEST_NAME = 100


def choose_columns(columns: list[str], *, by) -> ListChoice:
    """Remembers the columns of one person, in their order."""
    with acting.acting("view_case", by=by):
        choice, _new = ListChoice.objects.update_or_create(staff=by, defaults={"columns": columns})
    return choice


def save_list(name: str, asked: dict, *, by, office) -> SavedList:
    """Gives a filtered list a name, for the colleagues of the office. Refused without a name."""
    name = tidy(name)[:LONGEST_NAME]
    if not name:
        raise Refused(_("Please give the list a name."), code="name")
    with acting.acting("view_case", by=by, office=office) as act:
        saved = SavedList.objects.create(office=office, by=by, name=name, asked=asked)
        act.record("save_list", target=saved.pk, fields=sorted(asked))
    return saved


def drop_list(saved: SavedList, *, by) -> None:
    """Takes a name away again; the cases stay as they are."""
    with acting.acting("view_case", by=by, office=saved.office) as act:
        act.record("drop_list", target=saved.pk)
        saved.delete()
