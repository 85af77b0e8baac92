import datetime
import uuid
import zoneinfo

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from families.sealing import KeyOwner


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    PERSIAN = "fa", "فارسی"
    ARABIC = "ar", "العربية"
    ALBANIAN = "sq", "Shqip"


class Calendar(models.TextChoices):
    SOLAR = "solar", _("solar Hijri")
    GREGORIAN = "gregorian", _("Gregorian")


class Digits(models.TextChoices):
    LATIN = "latn", "0123456789"
    PERSIAN = "arabext", "۰۱۲۳۴۵۶۷۸۹"
    ARABIC = "arab", "٠١٢٣٤٥٦٧٨٩"


class Signing(models.TextChoices):
    SCREEN_THEN_PAPER = "screen_then_paper", _("approve on screen, then sign on paper")
    SIGNATURE_IS_APPROVAL = "signature", _("the signature on paper is the approval")
    NO_PAPER = "no_paper", _("no paper: approved on screen is final")


def in_language(texts: dict, language: str | None = None) -> str:
    """The text in the language asked for (default: the screen's), else the first there is."""
    wanted = (language or get_language() or "en")[:2]
    if texts.get(wanted):
        return texts[wanted]
    return next((text for text in texts.values() if text), "")


class HouseKey(KeyOwner):
    """One data key for what belongs to no row with a key of its own: second-factor secrets."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_house_key")]

    def __str__(self):
        return "house key"

    @classmethod
    def current(cls) -> "HouseKey":
        return cls.objects.get_or_create(pk=1)[0]


class Organisation(models.Model):
    """Who runs this: one row. Name and emblem are settings, never code."""

    names = models.JSONField(default=dict)
    is_sample = models.BooleanField(default=False)
    single_keys = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_organisation")]

    def __str__(self):
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self.names, language)

    @classmethod
    def current(cls) -> "Organisation":
        return cls.objects.filter(pk=1).first() or cls(pk=1)


class Office(models.Model):
    """A place where families come in, with its own numbers, calendar and way of signing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=6, unique=True)
    names = models.JSONField(default=dict)
    cities = models.JSONField(default=dict, blank=True)
    addresses = models.JSONField(default=dict, blank=True)
    hours = models.JSONField(default=dict, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    data_contact = models.CharField(max_length=200, blank=True)
    letterhead = models.JSONField(default=dict, blank=True)
    timezone = models.CharField(max_length=60, default="Asia/Tehran")
    language = models.CharField(max_length=2, choices=Language, default=Language.PERSIAN)
    calendar = models.CharField(max_length=10, choices=Calendar, default=Calendar.SOLAR)
    digits = models.CharField(max_length=8, choices=Digits, default=Digits.PERSIAN)
    working_days = models.JSONField(default=list, blank=True)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    first_case_serial = models.PositiveIntegerField(default=1)
    first_letter_serial = models.PositiveIntegerField(default=1)
    letter_number_format = models.CharField(max_length=60, default="{year}/{serial:04d}")
    secretariat_numbers = models.BooleanField(default=False)
    signing = models.CharField(max_length=20, choices=Signing, default=Signing.SCREEN_THEN_PAPER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(language__in=Language.values), name="office_lang"),
            models.CheckConstraint(condition=Q(calendar__in=Calendar.values), name="office_cal"),
            models.CheckConstraint(condition=Q(digits__in=Digits.values), name="office_digits"),
            models.CheckConstraint(condition=Q(signing__in=Signing.values), name="office_signing"),
            models.CheckConstraint(condition=Q(digest_hour__lte=23), name="office_digest_hour"),
        ]

    def __str__(self):
        return self.name()

    def name(self, language: str | None = None) -> str:
        return in_language(self.names, language) or self.code

    def city(self, language: str | None = None) -> str:
        return in_language(self.cities, language) or self.name(language)

    def address(self, language: str | None = None) -> str:
        return in_language(self.addresses, language)

    def open_hours(self, language: str | None = None) -> str:
        return in_language(self.hours, language)

    def said(self, language: str) -> dict[str, str]:
        """The values of the fields that every wording may name; empty where there is none."""
        return {
            "office.name": self.name(language),
            "office.phone": self.phone,
            "office.hours": self.open_hours(language),
            "office.reply_address": self.address(language),
            "office.data_contact": self.data_contact,
        }

    def now(self) -> datetime.datetime:
        """The time on the office's own clock."""
        return timezone.now().astimezone(zoneinfo.ZoneInfo(self.timezone))

    def today(self) -> datetime.date:
        """The legal date where the office stands."""
        return self.now().date()

    @cached_property
    def holidays(self) -> frozenset[datetime.date]:
        """The days on which it is closed beside the ends of its weeks; read once per row."""
        return frozenset(self.holiday_rows.exclude(certainty="struck").values_list("on", flat=True))


class CounterKind(models.TextChoices):
    CASE = "case", _("families and cases")
    LETTER = "letter", _("outgoing letters")
    INCOMING = "incoming", _("incoming letters")
    NEWS = "news", _("news handed in")


class Counter(models.Model):
    """The next free number of a book. Read and raised under a row lock, never computed."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="counters")
    kind = models.CharField(max_length=10, choices=CounterKind)
    year = models.PositiveIntegerField()
    upcoming = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "year"], name="counter_once"),
            models.CheckConstraint(condition=Q(kind__in=CounterKind.values), name="counter_kind"),
        ]

    def __str__(self):
        return f"{self.kind} {self.year}: {self.upcoming}"
