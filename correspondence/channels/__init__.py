"""The ways out of the house, one file each. Every channel answers `send(dispatch) -> Outcome`.

A channel that a person walks (post, by hand, their own page) hands nothing over by itself: it
waits for the proof. A new channel is one file and one line here. Each says:

- `AUTOMATIC`: whether the worker sends it;
- `RECEIPTS`: what a person may report of it, the usual one first;
- `PROVEN_BY`: which of these fields must hold something, and `ASKS_FOR`, the sentence if none does
  (a refused receipt needs its witness instead);
- `send(dispatch)`: one attempt.
"""

from correspondence.models.recipient import Channel

from . import email, hand, portal, post
from .outcome import Outcome, Result

CHANNELS = {
    Channel.EMAIL: email,
    Channel.POST: post,
    Channel.HAND: hand,
    Channel.PORTAL: portal,
}

__all__ = ["CHANNELS", "Outcome", "Result"]
