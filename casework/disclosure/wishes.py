"""What a sought person wants to be told, as it counts on a day: pure rules over the versions.

The newest version counts at once where it lets less be known; where it lets more be known, only
after a second protection officer has signed it. Nothing said is L0: tell nothing.
"""

import datetime

from casework.disclosure.kinds import ItemKind, Level
from casework.disclosure.models import Wish

ORDER = [level.value for level in Level]
ALLOWS = {
    Level.NOTHING: frozenset(),
    Level.ALIVE: frozenset({ItemKind.ALIVE}),
    Level.ALIVE_NO_CONTACT: frozenset({ItemKind.ALIVE, ItemKind.NO_CONTACT}),
    Level.MESSAGES: frozenset({ItemKind.ALIVE, ItemKind.MESSAGE}),
    Level.MEETING: frozenset({ItemKind.ALIVE, ItemKind.MESSAGE, ItemKind.MEETING}),
    Level.DETAILS: frozenset(
        {ItemKind.ALIVE, ItemKind.MESSAGE, ItemKind.MEETING, ItemKind.DETAILS}
    ),
}


def in_force(wishes, on: datetime.date) -> Wish | None:
    """The version that counts on a day among those toward one person, oldest first; None is L0."""
    counting: Wish | None = None
    for wish in wishes:
        if wish.countersigned_by_id or _lets_less(wish, counting):
            counting = wish
        elif counting is not None and not _lets_more(wish, counting):
            counting = None  # something else was said and nobody has signed it: tell nothing
    if counting is None or (counting.until and counting.until < on):
        return None
    return counting


def allowed_items(wish: Wish | None) -> frozenset:
    return ALLOWS[Level(wish.level)] if wish else frozenset()


def _lets_less(new: Wish, old: Wish | None) -> bool:
    """Whether all that the new version lets be known was allowed already, and as long."""
    if not allowed_items(new) <= allowed_items(old):
        return False
    if old is not None and old.until and (new.until is None or new.until > old.until):
        return False
    return ItemKind.DETAILS not in allowed_items(new) or _same_details(new, old)


def _lets_more(new: Wish, old: Wish) -> bool:
    return allowed_items(old) <= allowed_items(new) and (
        ItemKind.DETAILS not in allowed_items(old) or _same_details(new, old)
    )


def _same_details(new: Wish, old: Wish | None) -> bool:
    return old is not None and new.content.get("details") == old.content.get("details")
