"""The ways out of the house, one file each. Every channel answers `send(dispatch) -> Outcome`.

A channel that a person walks (post, by hand) hands nothing over by itself: it waits for the
proof. A new channel is one file and one line here.
"""

from correspondence.models.recipient import Channel

from . import email, hand, post
from .outcome import Outcome, Result

CHANNELS = {Channel.EMAIL: email, Channel.POST: post, Channel.HAND: hand}

__all__ = ["CHANNELS", "Outcome", "Result"]
