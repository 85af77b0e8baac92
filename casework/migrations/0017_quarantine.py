import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import families.sealing


class Migration(migrations.Migration):
    dependencies = [("casework", "0016_exports")]

    operations = [
        migrations.CreateModel(
            name="ExchangeFile",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", families.sealing.SealedText(blank=True, editable=True)),
                ("received_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="PublishedRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuarantinedRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", families.sealing.SealedJSON(blank=True, editable=True)),
                ("handed_in", models.PositiveIntegerField(default=0)),
                ("expires_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "to look at"),
                            ("drafted", "became a request that is not finished"),
                            ("discarded", "put aside"),
                            ("expired", "its time is over"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="casework.exchangefile",
                    ),
                ),
            ],
            options={
                "ordering": ["file", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "drafted", "discarded", "expired"])
                        ),
                        name="quarantine_state",
                    ),
                    models.UniqueConstraint(fields=("file", "number"), name="quarantined_once"),
                ],
            },
        ),
    ]
