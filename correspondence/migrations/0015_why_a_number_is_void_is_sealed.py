"""Why a letter was called off may name somebody: what stood in the open is sealed."""

from django.db import migrations

import families.sealing
from families import wrapping
from families.ciphers import seal


def overwrite_what_goes(apps, schema_editor):
    """SQLite leaves the content of removed rows in its file unless it is told to overwrite it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("PRAGMA secure_delete = ON")


def seal_reasons(apps, schema_editor):
    numbers = apps.get_model("correspondence", "OutgoingNumber")._base_manager
    void = numbers.exclude(plain_void_reason="").select_related("letter")
    for number in void.iterator(chunk_size=500):
        key = wrapping.unwrap(bytes(number.letter.data_key))
        context = f"correspondence.outgoingnumber:{number.pk}:void_reason"
        number.void_reason = seal(key, number.plain_void_reason.encode(), context=context)
        number.plain_void_reason = ""
        number.save(update_fields=["void_reason", "plain_void_reason"])


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0014_offices_keep_a_translation")]

    operations = [
        migrations.RunPython(overwrite_what_goes, migrations.RunPython.noop),
        migrations.RenameField("outgoingnumber", "void_reason", "plain_void_reason"),
        migrations.AddField(
            "outgoingnumber",
            "void_reason",
            families.sealing.SealedText(blank=True, editable=True),
        ),
        migrations.RunPython(seal_reasons, migrations.RunPython.noop),
    ]
