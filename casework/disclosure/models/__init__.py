"""What only protection officers read: kept apart from every open table."""

from .decision import DisclosureDecision
from .identity import IdentityCheck
from .news import HandedInNews
from .reopening import Reopening
from .track import SealedRemark, SealedTrack
from .whereabouts import OfficerKey, Opening, Whereabouts
from .wish import Wish

__all__ = [
    "DisclosureDecision",
    "HandedInNews",
    "IdentityCheck",
    "OfficerKey",
    "Opening",
    "Reopening",
    "SealedRemark",
    "SealedTrack",
    "Whereabouts",
    "Wish",
]
