import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.dates import PartialDateField
from families.sealing import KeyOwner, SealedText

from .keeping import Kept


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class LifeStatus(models.TextChoices):
    """As told by the family; nothing here is ever a finding of ours."""

    ALIVE = "alive", _("alive, as told")
    DEAD = "dead", _("dead, as told")
    UNKNOWN = "unknown", _("not known")


class Person(KeyOwner):
    """One person as one request knows him or her.

    Rows of the same human being are linked, never merged, so that what two families told stays
    apart and a link can be undone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    birth = PartialDateField()
    birth_place = models.CharField(max_length=300, blank=True)
    nationality = models.CharField(max_length=100, blank=True)
    languages = models.JSONField(default=list, blank=True)
    reads = models.JSONField(default=list, blank=True)
    cannot_read = models.BooleanField(default=False)
    life_status = models.CharField(max_length=8, choices=LifeStatus, default=LifeStatus.UNKNOWN)
    died_on = PartialDateField()
    life_told_by = SealedText()
    maybe_minor = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(life_status="dead"), name="person_who_died"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=Sex.values), name="person_sex"),
            models.CheckConstraint(
                condition=Q(life_status__in=LifeStatus.values), name="person_life_status"
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def main_name(self):
        """The name that counts: in the script of the first one given; None if nobody gave one."""
        names = list(self.names.all())
        return _chosen(names, names[0].script) if names else None

    @property
    def full_name(self) -> str:
        name = self.main_name
        return name.shown if name else ""

    def name_in(self, script: str):
        """The name that letters use in a script ("arab", "latn", "other"): the chosen one, or the
        first that was given in it and is no mere alias; None if there is none."""
        return _chosen(list(self.names.all()), script)

    @property
    def latin_name(self) -> str:
        """The spelling in Latin letters that letters use, where one was given."""
        name = self.name_in("latn")
        return name.shown if name else ""

    @property
    def father(self) -> str:
        return next((n.father for n in self.names.all() if n.father), "")

    @property
    def mother(self) -> str:
        return next((n.mother for n in self.names.all() if n.mother), "")


def _chosen(names: list, script: str):
    ours = [name for name in names if name.script == script]
    real = [name for name in ours if name.kind not in ("alias", "previous")]
    return next((name for name in ours if name.for_letters), next(iter(real or ours), None))


class PersonLink(Kept):
    """Two rows that are the same human being: who decided it, and why. Unlinked, it ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Person, models.PROTECT, related_name="links_out")
    second = models.ForeignKey(Person, models.PROTECT, related_name="links_in")
    decided_by = models.CharField(max_length=200)
    reason = SealedText()
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], condition=Q(ended_at=None), name="person_link_once"
            ),
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="no_self_link"),
        ]

    def __str__(self):
        return f"{self.first_id} = {self.second_id}"

    def sealing_key(self) -> bytes:
        return self.first.sealing_key()
