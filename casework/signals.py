"""What other floors may want to know. Sent inside the transaction: an error rolls all back.

Every signal must have a receiver (a system check looks), so that a safety stop can never be
set while nobody listens.
"""

from django.dispatch import Signal

stopped = Signal()  # case
consent_withdrawn = Signal()  # request, purpose
wish_changed = Signal()  # case
case_closed = Signal()  # case
enquirer_died = Signal()  # request
successor_named = Signal()  # request, in which somebody else asks now
case_left = Signal()  # case, which has gone to another office

ALL = {
    "stopped": stopped,
    "consent_withdrawn": consent_withdrawn,
    "wish_changed": wish_changed,
    "case_closed": case_closed,
    "case_left": case_left,
    "enquirer_died": enquirer_died,
    "successor_named": successor_named,
}
