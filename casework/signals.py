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
things_open = Signal()  # staff, offices; gives how many there are on another floor
handed_over = Signal()  # staff, to, offices; gives how many went to the colleague

ALL = {
    "stopped": stopped,
    "consent_withdrawn": consent_withdrawn,
    "wish_changed": wish_changed,
    "case_closed": case_closed,
    "case_left": case_left,
    "things_open": things_open,
    "handed_over": handed_over,
    "enquirer_died": enquirer_died,
    "successor_named": successor_named,
}
