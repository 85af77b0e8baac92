"""Second-factor secrets lie sealed under a data key that `rotate_keys` moves."""

import importlib
from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import call_command

from casework import migrations
from casework.models.office import HouseKey
from families import sealing, wrapping

SECRET = "JBSWY3DPEHPK3PXP"


def migration():
    found = Path(migrations.__path__[0]).glob("*_second_factors_leave_the_master_key.py")
    return importlib.import_module(f"casework.migrations.{next(found).stem}")


@pytest.fixture
def keys(settings, tmp_path):
    """An office with keys of its own, so that rotating them touches no other test."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir(mode=0o700)
    return settings.KEYS_DIR


@pytest.mark.django_db
def test_a_secret_opens_again_and_does_not_lie_there_in_the_clear(keys):
    sealed = get_adapter().encrypt(SECRET)

    assert SECRET not in sealed
    assert SECRET.encode().hex() not in sealed
    assert get_adapter().decrypt(sealed) == SECRET


@pytest.mark.django_db
def test_rotating_the_keys_moves_the_key_of_the_secrets_too(keys):
    sealed = get_adapter().encrypt(SECRET)
    before = wrapping.number_of(bytes(HouseKey.objects.get().data_key))

    call_command("rotate_keys")

    after = wrapping.number_of(bytes(HouseKey.objects.get().data_key))
    assert after == before + 1
    assert get_adapter().decrypt(sealed) == SECRET


@pytest.mark.django_db
def test_secrets_of_before_are_sealed_anew_and_can_go_back(cast):
    old = sealing.seal_text(wrapping.master_key(), SECRET, context="mfa").hex()
    row = Authenticator.objects.create(user=cast.clerk, type="totp", data={"secret": old})
    moving = migration()

    moving.move(apps, None)
    row.refresh_from_db()
    assert get_adapter().decrypt(row.data["secret"]) == SECRET
    assert row.data["secret"] != old

    moving.move_back(apps, None)
    row.refresh_from_db()
    back = sealing.unseal_text(
        wrapping.master_key(), bytes.fromhex(row.data["secret"]), context="mfa"
    )
    assert back == SECRET


@pytest.mark.django_db
def test_a_secret_that_does_not_open_stays_as_it_is(cast):
    row = Authenticator.objects.create(user=cast.clerk, type="totp", data={"secret": "00ff"})

    migration().move(apps, None)

    row.refresh_from_db()
    assert row.data == {"secret": "00ff"}
