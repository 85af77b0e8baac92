"""Somebody asks together with the enquirer, later than on the first day."""

from django.utils.translation import gettext as _

from casework.models import Case, FamilyRequest
from families.models import Person
from families.names import tidy

from . import acting, consents, people
from .errors import Refused
from .told import AskerTold


def join(
    case: Case, asker: AskerTold, *, by, version: int, how: str, seen=None, command=None
) -> Person:
    """Adds one who asks too, for all cases of the family, with answers of his or her own: nobody
    else's word counts for them. `version` is that of the notice that was read to them.

    Raises Refused without a name, Stale when somebody changed the case meanwhile.
    """
    name = tidy(asker.person.names[0].full)
    content = [str(case.pk), name, sorted(asker.answers.items())]
    with acting.acting(
        "complete", by=by, case=case, seen=seen, command=command, content=content
    ) as act:
        if act.done:
            return Person.objects.get(pk=act.result["person"])
        if not name:
            raise Refused(_("Not yet: the name of the person who asks too is missing."))
        request = FamilyRequest.objects.select_for_update(of=("self",)).get(pk=case.request_id)
        person = people.write_person(asker.person)
        request.co_enquirers.add(person)
        consents.write_answers_of(
            request,
            person,
            asker.answers,
            notice=asker.notice_given,
            by=by,
            how=how,
            version=version if asker.notice_given else None,
        )
        acting.save(act.case)
        act.result = {"person": str(person.pk)}
        act.record("join_request", target=request.number, person=str(person.pk))
    return person
