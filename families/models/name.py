from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from families.names import normalise, script_of, search_key, sort_key, tidy

from .keeping import Kept
from .person import Person


class Script(models.TextChoices):
    ARABIC = "arab", _("Persian or Arabic letters")
    LATIN = "latn", _("Latin letters")
    OTHER = "other", _("other letters")


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("official name")
    BIRTH = "birth", _("name at birth")
    RELIGIOUS = "religious", _("religious name")
    ALIAS = "alias", _("also known as")
    PREVIOUS = "previous", _("previous name")
    PASSPORT = "passport", _("Latin letters, as in the passport")


class NameSource(models.TextChoices):
    DOCUMENT = "document", _("seen in a document")
    SPOKEN = "spoken", _("as spoken")
    REGISTER = "register", _("taken over from an old register")


class SortKeyField(models.CharField):
    """The place in the alphabet of the name in the field `of`; set whenever a row is written, also
    when many are written at once."""

    def __init__(self, *args, of: str, **kwargs):
        self.of = of
        kwargs |= {"max_length": 80, "editable": False, "default": ""}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, instance, add):
        key = sort_key(getattr(instance, self.of))
        setattr(instance, self.attname, key)
        return key


def as_given(text: str) -> str:
    """A name as it was given, signs that nobody sees too; only what no database holds goes."""
    return "".join(c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff").strip()


class PersonName(Kept):
    """A name as somebody gave it. `full_as_given` is never changed; the keys serve the search.

    A corrected name is a new row that takes the place of `first_form`, the row it began as.
    `for_letters` marks the one that letters use among the names in its script.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    full_as_given = models.CharField(max_length=500)
    script = models.CharField(max_length=5, choices=Script, editable=False)
    kind = models.CharField(max_length=10, choices=NameKind, default=NameKind.OFFICIAL)
    given = models.CharField(max_length=200, blank=True)
    father = models.CharField(max_length=200, blank=True)
    grandfather = models.CharField(max_length=200, blank=True)
    family = models.CharField(max_length=200, blank=True)
    mother = models.CharField(max_length=200, blank=True)
    honorific = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=10, choices=NameSource, default=NameSource.SPOKEN)
    first_form = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="later_forms"
    )
    for_letters = models.BooleanField(default=False)
    normalised = models.CharField(max_length=600, editable=False, db_index=True)
    search_key = models.CharField(max_length=600, editable=False, db_index=True)
    sort_key = SortKeyField(of="full_as_given")
    father_sort_key = SortKeyField(of="father")

    class Meta:
        ordering = [Coalesce(F("first_form_id"), F("id")), "id"]
        constraints = [
            models.CheckConstraint(condition=Q(script__in=Script.values), name="name_script"),
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="name_kind"),
            models.CheckConstraint(condition=Q(source__in=NameSource.values), name="name_source"),
            models.CheckConstraint(condition=~Q(full_as_given=""), name="name_not_empty"),
            models.UniqueConstraint(
                fields=["person", "script"],
                condition=Q(for_letters=True, ended_at=None),
                name="name_for_letters_once",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def shown(self) -> str:
        """The name as it may stand in a text: without signs that turn letters round."""
        return tidy(self.full_as_given)

    def derive(self) -> None:
        """What the search needs, from the name as given."""
        self.script = script_of(self.full_as_given)
        self.normalised = normalise(self.full_as_given)[:600]
        self.search_key = search_key(self.full_as_given)[:600]

    def save(self, *args, **kwargs):
        self.derive()
        super().save(*args, **kwargs)
