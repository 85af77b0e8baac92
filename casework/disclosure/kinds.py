"""What can be checked, wished and passed on: the choices of the sealed side."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CheckKind(TextChoices):
    """Ways to know who somebody is; two different ones are independent of each other."""

    FACTS = "facts", _("told facts that only this person knows")
    PHOTO = "photo", _("compared with a photograph")
    PAPERS = "papers", _("showed papers")
    WITNESS = "witness", _("recognised by somebody who knows the person")
    AUTHORITY = "authority", _("a document of an authority")
    DEATH = "death", _("written proof of the death, from a competent source")


class RemarkKind(TextChoices):
    TRACE = "trace", _("a trace")
    REJECTED = "rejected", _("not the person")
    ASKED = "asked", _("the person was asked")
    CONTACT = "contact", _("how contact began")
    TOLD = "told", _("told in person")


class RecognisedHow(TextChoices):
    """Why protection officers alone hear that two people may be one."""

    MUTUAL = "mutual", _("They may be looking for each other.")
    ASKS_HERE = "asks_here", _("The sought person may be somebody who asks here.")
    SEALED = "sealed", _("Another family asks for a person whose case has a trace.")
    ELSEWHERE = "elsewhere", _("A family of another office may ask for the same person.")


class Handled(TextChoices):
    TAKEN_UP = "taken_up", _("taken up")
    ANOTHER = "another", _("somebody else")


class Level(TextChoices):
    """What a sought person lets one person know. Words on screen, never numbers."""

    NOTHING = "L0", _("tell nothing")
    ALIVE = "L1", _("only that I am alive and well")
    ALIVE_NO_CONTACT = "L2", _("that I am alive, and that I do not want contact")
    MESSAGES = "L3", _("messages through the office")
    MEETING = "L4", _("a call or a meeting that the office arranges")
    DETAILS = "L5", _("these details to these named people")


class ItemKind(TextChoices):
    """What can be passed on about a sought person; nothing else can."""

    NOTHING = "nothing", _("nothing")
    ALIVE = "alive", _("that the person is alive and well")
    NO_CONTACT = "no_contact", _("that the person does not want contact")
    MESSAGE = "message", _("a message through the office")
    MEETING = "meeting", _("a call or a meeting that the office arranges")
    DETAILS = "details", _("the details that the person listed")
    DEATH = "death", _("the death: in person only")


class Way(TextChoices):
    """How a sought person is asked: safe and direct, or not at all."""

    IN_PERSON = "in_person", _("face to face, alone")
    OWN_PHONE = "own_phone", _("on the person's own telephone")
    RELAY = "relay", _("through a person whom he or she trusts")
    SOCIETY = "society", _("through a colleague of another organisation")
    GUARDIAN = "guardian", _("through a guardian or child protection")
    FAMILY = "family", _("through the family")
    CONTROLS = "controls", _("through somebody who may control the person")


DIRECT = frozenset({Way.IN_PERSON, Way.OWN_PHONE, Way.RELAY, Way.SOCIETY, Way.GUARDIAN})
