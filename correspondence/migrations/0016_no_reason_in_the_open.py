from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0015_why_a_number_is_void_is_sealed")]

    operations = [migrations.RemoveField("outgoingnumber", "plain_void_reason")]
