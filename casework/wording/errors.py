"""What can be wrong with a wording, and the sentence that says so.

The sentences are message ids: a screen passes them through gettext, with the
English ones as the fallback. ``%(detail)s`` is the offending piece of text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casework.wording.sentences import gettext_noop as _

if TYPE_CHECKING:
    from casework.wording.fields import Field

MESSAGES = {
    "unknown_field": _("There is no field “%(detail)s” for this text."),
    "bad_field": _("“%(detail)s” is not a field name. A field looks like {{office.name}}."),
    "rows_field": _("“%(detail)s” is a table: write {{#each %(detail)s}}…{{/each}}."),
    "not_rows": _("“%(detail)s” is not a table, so it cannot be repeated."),
    "flag_field": _("“%(detail)s” is a yes or no: use it as {{#if %(detail)s}}…{{/if}}."),
    "unknown_filter": _("There is no filter “%(detail)s”."),
    "filter_not_allowed": _("The filter “%(detail)s” cannot be used with this field."),
    "unknown_tag": _("“%(detail)s” is not known. Use {{#if …}} or {{#each …}}."),
    "unclosed_tag": _("A field that starts with {{ must end with }} on the same line."),
    "nested_braces": _("A field cannot stand inside another field."),
    "stray_brace": _("A single brace “%(detail)s” cannot be used in the text."),
    "unclosed_if": _("{{#if %(detail)s}} is not closed with {{/if}} in the same paragraph."),
    "unclosed_each": _("{{#each %(detail)s}} is not closed with {{/each}} in the same paragraph."),
    "unexpected_close": _("“%(detail)s” closes something that was not opened here."),
    "nested_each": _("A table cannot stand inside another table."),
    "unclosed_emphasis": _("An asterisk that opens bold or italic text is not closed."),
    "numbering": _("The numbered lines must run 1, 2, 3: “%(detail)s” is out of order."),
    "unknown_directive": _("A line cannot begin with “%(detail)s”."),
    "repeated_section": _("The part “%(detail)s” stands there twice."),
    "missing_subject": _("The first line must be the subject: @subject …"),
    "no_subject_here": _("This text has no subject line."),
    "repeated_subject": _("There may be only one subject line."),
    "empty": _("The text is empty."),
    "html": _("HTML cannot be used: “%(detail)s”."),
    "control_character": _("An invisible control character (%(detail)s) cannot be used."),
    "wrong_script": _("The letter “%(detail)s” does not belong to the language of this text."),
    "wrong_digit": _("The digit “%(detail)s” does not belong to the language of this text."),
    "ezafe_form": _("Write the ezafe as the letter he with a hamza above, not as “%(detail)s”."),
    "protected_emblem": _(
        "“%(detail)s” belongs to the Red Cross and Red Crescent Movement "
        "and cannot be used as a name for our own papers."
    ),
}


class WordingError(ValueError):
    """A text that cannot be taken as it stands.

    ``line`` and ``column`` count from 1, in characters of the text as typed.
    ``code`` is a key of :data:`MESSAGES`; ``detail`` the offending piece.
    """

    def __init__(self, line: int, column: int, code: str, detail: str = "") -> None:
        self.line = line
        self.column = column
        self.code = code
        self.detail = detail
        super().__init__(f"line {line}, column {column}: {self.sentence}")

    @property
    def sentence(self) -> str:
        return MESSAGES[self.code] % {"detail": self.detail}


class MissingValues(ValueError):
    """A text was to be rendered, but the record does not hold all it says."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = tuple(fields)
        super().__init__(", ".join(field.name for field in fields))
