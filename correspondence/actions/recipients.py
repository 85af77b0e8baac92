"""Where and how a body is written to. Recipients belong to the organisation, not to an office."""

from django.utils.translation import gettext as _

from casework.actions import acting, house
from casework.actions.errors import Refused
from casework.models import Body
from casework.models.office import Language
from correspondence.models import Recipient
from correspondence.models.recipient import Channel
from correspondence.wording import labels
from families.names import tidy

CHANGEABLE = frozenset(
    {
        "addressee",
        "salutation",
        "addresses",
        "email",
        "phone",
        "language",
        "channels",
        "max_bytes",
        "max_cases",
        "max_annexes",
        "portal",
        "acknowledge_days",
        "remind_days",
        "holidays_of",
        "copies_only",
        "active",
    }
)


def add(body: Body | None = None, *, by, new_body: dict | None = None, command=None, **fields):
    """A recipient of a body that is known, or of a new one (`kind`, `names`, `country`).

    `addressee` and `salutation` are texts per language; where one is left empty the body's name
    in that language and the salutation of the labels stand in. Raises Refused.
    """
    content = [str(body.pk) if body else new_body, sorted(fields)]
    with acting.acting("keep_recipients", by=by, command=command, content=content) as act:
        if act.done:
            return Recipient.objects.get(pk=act.result["recipient"])
        if body is None:
            body = house.write_body(act, **_told_body(new_body or {}))
        recipient = Recipient(body=body)
        _write(recipient, {"addressee": {}, "salutation": {}, **fields})
        act.result = {"recipient": str(recipient.pk)}
        act.record("add_recipient", target=recipient.pk)
    return recipient


def change(recipient: Recipient, fields: dict, *, by, command=None) -> Recipient:
    """Changes what is named in `fields`; letters that were numbered keep what they said."""
    content = [str(recipient.pk), sorted(fields)]
    with acting.acting("keep_recipients", by=by, command=command, content=content) as act:
        row = Recipient.objects.select_for_update().select_related("body").get(pk=recipient.pk)
        if act.done:
            return row
        _write(row, fields)
        act.record("change_recipient", target=row.pk, fields=sorted(fields))
    return row


def _told_body(told: dict) -> dict:
    names = {code: tidy(name) for code, name in told.get("names", {}).items() if tidy(name)}
    if not names or not told.get("kind"):
        raise Refused(_("Please give the body's name and its kind."), code="body")
    return {"kind": told["kind"], "names": names, "country": tidy(told.get("country", ""))}


def _write(recipient: Recipient, fields: dict) -> None:
    unknown = fields.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not fields of a recipient: {sorted(unknown)}")
    for name, value in fields.items():
        setattr(recipient, name, _texts(value) if isinstance(value, dict) else value)
    _fill(recipient)
    if not set(recipient.channels) <= set(Channel.values) or not recipient.channels:
        raise Refused(_("Please choose at least one way of sending."), code="channels")
    recipient.save()


def _texts(texts: dict) -> dict:
    return {code: tidy(text) for code, text in texts.items() if tidy(text or "")}


def _fill(recipient: Recipient) -> None:
    """The body's own names and the labels' salutations where nothing was typed."""
    names = recipient.body.names
    for code in Language.values:
        if names.get(code) and not recipient.addressee.get(code):
            recipient.addressee[code] = names[code]
        if recipient.addressee.get(code) and not recipient.salutation.get(code):
            to = labels.Addressee(name=names.get(code) or recipient.addressee[code])
            recipient.salutation[code] = labels.salutation(code, to)
