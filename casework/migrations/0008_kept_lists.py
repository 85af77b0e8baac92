import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import families.sealing


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_lines_of_the_wide_list")]

    operations = [
        migrations.CreateModel(
            name="ListChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("columns", models.JSONField(default=list)),
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="list_choice",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedList",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", families.sealing.SealedText(blank=True, editable=True)),
                ("asked", families.sealing.SealedJSON(blank=True, editable=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                "ordering": ["created_at"],
            },
        ),
    ]
