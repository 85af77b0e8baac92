import datetime
import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from casework.roles import Role

from .office import Language, Office


class Staff(AbstractUser):
    """Someone who works here. What he or she may do follows from the posts of the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    display_name = models.CharField(max_length=200, blank=True)
    title = models.JSONField(default=dict, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    wants_digest = models.BooleanField(default=True)
    first_name = None
    last_name = None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language__in=Language.values), name="staff_lang"),
        ]

    def __str__(self):
        return self.display_name or self.username

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    def held_posts(self) -> list["Post"]:
        """All posts of an active person, read once per request; which count is a matter of days."""
        if not self.is_active:
            return []
        if not hasattr(self, "_posts"):
            rows = self.posts.select_related("office", "deputy_of__staff")
            self._posts = list(rows.order_by("since", "pk"))
        return self._posts


class RoleName(models.TextChoices):
    CLERK = Role.CLERK, _("clerk")
    COORDINATOR = Role.COORDINATOR, _("coordinator")
    SIGNATORY = Role.SIGNATORY, _("signatory")
    REGIONAL = Role.REGIONAL, _("regional officer")
    PROTECTION = Role.PROTECTION, _("protection officer")
    ADMINISTRATOR = Role.ADMINISTRATOR, _("administrator")


class Post(models.Model):
    """A role in an office, from a day until a day. On other days it counts for nothing.

    `deputy_of` is the post that somebody else holds and stands aside from for these days: the same
    role in the same office, always with an end.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    office = models.ForeignKey(Office, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20, choices=RoleName)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    deputy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputies"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=RoleName.values), name="post_role"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="post_dates"
            ),
            models.CheckConstraint(
                condition=Q(deputy_of=None) | Q(until__isnull=False), name="deputy_has_an_end"
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.since}"

    def counts_on(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
