"""Classes of data, witness and evidence of an answer; erasure of a whole request."""

import django.db.models.deletion
from django.db import migrations, models

import families.sealing


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_due_for_a_consents_review")]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("request_id", models.UUIDField(primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name="consent",
            name="data_classes",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="consent",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="shows_consents",
                to="casework.document",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="witness",
            field=families.sealing.SealedText(blank=True, editable=True),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("given_on")), _connector="OR"
                ),
                name="consent_ends_after_it_began",
            ),
        ),
    ]
