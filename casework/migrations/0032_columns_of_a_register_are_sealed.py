"""A register without headings has a family in their place: what stood in the open is sealed."""

import json

from django.db import migrations

import families.sealing
from families import wrapping
from families.ciphers import seal


def seal_columns(apps, schema_editor):
    for run in apps.get_model("casework", "ImportRun").objects.iterator():
        if run.plain_mapping:
            plain = json.dumps(run.plain_mapping, ensure_ascii=False, sort_keys=True).encode()
            key = wrapping.unwrap(bytes(run.data_key))
            run.mapping = seal(key, plain, context=f"casework.importrun:{run.pk}:mapping")
            run.save(update_fields=["mapping"])


class Migration(migrations.Migration):
    dependencies = [("casework", "0031_found_by_a_second_person")]

    operations = [
        migrations.RenameField("importrun", "mapping", "plain_mapping"),
        migrations.AddField(
            model_name="importrun",
            name="mapping",
            field=families.sealing.SealedJSON(blank=True, editable=True),
        ),
        migrations.RunPython(seal_columns, migrations.RunPython.noop),
    ]
