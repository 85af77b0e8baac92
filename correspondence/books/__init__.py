"""The outgoing and the incoming register as books: on screen, on paper, and as a sheet.

A book names no family and no case; it says nothing about answers. What is kept closed stands on
no paper and in no sheet, whoever makes it.
"""

from .columns import INCOMING, OUTGOING, Column
from .lines import incoming_lines, incoming_years, may_be_printed, outgoing_lines, outgoing_years
from .paper import book_on_paper
from .sheet import book_as_sheet

__all__ = [
    "INCOMING",
    "OUTGOING",
    "Column",
    "book_as_sheet",
    "book_on_paper",
    "incoming_lines",
    "incoming_years",
    "may_be_printed",
    "outgoing_lines",
    "outgoing_years",
]
