from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.wording import FieldType, as_text, isolated, parse_text, plain, render
from casework.wording.isolates import BIDI_CONTROLS, FSI, LRI, PDI, RLI
from tests.casework.wording.registry import FIELDS

PARAGRAPH_ENDS = "\r\x1c\x1d\x1e\x85\u2029\u2028"

# Text as someone hostile, or a careless copy and paste, would bring it
NASTY = st.text(
    st.one_of(
        st.sampled_from([*sorted(BIDI_CONTROLS), *PARAGRAPH_ENDS, *"{}*#/|<>&@-.1۱١ \n"]),
        st.sampled_from("abکیيكةהא"),
        st.characters(),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("type_", "value", "opening"),
    [
        (FieldType.REFERENCE, "AHV-1405-000417-K", LRI),
        (FieldType.REFERENCE, "۱۲/الف", LRI),
        (FieldType.PHONE, "+98 61 1234", LRI),
        (FieldType.EMAIL, "a@example.org", LRI),
        (FieldType.COUNT, "۴۰", LRI),
        (FieldType.DATE, "2024-08-11", LRI),
        (FieldType.DATE, "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)", RLI),
        (FieldType.PARTIAL_DATE, "حدود ۱۳۴۰", RLI),
        (FieldType.NAME, "Arben Hoxha", LRI),
        (FieldType.NAME, "علی کریمی", FSI),
        (FieldType.TEXT, "Tirana", FSI),
        (FieldType.ADDRESS, "خیابان نمونه ۱۲", FSI),
    ],
)
def test_the_type_chooses_the_isolate(type_, value, opening):
    assert isolated(value, type_) == [f"{opening}{value}{PDI}"]


def test_overrides_in_a_name_are_removed():
    assert isolated("Ali\u202emirak\u2069\u202c", FieldType.NAME) == [f"{LRI}Alimirak{PDI}"]


def test_half_spaces_stay():
    assert isolated("علی\u200cاکبر", FieldType.NAME) == [f"{FSI}علی\u200cاکبر{PDI}"]


def test_only_text_and_addresses_have_several_lines():
    assert isolated("a\nb", FieldType.ADDRESS) == [f"{FSI}a{PDI}", f"{FSI}b{PDI}"]
    assert isolated("a\nb", FieldType.NAME) == [f"{LRI}a b{PDI}"]


@settings(deadline=None)
@given(NASTY, st.sampled_from([type_ for type_ in FieldType if type_ is not FieldType.ROWS]))
def test_no_value_leaves_its_isolate(value, type_):
    for line in isolated(value, type_):
        assert line[0] in {LRI, RLI, FSI}
        assert line[-1] == PDI
        assert BIDI_CONTROLS.isdisjoint(line[1:-1])
        assert not set(line) & set(PARAGRAPH_ENDS + "\n")


TEMPLATE = parse_text(
    "**Title**\nA **{{enquirer.name}}** b {{office.name}}{{#if host.named}} c{{/if}}.\n\n"
    "1. {{letter.number}}\n2. {{office.address}} {{#each cases}}{{item}}{{/each}}",
    fields=FIELDS,
    language="en",
    subject=False,
)


def shape(written):
    """Kinds of blocks, styles of runs, and all words that are not values."""
    return [(type(block), styles(block), outside(as_text((block,)))) for block in written.blocks]


def styles(block):
    if hasattr(block, "runs"):
        return [(run.bold, run.italic) for run in block.runs]
    return [[(run.bold, run.italic) for run in item] for item in block.items]


def outside(text):
    kept, depth = [], 0
    for character in text:
        depth += (character in {LRI, RLI, FSI}) - (character == PDI)
        if depth == 0 and character not in {PDI, "\n"}:
            kept.append(character)
    return "".join(kept)


def values(one):
    return {
        "enquirer.name": one,
        "office.name": one,
        "letter.number": one,
        "office.address": one,
        "cases": [{"item": one}],
        "host.named": False,
    }


@settings(deadline=None)
@given(NASTY)
def test_no_value_is_read_as_markup(value):
    expected = shape(render(TEMPLATE, values("x")))

    written = render(TEMPLATE, values("x" + value))

    assert shape(written) == expected


def test_markup_in_a_value_is_shown_as_it_was_typed():
    value = "{{office.name}} **x** {{#if host.named}} @subject 1. <b>"

    (_, paragraph, _) = render(TEMPLATE, values(value)).blocks

    shown = [run for run in paragraph.runs if run.bold]
    assert plain(tuple(shown)) == f"{LRI}{value}{PDI}"
    assert all(one != two for one, two in pairwise([run.bold for run in paragraph.runs]))
