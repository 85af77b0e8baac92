import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0026_old_dues_begin_on_their_day")]

    operations = [
        migrations.AlterField(model_name="due", name="since", field=models.DateField()),
        migrations.AlterField(
            model_name="due",
            name="code",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
