"""Sealed fields are bound to their row and field; keys that are lost or wrong say so."""

import uuid

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from families import keys, rotation, sealing, wrapping
from families.ciphers import Unreadable, seal, unseal
from families.keys import KeyTrouble
from families.models import ContactPoint, Identifier, Person

KEY = bytes(range(32))


@pytest.fixture
def own_keys(settings, tmp_path):
    """A keys folder of the test's own; what processes remember of others is forgotten after."""
    settings.KEYS_DIR = tmp_path / "keys"
    yield settings.KEYS_DIR
    forget()


def forget():
    """As if the program had been started anew."""
    wrapping._right_key.cache_clear()
    wrapping._later_key.cache_clear()


def make_person(phone="0916 000 0005"):
    person = Person.objects.create()
    ContactPoint.objects.create(person=person, value=phone, who_may_answer="خواهر")
    return person


@given(st.binary(max_size=200), st.text(min_size=1), st.text(min_size=1))
def test_what_was_sealed_for_one_place_opens_nowhere_else(plain, here, there):
    sealed = seal(KEY, plain, context=here)

    assert unseal(KEY, sealed, context=here) == plain
    if here != there:
        with pytest.raises(Unreadable):
            unseal(KEY, sealed, context=there)


@given(st.binary(min_size=1, max_size=60), st.data())
def test_one_changed_bit_is_found(plain, data):
    sealed = bytearray(seal(KEY, plain, context="x"))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << (place % 8)

    with pytest.raises(Unreadable):
        unseal(KEY, bytes(sealed), context="x")


def raw(point, field):
    return ContactPoint.objects.filter(pk=point.pk).values_list(field, flat=True).get()


def test_a_value_moved_to_another_field_of_the_same_row_is_found(db):
    point = make_person().contact_points.get()

    ContactPoint.objects.filter(pk=point.pk).update(who_may_answer=raw(point, "value"))

    with pytest.raises(Unreadable):
        ContactPoint.objects.get().who_may_answer  # noqa: B018


def test_a_value_moved_to_another_row_of_the_same_person_is_found(db):
    person = make_person()
    other = ContactPoint.objects.create(person=person, value="0916 000 0006")
    first = person.contact_points.exclude(pk=other.pk).get()

    ContactPoint.objects.filter(pk=other.pk).update(value=raw(first, "value"))

    with pytest.raises(Unreadable):
        ContactPoint.objects.get(pk=other.pk).value  # noqa: B018


def test_a_whole_key_moved_to_another_person_opens_nothing_there(db):
    one, two = make_person(), make_person()

    Person.objects.filter(pk=two.pk).update(data_key=bytes(one.data_key))

    with pytest.raises(Unreadable):
        ContactPoint.objects.get(person=two).value  # noqa: B018


def test_every_person_has_a_key_of_his_or_her_own(db):
    keys_ = {make_person().sealing_key() for _n in range(5)}

    assert len(keys_) == 5


def test_an_erased_key_makes_all_that_it_sealed_unreadable(db):
    person = make_person()

    Person.objects.filter(pk=person.pk).update(data_key=wrapping.new_data_key())

    with pytest.raises(Unreadable):
        ContactPoint.objects.get().value  # noqa: B018


def test_equal_numbers_are_found_by_a_keyed_hash_and_kinds_do_not_meet(db):
    one, two = make_person("0916 000 0005"), make_person("+98 916 000 0005")
    Identifier.objects.create(person=one, kind="other", value="+989160000005")

    hashes = set(ContactPoint.objects.values_list("lookup", flat=True))

    assert len(hashes) == 1
    assert Identifier.objects.get().lookup not in hashes
    assert one.pk != two.pk


# the key file ------------------------------------------------------------------------------------


def test_the_key_file_is_for_its_owner_alone(db, own_keys):
    make_person()

    assert [oct(p.stat().st_mode & 0o777) for p in (own_keys, own_keys / "master.key")] == [
        "0o700",
        "0o600",
    ]
    assert keys.open_to_others(own_keys) == []


