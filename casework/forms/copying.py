"""Several people in one request: one more, one like the first, one fewer. Flat boxes in and out."""

from families.forms import DateBoxes
from families.names.surnames import surname

from .intake import MOST_ASKING, MOST_SOUGHT

# What brothers and sisters usually share; what differs is typed over it.
ALIKE = ("father", "mother", "kin", "birth_place", "nationality", "languages", "kind")
LAST = ("last_place", "last_news", "circumstances", *DateBoxes().labelled("last_on"))

Boxes = dict[str, str]


def _count(boxes: Boxes, box: str, least: int) -> int:
    return max(least, int(boxes.get(box) or least))


def another(boxes: Boxes, _about: str) -> tuple[Boxes, str]:
    """One more sought person; gives the boxes and the page to go on with."""
    count = min(_count(boxes, "count", 1) + 1, MOST_SOUGHT)
    return boxes | {"count": str(count)}, f"person-{count}"


def copied(boxes: Boxes, about: str) -> tuple[Boxes, str]:
    """One more who is like the first: surname, parents, place, the loss of contact."""
    before = _count(boxes, "count", 1)
    boxes, slug = another(boxes, about)
    new = _count(boxes, "count", 1) - 1
    if new < before:
        return boxes, slug
    for name in ALIKE + LAST:
        boxes[f"p{new}-{name}"] = boxes.get(f"p0-{name}", "")
    boxes[f"p{new}-name"] = surname(boxes.get("p0-name", ""))
    return boxes, slug


def without(boxes: Boxes, about: str) -> tuple[Boxes, str]:
    """The sought person at this place (from 1) taken away; those behind move up, and papers that
    were only his or hers become the family's."""
    count, place = _count(boxes, "count", 1), _place(about)
    if place is None or count < 2 or place >= count:
        return boxes, "sought"
    kept = _moved_up(boxes, "p", place, count) | {"count": str(count - 1)}
    for box, value in kept.items():
        if box.startswith("d") and box.endswith("-whose") and str(value).isdigit():
            whose = int(value)
            kept[box] = "" if whose == place else str(whose - (whose > place))
    return kept, "sought"


def asking(boxes: Boxes, _about: str) -> tuple[Boxes, str]:
    """One more person who asks together with the enquirer."""
    count = min(_count(boxes, "co", 0) + 1, MOST_ASKING)
    return boxes | {"co": str(count)}, f"co-{count}"


def not_asking(boxes: Boxes, about: str) -> tuple[Boxes, str]:
    count, place = _count(boxes, "co", 0), _place(about)
    if place is None or place >= count:
        return boxes, "together"
    return _moved_up(boxes, "c", place, count) | {"co": str(count - 1)}, "together"


def _place(about: str) -> int | None:
    return int(about) - 1 if about.isascii() and about.isdigit() and int(about) else None


def _moved_up(boxes: Boxes, letter: str, place: int, count: int) -> Boxes:
    """The boxes without those of one person, whose followers take the place before theirs."""
    kept = {}
    prefixes = {f"{letter}{i}": i for i in range(count)}
    for box, value in boxes.items():
        prefix, dash, name = box.partition("-")
        person = prefixes.get(prefix) if dash else None
        if person is None or person < place:
            kept[box] = value
        elif person > place:
            kept[f"{letter}{person - 1}-{name}"] = value
    return kept


CHANGES = {
    "more": another,
    "copy": copied,
    "less": without,
    "more_co": asking,
    "less_co": not_asking,
}
