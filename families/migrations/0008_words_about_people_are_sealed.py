"""When and how somebody may be reached, who issued a paper, how a tie is known: sealed."""

import uuid

from django.db import migrations, models

import families.sealing
from families import wrapping
from families.ciphers import seal

# Model -> its fields, and what of a row the values are bound to.
SEALED = {
    "ContactPoint": (("safe_times",), lambda row: str(row.pk)),
    "Identifier": (("issuer",), lambda row: str(row.pk)),
    "Relationship": (("as_given", "verified_how"), lambda row: str(row.place)),
}


def overwrite_what_goes(apps, schema_editor):
    """SQLite leaves the content of removed rows in its file unless it is told to overwrite it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("PRAGMA secure_delete = ON")


def seal_words(apps, schema_editor):
    for model, (fields, place) in SEALED.items():
        rows = apps.get_model("families", model)._base_manager.select_related("person")
        for row in rows.iterator(chunk_size=500):
            if model == "Relationship":
                row.place = uuid.uuid4()  # a new column has one value for all rows
                row.save(update_fields=["place"])
            key = wrapping.unwrap(bytes(row.person.data_key))
            for name in fields:
                plain = getattr(row, f"plain_{name}").encode()
                context = f"families.{model.lower()}:{place(row)}:{name}"
                setattr(row, name, seal(key, plain, context=context) if plain else b"")
                setattr(row, f"plain_{name}", "")
            row.save(update_fields=[n for name in fields for n in (name, f"plain_{name}")])


def _made_anew(model, name):
    return [
        migrations.RenameField(model, name, f"plain_{name}"),
        migrations.AddField(model, name, families.sealing.SealedText(blank=True, editable=True)),
    ]


class Migration(migrations.Migration):
    dependencies = [("families", "0007_counted_by_day_and_age")]

    operations = [
        migrations.RunPython(overwrite_what_goes, migrations.RunPython.noop),
        *_made_anew("contactpoint", "safe_times"),
        *_made_anew("identifier", "issuer"),
        *_made_anew("relationship", "as_given"),
        *_made_anew("relationship", "verified_how"),
        migrations.AddField(
            model_name="relationship",
            name="place",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RunPython(seal_words, migrations.RunPython.noop),
    ]
