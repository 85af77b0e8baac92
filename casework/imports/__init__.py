"""Taking over a register: read it, recognise its columns, plan every row, then write.

sheets, reading, workbooks, delimited, heading_row   a file becomes rows of text
words, phrases, headings, evidence                   headings become fields
cells, remarks, row_reader, leftovers, register_row  cells become values
rows                                                 every row gets a plan and its reasons
splitting, deciding, asking, comparing, offering     what a person decides about single rows
remembering                                          columns as somebody said before
preview, large                                       what is seen before it, the large ones later
same_person                                          who may be here already, and why
sentences, report                                    reasons become sentences and a sheet
"""

from casework.imports.asking import Question, asks, question
from casework.imports.deciding import APART, CHANGE, OFFER, TOGETHER, Decisions
from casework.imports.executing import execute, take_over, unfinished_runs
from casework.imports.headings import FIELDS, REQUIRED, Column, Mapping, recognise
from casework.imports.labels import label
from casework.imports.large import is_large, read, receive
from casework.imports.preview import AskedRows, preview_of
from casework.imports.reading import read_register
from casework.imports.records import (
    earlier_offers,
    returned_file,
    row_offers,
    row_reasons,
    row_values,
)
from casework.imports.register_row import RegisterRow
from casework.imports.rehearsal import Rehearsal, rehearse, rehearse_run, run_as_json
from casework.imports.remarks import Offer
from casework.imports.report import returned_rows, returned_sheet
from casework.imports.rows import RowPlan, plan
from casework.imports.runs import (
    add_documents,
    correct,
    decide,
    no_progress,
    papers_of,
    prepare,
    read_again,
    start,
)
from casework.imports.sentences import sentence
from casework.imports.sheets import Reason, RegisterError, Row, Sheet
from casework.imports.undoing import Undoing, agree_undo, ask_undo, preview_undo

__all__ = [
    "APART",
    "CHANGE",
    "FIELDS",
    "OFFER",
    "REQUIRED",
    "TOGETHER",
    "AskedRows",
    "Column",
    "Decisions",
    "Mapping",
    "Offer",
    "Question",
    "Reason",
    "RegisterError",
    "RegisterRow",
    "Rehearsal",
    "Row",
    "RowPlan",
    "Sheet",
    "Undoing",
    "add_documents",
    "agree_undo",
    "ask_undo",
    "asks",
    "correct",
    "decide",
    "earlier_offers",
    "execute",
    "is_large",
    "label",
    "no_progress",
    "papers_of",
    "plan",
    "prepare",
    "preview_of",
    "preview_undo",
    "question",
    "read",
    "read_again",
    "read_register",
    "receive",
    "recognise",
    "rehearse",
    "rehearse_run",
    "returned_file",
    "returned_rows",
    "returned_sheet",
    "row_offers",
    "row_reasons",
    "row_values",
    "run_as_json",
    "sentence",
    "start",
    "take_over",
    "unfinished_runs",
]
