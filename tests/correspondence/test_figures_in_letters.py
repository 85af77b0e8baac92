"""Figures in a letter: counted on its day, with their definition, and none that is small."""

import datetime
import re

import pytest

from casework import counting
from casework.actions import cases as case_actions
from casework.models import Case
from correspondence import drafting
from correspondence.actions import marking
from correspondence.drafting import counted
from correspondence.models.letter import LetterState
from correspondence.pdf import KeepTogether, strip_isolates
from tests import factories
from tests.correspondence import letters as made

TODAY = datetime.date(2026, 11, 22)


def families(cast, number):
    for n in range(number):
        factories.log_family(cast, enquirer=f"مریم {n}", sought=(f"رضا {n}",))


def block(letter):
    return next((b for b in drafting.compose(letter).body if isinstance(b, KeepTogether)), None)


def figures_of(letter) -> dict[str, str]:
    shown = block(letter)
    return (
        {}
        if shown is None
        else {strip_isolates(k): strip_isolates(v) for k, v in shown.blocks[0].rows}
    )


def test_letter_says_no_figure_unless_it_is_asked_to(cast):
    families(cast, 6)
    letter = made.drafted(cast)
    assert block(letter) is None
    letter = marking.with_figures(letter, by=cast.coordinator)
    assert figures_of(letter) == {
        "Requests of families that our record holds": "7",
        "Persons sought in these requests": "7",
    }
    assert block(marking.without_figures(letter, by=cast.coordinator)) is None


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_day_and_definition_stand_with_the_figures(cast, language):
    families(cast, 6)
    letter = marking.with_figures(made.drafted(cast, language=language), by=cast.coordinator)
    table, definition = block(letter).blocks
    day = re.sub(r"[^\d۰-۹٠-٩]", "", strip_isolates(table.header[0]))
    assert day
    assert day in re.sub(r"[^\d۰-۹٠-٩]", "", strip_isolates(definition.text))


@pytest.mark.parametrize(("others", "shown"), [(3, None), (4, "5")])
def test_number_under_five_does_not_leave_the_house(cast, others, shown):
    families(cast, others)
    letter = marking.with_figures(made.drafted(cast), by=cast.coordinator)
    assert figures_of(letter).get("Requests of families that our record holds") == shown


def test_drafts_duplicates_and_what_was_taken_back_are_not_counted(cast):
    families(cast, 6)
    factories.log_family(cast, enquirer="زهرا نمونه", notice=None)
    back, double = Case.objects.filter(state="registered").order_by("reference")[:2]
    case_actions.move(back, "withdraw", by=cast.clerk, facts={"wish_verified": True})
    Case.objects.filter(pk=double.pk).update(closing_reason="duplicate")
    assert counting.on_record(cast.ahvaz, TODAY) == (4, 4)


def test_what_came_after_the_day_is_not_counted(cast):
    families(cast, 6)
    assert counting.on_record(cast.ahvaz, datetime.date(2026, 10, 31)) == (0, 0)


def test_figures_end_an_approval_and_freeze_with_the_number(cast):
    families(cast, 6)
    letter = marking.with_figures(made.approved(cast), by=cast.coordinator)
    assert letter.state == LetterState.DRAFT
    numbered = made.numbered(cast, letter)
    frozen = numbered.pdf_sha256
    families(cast, 2)
    numbered.refresh_from_db()
    assert numbered.pdf_sha256 == frozen
    assert numbered.state == LetterState.NUMBERED


def test_letters_to_another_body_are_not_counted(cast):
    letter = made.drafted(cast)
    assert counted.counted(letter, TODAY)["letters"] == 0
