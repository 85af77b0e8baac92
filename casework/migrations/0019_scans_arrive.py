import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import families.sealing
import families.wrapping


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0018_notice_has_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scan",
            fields=[
                ("data_key", models.BinaryField(default=families.wrapping.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", families.sealing.SealedText(blank=True, editable=True)),
                ("mark", models.CharField(max_length=64)),
                ("pages", models.PositiveIntegerField(default=1)),
                ("number", models.CharField(blank=True, max_length=30)),
                ("verdict", models.CharField(blank=True, max_length=40)),
                ("detail", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits for its place"),
                            ("filed", "filed"),
                            ("discarded", "thrown away"),
                            ("refused", "refused"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("discarded_why", families.sealing.SealedText(blank=True, editable=True)),
                ("arrived_at", models.DateTimeField(auto_now_add=True)),
                (
                    "discarded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "ordering": ["arrived_at"],
                "indexes": [models.Index(fields=["office", "state"], name="scan_office_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "filed", "discarded", "refused"])
                        ),
                        name="scan_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "refused"), ("file__isnull", False), _connector="OR"
                        ),
                        name="scan_is_kept_or_refused",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("office", "file"),
                        name="scan_waits_once",
                    ),
                    models.UniqueConstraint(fields=("office", "mark"), name="scan_arrived_once"),
                ],
            },
        ),
    ]
