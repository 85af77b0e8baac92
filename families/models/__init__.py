"""Who people are, and how they are named, dated and related."""

from .contact_point import ContactPoint
from .identifier import Identifier
from .kinship import Relationship
from .name import PersonName
from .name_index import NameKey, NameWord
from .news import News
from .person import Person, PersonLink
from .portrait import Portrait

__all__ = [
    "ContactPoint",
    "Identifier",
    "NameKey",
    "NameWord",
    "News",
    "Person",
    "PersonLink",
    "PersonName",
    "Portrait",
    "Relationship",
]
