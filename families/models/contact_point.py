import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from families.phones import normalise_phone
from families.sealing import SealedText, fingerprint

from .keeping import Kept
from .person import Person


class ContactKind(models.TextChoices):
    PHONE = "phone", _("telephone")
    EMAIL = "email", _("e-mail")
    ADDRESS = "address", _("address")
    OTHER = "other", _("other")


class Safe(models.TextChoices):
    YES = "yes", _("safe to use")
    NO = "no", _("not safe")
    ASK = "ask", _("ask first")


class Works(models.TextChoices):
    WORKS = "works", _("works")
    WRONG = "wrong", _("wrong")
    GONE = "gone", _("no longer in use")
    UNTRIED = "untried", _("not tried yet")


class ContactPoint(Kept):
    """A way to reach a person: sealed, with what makes it safe to use.

    A changed number is a new row that `replaces` the old one, which ends and stays sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=ContactKind, default=ContactKind.PHONE)
    value = SealedText()
    lookup = models.CharField(max_length=64, db_index=True, editable=False)
    safe = models.CharField(max_length=4, choices=Safe, default=Safe.ASK)
    safe_times = SealedText()
    who_may_answer = SealedText()
    works = models.CharField(max_length=8, choices=Works, default=Works.UNTRIED)
    verified_on = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="replaced_by"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_kind"),
            models.CheckConstraint(condition=Q(safe__in=Safe.values), name="contact_safe"),
            models.CheckConstraint(condition=Q(works__in=Works.values), name="contact_works"),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def usable(self) -> bool:
        """Whether anybody may be reached so: it is not unsafe, and not known to be wrong."""
        return self.safe != Safe.NO and self.works not in (Works.WRONG, Works.GONE)

    def sealing_key(self) -> bytes:
        return self.person.sealing_key()

    def derive(self) -> None:
        """The keyed hash by which the value is found again."""
        plain = self.value
        self.lookup = fingerprint(
            "phone" if self.kind == ContactKind.PHONE else self.kind,
            normalise_phone(plain) if self.kind == ContactKind.PHONE else plain.strip().lower(),
        )

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)
