import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import families.sealing


class Migration(migrations.Migration):
    dependencies = [("casework", "0015_a_take_over_is_undone")]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked", families.sealing.SealedJSON(blank=True, editable=True)),
                ("reason", families.sealing.SealedText(blank=True, editable=True)),
                ("sort", models.CharField(blank=True, max_length=30)),
                ("columns", models.JSONField(default=list)),
                (
                    "form",
                    models.CharField(
                        choices=[("xlsx", "Excel (XLSX)"), ("csv", "CSV")],
                        default="xlsx",
                        max_length=4,
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("rows", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for a second person"),
                            ("allowed", "can be fetched once"),
                            ("taken", "was fetched"),
                            ("declined", "was declined"),
                        ],
                        max_length=8,
                    ),
                ),
                ("requested_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "ordering": ["-requested_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["xlsx", "csv"])), name="export_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "allowed", "taken", "declined"])
                        ),
                        name="export_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("by")), _negated=True),
                            _connector="OR",
                        ),
                        name="export_second_person",
                    ),
                ],
            },
        ),
    ]
