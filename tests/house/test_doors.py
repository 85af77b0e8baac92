"""One door in, one door out: rows come from access, changes go through actions."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def sources(*folders, but=()):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not any(part in but for part in path.relative_to(ROOT).parts):
                yield path


def hits(pattern, paths):
    found = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if found.search(line)
    ]


def test_views_fetch_no_rows_past_the_access_layer():
    assert hits(r"\.objects\b", sources("casework/views", "correspondence/views")) == []


def test_no_state_is_set_by_hand():
    everywhere = sources("casework", "correspondence", "deploy", but={"migrations"})
    assert hits(r"\bcase\.state\s*=[^=]|\bletter\.state\s*=[^=]", everywhere) == []


@pytest.mark.parametrize(
    ("floor", "word"), [("families", "casework"), ("casework", "correspondence")]
)
def test_lower_floor_does_not_know_the_upper_one(floor, word):
    assert hits(rf"\b{word}\b", sources(floor, but={"migrations"})) == []


def test_only_the_sealed_side_imports_sealed_models():
    outside = [
        p for p in sources("casework", "correspondence", "deploy") if "disclosure" not in p.parts
    ]
    allowed = ROOT / "casework" / "apps.py"  # Django must know the tables
    found = hits(
        r"disclosure(\.|\s+import\s+)models|HandedInNews", [p for p in outside if p != allowed]
    )
    assert [hit for hit in found if "migrations" not in hit] == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "misc", "core"])
def test_no_room_for_everything(name):
    everywhere = sources("families", "casework", "correspondence", "deploy", "tests")
    assert [str(p) for p in everywhere if p.stem == name or name in p.parts] == []


def test_no_script_or_style_inside_a_page():
    pages = sorted((ROOT / "templates").rglob("*.html"))
    inline = r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son(click|load|change|submit)="
    assert hits(inline, pages) == []


def test_nothing_names_the_emblems_or_the_movements_own_form():
    texts = [p for p in sorted((ROOT / "templates").rglob("*")) if p.is_file()]
    banned = r"Red Cross Message|ICRC form|\u271a|\u2695|\u262a"
    assert hits(banned, texts) == []
