"""Finding a case from what a clerk types: a number in any digits, a reference with one wrong
character, a phone, or a name as it is written. Takes the rows one may see; asks nobody else.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from casework import references
from families.models import ContactPoint, PersonName
from families.names import normalise, search_terms, to_ascii_digits
from families.phones import normalise_phone
from families.sealing import fingerprint

MOST = 200


@dataclass(frozen=True)
class Found:
    """`how`: number, near (one wrong character: `near` names the nearest), phone, name."""

    cases: QuerySet
    how: str
    near: str = ""


def search(text: str, *, within: QuerySet) -> Found:
    """The cases among `within` that the words fit; the answer has one shape, found or not."""
    words = text.strip()[:200]
    if not words:
        return Found(within.none(), "")
    for attempt in (_by_reference, _by_number, _by_phone):
        found = attempt(words, within)
        if found:
            return found
    return Found(_by_name(words, within), "name")


def _by_reference(words: str, within: QuerySet) -> Found | None:
    if references.is_valid(words):
        exact = references.canonical(words)
        return Found(_numbered(within, [exact]), "number")
    if len(references.tidy(words).replace("-", "")) < 10:
        return None
    near = references.nearest(words)
    cases = _numbered(within, near)
    hit = cases.select_related("request").first()
    if hit is None:
        return None
    shown = hit.reference if hit.reference in near else hit.request.number
    return Found(cases, "near", shown)


def _numbered(within: QuerySet, numbers) -> QuerySet:
    return within.filter(Q(reference__in=numbers) | Q(request__number__in=numbers))


def _by_number(words: str, within: QuerySet) -> Found | None:
    """An old number, a body's reference, or year and serial as families say them."""
    key = normalise(to_ascii_digits(words)).replace(" ", "")
    numbered = within.filter(numbers__normalised=key).distinct()
    said = references.partial(words)
    if said:
        year, serial = said
        middle = f"-{year:04d}-{serial:06d}-" if year else f"-{serial:06d}-"
        spoken = within.filter(Q(reference__contains=middle) | Q(request__number__contains=middle))
        numbered = within.filter(Q(pk__in=numbered.values("pk")) | Q(pk__in=spoken.values("pk")))
    return Found(numbered, "number") if numbered.exists() else None


def _by_phone(words: str, within: QuerySet) -> Found | None:
    phone = normalise_phone(words)
    if sum(c.isdigit() for c in phone) < 7:
        return None
    points = ContactPoint.objects.filter(lookup=fingerprint("phone", phone)).values("person")
    cases = within.filter(Q(request__enquirer__in=points) | Q(sought__in=points))
    return Found(cases, "phone") if cases.exists() else None


def _by_name(words: str, within: QuerySet) -> QuerySet:
    if not search_terms(words):
        return within.none()
    people = _named(words)
    return within.filter(Q(sought__in=people) | Q(request__enquirer__in=people)).distinct()


def _named(words: str) -> QuerySet:
    """People of whose name the key holds every word, whatever the spaces and honorifics."""
    every = Q()
    for term in search_terms(words):
        every &= Q(search_key__contains=term)
    return PersonName.objects.filter(every).values("person")
