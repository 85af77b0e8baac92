import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    """What was due before is due on its day; each gets a name for its page."""
    dues = apps.get_model("casework", "Due").objects.using(schema_editor.connection.alias)
    dues.update(since=models.F("on"))
    for pk in dues.values_list("pk", flat=True):
        dues.filter(pk=pk).update(code=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("casework", "0025_dues_follow_from_dates")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
