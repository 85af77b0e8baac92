"""The drawing of a life says what the tables say: on the page, and in the docs."""

from pathlib import Path

import pytest
from django.urls import reverse

from casework import life_chart, lifecycle
from casework.disclosure import track
from casework.management.commands.describe_life import described
from tests.casework.test_lifecycle import LEADS_TO, STATES

ROOT = Path(__file__).resolve().parents[2]


def test_docs_are_what_the_tables_say():
    written = (ROOT / "docs" / "lifecycle.md").read_text("utf-8")

    assert written == described(), "python3 run.py manage describe_life"


def drawn(chart):
    """What can be read from the drawing: (state, step) -> states."""
    names, states = list(lifecycle.STEPS), {line.y: s for line, s in _lines(chart)}
    found = {}
    for column in chart.columns:
        kinds = {"from": set(), "to": set(), "back": set()}
        for mark in column.marks:
            kinds[mark.kind].add(states[mark.y])
            if mark.stays:
                kinds["from"].add(states[mark.y])
        for source in kinds["from"]:
            found[source, names[column.number - 1]] = kinds["to"] | kinds["back"]
    return found


def _lines(chart):
    return zip(chart.lines, STATES, strict=True)


def test_drawing_holds_every_step_of_the_hand_written_table_and_no_other():
    found = drawn(life_chart.draw(lifecycle.LABELS, lifecycle.STEPS.values()))

    assert found.keys() == LEADS_TO.keys()
    assert all(LEADS_TO[pair] in states for pair, states in found.items())
    assert found["submitted", "submit"] == {"submitted"}
    assert "on_hold" not in found["on_hold", "resume"]


@pytest.mark.parametrize("table", [lifecycle, track])
def test_drawing_is_mirrored_where_words_run_from_the_right(table):
    left, right = (
        life_chart.draw(table.LABELS, table.STEPS.values(), to_the_left=way)
        for way in (False, True)
    )

    assert [c.x for c in right.columns] == [left.width - c.x for c in left.columns]
    assert [c.marks for c in right.columns] == [c.marks for c in left.columns]


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
@pytest.mark.parametrize(("role", "lives"), [("clerk", 1), ("protection", 2)])
def test_page_draws_in_every_language_what_the_reader_may_know(cast, enter, language, role, lives):
    page = enter(cast.staff[role], language).get(reverse("case_life"))

    text = page.content.decode()
    assert text.count('<svg class="chart life"') == lives
    assert all(str(c.refusal) in page.context["lives"][0]["steps"][0]["refusals"]
               for c in lifecycle.STEPS["register"].conditions)  # fmt: skip
    assert len(page.context["lives"][0]["steps"]) == len(lifecycle.STEPS)
