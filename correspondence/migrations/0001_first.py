import uuid

import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import correspondence.models.recipient
import families.dates
import families.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0001_first"),
        ("casework", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Addressee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("to", "to"),
                            ("copy", "copy"),
                            ("copy_plain", "copy without enclosures"),
                            ("file", "file copy"),
                        ],
                        default="to",
                        max_length=10,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("fa", "فارسی"),
                            ("ar", "العربية"),
                            ("sq", "Shqip"),
                        ],
                        max_length=2,
                    ),
                ),
                ("position", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["to", "copy", "copy_plain", "file"])),
                        name="copy_role",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Incoming",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("post", "by post"),
                            ("hand", "by hand"),
                            ("email", "by e-mail"),
                            ("phone", "by telephone"),
                            ("meeting", "at a meeting"),
                        ],
                        max_length=8,
                    ),
                ),
                ("received_on", models.DateField()),
                ("dated", models.DateField(blank=True, null=True)),
                ("their_reference", models.CharField(blank=True, max_length=100)),
                (
                    "their_reference_key",
                    models.CharField(blank=True, db_index=True, max_length=120),
                ),
                ("who", families.sealing.SealedText(blank=True, editable=True)),
                ("function", families.sealing.SealedText(blank=True, editable=True)),
                ("words", families.sealing.SealedText(blank=True, editable=True)),
                ("subject", families.sealing.SealedText(blank=True, editable=True)),
                ("raw_name", families.sealing.SealedText(blank=True, editable=True)),
                ("closed_to_others", models.BooleanField(default=False)),
                ("filed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming",
                        to="casework.body",
                    ),
                ),
                (
                    "filed_by",
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
                        related_name="incoming",
                        to="casework.office",
                    ),
                ),
                (
                    "raw",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "incoming",
                "ordering": ["-received_on", "-filed_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("way__in", ["post", "hand", "email", "phone", "meeting"])
                        ),
                        name="incoming_way",
                    ),
                    models.UniqueConstraint(
                        fields=("office", "number"), name="incoming_number_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("fa", "فارسی"),
                            ("ar", "العربية"),
                            ("sq", "Shqip"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "To approve"),
                            ("approved", "Approved"),
                            ("numbered", "To sign"),
                            ("signed", "Signed"),
                            ("sent", "Sent"),
                            ("void", "Void"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("edition", models.PositiveIntegerField(default=1)),
                ("wording", families.sealing.SealedText(blank=True, editable=True)),
                ("values", families.sealing.SealedJSON(blank=True, editable=True)),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.CharField(blank=True, max_length=60)),
                ("date", models.DateField(blank=True, null=True)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                ("pdf_pages", models.PositiveIntegerField(default=0)),
                ("print_pages", models.PositiveIntegerField(default=0)),
                ("outline", models.JSONField(default=list)),
                ("previous_seal", models.CharField(blank=True, max_length=64)),
                ("scan_sha256", models.CharField(blank=True, max_length=64)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("bundle_sha256", models.CharField(blank=True, max_length=64)),
                ("bundle_bytes", models.PositiveBigIntegerField(default=0)),
                ("bundle_pages", models.PositiveIntegerField(default=0)),
                ("bundle_progress", models.PositiveIntegerField(default=0)),
                ("bundle_error", models.CharField(blank=True, max_length=60)),
                ("cpu_seconds", models.FloatField(default=0)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_approved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_written",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "bundle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                ("follows", models.ManyToManyField(blank=True, to="correspondence.letter")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.office",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "signatory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters_signed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "in_review",
                                    "approved",
                                    "numbered",
                                    "signed",
                                    "sent",
                                    "void",
                                ],
                            )
                        ),
                        name="letter_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "fa", "ar", "sq"])),
                        name="letter_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["numbered", "signed", "sent"]), _negated=True),
                            models.Q(
                                models.Q(("number", ""), _negated=True),
                                models.Q(("pdf_sha256", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="numbered_letter_is_frozen",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField()),
                ("pdf_sha256", models.CharField(max_length=64)),
                ("ended_as", models.CharField(blank=True, max_length=20)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "pdf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editions",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "edition"), name="edition_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "e-mail"), ("post", "post"), ("hand", "by hand")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "waiting to leave"),
                            ("sending", "on its way out"),
                            ("sent", "sent"),
                            ("failed", "did not leave"),
                            ("unknown", "we do not know whether it left"),
                            ("recalled", "called back"),
                        ],
                        default="pending",
                        max_length=8,
                    ),
                ),
                ("message_id", models.CharField(blank=True, max_length=200)),
                ("frozen_sha256", models.CharField(blank=True, max_length=64)),
                ("owner", models.CharField(blank=True, max_length=100)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("try_after", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=60)),
                (
                    "receipt",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "-"),
                            ("signed", "receipt signed"),
                            ("refused", "receipt refused, with a witness"),
                            ("posted", "posted, with a number"),
                            ("handed_over", "handed over to the mail server"),
                        ],
                        max_length=12,
                    ),
                ),
                ("tracking_number", models.CharField(blank=True, max_length=100)),
                ("bearer", families.sealing.SealedText(blank=True, editable=True)),
                ("received_by", families.sealing.SealedText(blank=True, editable=True)),
                ("witness", families.sealing.SealedText(blank=True, editable=True)),
                ("words", families.sealing.SealedText(blank=True, editable=True)),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="correspondence.addressee",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "frozen",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "dispatches",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["state", "try_after"], name="corresponde_state_05deff_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["email", "post", "hand"])),
                        name="way_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["pending", "sending", "sent", "failed", "unknown", "recalled"],
                            )
                        ),
                        name="way_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["pending", "sending", "unknown", "sent"])
                        ),
                        fields=("letter", "addressee", "channel"),
                        name="one_live_way_per_addressee",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Annex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("pages", models.PositiveIntegerField(default=1)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexed_in",
                        to="casework.document",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annexes",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "document"), name="paper_once_in_letter"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="addressee",
            name="letter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="addressees",
                to="correspondence.letter",
            ),
        ),
        migrations.CreateModel(
            name="LetterCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("included", models.BooleanField(default=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_lines",
                        to="casework.case",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "case"), name="case_once_in_letter")
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveIntegerField()),
                ("serial", models.PositiveIntegerField(blank=True, null=True)),
                ("text", models.CharField(max_length=60)),
                ("seal", models.CharField(max_length=64)),
                ("taken_at", models.DateTimeField(auto_now_add=True)),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("void_reason", models.CharField(blank=True, max_length=200)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="numbers",
                        to="correspondence.letter",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing_numbers",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "ordering": ["office", "year", "serial", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("office", "text"), name="letter_number_once"),
                    models.UniqueConstraint(
                        fields=("office", "year", "serial"), name="letter_serial_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("addressee", models.JSONField(default=dict)),
                ("salutation", models.JSONField(blank=True, default=dict)),
                ("addresses", models.JSONField(blank=True, default=dict)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("language", models.CharField(default="en", max_length=2)),
                (
                    "channels",
                    models.JSONField(default=correspondence.models.recipient._all_channels),
                ),
                ("copies_only", models.BooleanField(default=True)),
                ("max_bytes", models.PositiveBigIntegerField(blank=True, null=True)),
                ("acknowledge_days", models.PositiveIntegerField(default=14)),
                ("remind_days", models.JSONField(blank=True, default=list)),
                ("active", models.BooleanField(default=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipients",
                        to="casework.body",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="addressee",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="addressed_in",
                to="correspondence.recipient",
            ),
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", families.sealing.SealedText(blank=True, editable=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("opened_on", models.DateField()),
                ("is_earlier", models.BooleanField(default=False)),
                ("earlier_on", families.dates.PartialDateField(blank=True, null=True)),
                ("earlier_place", models.CharField(blank=True, max_length=200)),
                ("earlier_handed_by", families.sealing.SealedText(blank=True, editable=True)),
                ("earlier_number", models.CharField(blank=True, max_length=100)),
                ("earlier_papers", families.sealing.SealedText(blank=True, editable=True)),
                ("earlier_said", families.sealing.SealedText(blank=True, editable=True)),
                (
                    "earlier_proof",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed_receipt", "signed receipt"),
                            ("stamped_copy", "stamped copy"),
                            ("own_copy", "own copy"),
                            ("remembered", "as remembered"),
                        ],
                        max_length=16,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "earlier_proof_file",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="submissions",
                        to="casework.office",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="correspondence.recipient",
                    ),
                ),
            ],
            options={
                "ordering": ["-opened_on", "-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "earlier_proof__in",
                                ["", "signed_receipt", "stamped_copy", "own_copy", "remembered"],
                            )
                        ),
                        name="earlier_proof",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_earlier", False),
                            models.Q(("earlier_proof", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="earlier_names_its_proof",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="letter",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="letters",
                to="correspondence.submission",
            ),
        ),
        migrations.CreateModel(
            name="IncomingLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reply_class",
                    models.CharField(
                        choices=[
                            ("", "no reply recorded"),
                            ("acknowledged", "acknowledged"),
                            ("promised", "promised"),
                            ("asks_more", "asks for more"),
                            ("passed_on", "passed on to another body"),
                            ("declined", "declined"),
                            ("answered", "answered"),
                            ("returned", "came back"),
                        ],
                        max_length=14,
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                ("passed_to", models.CharField(blank=True, max_length=200)),
                ("their_reference", models.CharField(blank=True, max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_lines",
                        to="casework.case",
                    ),
                ),
                (
                    "incoming",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="correspondence.incoming",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply_lines",
                        to="correspondence.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reply_class__in",
                                [
                                    "acknowledged",
                                    "promised",
                                    "asks_more",
                                    "passed_on",
                                    "declined",
                                    "answered",
                                    "returned",
                                ],
                            )
                        ),
                        name="reply_class",
                    ),
                    models.UniqueConstraint(
                        fields=("incoming", "submission", "case"), name="one_line_per_case"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmissionCase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("delivered_on", models.DateField(blank=True, null=True)),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("promised_until", models.DateField(blank=True, null=True)),
                ("asks_more_on", models.DateField(blank=True, null=True)),
                ("passed_to", models.CharField(blank=True, max_length=200)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("declined_on", models.DateField(blank=True, null=True)),
                ("their_reference", models.CharField(blank=True, max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission_lines",
                        to="casework.case",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="correspondence.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "case"), name="case_once_in_submission"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmissionPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.storedfile",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="correspondence.submission",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="addressee",
            constraint=models.CheckConstraint(
                condition=models.Q(("role", "file"), ("recipient__isnull", False), _connector="OR"),
                name="addressee_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="addressee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recipient__isnull", False)),
                fields=("letter", "recipient"),
                name="recipient_once_per_letter",
            ),
        ),
    ]