def test_a_lost_key_is_said_and_never_replaced(db, own_keys):
    make_person()
    (own_keys / "master.key").rename(own_keys / "elsewhere")
    forget()

    with pytest.raises(KeyTrouble, match="cannot be read"):
        make_person()

    assert not (own_keys / "master.key").exists()
    assert Person.objects.count() == 1


def test_a_wrong_key_is_said_and_the_right_one_put_back_opens_everything(db, own_keys):
    make_person()
    right = (own_keys / "master.key").read_bytes()
    (own_keys / "master.key").write_text("00" * 32)
    forget()

    with pytest.raises(KeyTrouble, match="not the one"):
        make_person()
    (own_keys / "master.key").write_bytes(right)

    assert ContactPoint.objects.get().who_may_answer == "خواهر"


def test_a_wrong_first_key_is_found_also_after_a_rotation(db, own_keys):
    make_person()
    rotation.rotate(batch=10)
    (own_keys / "master.key").write_text("00" * 32)
    forget()

    with pytest.raises(KeyTrouble, match="not the one"):
        sealing.fingerprint("phone", "1")


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "\u0661" * 64])
def test_a_damaged_key_file_is_said(db, own_keys, content):
    make_person()
    (own_keys / "master.key").write_text(content, encoding="utf-8")
    forget()

    with pytest.raises(KeyTrouble):
        make_person()


# turning keys ---------------------------------------------------------------------------------


def test_rotation_wraps_every_key_anew_and_touches_no_value(db, own_keys):
    people = [make_person() for _n in range(7)]
    sealed = list(ContactPoint.objects.order_by("pk").values_list("value", flat=True))

    done = rotation.rotate(batch=3)

    assert (done.number, done.wrapped, done.resumed) == (1, 7, False)
    assert rotation.look(values=True).by_number == {1: 7}
    assert list(ContactPoint.objects.order_by("pk").values_list("value", flat=True)) == sealed
    assert {p.value for p in ContactPoint.objects.all()} == {"0916 000 0005"}
    assert make_person().sealing_key() not in {p.sealing_key() for p in people}


def test_rotation_goes_on_with_what_was_left(db, own_keys):
    for _n in range(3):
        make_person()
    wrapping.begin_rotation()
    make_person()

    done = rotation.rotate(batch=100)

    assert (done.number, done.wrapped, done.resumed) == (1, 3, True)
    assert rotation.rotate(batch=100).number == 2


def test_somebody_who_held_a_person_open_during_the_rotation_spoils_nothing(db, own_keys):
    held = make_person()
    rotation.rotate(batch=100)

    held.birth_place = "اهواز"
    held.save()

    assert ContactPoint.objects.get().value == "0916 000 0005"
    assert rotation.look(values=True).problems == []


def test_a_damaged_data_key_is_named_and_stops_nothing(db, own_keys):
    damaged, whole = make_person(), make_person()
    Person.objects.filter(pk=damaged.pk).update(data_key=b"\0" * wrapping.UNNUMBERED)

    done = rotation.rotate(batch=100)
    found = rotation.look(values=False)

    assert done.wrapped == 1
    assert found.problems == [f"families.Person {damaged.pk}: its data key does not open"]
    assert ContactPoint.objects.get(person=whole).value == "0916 000 0005"


def test_check_keys_ends_well_and_names_what_others_may_read(db, own_keys, capsys):
    make_person()
    call_command("check_keys", values=True)
    well = capsys.readouterr().out
    (own_keys / "master.key").chmod(0o644)

    with pytest.raises(SystemExit) as ended:
        call_command("check_keys")

    assert well == "key 0: wraps 1 data keys\n2 sealed values opened\nAll is well.\n"
    assert ended.value.code == 1
    assert str(own_keys / "master.key") in capsys.readouterr().out


def test_no_wrapped_key_of_an_unknown_shape_is_tried():
    with pytest.raises(Unreadable):
        wrapping.number_of(uuid.uuid4().bytes)
