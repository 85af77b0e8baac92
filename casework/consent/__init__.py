"""The one question that everything which leaves the house asks: does a live consent cover this?

    covers(item, body, on)      may this case, fact or paper go to this body on that day?
    book(request)               the answers of one family, read once, asked many times
    has_basis(request)          may the request be logged and kept (P1)?
    to_ask(), asking()          whom to ask what, before a body can be written to
    open_to_our_offices()       the requests that our other offices may see (P2), as rows

Rows are only ever added; for each question the newest counts. A row that names a body stands before
rows for its kind. "Ask later" and "never asked" are not a yes.
"""

from .asking import Asking, asking, to_ask
from .book import AnswerState, ConsentBook, Coverage, Question, Standing
from .clock import Clock
from .door import (
    as_told,
    book,
    covers,
    has_basis,
    history,
    open_to_our_offices,
    with_answers,
)

__all__ = [
    "AnswerState",
    "Asking",
    "Clock",
    "ConsentBook",
    "Coverage",
    "Question",
    "Standing",
    "as_told",
    "asking",
    "book",
    "covers",
    "has_basis",
    "history",
    "open_to_our_offices",
    "to_ask",
    "with_answers",
]
