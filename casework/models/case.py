import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, FSMModelMixin, transition

from casework import lifecycle
from casework.lifecycle import STEPS
from families.models import Person
from families.names.towns import town_key
from families.sealing import KeyOwner, SealedJSON, SealedList, SealedText, fingerprint

from .body import Body
from .office import Language, Office
from .staff import Staff


class Channel(models.TextChoices):
    VISIT = "visit", _("came to the office")
    PHONE = "phone", _("by telephone")
    LETTER = "letter", _("by letter")
    EMAIL = "email", _("by e-mail")
    REGISTER = "register", _("taken over from an old register")


class FamilyRequest(KeyOwner):
    """What one family brought: one number finds all its cases."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=30, unique=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="requests")
    received_on = models.DateField()
    received_as_given = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.VISIT)
    language = models.CharField(max_length=2, choices=Language, default=Language.PERSIAN)
    enquirer = models.ForeignKey(Person, models.PROTECT, related_name="asks_in")
    co_enquirers = models.ManyToManyField(Person, blank=True, related_name="co_asks_in")
    second_contact = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="second_contact_in"
    )
    notice_version = models.PositiveIntegerField(null=True, blank=True)
    notice_language = models.CharField(max_length=2, blank=True)
    notice_read_aloud = models.BooleanField(default=False)
    notice_on = models.DateField(null=True, blank=True)
    neutral_answer = models.CharField(max_length=12, blank=True)
    interviewer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="interviews")
    interpreter = SealedText()
    paper_place = SealedText()
    keeps_muharram = models.BooleanField(default=False)
    town = SealedText()  # where the family lives, as it says it
    town_key = models.CharField(max_length=64, blank=True, editable=False)
    remarks = SealedText()
    extras = SealedJSON()
    created_by = models.ForeignKey(Staff, models.PROTECT, related_name="requests_logged")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "number"]
        indexes = [
            models.Index(fields=["office", "received_on"], name="request_by_day"),
            models.Index(fields=["office", "town_key"], name="request_by_town"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="request_channel"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="request_language"
            ),
        ]

    def __str__(self):
        return self.number

    def derive(self) -> None:
        """The keyed hash by which families of one town stand together."""
        key = town_key(self.town)
        self.town_key = fingerprint("town", key) if key else ""

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)


class CaseKind(models.TextChoices):
    TRACING = "tracing", _("tracing request")
    MESSAGE = "message", _("family message")
    VISIT = "visit", _("visit or visa")
    DOCUMENT = "document", _("document request")
    REUNIFICATION = "reunification", _("reunification")
    OTHER = "other", _("other")


class SoughtRole(models.TextChoices):
    MAIN = "main", _("the person who is sought")
    WITH = "with", _("a person with the sought person")


class Risk(models.TextChoices):
    """The clerk's impression, asked after the family has left."""

    NOT_ASKED = "not_asked", _("not asked yet")
    NO_SIGN = "no_sign", _("no sign")
    HIGH = "high", _("perhaps: the protection officer must agree")
    STOP = "stop", _("stop")


class Priority(models.TextChoices):
    NORMAL = "normal", _("normal")
    HIGH = "high", _("urgent")


