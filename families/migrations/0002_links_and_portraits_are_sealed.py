"""Links and portraits get keys that cannot be guessed and sealed words.

No step of the program wrote either table before this one, so both are made anew.
"""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import families.dates
import families.sealing


class Migration(migrations.Migration):
    dependencies = [("families", "0001_first")]

    operations = [
        migrations.DeleteModel(name="PersonLink"),
        migrations.DeleteModel(name="Portrait"),
        migrations.CreateModel(
            name="PersonLink",
            fields=[
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("decided_by", models.CharField(max_length=200)),
                ("reason", families.sealing.SealedText(blank=True, editable=True)),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_out",
                        to="families.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_in",
                        to="families.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("first", "second"),
                        name="person_link_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first", models.F("second")), _negated=True),
                        name="no_self_link",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("document_id", models.UUIDField(default=uuid.uuid4)),
                ("taken", families.dates.PartialDateField(blank=True, null=True)),
                (
                    "across",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1000)],
                    ),
                ),
                (
                    "down",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1000)],
                    ),
                ),
                ("who_is_who", families.sealing.SealedText(blank=True, editable=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="portraits",
                        to="families.person",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person", "document_id"),
                        name="portrait_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("across", None), ("down", None))
                        | models.Q(
                            ("across__isnull", False), ("across__lte", 1000), ("down__lte", 1000)
                        ),
                        name="portrait_place",
                    ),
                ],
            },
        ),
    ]
