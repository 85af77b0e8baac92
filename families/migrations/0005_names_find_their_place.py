from django.db import migrations

from families.names import sort_key

AT_ONCE = 2000


def place(apps, schema_editor):
    """Names that were written before the alphabet was known."""
    names = apps.get_model("families", "PersonName").objects
    batch = []
    for name in names.only("full_as_given", "father").iterator(chunk_size=AT_ONCE):
        name.sort_key = sort_key(name.full_as_given)
        name.father_sort_key = sort_key(name.father)
        batch.append(name)
        if len(batch) == AT_ONCE:
            names.bulk_update(batch, ["sort_key", "father_sort_key"])
            batch = []
    names.bulk_update(batch, ["sort_key", "father_sort_key"])


class Migration(migrations.Migration):
    dependencies = [("families", "0004_names_stand_in_the_alphabet")]

    operations = [migrations.RunPython(place, migrations.RunPython.noop)]
