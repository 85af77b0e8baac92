import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from casework.models import Body
from casework.models.office import in_language


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    POST = "post", _("post")
    HAND = "hand", _("by hand")
    PORTAL = "portal", _("their own web page")


def _all_channels():
    """What serves for most; a page of their own is there when its address is known."""
    return [Channel.EMAIL.value, Channel.POST.value, Channel.HAND.value]


class Recipient(models.Model):
    """Where and how a body is written to: as it must read after “To”, per language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="recipients")
    addressee = models.JSONField(default=dict)
    salutation = models.JSONField(default=dict, blank=True)
    addresses = models.JSONField(default=dict, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=60, blank=True)
    portal = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=2, default="en")
    channels = models.JSONField(default=_all_channels)
    holidays_of = models.CharField(max_length=2, blank=True)  # ISO 3166-1, of their country
    copies_only = models.BooleanField(default=True)
    max_bytes = models.PositiveBigIntegerField(null=True, blank=True)
    max_cases = models.PositiveIntegerField(null=True, blank=True)
    max_annexes = models.PositiveIntegerField(null=True, blank=True)
    acknowledge_days = models.PositiveIntegerField(default=14)
    remind_days = models.JSONField(default=list, blank=True)
    active = models.BooleanField(default=True)

    def __str__(self):
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self.addressee, language) or self.body.name(language)

    def address(self, language: str | None = None) -> str:
        return in_language(self.addresses, language)

    def offers(self, channel: str) -> bool:
        """Whether letters can go this way: it is chosen, and the address it needs is known."""
        needed = {Channel.EMAIL: self.email, Channel.PORTAL: self.portal}
        return channel in self.channels and bool(needed.get(channel, True))

    def languages(self) -> list[str]:
        """The languages in which this recipient can be addressed."""
        return [code for code, text in self.addressee.items() if text]
