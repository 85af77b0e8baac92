from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0030_second_persons_from_the_trail")]

    operations = [
        migrations.AddConstraint(
            model_name="sealedtrack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            ["located", "wish_pending", "wish_recorded", "restoring_contact"],
                        ),
                        _negated=True,
                    ),
                    ("identified_by__isnull", False),
                    ("death_confirmed_by__isnull", False),
                    _connector="OR",
                ),
                name="found_by_a_second_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedtrack",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deceased", False), ("death_confirmed_by__isnull", False), _connector="OR"
                ),
                name="death_by_a_second_person",
            ),
        ),
    ]
