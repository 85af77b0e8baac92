"""What a recipient takes in one letter: how many cases, how many enclosures."""

from django.utils.translation import gettext as _

from casework.actions.errors import Refused
from correspondence import drafting
from correspondence.models import Letter


def refuse_more_than_they_take(letter: Letter, composition: drafting.Composition) -> None:
    """Raises Refused with a sentence for each limit that somebody who gets the letter has set."""
    reasons, codes = [], []
    cases, annexes = len(composition.desk.included), len(composition.annexes)
    for party in drafting.parties(letter):
        to = party.recipient
        values = {"name": to.name(), "cases": cases, "annexes": annexes}
        if to.max_cases is not None and cases > to.max_cases:
            sentence = _(
                "%(name)s takes at most %(most)s cases in one letter; these are %(cases)s. Take "
                "some out and write a second letter about them."
            )
            reasons.append(sentence % (values | {"most": to.max_cases}))
            codes.append("max_cases")
        if party.gets_annexes and to.max_annexes is not None and annexes > to.max_annexes:
            sentence = _(
                "%(name)s takes at most %(most)s enclosures with one letter; these are "
                "%(annexes)s. Take some out and send them with a second letter."
            )
            reasons.append(sentence % (values | {"most": to.max_annexes}))
            codes.append("max_annexes")
    if reasons:
        raise Refused(*reasons, codes=codes)
