"""What the office still waits for from a family is told in words: what stood in the open is sealed."""

import json

from django.db import migrations

import families.sealing
from families import wrapping
from families.ciphers import seal


def overwrite_what_goes(apps, schema_editor):
    """SQLite leaves the content of removed rows in its file unless it is told to overwrite it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("PRAGMA secure_delete = ON")


def seal_missing(apps, schema_editor):
    waiting = apps.get_model("casework", "Case")._base_manager.exclude(plain_missing=[])
    for case in waiting.select_related("request").iterator(chunk_size=500):
        plain = json.dumps(case.plain_missing, ensure_ascii=False, sort_keys=True).encode()
        key = wrapping.unwrap(bytes(case.request.data_key))
        case.missing = seal(key, plain, context=f"casework.case:{case.pk}:missing")
        case.plain_missing = []
        case.save(update_fields=["missing", "plain_missing"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0037_lists_are_counted_from_indexes")]

    operations = [
        migrations.RunPython(overwrite_what_goes, migrations.RunPython.noop),
        migrations.RenameField("case", "missing", "plain_missing"),
        migrations.AddField(
            model_name="case",
            name="missing",
            field=families.sealing.SealedList(blank=True, editable=True),
        ),
        migrations.RunPython(seal_missing, migrations.RunPython.noop),
    ]
