"""What remarks suggest, as the fields it would become; in the words of the office."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import override

from casework.imports.remarks import Offer
from casework.imports.words import LANGUAGES
from families.forms.people import LANGUAGES as SPOKEN

# "earlier_submission" is offered when the register is taken over: it becomes a submission.
FIELDS = ("evenings", "mornings", "do_not_call", "neighbour", "speaks_only")


def offered(offers: Iterable[Offer]) -> list[Offer]:
    """Those that can become fields of the person who asks."""
    return [offer for offer in offers if offer.kind in FIELDS]


def told_by(offers: Iterable[Offer], *, language: str) -> dict:
    """The fields of PersonTold that these offers fill."""
    told: dict = {}
    with override(language):
        for offer in offers:
            if offer.kind == "evenings":
                told["safe_times"] = _("evenings only")
            elif offer.kind == "mornings":
                told["safe_times"] = _("mornings only")
            elif offer.kind == "do_not_call":
                told["safe"] = "no"
            elif offer.kind == "neighbour":
                told["who_may_answer"] = _("a neighbour")
            elif offer.kind == "speaks_only":
                told["languages"] = [offer.detail["language"]]
    return told


def language_told(offers: Iterable[Offer]) -> str:
    """The language for letters and the spoken word, where an offer names one that we write."""
    spoken = [o.detail["language"] for o in offers if o.kind == "speaks_only"]
    return spoken[0] if spoken and spoken[0] in LANGUAGES else ""


def in_words(offer: Offer) -> str:
    """What would be written down, for the person who accepts it."""
    if offer.kind == "speaks_only":
        return _("Language: %(language)s") % {"language": _language_name(offer.detail["language"])}
    return {
        "evenings": _("Telephone: to be called in the evening only"),
        "mornings": _("Telephone: to be called in the morning only"),
        "do_not_call": _("Telephone: not safe to use"),
        "neighbour": _("Telephone: a neighbour may answer"),
    }[offer.kind]


def _language_name(code: str) -> str:
    return str(dict(SPOKEN).get(code, code))
