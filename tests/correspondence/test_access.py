"""Who sees which letter, submission and reply."""

import pytest

from correspondence import access
from correspondence.models import Incoming
from tests import factories
from tests.correspondence import letters as made

SEES_LETTERS = {
    "clerk": True,
    "coordinator": True,
    "signatory": True,
    "regional": False,
    "protection": True,
    "administrator": False,
}


@pytest.mark.parametrize(("role", "sees"), SEES_LETTERS.items())
def test_letters_and_threads_are_seen_in_the_office_by_those_who_write(cast, role, sees):
    letter = made.numbered(cast)
    user = cast.staff[role]
    assert list(access.letters(user)) == ([letter] if sees else [])
    assert list(access.submissions(user)) == ([letter.submission] if sees else [])
    assert access.outgoing(user).count() == int(sees)
    assert access.recipients(user).count() == int(sees)


@pytest.mark.parametrize("role", SEES_LETTERS)
def test_another_offices_letters_are_nobodys_there(cast, role):
    made.numbered(cast)
    user = cast.elsewhere[role]
    assert access.letters(user).count() == 0
    assert access.submissions(user).count() == 0
    assert access.outgoing(user).count() == 0


def test_stranger_sees_nothing(cast):
    made.numbered(cast)
    for rows in (access.letters, access.recipients, access.submissions, access.incoming):
        assert rows(cast.stranger).count() == 0


def test_closed_incoming_is_seen_by_its_filer_and_protection_officers_alone(cast):
    told = {
        "office": cast.ahvaz,
        "body": factories.make_body(),
        "way": "phone",
        "received_on": cast.ahvaz.today(),
        "filed_by": cast.clerk,
    }
    opened = Incoming.objects.create(number="1", **told)
    closed = Incoming.objects.create(number="2", closed_to_others=True, **told)
    seen = {role: set(access.incoming(cast.staff[role])) for role in SEES_LETTERS}
    assert seen == {
        "clerk": {opened, closed},
        "protection": {opened, closed},
        "coordinator": {opened},
        "signatory": {opened},
        "regional": set(),
        "administrator": set(),
    }
    assert set(access.incoming(cast.elsewhere["protection"])) == set()
