"""Second-factor secrets were sealed with the master key itself, which no rotation moves. From now on
the house's data key seals them."""

from django.db import migrations

from families import ciphers, sealing, wrapping

CONTEXT = "mfa"
SEALED = ("secret", "seed")  # of a one-time password, of recovery codes


def move(apps, schema_editor):
    rows = list(apps.get_model("mfa", "Authenticator").objects.all())
    if rows:
        keys = apps.get_model("casework", "HouseKey").objects
        house, _new = keys.get_or_create(pk=1, defaults={"data_key": wrapping.new_data_key()})
        _seal_anew(rows, wrapping.master_key(), wrapping.unwrap(bytes(house.data_key)))


def move_back(apps, schema_editor):
    rows = list(apps.get_model("mfa", "Authenticator").objects.all())
    house = apps.get_model("casework", "HouseKey").objects.filter(pk=1).first()
    if rows and house:
        _seal_anew(rows, wrapping.unwrap(bytes(house.data_key)), wrapping.master_key())


def _seal_anew(rows, before: bytes, after: bytes):
    """A secret that does not open with `before` stays as it is: its owner must make a new one."""
    for row in rows:
        for name in SEALED:
            held = row.data.get(name)
            if not held:
                continue
            try:
                plain = sealing.unseal_text(before, bytes.fromhex(held), context=CONTEXT)
            except (ciphers.Unreadable, ValueError):
                continue
            row.data[name] = sealing.seal_text(after, plain, context=CONTEXT).hex()
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0023_files_come_to_a_draft"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(move, move_back)]
