from django.db import migrations

import families.models.name


class Migration(migrations.Migration):
    dependencies = [("families", "0003_people_are_corrected_and_kept")]

    operations = [
        migrations.AddField(
            model_name="personname",
            name="sort_key",
            field=families.models.name.SortKeyField(
                default="", editable=False, max_length=80, of="full_as_given"
            ),
        ),
        migrations.AddField(
            model_name="personname",
            name="father_sort_key",
            field=families.models.name.SortKeyField(
                default="", editable=False, max_length=80, of="father"
            ),
        ),
    ]
