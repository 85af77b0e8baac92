"""Writing to a family: the words are fixed, so one person makes the letter and gives it away."""

import datetime
import hashlib

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casework import quiet, vault
from casework.actions import acting, contacts
from casework.actions.errors import Refused
from casework.disclosure.gate import NEUTRAL_REASONS
from casework.models import Case, Due, FamilyRequest
from casework.models.due import DueKind
from casework.wording.errors import MissingValues
from correspondence import drafting
from correspondence.models import FamilyLetter
from correspondence.models.family_letter import FamilyLetterKind as Kind
from correspondence.models.family_letter import Way
from families.calendars import format_day
from families.models.contact_point import ContactKind, Safe, Works
from families.models.person import LifeStatus

SETTLES = {
    Kind.NEWS: (DueKind.ACKNOWLEDGE, DueKind.NEWS_TO_FAMILY),
    Kind.MISSING: (DueKind.ACKNOWLEDGE, DueKind.NEWS_TO_FAMILY),
    Kind.CLOSING: (DueKind.CLOSING,),
}


def write(
    request: FamilyRequest,
    kind: str,
    *,
    by,
    way: str,
    case: Case | None = None,
    despite: str = "",
    run=None,
    command=None,
) -> FamilyLetter:
    """Makes the letter, keeps the file, and notes that the family was written to today.

    `run` is that of letters that are printed in one go: each only while news is still due.
    Raises Refused: an enquirer who has died, a safety stop, no safe address, nothing to write,
    quiet days of the family without a word why it goes all the same (`despite`).
    """
    content = [str(request.pk), kind, way, case.reference if case else "", despite]
    with acting.acting(
        "write_family", by=by, office=request.office, command=command, content=content
    ) as act:
        if act.done:
            return FamilyLetter.objects.get(pk=act.result["letter"])
        fresh = FamilyRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if run is not None:
            refuse_told(fresh)
        rendered = made(fresh, kind, by=by, way=way, case=case)
        quiet_until = _refuse_quiet(fresh, despite)
        letter = FamilyLetter.objects.create(
            office=fresh.office,
            request=fresh,
            case=case,
            kind=kind,
            language=fresh.language,
            on=fresh.office.today(),
            way=way,
            run=run,
            pdf=vault.put_bytes(rendered.pdf, mime="application/pdf"),
            pdf_sha256=hashlib.sha256(rendered.pdf).hexdigest(),
            despite=despite.strip() if quiet_until else "",
            by=by,
        )
        act.result = {"letter": str(letter.pk)}
        contacts.wrote(fresh, by=by, case=case, settles=SETTLES[Kind(kind)])
        act.record(
            target=letter.pk, kind=kind, way=way, sha256=letter.pdf_sha256,
            in_quiet_days=bool(quiet_until),
        )  # fmt: skip
    return letter


def _refuse_quiet(request: FamilyRequest, despite: str) -> datetime.date | None:
    """The last quiet day, where today is one and somebody said why it cannot wait."""
    last = quiet.until(request, request.office.today())
    if last is not None and not despite.strip():
        sentence = _(
            "These are quiet days of the family, until %(day)s. Wait until they have passed, or "
            "say why the letter cannot wait."
        )
        language = (get_language() or "en")[:2]
        raise Refused(sentence % {"day": format_day(last, language, both=True)}, code="quiet")
    return last


def made(request: FamilyRequest, kind: str, *, by, way: str, case=None, draft=False):
    """The letter as it would go now, for a look or for good. Raises Refused."""
    refuse_unsafe(request, way)
    if kind not in fitting(request) or (kind == Kind.CLOSING and case not in ended(request)):
        raise Refused(_("Nothing in this request calls for such a letter."), code="no_occasion")
    try:
        return drafting.family_letter(kind, request, by=by, case=case, draft=draft)
    except MissingValues as error:
        lacking = [_(field.description) for field in error.fields]
        raise Refused(_("The record lacks:"), *lacking, code="missing_values") from None


def refuse_unsafe(request: FamilyRequest, way: str) -> None:
    """Nobody writes to the dead, past a safety stop, or to an address that is not safe."""
    enquirer = request.enquirer
    if enquirer.life_status == LifeStatus.DEAD:
        raise Refused(
            _("This person has died. No call, letter or message goes there any more."),
            code="enquirer_died",
        )
    if request.cases.filter(safety_stop=True).exists():
        raise Refused(
            _("There is a safety stop: nothing of this request goes out."), code="safety_stop"
        )
    if way == Way.POST and not has_safe_address(request):
        raise Refused(
            _("No address is noted as safe to use. Hand the letter over, or ask the family first."),
            code="no_safe_address",
        )


def refuse_told(family: FamilyRequest) -> None:
    """Somebody else has told the family in the meantime. Stands under the lock of its row."""
    news = Due.objects.filter(request=family, kind=DueKind.NEWS_TO_FAMILY, done_at=None)
    if not news.filter(on__lte=family.office.today()).exists():
        raise Refused(_("The family has been told in the meantime."), code="told_already")


def has_safe_address(request: FamilyRequest) -> bool:
    points = request.enquirer.contact_points.filter(kind=ContactKind.ADDRESS, safe=Safe.YES)
    return points.exclude(works__in=[Works.WRONG, Works.GONE]).exists()


def fitting(request: FamilyRequest) -> list[str]:
    """The kinds for which there is an occasion now."""
    states = {case.state for case in request.cases.all()}
    kinds = [Kind.MISSING] if "incomplete" in states else []
    if states - {"draft", "closed", "archived"}:
        kinds.append(Kind.NEWS)
    return [*kinds, Kind.CLOSING] if ended(request) else kinds


def ended(request: FamilyRequest) -> list[Case]:
    """The cases that ended at the review date which was fixed when they were accepted."""
    rows = request.cases.filter(state="closed").exclude(accepted_on=None)
    return list(rows.exclude(closing_reason__in=NEUTRAL_REASONS).order_by("reference"))
