"""One sentence for every code: what happened, what is kept, what to do next."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language, gettext, gettext_noop

from casework.imports.labels import label
from casework.vault import checks
from families.display import comma

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"

FILE = {
    "empty": gettext_noop("There is nothing in this file. Nothing was taken over."),
    "too_big": gettext_noop(
        "This file is larger than %(limit)s MB. A register is smaller: please leave pictures out"
        " of it and send them as documents."
    ),
    "too_many_rows": gettext_noop(
        "This register has more than %(limit)s rows. Please split it into several files."
    ),
    "too_many_columns": gettext_noop(
        "This register has more than %(limit)s columns. Please leave out those that are not needed."
    ),
    "old_format": gettext_noop(
        "This kind of file cannot be read. Please open it in your spreadsheet program and save"
        " it as XLSX or CSV."
    ),
    "password": gettext_noop(
        "This file is locked with a password. Please save a copy without a password."
    ),
    "hostile": gettext_noop(
        "This file holds things that no register needs and that could do harm. It was not opened."
        " Please save the table into a new XLSX or CSV file."
    ),
    "damaged": gettext_noop(
        "This file is damaged and cannot be read to its end. Please save it again or ask for"
        " another copy."
    ),
    "not_a_register": gettext_noop("This file is not a table. Please choose an XLSX or CSV file."),
    "no_tab": gettext_noop("There is no sheet named %(tab)s in this file."),
    "columns_missing": gettext_noop(
        "It is not clear which columns hold the name of the person who asks and the name of the"
        " sought person. Please choose them; nothing was taken over."
    ),
}
SHEET = {
    "hidden_tab": gettext_noop("The rows were read from a hidden sheet: %(tab)s."),
    "other_tab": gettext_noop(
        "Another sheet of this file holds a register too and was not read: %(tab)s."
    ),
    "no_known_headings": gettext_noop(
        "No row of known headings was found. Please say what each column holds."
    ),
    "heading_twice": gettext_noop(
        "The heading %(heading)s comes a second time, in column %(column)s. Please check what"
        " that column holds."
    ),
    "field_twice": gettext_noop(
        "Column %(column)s (%(heading)s) seems to say the same as another column. It is kept as"
        " a note."
    ),
    "column_remembered": gettext_noop(
        "Column %(column)s (%(heading)s) is read as somebody of this office said before."
    ),
    "consent_unclear": gettext_noop(
        "Column %(column)s (%(heading)s) speaks of consent, but not clearly for whom. It is kept"
        " as a note and counts as not asked."
    ),
    "quotes_broken": gettext_noop(
        "The quotation marks in this file do not fit together. Please look closely at the preview."
    ),
    "text_damaged": gettext_noop(
        "Some letters of this file cannot be read any more. Please look closely at the preview."
    ),
}
ROW = {
    "missing_enquirer_name": gettext_noop("The name of the person who asks is missing."),
    "missing_sought_name": gettext_noop("The name of the sought person is missing."),
    "several_sought": gettext_noop(
        "The cell of the sought person names several people. Please give each a row of its own,"
        " with the same person who asks: they become one request."
    ),
    "several_to_decide": gettext_noop("Or decide on screen how its cells belong to them."),
    "one_of_several": gettext_noop("Row %(row)s names several people; this is %(name)s."),
    "not_accepted": gettext_noop(
        "The register says something else than %(reference)s: %(fields)s. Nobody accepted it, and"
        " it stays as it is here."
    ),
    "is_a_total": gettext_noop("This row adds up others. It is not about anybody."),
    "date_from_number": gettext_noop(
        "The number %(text)s (%(heading)s) was read as the day that spreadsheets mean by it."
        " Please check."
    ),
    "number_shortened": gettext_noop(
        "The number %(text)s (%(heading)s) was cut short by a spreadsheet program. It is kept as"
        " it is; please look it up on paper."
    ),
    "zero_lost": gettext_noop(
        "The telephone %(text)s (%(heading)s) has lost its first zero in a spreadsheet program. It"
        " is kept as it is."
    ),
    "notice_not_given": gettext_noop("Taken over; the information notice is still to be given."),
    "birth_or_parent_missing": gettext_noop(
        "Taken over, but not logged yet: a date of birth or the name of a parent is missing."
    ),
    "received_on_missing": gettext_noop(
        "The day when the family came is not known. The day of the take-over stands in its place."
    ),
    "impossible_date": gettext_noop(
        "There is no such day: %(text)s (%(heading)s). It is kept as it was written."
    ),
    "date_unclear": gettext_noop(
        "This date could not be understood in full: %(text)s (%(heading)s). It is kept as it was"
        " written."
    ),
    "answer_unclear": gettext_noop(
        "%(text)s (%(heading)s) is neither yes nor no. It counts as not asked and is kept as a"
        " note."
    ),
    "formula_as_text": gettext_noop("The formula in column %(column)s was kept as text, not run."),
    "formula_shown": gettext_noop(
        "Column %(column)s holds a formula. What was last shown there was taken: %(text)s."
    ),
    "headings_again": gettext_noop("These are the headings once more."),
    "duplicate_of": gettext_noop("The same as row %(row)s. It was not taken over twice."),
    "conflict_with": gettext_noop(
        "The number %(number)s already stands in row %(row)s, for other details. Only that row"
        " was taken over; please give this one its own number."
    ),
    "conflict_with_case": gettext_noop(
        "The number %(number)s is already known as %(reference)s, with other details. Nothing was"
        " changed; updating must be chosen."
    ),
    "same_content_as": gettext_noop(
        "Says the same as row %(row)s under another number. Please check whether it is one case."
    ),
    "looks_like_case": gettext_noop(
        "A case like this is already here: %(reference)s. Please check whether it is the same."
    ),
    "may_be_same": gettext_noop(
        "Perhaps the person of %(reference)s, %(name)s: %(why)s. Please check whether it is the"
        " same."
    ),
    "already_here": gettext_noop("Already here as %(reference)s. Nothing was changed."),
    "updated": gettext_noop("%(reference)s was updated: %(fields)s."),
    "name_differs": gettext_noop(
        "The number %(number)s is known as %(reference)s, for another name. Nothing was changed."
    ),
    "changed_by_hand": gettext_noop(
        "%(fields)s of %(reference)s was changed here since it was taken over. It was left as"
        " it is."
    ),
    "case_has_moved_on": gettext_noop("%(reference)s is closed. Nothing was changed."),
    "not_allowed": gettext_noop("You may not log requests for this office."),
    "could_not_be_written": gettext_noop(
        "This row could not be taken over because of an error of ours. It is kept; please try"
        " again and tell the administrator."
    ),
    "refused": "%(why)s",
}
PAPER = {
    "paper_missing": gettext_noop("The document %(name)s was not among the files."),
    "paper_refused": gettext_noop("The document %(name)s was not taken over: %(why)s"),
    "paper_noted": gettext_noop("The document %(name)s was taken over. %(why)s"),
    "paper_claimed": gettext_noop(
        "The document %(name)s already belongs to row %(row)s. It stays there, once."
    ),
    "paper_ambiguous": gettext_noop(
        "Several files could be the document %(name)s. None was taken over; please attach the"
        " right one."
    ),
    "papers_not_taken": gettext_noop(
        "The documents of this row were not taken over with it: %(names)s"
    ),
}
# What speaks for and against two people being one.
EVIDENCE = {
    "name_same": gettext_noop("the same name"),
    "name_alike": gettext_noop("sounds alike"),
    "father_fits": gettext_noop("the father's name fits"),
    "father_against": gettext_noop("another father's name"),
    "birth_fits": gettext_noop("the dates of birth fit"),
    "birth_near": gettext_noop("the dates of birth are within a year"),
    "birth_against": gettext_noop("the dates of birth are years apart"),
    "sex_against": gettext_noop("one is a woman, the other a man"),
    "asks": gettext_noop("who asks has the same name or sounds alike"),
}
SENTENCES = {**FILE, **SHEET, **ROW, **PAPER}


def sentence(code: str, detail: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code in the language in use; what is quoted is isolated in its direction.

    A detail that is not known (any more) is shown as "…". Raises KeyError for an unknown code.
    """
    detail = detail or {}
    quoted = {name: _isolated(str(value)) for name, value in detail.items() if value}
    if "paper" in detail:
        quoted["why"] = checks.sentence(detail["paper"], detail)
    if "evidence" in detail:
        quoted["why"] = _listed(gettext(EVIDENCE[code]) for code in detail["evidence"])
    if "fields" in detail:
        quoted["fields"] = _listed(label(field) for field in detail["fields"])
    return gettext(SENTENCES[code]) % _Quoted(quoted)


def _listed(words: Iterable[str]) -> str:
    return comma((get_language() or "en")[:2]).join(words)


def _isolated(text: str) -> str:
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


class _Quoted(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
