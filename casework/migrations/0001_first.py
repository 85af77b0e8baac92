import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models

import families.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("families", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("seal", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("address", models.CharField(max_length=64, unique=True)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("mime", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("display_name", models.CharField(blank=True, max_length=200)),
                ("title", models.JSONField(blank=True, default=dict)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("fa", "فارسی"),
                            ("ar", "العربية"),
                            ("sq", "Shqip"),
                        ],
                        default="en",
                        max_length=2,
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "fa", "ar", "sq"])),
                        name="staff_lang",
                    )
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("icrc", "ICRC"),
                            ("national_society", "Red Cross or Red Crescent society"),
                            ("host_state", "authority of the host State"),
                            ("own_state", "authority of the own State"),
                            ("embassy", "embassy or consulate"),
                            ("un", "UN body"),
                            ("coe", "Council of Europe"),
                            ("host_org", "host organisation"),
                            ("ngo", "lawyer or non-governmental organisation"),
                        ],
                        max_length=20,
                    ),
                ),
                ("names", models.JSONField(default=dict)),
                ("country", models.CharField(blank=True, max_length=100)),
                ("sharing_agreement", models.CharField(blank=True, max_length=300)),
                ("active", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name_plural": "bodies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "icrc",
                                    "national_society",
                                    "host_state",
                                    "own_state",
                                    "embassy",
                                    "un",
                                    "coe",
                                    "host_org",
                                    "ngo",
                                ],
                            )
                        ),
                        name="body_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.CharField(max_length=30, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("tracing", "tracing request"),
                            ("message", "family message"),
                            ("visit", "visit or visa"),
                            ("document", "document request"),
                            ("reunification", "reunification"),
                            ("other", "other"),
                        ],
                        default="tracing",
                        max_length=14,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("main", "the person who is sought"),
                            ("with", "a person with the sought person"),
                        ],
                        default="main",
                        max_length=4,
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[("normal", "normal"), ("high", "urgent")],
                        default="normal",
                        max_length=6,
                    ),
                ),
                (
                    "risk",
                    models.CharField(
                        choices=[
                            ("not_asked", "not asked yet"),
                            ("no_sign", "no sign"),
                            ("high", "perhaps: the protection officer must agree"),
                            ("stop", "stop"),
                        ],
                        default="not_asked",
                        max_length=10,
                    ),
                ),
                ("risk_words", families.sealing.SealedText(blank=True, editable=True)),
                ("circumstances", families.sealing.SealedText(blank=True, editable=True)),
                (
                    "state",
                    django_fsm.FSMField(
                        choices=[
                            ("draft", "draft"),
                            ("registered", "registered"),
                            ("under_review", "under review"),
                            ("incomplete", "information awaited"),
                            ("accepted", "accepted"),
                            ("submitted", "submitted"),
                            ("answered", "answered"),
                            ("on_hold", "on hold"),
                            ("closed", "closed"),
                            ("archived", "archived"),
                        ],
                        default="draft",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "incomplete_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draft"),
                            ("registered", "registered"),
                            ("under_review", "under review"),
                            ("incomplete", "information awaited"),
                            ("accepted", "accepted"),
                            ("submitted", "submitted"),
                            ("answered", "answered"),
                            ("on_hold", "on hold"),
                            ("closed", "closed"),
                            ("archived", "archived"),
                        ],
                        max_length=14,
                    ),
                ),
                (
                    "held_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draft"),
                            ("registered", "registered"),
                            ("under_review", "under review"),
                            ("incomplete", "information awaited"),
                            ("accepted", "accepted"),
                            ("submitted", "submitted"),
                            ("answered", "answered"),
                            ("on_hold", "on hold"),
                            ("closed", "closed"),
                            ("archived", "archived"),
                        ],
                        max_length=14,
                    ),
                ),
                ("missing", models.JSONField(blank=True, default=list)),
                ("registered_on", models.DateField(blank=True, null=True)),
                ("accepted_on", models.DateField(blank=True, null=True)),
                ("next_review", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closing_reason", models.CharField(blank=True, max_length=30)),
                ("safety_stop", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "caseworker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "co_signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_signed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "duplicates_seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicate_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sought",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sought_in",
                        to="families.person",
                    ),
                ),
            ],
            options={
                "ordering": ["reference"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "registered",
                                    "under_review",
                                    "incomplete",
                                    "accepted",
                                    "submitted",
                                    "answered",
                                    "on_hold",
                                    "closed",
                                    "archived",
                                ],
                            )
                        ),
                        name="case_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "incomplete_from__in",
                                [
                                    "",
                                    "draft",
                                    "registered",
                                    "under_review",
                                    "incomplete",
                                    "accepted",
                                    "submitted",
                                    "answered",
                                    "on_hold",
                                    "closed",
                                    "archived",
                                ],
                            ),
                            (
                                "held_from__in",
                                [
                                    "",
                                    "draft",
                                    "registered",
                                    "under_review",
                                    "incomplete",
                                    "accepted",
                                    "submitted",
                                    "answered",
                                    "on_hold",
                                    "closed",
                                    "archived",
                                ],
                            ),
                        ),
                        name="case_came_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "tracing",
                                    "message",
                                    "visit",
                                    "document",
                                    "reunification",
                                    "other",
                                ],
                            )
                        ),
                        name="case_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["main", "with"])), name="case_role"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("risk__in", ["not_asked", "no_sign", "high", "stop"])),
                        name="case_risk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__in", ["normal", "high"])), name="case_prio"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "registered",
                                        "under_review",
                                        "incomplete",
                                        "accepted",
                                        "submitted",
                                        "answered",
                                        "on_hold",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("next_review__isnull", False),
                            _connector="OR",
                        ),
                        name="active_case_has_a_review",
                    ),
                ],
            },
            bases=(django_fsm.FSMModelMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Command",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("verb", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("result", models.JSONField(default=dict)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyRequest",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True)),
                ("received_on", models.DateField()),
                ("received_as_given", models.CharField(blank=True, max_length=60)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("visit", "came to the office"),
                            ("phone", "by telephone"),
                            ("letter", "by letter"),
                            ("email", "by e-mail"),
                            ("register", "taken over from an old register"),
                        ],
                        default="visit",
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
                        default="fa",
                        max_length=2,
                    ),
                ),
                ("notice_version", models.PositiveIntegerField(blank=True, null=True)),
                ("notice_language", models.CharField(blank=True, max_length=2)),
                ("notice_read_aloud", models.BooleanField(default=False)),
                ("notice_on", models.DateField(blank=True, null=True)),
                ("neutral_answer", models.CharField(blank=True, max_length=12)),
                ("interpreter", models.CharField(blank=True, max_length=200)),
                ("paper_place", models.CharField(blank=True, max_length=200)),
                ("remarks", families.sealing.SealedText(blank=True, editable=True)),
                ("extras", families.sealing.SealedJSON(blank=True, editable=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "co_enquirers",
                    models.ManyToManyField(
                        blank=True, related_name="co_asks_in", to="families.person"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests_logged",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enquirer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks_in",
                        to="families.person",
                    ),
                ),
                (
                    "interviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second_contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_contact_in",
                        to="families.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel__in", ["visit", "phone", "letter", "email", "register"])
                        ),
                        name="request_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "fa", "ar", "sq"])),
                        name="request_language",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("photo", "photograph"),
                            ("identity", "identity paper"),
                            ("birth", "birth certificate"),
                            ("letter", "letter"),
                            ("authorisation", "authorisation"),
                            ("form", "form"),
                            ("other", "other paper"),
                        ],
                        default="other",
                        max_length=14,
                    ),
                ),
                ("title", families.sealing.SealedText(blank=True, editable=True)),
                ("original_name", families.sealing.SealedText(blank=True, editable=True)),
                ("language", models.CharField(blank=True, max_length=2)),
                ("pages", models.PositiveIntegerField(default=1)),
                ("is_copy", models.BooleanField(default=True)),
                ("original_kept_since", models.DateField(blank=True, null=True)),
                ("original_returned_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.case",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.familyrequest",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "added_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "photo",
                                    "identity",
                                    "birth",
                                    "letter",
                                    "authorisation",
                                    "form",
                                    "other",
                                ],
                            )
                        ),
                        name="paper_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("request", "case", "file"),
                        name="paper_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("P1", "log and keep the request"),
                            ("P2", "share with our other offices"),
                            ("P3", "Red Cross and Red Crescent"),
                            ("P4", "UN body"),
                            ("P5", "authority of the host State"),
                            ("P6", "authority of the own State"),
                            ("P7", "embassy or consulate"),
                            ("P8", "lawyer, NGO or host organisation"),
                            ("P9", "tell the sought person who is looking"),
                            ("P10", "pass my contact details to the sought person"),
                            ("P11", "publish my photograph and family link"),
                            ("P12", "publish the sought person's name"),
                            ("P13", "send copies of documents"),
                            ("P14", "contact me again"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("granted", "yes"), ("refused", "no"), ("not_asked", "ask later")],
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
                        default="fa",
                        max_length=2,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("written", "in writing"),
                            ("oral", "spoken, with a witness"),
                            ("guardian", "by the guardian"),
                            ("register", "taken over from an old register"),
                        ],
                        default="oral",
                        max_length=10,
                    ),
                ),
                ("notice_version", models.PositiveIntegerField(blank=True, null=True)),
                ("given_on", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("sequence", models.PositiveIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="casework.body",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="families.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="casework.document",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="casework.familyrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["request", "sequence"],
                "indexes": [
                    models.Index(
                        fields=["request", "purpose", "-sequence"],
                        name="casework_co_request_e8db41_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "P1",
                                    "P2",
                                    "P3",
                                    "P4",
                                    "P5",
                                    "P6",
                                    "P7",
                                    "P8",
                                    "P9",
                                    "P10",
                                    "P11",
                                    "P12",
                                    "P13",
                                    "P14",
                                ],
                            )
                        ),
                        name="consent_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["granted", "refused", "not_asked"])),
                        name="consent_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("how__in", ["written", "oral", "guardian", "register"])
                        ),
                        name="consent_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "fa", "ar", "sq"])),
                        name="consent_language",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", None), ("purpose", "P13"), _connector="OR"),
                        name="papers_need_p13",
                    ),
                    models.UniqueConstraint(
                        fields=("request", "sequence"), name="consent_sequence"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="casework.familyrequest",
            ),
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("file_name", families.sealing.SealedText(blank=True, editable=True)),
                ("mapping", models.JSONField(default=dict)),
                ("update_existing", models.BooleanField(default=False)),
                ("documents", families.sealing.SealedJSON(blank=True, editable=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preview", "preview"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "stopped"),
                        ],
                        default="preview",
                        max_length=8,
                    ),
                ),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("summary", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("beat_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["preview", "running", "done", "failed"])),
                        name="run_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("created", "taken over"),
                            ("draft", "taken over, notice still to be given"),
                            ("updated", "updated"),
                            ("unchanged", "already there"),
                            ("duplicate", "the same row again"),
                            ("conflict", "same number, other family"),
                            ("rejected", "not taken over"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("offers", models.JSONField(default=list)),
                ("original", families.sealing.SealedJSON(blank=True, editable=True)),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="import_rows",
                        to="casework.familyrequest",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="casework.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["run", "number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "created",
                                    "draft",
                                    "updated",
                                    "unchanged",
                                    "duplicate",
                                    "conflict",
                                    "rejected",
                                ],
                            )
                        ),
                        name="row_outcome",
                    ),
                    models.UniqueConstraint(fields=("run", "number"), name="row_once_per_run"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", families.sealing.SealedText(blank=True, editable=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="casework.body",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="casework.case",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="casework.familyrequest",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("request__isnull", False), ("body__isnull", False), _connector="OR"
                        ),
                        name="note_about_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=6, unique=True)),
                ("names", models.JSONField(default=dict)),
                ("cities", models.JSONField(blank=True, default=dict)),
                ("addresses", models.JSONField(blank=True, default=dict)),
                ("hours", models.JSONField(blank=True, default=dict)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("data_contact", models.CharField(blank=True, max_length=200)),
                ("letterhead", models.JSONField(blank=True, default=dict)),
                ("timezone", models.CharField(default="Asia/Tehran", max_length=60)),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("fa", "فارسی"),
                            ("ar", "العربية"),
                            ("sq", "Shqip"),
                        ],
                        default="fa",
                        max_length=2,
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        choices=[("solar", "solar Hijri"), ("gregorian", "Gregorian")],
                        default="solar",
                        max_length=10,
                    ),
                ),
                (
                    "digits",
                    models.CharField(
                        choices=[
                            ("latn", "0123456789"),
                            ("arabext", "۰۱۲۳۴۵۶۷۸۹"),
                            ("arab", "٠١٢٣٤٥٦٧٨٩"),
                        ],
                        default="arabext",
                        max_length=8,
                    ),
                ),
                ("working_days", models.JSONField(blank=True, default=list)),
                ("holidays", models.JSONField(blank=True, default=list)),
                ("first_case_serial", models.PositiveIntegerField(default=1)),
                ("first_letter_serial", models.PositiveIntegerField(default=1)),
                (
                    "letter_number_format",
                    models.CharField(default="{year}/{serial:04d}", max_length=60),
                ),
                ("secretariat_numbers", models.BooleanField(default=False)),
                (
                    "signing",
                    models.CharField(
                        choices=[
                            ("screen_then_paper", "approve on screen, then sign on paper"),
                            ("signature", "the signature on paper is the approval"),
                            ("no_paper", "no paper: approved on screen is final"),
                        ],
                        default="screen_then_paper",
                        max_length=20,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["en", "fa", "ar", "sq"])),
                        name="office_lang",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("calendar__in", ["solar", "gregorian"])),
                        name="office_cal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digits__in", ["latn", "arabext", "arab"])),
                        name="office_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signing__in", ["screen_then_paper", "signature", "no_paper"])
                        ),
                        name="office_signing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeDraft",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fields", families.sealing.SealedJSON(blank=True, editable=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafts",
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
                "ordering": ["-saved_at"],
            },
        ),
        migrations.AddField(
            model_name="importrun",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="casework.office",
            ),
        ),
        migrations.CreateModel(
            name="HandedInNews",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("thanks_number", models.CharField(max_length=30, unique=True)),
                ("about", families.sealing.SealedText(blank=True, editable=True)),
                ("words", families.sealing.SealedText(blank=True, editable=True)),
                ("source", families.sealing.SealedText(blank=True, editable=True)),
                ("reach", families.sealing.SealedText(blank=True, editable=True)),
                ("incoming", models.UUIDField(blank=True, null=True)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
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
                    "written_by",
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
                "verbose_name_plural": "handed-in news",
                "ordering": ["-written_at"],
            },
        ),
        migrations.AddField(
            model_name="familyrequest",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="requests",
                to="casework.office",
            ),
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("chain", models.CharField(max_length=60)),
                ("sequence", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=40)),
                ("target", models.CharField(max_length=80)),
                ("details", models.JSONField(default=dict)),
                ("reading", models.BooleanField(default=False)),
                ("previous", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="casework.case",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "ordering": ["chain", "sequence"],
                "indexes": [
                    models.Index(fields=["case", "at"], name="casework_en_case_id_704612_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "sequence"), name="entry_sequence")
                ],
            },
        ),
        migrations.CreateModel(
            name="Due",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
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
                            (
                                "recorded_late",
                                "a letter was recorded, but the case stays where it is",
                            ),
                            ("news_to_family", "news to the family"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("clerk", "clerk"),
                            ("coordinator", "coordinator"),
                            ("signatory", "signatory"),
                            ("regional", "regional officer"),
                            ("protection", "protection officer"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=40)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="casework.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="casework.familyrequest",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["office", "done_at", "on"], name="casework_du_office__537395_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
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
                                    "news_to_family",
                                ],
                            )
                        ),
                        name="due_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "clerk",
                                    "coordinator",
                                    "signatory",
                                    "regional",
                                    "protection",
                                    "administrator",
                                ],
                            )
                        ),
                        name="due_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "families and cases"),
                            ("letter", "outgoing letters"),
                            ("incoming", "incoming letters"),
                            ("news", "news handed in"),
                        ],
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveIntegerField()),
                ("upcoming", models.PositiveIntegerField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "kind", "year"), name="counter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["case", "letter", "incoming", "news"])),
                        name="counter_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("data_key", models.BinaryField(default=families.sealing.new_data_key)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("call", "telephone call"),
                            ("visit", "visit"),
                            ("message", "message"),
                            ("letter", "letter"),
                        ],
                        default="call",
                        max_length=8,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("talked", "talked"),
                            ("told", "told where it stands"),
                            ("not_reached", "not reached"),
                            ("wrong_number", "wrong number"),
                            ("died", "we heard that this person has died"),
                        ],
                        default="talked",
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("language", models.CharField(blank=True, max_length=2)),
                ("whom", families.sealing.SealedText(blank=True, editable=True)),
                ("said", families.sealing.SealedText(blank=True, editable=True)),
                ("promised", families.sealing.SealedText(blank=True, editable=True)),
                ("next_step", families.sealing.SealedText(blank=True, editable=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="casework.body",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="casework.case",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="casework.familyrequest",
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
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["call", "visit", "message", "letter"])),
                        name="contact_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "result__in",
                                ["talked", "told", "not_reached", "wrong_number", "died"],
                            )
                        ),
                        name="contact_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("request__isnull", False), ("body__isnull", False), _connector="OR"
                        ),
                        name="contact_about_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("old", "number in the old register"),
                            ("theirs", "reference of the body written to"),
                            ("earlier_office", "number of an earlier office"),
                        ],
                        max_length=14,
                    ),
                ),
                ("value", models.CharField(max_length=100)),
                ("normalised", models.CharField(db_index=True, max_length=120)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="casework.body",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="numbers",
                        to="casework.case",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="casework.office",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["old", "theirs", "earlier_office"])),
                        name="number_kind",
                    ),
                    models.UniqueConstraint(
                        fields=("case", "kind", "normalised"), name="number_once_per_case"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cases",
                to="casework.office",
            ),
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("names", models.JSONField(default=dict)),
                ("is_sample", models.BooleanField(default=False)),
                ("single_keys", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_organisation")
                ],
            },
        ),
        migrations.CreateModel(
            name="OutwardStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "first letter"),
                            ("earlier", "handed in earlier"),
                            ("confirm", "request to confirm receipt"),
                            ("supplement", "supplement"),
                            ("reminder", "reminder"),
                            ("correction", "correction"),
                            ("withdrawal", "withdrawal"),
                            ("other", "other letter"),
                        ],
                        max_length=12,
                    ),
                ),
                ("letter", models.UUIDField(blank=True, null=True)),
                ("thread", models.UUIDField(blank=True, null=True)),
                ("on", models.DateField()),
                ("on_as_given", models.CharField(blank=True, max_length=100)),
                ("delivered_on", models.DateField(blank=True, null=True)),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("promised_until", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outward_steps",
                        to="casework.body",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outward_steps",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "first",
                                    "earlier",
                                    "confirm",
                                    "supplement",
                                    "reminder",
                                    "correction",
                                    "withdrawal",
                                    "other",
                                ],
                            )
                        ),
                        name="step_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("letter", None), _negated=True),
                        fields=("case", "letter", "body"),
                        name="one_step_per_letter_and_body",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                            ("clerk", "clerk"),
                            ("coordinator", "coordinator"),
                            ("signatory", "signatory"),
                            ("regional", "regional officer"),
                            ("protection", "protection officer"),
                            ("administrator", "administrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="casework.office",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "clerk",
                                    "coordinator",
                                    "signatory",
                                    "regional",
                                    "protection",
                                    "administrator",
                                ],
                            )
                        ),
                        name="post_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="post_dates",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="importrun",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="casework.storedfile",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "state", "next_review"], name="casework_ca_office__b348ca_idx"
            ),
        ),
    ]
