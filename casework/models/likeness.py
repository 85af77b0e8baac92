import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from families.models import PersonLink
from families.names.evidence import level_of
from families.sealing import SealedText

from .case import Case
from .staff import Staff


class Judgement(models.TextChoices):
    SAME = "same", _("the same person")
    DIFFERENT = "different", _("two different people")
    UNSURE = "unsure", _("not sure")


class Likenesses(models.QuerySet):
    def open(self):
        """Nobody has decided yet, nor linked the two on their own pages."""
        linked = PersonLink.objects.filter(
            first=OuterRef("first__sought"), second=OuterRef("second__sought")
        )
        return self.filter(Q(judgement=""), ~Exists(linked))

    def judged(self):
        return self.exclude(judgement="")


class Likeness(models.Model):
    """Two cases whose sought persons may be one human being, and what people decided.

    The one whose sought person has the lower id is `first`. `score` is in thousandths. A judgement
    stays until a person takes it back: the comparison never asks again by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Case, models.CASCADE, related_name="likenesses_out")
    second = models.ForeignKey(Case, models.CASCADE, related_name="likenesses_in")
    score = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField(auto_now_add=True)
    judgement = models.CharField(max_length=9, choices=Judgement, blank=True)
    reason = SealedText()
    judged_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    link = models.ForeignKey(PersonLink, models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = Likenesses.as_manager()

    class Meta:
        ordering = ["-score", "id"]
        verbose_name_plural = "likenesses"
        # The number on the first page is counted from the few that are open.
        indexes = [models.Index(fields=["judgement"], name="likeness_by_judgement")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="likeness_of_two"),
            models.CheckConstraint(
                condition=Q(judgement__in=["", *Judgement.values]), name="likeness_judgement"
            ),
            models.CheckConstraint(
                condition=Q(judgement="") | Q(judged_by__isnull=False, judged_at__isnull=False),
                name="likeness_judged_by_somebody",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.first.sealing_key()

    def reopen(self) -> None:
        """Nobody has decided any more."""
        self.judgement, self.reason, self.link = "", "", None
        self.judged_by = self.judged_at = None

    @property
    def cases(self) -> list[Case]:
        """Both, the older number first: in an order that says nothing and is always the same."""
        return sorted((self.first, self.second), key=lambda case: case.reference)

    @property
    def level(self) -> str:
        return level_of(self.score / 1000)


class Compared(models.Model):
    """A case whose people were compared with all others, as they were told then."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="compared")
    sought_version = models.PositiveIntegerField()
    enquirer_version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "compared"

    def __str__(self):
        return str(self.pk)
