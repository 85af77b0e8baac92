import uuid

from django.db import models
from django.db.models import Q
from django_fsm import FSMField, FSMModelMixin, transition

from casework.disclosure import track
from casework.disclosure.kinds import RemarkKind
from casework.disclosure.track import STEPS
from casework.models import Case, Staff
from families.sealing import KeyOwner, SealedText


class SealedTrack(FSMModelMixin, KeyOwner):
    """What protection officers know about one case. The case itself never learns of it. Who it is,
    and a death, are confirmed by an officer who made none of the checks: `second_person` lets the
    database refuse it too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, models.PROTECT, related_name="+")
    state = FSMField(default="none", choices=track.CHOICES, protected=True)
    identified_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deceased = models.BooleanField(default=False)
    death_confirmed_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = SealedText()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-moved_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[str(s) for s in track.State]), name="sealed_state"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[str(s) for s in track.FOUND])
                | Q(identified_by__isnull=False)
                | Q(death_confirmed_by__isnull=False),
                name="found_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(deceased=False) | Q(death_confirmed_by__isnull=False),
                name="death_by_a_second_person",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @transition(state, source=STEPS["flag"].sources, target=STEPS["flag"].target)
    def flag(self):
        self.outcome, self.identified_by = "", None

    @transition(state, source=STEPS["reject"].sources, target=STEPS["reject"].target)
    def reject(self):
        pass

    @transition(
        state,
        source=STEPS["confirm_identity"].sources,
        target=STEPS["confirm_identity"].target,
    )
    def confirm_identity(self, *, by):
        self.identified_by = by

    @transition(state, source=STEPS["confirm_death"].sources, target=STEPS["confirm_death"].target)
    def confirm_death(self, *, by):
        self.deceased, self.death_confirmed_by = True, by

    @transition(state, source=STEPS["ask_wish"].sources, target=STEPS["ask_wish"].target)
    def ask_wish(self):
        pass

    @transition(state, source=STEPS["record_wish"].sources, target=STEPS["record_wish"].target)
    def record_wish(self):
        self.outcome = ""

    @transition(state, source=STEPS["start_contact"].sources, target=STEPS["start_contact"].target)
    def start_contact(self):
        pass

    @transition(state, source=STEPS["settle"].sources, target=STEPS["settle"].target)
    def settle(self, *, outcome):
        self.outcome = outcome


class SealedRemark(models.Model):
    """What was written at a step: the trace, why not, how the person was asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    track = models.ForeignKey(SealedTrack, models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=8, choices=RemarkKind)
    words = SealedText()
    how = models.CharField(max_length=12, blank=True)
    news = models.ForeignKey(
        "casework.HandedInNews", models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="sealed_remark"),
        ]

    def __str__(self):
        return str(self.pk)

    def sealing_key(self) -> bytes:
        return self.track.sealing_key()
