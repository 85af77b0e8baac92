import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from casework.models import Case, Document, Office, Staff, StoredFile
from casework.models.office import Language
from families.sealing import KeyOwner, SealedJSON, SealedText

from .recipient import Recipient
from .submission import Submission
from .template import LetterTemplate


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("To approve")
    APPROVED = "approved", _("Approved")
    NUMBERED = "numbered", _("To sign")
    SIGNED = "signed", _("Signed")
    SENT = "sent", _("Sent")
    VOID = "void", _("Void")


S = LetterState
UNSENT = (S.DRAFT, S.IN_REVIEW, S.APPROVED, S.NUMBERED, S.SIGNED)


class Classification(models.TextChoices):
    CONFIDENTIAL = "confidential", _("confidential")
    STRICT = "strictly_confidential", _("strictly confidential")
    NONE = "none", _("no mark")


class Letter(FSMModelMixin, KeyOwner):
    """A formal letter: wording, cases, addressees, annexes; frozen when it gets its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="letters")
    office = models.ForeignKey(Office, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=Language)
    state = FSMField(default=S.DRAFT, choices=S.choices, protected=True)
    version = models.PositiveIntegerField(default=1)
    edition = models.PositiveIntegerField(default=1)
    wording = SealedText()
    template = models.ForeignKey(
        LetterTemplate, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    classification = models.CharField(
        max_length=24, choices=Classification, default=Classification.CONFIDENTIAL
    )
    copy_language = models.CharField(max_length=2, choices=Language, blank=True)
    copy_wording = SealedText()
    office_copy = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    values = SealedJSON()
    follows = models.ManyToManyField("self", symmetrical=False, blank=True)
    author = models.ForeignKey(Staff, models.PROTECT, related_name="letters_written")
    keeper = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="letters_kept"
    )  # to whom a colleague handed it over; the author remains who wrote it
    approver = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="letters_approved"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    signatory = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="letters_signed"
    )
    number = models.CharField(max_length=60, blank=True)
    date = models.DateField(null=True, blank=True)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    pdf_pages = models.PositiveIntegerField(default=0)
    print_pages = models.PositiveIntegerField(default=0)
    outline = models.JSONField(default=list)
    previous_seal = models.CharField(max_length=64, blank=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    scan_sha256 = models.CharField(max_length=64, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    bundle = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    bundle_sha256 = models.CharField(max_length=64, blank=True)
    bundle_bytes = models.PositiveBigIntegerField(default=0)
    bundle_pages = models.PositiveIntegerField(default=0)
    bundle_progress = models.PositiveIntegerField(default=0)
    bundle_error = models.CharField(max_length=60, blank=True)
    cpu_seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=S.values), name="letter_state"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="letter_language"
            ),
            models.CheckConstraint(
                condition=Q(classification__in=Classification.values), name="letter_classification"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["numbered", "signed", "sent"])
                | (~Q(number="") & ~Q(pdf_sha256="")),
                name="numbered_letter_is_frozen",
            ),
        ]

    def __str__(self):
        return self.number or str(self.pk)

    @property
    def in_hands_of(self) -> Staff:
        """Who goes on with it."""
        return self.keeper or self.author

    @transition(state, source=S.DRAFT, target=S.IN_REVIEW)
    def hand_over(self):
        pass

    @transition(state, source=(S.IN_REVIEW, S.APPROVED, S.NUMBERED, S.SIGNED), target=S.DRAFT)
    def take_back(self):
        """To draft again; the approval is gone, a number once taken stays its own."""
        self.approver = self.approved_at = None

    @transition(state, source=S.IN_REVIEW, target=S.APPROVED)
    def approve(self):
        pass

    @transition(state, source=(S.APPROVED, S.IN_REVIEW, S.DRAFT), target=S.NUMBERED)
    def take_number(self):
        """From approved; earlier only where the signature on paper is the approval."""

    @transition(state, source=S.NUMBERED, target=S.SIGNED)
    def sign(self):
        pass

    @transition(state, source=(S.SIGNED, S.SENT), target=S.SENT)
    def send(self):
        pass

    @transition(state, source=(*UNSENT, S.VOID), target=S.SENT)
    def did_leave(self):
        """It was called back, and had left all the same: what happened is recorded."""

    @transition(state, source=UNSENT, target=S.VOID)
    def void(self):
        pass


class OutgoingNumber(models.Model):
    """A line of the outgoing book: each number once, void ones stay."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="outgoing_numbers")
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField(null=True, blank=True)
    text = models.CharField(max_length=60)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="numbers")
    seal = models.CharField(max_length=64)
    taken_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = SealedText()

    class Meta:
        ordering = ["office", "year", "serial", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "text"], name="letter_number_once"),
            models.UniqueConstraint(fields=["office", "year", "serial"], name="letter_serial_once"),
        ]

    def __str__(self):
        return self.text

    def sealing_key(self):
        return self.letter.sealing_key()


class LetterCase(models.Model):
    """One case in a letter, in its place; left out with the reason in a code."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="lines")
    case = models.ForeignKey(Case, models.PROTECT, related_name="letter_lines")
    position = models.PositiveIntegerField()
    included = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "case"], name="case_once_in_letter"),
        ]

    def __str__(self):
        return f"{self.letter_id}:{self.case_id}"


class AddresseeRole(models.TextChoices):
    TO = "to", _("to")
    COPY = "copy", _("copy")
    COPY_PLAIN = "copy_plain", _("copy without enclosures")
    FILE = "file", _("file copy")


class Addressee(models.Model):
    """Who gets the letter, or a copy of it: each a disclosure with its own consent check."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="addressees")
    recipient = models.ForeignKey(
        Recipient, models.PROTECT, null=True, blank=True, related_name="addressed_in"
    )
    role = models.CharField(max_length=10, choices=AddresseeRole, default=AddresseeRole.TO)
    language = models.CharField(max_length=2, choices=Language)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=AddresseeRole.values), name="copy_role"),
            models.CheckConstraint(
                condition=Q(role="file") | Q(recipient__isnull=False), name="addressee_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["letter", "recipient"],
                condition=Q(recipient__isnull=False),
                name="recipient_once_per_letter",
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.recipient_id}"


class Annex(models.Model):
    """A paper that goes with a letter: its number in it, its pages, its hash when frozen."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="annexes")
    document = models.ForeignKey(Document, models.PROTECT, related_name="annexed_in")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField()
    pages = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "document"], name="paper_once_in_letter"),
        ]

    def __str__(self):
        return f"{self.letter_id}/{self.number}"


class Edition(models.Model):
    """What an edition of a letter held when it got its number: kept when it is taken back.

    `ended_as` stays empty for the edition that counts.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="editions")
    edition = models.PositiveIntegerField()
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pdf_sha256 = models.CharField(max_length=64)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    ended_as = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "edition"], name="edition_once"),
        ]

    def __str__(self):
        return f"{self.letter_id} v{self.edition}"


class HandedOver(models.Model):
    """What a letter was when it was handed over for approval: what the approver saw of it then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="handed_over")
    held = SealedJSON()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.letter.sealing_key()


class Remark(models.Model):
    """Why a letter was sent back, in the words of who did it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="remarks")
    words = SealedText()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.letter.sealing_key()
