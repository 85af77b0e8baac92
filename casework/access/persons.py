"""The people of the families and cases that somebody may see."""

from django.db.models import Q, QuerySet

from casework.access.files import may, requests
from casework.access.holding import offices_for
from casework.models import Case, Correction, Likeness, Succession
from families.models import ContactPoint, Person, Relationship


def people(user) -> QuerySet[Person]:
    seen = requests(user)
    return Person.objects.filter(
        Q(sought_in__request__in=seen) | Q(asks_in__in=seen) | Q(co_asks_in__in=seen)
    ).distinct()


def people_of(user, case: Case) -> QuerySet[Person]:
    """The sought person of a case and those of its family: who asks, asks too, is called second."""
    if not may(user, "view_case", case):
        return Person.objects.none()
    family = case.request_id
    asking = Q(asks_in=family) | Q(co_asks_in=family) | Q(second_contact_in=family)
    asking |= Q(pk__in=Succession.objects.filter(request=family).values("died"))
    return Person.objects.filter(asking | Q(sought_in=case)).distinct()


def corrections(user, person: Person) -> QuerySet[Correction]:
    """What was corrected about a person, in the requests whose cases one may open."""
    return Correction.objects.filter(person=person, request__in=requests(user).values("pk"))


def likenesses(user) -> QuerySet[Likeness]:
    """Pairs of cases that may be about one person, where one may link the people of both."""
    where = offices_for(user, "link_people")
    return Likeness.objects.filter(first__office__in=where, second__office__in=where)


def ties_to(people_ids) -> QuerySet[Relationship]:
    """What others are to these people, of whom one may see the cases."""
    return Relationship.objects.filter(other__in=people_ids)


def former_contact_points(person: Person) -> QuerySet[ContactPoint]:
    """Numbers and addresses that were wrong or changed, of a person one may see; newest first."""
    return ContactPoint.every.filter(person=person).exclude(ended_at=None).order_by("-ended_at")
