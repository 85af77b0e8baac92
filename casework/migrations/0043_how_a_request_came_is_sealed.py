"""Who interpreted for a family and where its paper stands: what stood in the open is sealed."""

from django.db import migrations

import families.sealing
from families import wrapping
from families.ciphers import seal

SEALED = ("interpreter", "paper_place")


def overwrite_what_goes(apps, schema_editor):
    """SQLite leaves the content of removed rows in its file unless it is told to overwrite it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("PRAGMA secure_delete = ON")


def seal_words(apps, schema_editor):
    rows = apps.get_model("casework", "FamilyRequest")._base_manager
    written = rows.exclude(plain_interpreter="", plain_paper_place="")
    for row in written.iterator(chunk_size=500):
        key = wrapping.unwrap(bytes(row.data_key))
        for name in SEALED:
            plain = getattr(row, f"plain_{name}").encode()
            context = f"casework.familyrequest:{row.pk}:{name}"
            setattr(row, name, seal(key, plain, context=context) if plain else b"")
            setattr(row, f"plain_{name}", "")
        row.save(update_fields=[n for name in SEALED for n in (name, f"plain_{name}")])


def _made_anew(name):
    return [
        migrations.RenameField("familyrequest", name, f"plain_{name}"),
        migrations.AddField(
            "familyrequest", name, families.sealing.SealedText(blank=True, editable=True)
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("casework", "0042_who_searched")]

    operations = [
        migrations.RunPython(overwrite_what_goes, migrations.RunPython.noop),
        *_made_anew("interpreter"),
        *_made_anew("paper_place"),
        migrations.RunPython(seal_words, migrations.RunPython.noop),
    ]
