"""A due of its own for the review of a family's consent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_sealed_track")]

    operations = [
        migrations.RemoveConstraint(
            model_name="due",
            name="due_kind",
        ),
        migrations.AlterField(
            model_name="due",
            name="kind",
            field=models.CharField(
                choices=[
                    ("acknowledge", "tell the family that its request has arrived"),
                    ("duplicates", "look whether someone else asked already"),
                    ("risk", "note your impression of the risk"),
                    ("notice", "give the information notice"),
                    ("missing", "get what is missing from the family"),
                    ("declined", "tell the family that the request cannot be taken"),
                    ("closing", "write the closing letter"),
                    ("review", "review"),
                    ("read_reply", "read the reply"),
                    ("recorded_late", "a letter was recorded, but the case stays where it is"),
                    ("left_anyway", "a letter left although it had been stopped: look at it"),
                    ("news_to_family", "news to the family"),
                    ("consent_review", "ask the family whether its consent still holds"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="due",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "acknowledge",
                            "duplicates",
                            "risk",
                            "notice",
                            "missing",
                            "declined",
                            "closing",
                            "review",
                            "read_reply",
                            "recorded_late",
                            "left_anyway",
                            "news_to_family",
                            "consent_review",
                        ],
                    )
                ),
                name="due_kind",
            ),
        ),
    ]
