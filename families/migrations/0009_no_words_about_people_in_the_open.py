from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("families", "0008_words_about_people_are_sealed")]

    operations = [
        migrations.RemoveField("contactpoint", "plain_safe_times"),
        migrations.RemoveField("identifier", "plain_issuer"),
        migrations.RemoveField("relationship", "plain_as_given"),
        migrations.RemoveField("relationship", "plain_verified_how"),
    ]
