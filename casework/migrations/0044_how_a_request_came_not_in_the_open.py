from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0043_how_a_request_came_is_sealed")]

    operations = [
        migrations.RemoveField("familyrequest", "plain_interpreter"),
        migrations.RemoveField("familyrequest", "plain_paper_place"),
    ]
