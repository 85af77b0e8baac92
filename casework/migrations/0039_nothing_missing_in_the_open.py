from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0038_what_is_missing_is_sealed")]

    operations = [migrations.RemoveField("case", "plain_missing")]
