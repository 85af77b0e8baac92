"""Whereabouts open with an officer's own key, and with nothing that lies on the server."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection

from casework.actions import opening
from casework.actions.errors import Refused
from casework.disclosure import strongbox, whereabouts
from casework.disclosure.models import OfficerKey, Opening, Whereabouts
from families.sealing import Unreadable
from tests.casework.disclosure.sealed_world import located, second_officer

SECRET = "NISHANE-42 lives at the old mill"
PASSPHRASE = "river stone lantern"


@pytest.fixture
def kept(cast, db):
    opening.make_key(by=cast.protection, passphrase=PASSPHRASE)
    track = located(cast)
    opening.keep_whereabouts(track, by=cast.protection, relay="a friend", place=SECRET)
    return track


def agreed(cast, track):
    opening.ask_opening(track, by=cast.protection, reason="A message has come.")
    found = Opening.objects.get()
    opening.agree_opening(found, by=cast.elsewhere["protection"])
    return found


def test_officer_reads_what_was_sealed(cast, kept):
    found = agreed(cast, kept)

    half = opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)
    found.refresh_from_db()

    lines = opening.read_whereabouts(found, half, by=cast.protection)
    assert [(line["relay"], line["place"]) for line in lines] == [("a friend", SECRET)]


def test_p3_nothing_on_the_server_opens_it(cast, kept):
    """All columns of all sealed rows, with the office's own master key at hand."""
    found = agreed(cast, kept)
    opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)
    row, key = Whereabouts.objects.get(), OfficerKey.objects.get()
    found.refresh_from_db()

    held = [
        bytes(key.public),
        bytes(key.wrapped)[-32:],
        bytes(found.half),
        bytes(found.locked)[:32],
    ]
    for candidate in (*held, kept.sealing_key()):
        with pytest.raises(Unreadable):
            strongbox.open_with(
                candidate, bytes(row.sealed), row.envelopes[str(key.pk)], context=str(row.pk)
            )
    with connection.cursor() as cursor:
        cursor.execute("select sealed, envelopes from casework_whereabouts")
        assert b"NISHANE" not in b"".join(str(value).encode() for value in cursor.fetchone())


def test_nobody_agrees_to_his_own_opening(cast, kept):
    opening.ask_opening(kept, by=cast.protection, reason="x")

    with pytest.raises(Refused) as refusal:
        opening.agree_opening(Opening.objects.get(), by=cast.protection)

    assert refusal.value.codes == ["second_person"]


REFUSED = {
    "not agreed": (PASSPHRASE, False, ["agreed"]),
    "wrong passphrase": ("another passphrase", True, ["passphrase"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_opening_is_refused(cast, kept, case):
    passphrase, agreeing, codes = REFUSED[case]
    opening.ask_opening(kept, by=cast.protection, reason="x")
    found = Opening.objects.get()
    if agreeing:
        opening.agree_opening(found, by=cast.elsewhere["protection"])

    with pytest.raises(Refused) as refusal:
        opening.open_whereabouts(found, passphrase, by=cast.protection)

    assert refusal.value.codes == codes


def test_opening_is_of_one_officer_and_one_use(cast, kept):
    found = agreed(cast, kept)
    opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)

    with pytest.raises(PermissionDenied):
        opening.open_whereabouts(found, PASSPHRASE, by=second_officer(cast))
    with pytest.raises(Refused) as refusal:
        opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)

    assert refusal.value.codes == ["used"]


def test_quarter_of_an_hour_is_over(cast, kept):
    found = agreed(cast, kept)
    half = opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)
    found.refresh_from_db()

    with time_machine.travel(found.until + datetime.timedelta(seconds=1), tick=False):
        with pytest.raises(Refused) as refusal:
            opening.read_whereabouts(found, half, by=cast.protection)
        forgotten = whereabouts.close_lapsed()

    found.refresh_from_db()
    assert refusal.value.codes == ["over"]
    assert (forgotten, bytes(found.half), bytes(found.locked)) == (1, b"", b"")


def test_another_browser_does_not_read(cast, kept):
    found = agreed(cast, kept)
    opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)
    found.refresh_from_db()

    with pytest.raises(Refused) as refusal:
        opening.read_whereabouts(found, bytes(32), by=cast.protection)

    assert refusal.value.codes == ["half"]


def test_passphrase_is_changed_and_what_was_sealed_still_opens(cast, kept):
    opening.change_passphrase(by=cast.protection, old=PASSPHRASE, new="lantern river stone")
    found = agreed(cast, kept)

    with pytest.raises(Refused):
        opening.open_whereabouts(found, PASSPHRASE, by=cast.protection)
    half = opening.open_whereabouts(found, "lantern river stone", by=cast.protection)

    found.refresh_from_db()
    assert opening.read_whereabouts(found, half, by=cast.protection)[0]["place"] == SECRET


def test_without_any_key_nothing_is_kept_in_the_clear(cast):
    track = located(cast)

    with pytest.raises(Refused) as refusal:
        opening.keep_whereabouts(track, by=cast.protection, place=SECRET)

    assert refusal.value.codes == ["no_key"]
    assert Whereabouts.objects.count() == 0


@pytest.mark.parametrize("role", ["clerk", "coordinator", "administrator", "signatory"])
def test_only_protection_officers_have_keys(cast, role):
    with pytest.raises(PermissionDenied):
        opening.make_key(by=cast.staff[role], passphrase=PASSPHRASE)
