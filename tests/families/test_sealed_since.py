"""An office that wrote in the open is brought up to date: the same words, sealed."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from casework.models import Case, FamilyRequest
from correspondence.actions import letters
from correspondence.models import OutgoingNumber
from families.ciphers import Unreadable
from families.models import ContactPoint, Identifier, Relationship
from tests import factories
from tests.correspondence import letters as made
from tests.house.test_rule_26 import every_row

BEFORE = [
    ("families", "0007_counted_by_day_and_age"),
    ("casework", "0037_lists_are_counted_from_indexes"),
]
TIMES, ISSUER, AS_GIVEN, HOW = "only after dark", "district two", "eldest of mine", "brother said"
MISSING = ["his father's paper"]
BEFORE_COMING = [
    ("casework", "0042_who_searched"),
    ("correspondence", "0014_offices_keep_a_translation"),
]
INTERPRETER, PLACE, WHY = "the neighbour's son", "cupboard of the north wall", "he is in danger"


@pytest.mark.django_db(transaction=True)
def test_words_that_stood_in_the_open_are_sealed_and_read_the_same(request):
    logged = factories.log_family(factories.make_cast(), sought=("یکم نمونه", "دوم نمونه"))
    logged.enquirer.identifiers.create(kind="other", value="77")
    request.addfinalizer(lambda: call_command("migrate", verbosity=0))
    old = _back_to(BEFORE)
    old.get_model("families", "ContactPoint").objects.update(safe_times=TIMES)
    old.get_model("families", "Identifier").objects.update(issuer=ISSUER)
    old.get_model("families", "Relationship").objects.update(as_given=AS_GIVEN, verified_how=HOW)
    old.get_model("casework", "Case").objects.update(missing=MISSING)

    call_command("migrate", verbosity=0)

    assert {point.safe_times for point in ContactPoint.objects.all()} == {TIMES}
    assert {one.issuer for one in Identifier.objects.all()} == {ISSUER}
    ties = Relationship.objects.all()
    assert [(tie.as_given, tie.verified_how) for tie in ties] == [(AS_GIVEN, HOW)] * 2
    assert [case.missing for case in Case.objects.all()] == [MISSING] * 2
    assert _where_in_the_open(TIMES, ISSUER, AS_GIVEN, HOW, *MISSING) == []


@pytest.mark.django_db(transaction=True)
def test_how_a_request_came_and_why_a_number_is_void_are_sealed_and_read_the_same(request):
    cast = factories.make_cast()
    gone = made.numbered(cast, to=made.make_recipient(cast))
    letters.void(gone, "any", by=cast.coordinator)
    factories.log_family(cast)
    request.addfinalizer(lambda: call_command("migrate", verbosity=0))
    old = _back_to(BEFORE_COMING)
    first = old.get_model("casework", "FamilyRequest").objects.order_by("number").first()
    came = old.get_model("casework", "FamilyRequest").objects.filter(pk=first.pk)
    came.update(interpreter=INTERPRETER, paper_place=PLACE)
    old.get_model("correspondence", "OutgoingNumber").objects.update(void_reason=WHY)

    call_command("migrate", verbosity=0)

    came = [(one.interpreter, one.paper_place) for one in FamilyRequest.objects.order_by("number")]
    assert came == [(INTERPRETER, PLACE), ("", "")]
    assert OutgoingNumber.objects.get().void_reason == WHY
    assert _where_in_the_open(INTERPRETER, PLACE, WHY) == []


def _back_to(steps):
    """The database as it was after these migrations, and its models of then."""
    for app, name in steps:
        call_command("migrate", app, name, verbosity=0)
    return MigrationLoader(connection).project_state(steps).apps


def _where_in_the_open(*said: str) -> list[str]:
    """The tables, and the database's own file, in which one of these words can be read."""
    words = [word.encode() for word in said]
    held = every_row() | {"the file": _database_file()}
    return [where for where, content in held.items() if any(word in content for word in words)]


def _database_file() -> bytes:
    """The file of an embedded database, with what was written ahead; nothing of a server's."""
    if connection.vendor != "sqlite":
        return b""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(connection.settings_dict["NAME"]).read_bytes()


def test_the_words_of_one_tie_do_not_open_in_another(db):
    factories.log_family(factories.make_cast(), sought=("یکم نمونه", "دوم نمونه"))
    first, second = Relationship.objects.all()
    first.as_given = "the eldest"
    first.save()
    sealed = Relationship.objects.filter(pk=first.pk).values_list("as_given", flat=True).get()

    Relationship.objects.filter(pk=second.pk).update(as_given=sealed)

    assert Relationship.objects.get(pk=first.pk).as_given == "the eldest"
    with pytest.raises(Unreadable):
        str(Relationship.objects.get(pk=second.pk).as_given)
