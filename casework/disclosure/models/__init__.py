"""What only protection officers read: kept apart from every open table."""

from .decision import DisclosureDecision
from .identity import IdentityCheck
from .message import CarriedMessage, HandingOver
from .news import HandedInNews
from .recognition import Recognition
from .reopening import Reopening
from .searched import Searched, SearchMade
from .track import SealedRemark, SealedTrack
from .whereabouts import OfficerKey, Opening, Whereabouts
from .wish import Wish

__all__ = [
    "CarriedMessage",
    "DisclosureDecision",
    "HandedInNews",
    "HandingOver",
    "IdentityCheck",
    "OfficerKey",
    "Opening",
    "Recognition",
    "Reopening",
    "SealedRemark",
    "SealedTrack",
    "SearchMade",
    "Searched",
    "Whereabouts",
    "Wish",
]
