"""Rows gathered and written together are the same rows as those saved one by one."""

import pytest
from django.db import IntegrityError

from families import matching
from families.gathering import gathered, gathering, is_gathering, keep
from families.models import ContactPoint, Person, PersonName
from families.names.evidence import Told

pytestmark = pytest.mark.django_db


def family():
    person = keep(Person(birth_place="Sample"))
    keep(PersonName(person=person, full_as_given="Ann Sample"))
    keep(PersonName(person=person, full_as_given="آن نمونه"))
    keep(ContactPoint(person=person, kind="phone", value="0916 000 0001"))
    return person


def written(person):
    names = [
        (n.full_as_given, n.script, n.search_key) for n in PersonName.objects.filter(person=person)
    ]
    points = [(p.value, p.lookup) for p in ContactPoint.objects.filter(person=person)]
    return Person.objects.get(pk=person.pk).birth_place, names, points


def test_gathered_rows_say_the_same_as_rows_saved_at_once():
    at_once = family()
    with gathering():
        together = family()
        assert not Person.objects.filter(pk=together.pk).exists()
    assert written(together) == written(at_once)


def test_rows_of_a_table_need_one_statement(django_assert_num_queries):
    # Three tables, the two of the names' index, whether it is being rebuilt, the transaction's two.
    with django_assert_num_queries(8), gathering():
        for _ in range(10):
            family()


def test_a_block_that_fails_writes_nothing():
    with pytest.raises(ZeroDivisionError), gathering():
        family()
        raise ZeroDivisionError
    assert (Person.objects.count(), is_gathering()) == (0, False)


def test_a_row_that_stands_against_the_others_takes_them_along():
    first = family()
    with pytest.raises(IntegrityError), gathering():
        family()
        keep(Person(pk=first.pk))
    assert Person.objects.count() == 1


def test_a_changed_row_is_saved_at_the_end_with_what_it_says_then():
    person = family()
    with gathering():
        for place in ("Ahvaz", "Tirana"):
            person.birth_place = place
            keep(person)
        assert gathered(Person, person.pk) is person
        assert Person.objects.get(pk=person.pk).birth_place == "Sample"
    assert Person.objects.get(pk=person.pk).birth_place == "Tirana"


def test_gathered_names_are_found_in_other_letters():
    with gathering():
        person = family()

    assert [match.person for match in matching.find(Told("An Nemouneh"), limit=1)] == [person.pk]
