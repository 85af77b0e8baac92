import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import families.sealing


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("casework", "0032_columns_of_a_register_are_sealed"),
    ]

    operations = [
        migrations.RemoveField(model_name="importrun", name="plain_mapping"),
        migrations.AddField(
            model_name="importrun",
            name="decisions",
            field=families.sealing.SealedJSON(blank=True, editable=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undo_asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undo_asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterModelOptions(
            name="importrow", options={"ordering": ["run", "number", "part"]}
        ),
        migrations.RemoveConstraint(model_name="importrow", name="row_once_per_run"),
        migrations.AddField(
            model_name="importrow",
            name="part",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(
                fields=("run", "number", "part"), name="row_once_per_run"
            ),
        ),
        migrations.CreateModel(
            name="KnownColumn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("heading", models.CharField(max_length=64)),
                ("field", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField(auto_now=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_columns",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "heading"), name="column_once_per_office"
                    )
                ]
            },
        ),
    ]
