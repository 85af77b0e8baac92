import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_draft_keeps_both_texts")]

    operations = [
        migrations.CreateModel(
            name="CaseLine",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="line",
                        serialize=False,
                        to="casework.case",
                    ),
                ),
                (
                    "reference",
                    models.CharField(db_default="", default="", editable=False, max_length=30),
                ),
                (
                    "state",
                    models.CharField(db_default="", default="", editable=False, max_length=14),
                ),
                (
                    "sought_key",
                    models.CharField(db_default="", default="", editable=False, max_length=80),
                ),
                (
                    "father_key",
                    models.CharField(db_default="", default="", editable=False, max_length=80),
                ),
                (
                    "born",
                    models.CharField(db_default="", default="", editable=False, max_length=21),
                ),
                (
                    "enquirer_key",
                    models.CharField(db_default="", default="", editable=False, max_length=80),
                ),
                (
                    "enquirer_born",
                    models.CharField(db_default="", default="", editable=False, max_length=10),
                ),
                (
                    "received_on",
                    models.CharField(db_default="", default="", editable=False, max_length=10),
                ),
                (
                    "written_on",
                    models.CharField(db_default="", default="", editable=False, max_length=10),
                ),
                (
                    "last_step_on",
                    models.CharField(db_default="", default="", editable=False, max_length=10),
                ),
                (
                    "next_review",
                    models.CharField(db_default="", default="", editable=False, max_length=10),
                ),
                (
                    "birth_place",
                    models.CharField(db_default="", default="", editable=False, max_length=300),
                ),
                ("stopped", models.BooleanField(db_default=False, default=False, editable=False)),
                ("papers", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
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
                "indexes": [
                    models.Index(fields=["office", "reference"], name="line_by_reference"),
                    models.Index(
                        fields=["office", "sought_key", "reference"], name="line_by_sought_key"
                    ),
                    models.Index(
                        fields=["office", "father_key", "reference"], name="line_by_father_key"
                    ),
                    models.Index(fields=["office", "born", "reference"], name="line_by_born"),
                    models.Index(
                        fields=["office", "enquirer_key", "reference"], name="line_by_enquirer_key"
                    ),
                    models.Index(
                        fields=["office", "received_on", "reference"], name="line_by_received_on"
                    ),
                    models.Index(
                        fields=["office", "written_on", "reference"], name="line_by_written_on"
                    ),
                    models.Index(
                        fields=["office", "last_step_on", "reference"], name="line_by_last_step_on"
                    ),
                    models.Index(
                        fields=["office", "next_review", "reference"], name="line_by_next_review"
                    ),
                    models.Index(
                        fields=["office", "birth_place", "reference"], name="line_by_birth_place"
                    ),
                    models.Index(
                        fields=["office", "state", "received_on", "reference"], name="line_by_state"
                    ),
                    models.Index(
                        condition=models.Q(("stopped", True)),
                        fields=["office"],
                        name="line_that_is_stopped",
                    ),
                ],
            },
        ),
    ]