class Case(FSMModelMixin, models.Model):
    """One sought person within one request. It never holds a sealed finding."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="cases")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=30, unique=True)
    sought = models.ForeignKey(Person, models.PROTECT, related_name="sought_in")
    kind = models.CharField(max_length=14, choices=CaseKind, default=CaseKind.TRACING)
    role = models.CharField(max_length=4, choices=SoughtRole, default=SoughtRole.MAIN)
    caseworker = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True)
    priority = models.CharField(max_length=6, choices=Priority, default=Priority.NORMAL)
    risk = models.CharField(max_length=10, choices=Risk, default=Risk.NOT_ASKED)
    risk_words = SealedText()
    co_signed_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="co_signed"
    )
    accepted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    circumstances = SealedText()
    state = FSMField(default="draft", choices=lifecycle.CHOICES, protected=True)
    incomplete_from = models.CharField(max_length=14, choices=lifecycle.CHOICES, blank=True)
    held_from = models.CharField(max_length=14, choices=lifecycle.CHOICES, blank=True)
    missing = SealedList()
    registered_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=30, blank=True)
    duplicates_seen_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="duplicate_searches"
    )
    safety_stop = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["reference"]
        indexes = [models.Index(fields=["office", "state", "next_review"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(s) for s in lifecycle.State]), name="case_state"
            ),
            models.CheckConstraint(
                condition=Q(incomplete_from__in=["", *(str(s) for s in lifecycle.State)])
                & Q(held_from__in=["", *(str(s) for s in lifecycle.State)]),
                name="case_came_from",
            ),
            models.CheckConstraint(condition=Q(kind__in=CaseKind.values), name="case_kind"),
            models.CheckConstraint(condition=Q(role__in=SoughtRole.values), name="case_role"),
            models.CheckConstraint(condition=Q(risk__in=Risk.values), name="case_risk"),
            models.CheckConstraint(condition=Q(priority__in=Priority.values), name="case_prio"),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=models.F("co_signed_by")),
                name="accepted_by_another_than_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(s) for s in lifecycle.ACTIVE])
                | Q(next_review__isnull=False),
                name="active_case_has_a_review",
            ),
        ]

    def __str__(self):
        return self.reference

    def sealing_key(self) -> bytes:
        return self.request.sealing_key()

    @transition(state, source=STEPS["register"].sources, target=STEPS["register"].target)
    def register(self, *, today):
        self.registered_on = today

    @transition(state, source=STEPS["start_review"].sources, target=STEPS["start_review"].target)
    def start_review(self):
        pass

    @transition(state, source=STEPS["ask_more"].sources, target=STEPS["ask_more"].target)
    def ask_more(self, *, items):
        self.incomplete_from, self.missing = self.state, items

    @transition(state, source=STEPS["complete"].sources, target=RETURN_VALUE())
    def complete(self):
        self.missing = []
        return self.incomplete_from

    @transition(state, source=STEPS["accept"].sources, target=STEPS["accept"].target)
    def accept(self, *, today, by):
        self.accepted_on, self.accepted_by = today, by

    @transition(state, source=STEPS["decline"].sources, target=STEPS["decline"].target)
    def decline(self, *, today, reason):
        self.closed_on, self.closing_reason = today, reason

    @transition(state, source=STEPS["submit"].sources, target=STEPS["submit"].target)
    def submit(self):
        pass

    @transition(state, source=STEPS["answer"].sources, target=STEPS["answer"].target)
    def answer(self):
        pass

    @transition(state, source=STEPS["close"].sources, target=STEPS["close"].target)
    def close(self, *, today, reason):
        self.closed_on, self.closing_reason = today, reason

    @transition(state, source=STEPS["hold"].sources, target=STEPS["hold"].target)
    def hold(self):
        self.held_from = self.state

    @transition(state, source=STEPS["resume"].sources, target=RETURN_VALUE())
    def resume(self):
        return self.held_from

    @transition(state, source=STEPS["withdraw"].sources, target=STEPS["withdraw"].target)
    def withdraw(self, *, today):
        self.closed_on, self.closing_reason = today, "withdrawn"

    @transition(state, source=STEPS["reopen"].sources, target=STEPS["reopen"].target)
    def reopen(self):
        self.closed_on, self.closing_reason = None, ""

    @transition(state, source=STEPS["archive"].sources, target=STEPS["archive"].target)
    def archive(self):
        pass


class NumberKind(models.TextChoices):
    OLD = "old", _("number in the old register")
    THEIRS = "theirs", _("reference of the body written to")
    EARLIER_OFFICE = "earlier_office", _("number of an earlier office")


class CaseNumber(models.Model):
    """Another number under which a case is known; found in any digits and letters."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="numbers")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=14, choices=NumberKind)
    value = models.CharField(max_length=100)
    normalised = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NumberKind.values), name="number_kind"),
            models.UniqueConstraint(
                fields=["case", "kind", "normalised"], name="number_once_per_case"
            ),
        ]

    def __str__(self):
        return self.value
