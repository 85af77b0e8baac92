"""Finding a case from what a clerk types: a number in any digits, a reference with one wrong
character, a phone, or a name as it is written. Takes the rows one may see; asks nobody else.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from casework import references
from families import matching
from families.models import ContactPoint, Person, PersonName
from families.names import normalise, search_terms, to_ascii_digits
from families.phones import normalise_phone
from families.sealing import fingerprint

MOST = 200
_WORTH = 0.3  # a part of a name, such as the surname alone, is worth this much at least


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
    """Whoever is written so, and whoever sounds so in any script."""
    if not search_terms(words):
        return within.none()
    people = Q(pk__in=_named(words)) | Q(pk__in=_alike(words, within))
    return _of_people(Person.objects.filter(people).values("pk"), within)


def seeking(name: str, *, within: QuerySet) -> QuerySet:
    """The cases among `within` whose sought person may bear this name, however it is written.

    Asks the index of names alone: a name that is told whole is found there however it is spelled,
    and a look at every name of the house, as for a part typed into the search, takes longer.
    """
    if not search_terms(name):
        return within.none()
    return within.filter(sought__in=_alike(name, within)).distinct()


def _of_people(people, within: QuerySet) -> QuerySet:
    return within.filter(Q(sought__in=people) | Q(request__enquirer__in=people)).distinct()


def _alike(words: str, within: QuerySet) -> list:
    """People of the cases one may see, of whom no more than the name may be another spelling."""
    seen = Person.objects.filter(Q(sought_in__in=within) | Q(asks_in__cases__in=within))
    found = matching.find(matching.ask(words), within=seen, limit=MOST)
    best = max((match.verdict.score for match in found), default=0)
    return [match.person for match in found if match.verdict.score >= max(_WORTH, best - 0.2)]


def _named(words: str) -> QuerySet:
    """People of whose name the key holds every word, whatever the spaces and honorifics."""
    every = Q()
    for term in search_terms(words):
        every &= Q(search_key__contains=term)
    return PersonName.objects.filter(every).values("person")
