import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.models import Person
from families.sealing import SealedText

from .body import Body, BodyKind
from .case import FamilyRequest
from .document import Document
from .office import Language
from .staff import Staff


class Purpose(models.TextChoices):
    P1 = "P1", _("log and keep the request")
    P2 = "P2", _("share with our other offices")
    P3 = "P3", _("Red Cross and Red Crescent")
    P4 = "P4", _("UN body")
    P5 = "P5", _("authority of the host State")
    P6 = "P6", _("authority of the own State")
    P7 = "P7", _("embassy or consulate")
    P8 = "P8", _("lawyer, NGO or host organisation")
    P9 = "P9", _("tell the sought person who is looking")
    P10 = "P10", _("pass my contact details to the sought person")
    P11 = "P11", _("publish my photograph and family link")
    P12 = "P12", _("publish the sought person's name")
    P13 = "P13", _("send copies of documents")
    P14 = "P14", _("contact me again")


PURPOSE_FOR = {
    BodyKind.ICRC: Purpose.P3,
    BodyKind.NATIONAL_SOCIETY: Purpose.P3,
    BodyKind.UN: Purpose.P4,
    BodyKind.COUNCIL_OF_EUROPE: Purpose.P4,
    BodyKind.HOST_STATE: Purpose.P5,
    BodyKind.OWN_STATE: Purpose.P6,
    BodyKind.EMBASSY: Purpose.P7,
    BodyKind.HOST_ORGANISATION: Purpose.P8,
    BodyKind.NGO: Purpose.P8,
}


class DataClass(models.TextChoices):
    """What a family may keep back by itself when it says yes to a body."""

    WHO = "who", _("who is sought and who asks")
    NEWS = "news", _("the last news and the last address")
    CIRCUMSTANCES = "circumstances", _("how contact was lost")
    CONTACTS = "contacts", _("telephone and address of the family")
    NUMBERS = "numbers", _("numbers of identity papers")


# The purposes that give a body details, and so may be answered for some classes of them.
IN_CLASSES = (Purpose.P2, *dict.fromkeys(PURPOSE_FOR.values()))


class Answer(models.TextChoices):
    GRANTED = "granted", _("yes")
    REFUSED = "refused", _("no")
    NOT_ASKED = "not_asked", _("ask later")


class HowGiven(models.TextChoices):
    WRITTEN = "written", _("in writing")
    ORAL = "oral", _("spoken, with a witness")
    GUARDIAN = "guardian", _("by the guardian")
    REGISTER = "register", _("taken over from an old register")


class Consent(models.Model):
    """One answer to one question. Rows are only added; the newest for a question counts.

    The database itself refuses to change a row, and to delete one unless the whole request is
    erased (`Erasure`). `given_on` is the day of the answer; for one from an old register the day of
    the take-over. `data_classes` names what the answer is about; empty: all. `evidence` is the
    signed sheet or its scan.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(FamilyRequest, models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=3, choices=Purpose)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True)
    data_classes = models.JSONField(default=list, blank=True)
    answer = models.CharField(max_length=10, choices=Answer)
    language = models.CharField(max_length=2, choices=Language, default=Language.PERSIAN)
    how = models.CharField(max_length=10, choices=HowGiven, default=HowGiven.ORAL)
    witness = SealedText()
    evidence = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="shows_consents"
    )
    notice_version = models.PositiveIntegerField(null=True, blank=True)
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["request", "sequence"]
        indexes = [models.Index(fields=["request", "purpose", "-sequence"])]
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_purpose"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="consent_answer"),
            models.CheckConstraint(condition=Q(how__in=HowGiven.values), name="consent_how"),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="consent_language"
            ),
            models.CheckConstraint(
                condition=Q(document=None) | Q(purpose="P13"), name="papers_need_p13"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("given_on")),
                name="consent_ends_after_it_began",
            ),
            models.UniqueConstraint(fields=["request", "sequence"], name="consent_sequence"),
        ]

    def __str__(self):
        return f"{self.purpose} {self.answer}"

    def sealing_key(self) -> bytes:
        return self.request.sealing_key()


class Erasure(models.Model):
    """A request that is erased as a whole: only then may its answers go. The line stays."""

    request_id = models.UUIDField(primary_key=True)
    reason = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.request_id} {self.reason}"
