"""No line of the trail is without words: every verb that code can record has a sentence."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

from casework.lifecycle import STEPS
from casework.views.happened import HAPPENED

ROOT = Path(__file__).resolve().parents[2]
# `acting(…)` names the verb that is asked for; these lines are recorded under another name.
ONLY_ASKED = {
    "administer", "approve_export", "approve_texts", "check_message", "decide_transfer",
    "draft_letter",
    "exchange_pfif", "export",
    "keep_canaries", "keep_meetings", "keep_recipients", "keep_sealed",
    "open_in_emergency", "open_past_cap", "record_contact",
    "see_alerts", "sign_letter", "view_work", "write_texts",
}  # fmt: skip


def spoken(call: ast.Call) -> list[str]:
    """The verbs that a call may record: a plain word, or one of two."""
    first = call.args[0]
    either = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    words = [node.value for node in either if isinstance(node, ast.Constant)]
    return [word for word in words if isinstance(word, str)]


def recorded() -> dict[str, str]:
    found = {name: "casework/lifecycle.py" for name in STEPS}
    for path in sorted((ROOT / f for f in ("casework", "correspondence")), key=str):
        for file in path.rglob("*.py"):
            if "migrations" in file.parts or "families" in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and _records(node):
                    found |= {verb: str(file.relative_to(ROOT)) for verb in spoken(node)}
    return {verb: where for verb, where in found.items() if verb not in ONLY_ASKED}


def _records(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name == "acting":
        return True
    if name == "Act":
        return True
    keyed = {keyword.arg for keyword in call.keywords}
    return name in ("record", "guarding") or (name == "read" and "by" in keyed)


def test_every_line_that_can_be_written_has_words():
    verbs = recorded()

    assert {verb: where for verb, where in verbs.items() if verb not in HAPPENED} == {}
    assert len(verbs) > 90  # the search itself works
    assert {"opened_emergency", "opened_past_cap"} <= HAPPENED.keys()  # composed from two words


@pytest.mark.parametrize("language", ["fa", "ar", "sq"])
def test_the_words_exist_in_every_language(language):
    with override("en"):
        english = {verb: str(words) for verb, words in HAPPENED.items()}
    with override(language):
        same = [verb for verb, words in HAPPENED.items() if str(words) == english[verb]]
    assert same == []
