from datetime import date

import pytest

from casework.wording import (
    Bullets,
    Heading,
    MissingValues,
    Numbered,
    Paragraph,
    Run,
    as_html,
    as_text,
    missing,
    parse_text,
    render,
    render_section,
    without_isolates,
)
from families.calendars import parse as parse_date
from tests.casework.wording.registry import FIELDS


def template(text: str, language: str = "en", *, subject: bool = False):
    return parse_text(text, fields=FIELDS, language=language, subject=subject)


def words(text: str, values: dict, language: str = "en") -> str:
    return without_isolates(as_text(render(template(text, language), values).blocks))


def test_emphasis_becomes_runs():
    (block,) = render(template("a **b *c* d** e"), {}).blocks

    assert block == Paragraph(
        (
            Run("a "),
            Run("b ", bold=True),
            Run("c", bold=True, italic=True),
            Run(" d", bold=True),
            Run(" e"),
        )
    )


def test_blocks_keep_their_kind():
    written = render(template("**Title**\nOne\n\n1. a\n2. b\n\n- c"), {})

    assert written.blocks == (
        Heading((Run("Title"),)),
        Paragraph((Run("One"),)),
        Numbered(((Run("a"),), (Run("b"),))),
        Bullets(((Run("c"),),)),
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({}, "One. Two."),
        ({"cases.count": 0}, "One. Two."),
        ({"cases.count": None}, "One. Two."),
        ({"cases.count": 3}, "One. Left: 3. Two."),
    ],
)
def test_a_sentence_without_its_value_is_left_out_with_its_space(value, expected):
    text = "One. {{#if cases.count}}Left: {{cases.count}}.{{/if}} Two."

    assert words(text, value) == expected


@pytest.mark.parametrize(("flag", "expected"), [(True, "Named."), (False, ""), (None, "")])
def test_a_flag_lets_its_sentence_stand_only_when_it_is_yes(flag, expected):
    assert words("{{#if host.named}}Named.{{/if}}", {"host.named": flag}) == expected


def test_an_item_that_is_left_out_does_not_leave_a_number():
    (block,) = render(template("1. a\n2. {{#if host.named}}b{{/if}}\n3. c"), {}).blocks

    assert block == Numbered(((Run("a"),), (Run("c"),)))


def test_a_line_that_is_left_out_leaves_no_empty_line():
    assert words("One\n{{#if host.named}}x{{/if}}\nTwo", {}) == "One\nTwo"


def test_each_row_stands_on_a_line_of_its_own():
    text = "Number: 2. {{#each cases}}{{row}}. {{case.reference}}: {{item}}{{/each}} The end."
    rows = [{"case.reference": "A-1", "item": "x"}, {"case.reference": "A-2", "item": "y"}]

    assert words(text, {"cases": rows}) == "Number: 2.\n1. A-1: x\n2. A-2: y\nThe end."


def test_a_condition_in_a_table_reads_its_own_row():
    text = "{{#each cases}}{{case.reference}}{{#if item}}; {{item}}{{/if}}{{/each}}"
    rows = [{"case.reference": "A-1"}, {"case.reference": "A-2", "item": "y"}]

    assert words(text, {"cases": rows, "item": "never"}) == "A-1\nA-2; y"


def test_missing_lists_each_field_once_and_only_where_it_would_stand():
    text = (
        "{{office.name}} {{office.name}} {{#if letter.number}}{{letter.date}}{{/if}} "
        "{{cases.count}} {{#each cases}}{{item}}{{/each}}"
    )

    found = missing(template(text), {"office.name": "  ", "cases.count": 0, "cases": [{}, {}]})

    assert [field.name for field in found] == ["office.name", "item"]


def test_an_empty_table_is_missing():
    assert [
        f.name for f in missing(template("{{#each cases}}{{item}}{{/each}}"), {"cases": []})
    ] == ["cases"]


def test_a_value_of_control_characters_alone_is_missing():
    assert len(missing(template("{{office.name}}"), {"office.name": "\u202e\u2069"})) == 1


def test_rendering_refuses_to_leave_a_value_blank():
    with pytest.raises(MissingValues) as caught:
        render(template("{{office.name}} {{letter.number}}"), {"office.name": "x"})

    assert [field.name for field in caught.value.fields] == ["letter.number"]


def test_a_draft_shows_a_gap_where_a_value_is_missing():
    written = render(template("No. {{letter.number}}."), {}, gap="........")

    assert as_text(written.blocks) == "No. ........."


def test_one_part_needs_only_its_own_values():
    text = template("@section a\n{{office.name}}\n\n@section b\n{{letter.number}}")

    assert without_isolates(as_text(render_section(text, "a", {"office.name": "x"}))) == "x"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "{{letter.date}}", "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)"),
        ("fa", "{{letter.date|jalali}}", "۱ آذر ۱۴۰۵"),
        ("fa", "{{letter.date|gregorian}}", "۲۲ نوامبر ۲۰۲۶"),
        ("ar", "{{letter.date}}", "٢٢ تشرين الثاني ٢٠٢٦"),
        ("sq", "{{letter.date}}", "22.11.2026"),
        ("en", "{{letter.date}}", "22 November 2026"),
    ],
)
def test_a_date_follows_the_language_and_its_filter(language, text, expected):
    assert words(text, {"letter.date": date(2026, 11, 22)}, language) == expected


def test_a_partial_date_keeps_the_precision_that_was_given():
    assert words("{{birth}}", {"birth": parse_date("۱۳۴۰")}, "fa") == "۱۳۴۰"


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "40"), ("fa", "۴۰"), ("ar", "٤٠"), ("sq", "40")]
)
def test_counts_are_in_the_digits_of_the_language(language, expected):
    assert words("{{cases.count}}", {"cases.count": 40}, language) == expected


def test_references_keep_their_ascii_digits():
    value = {"letter.number": "AHV-1405-000417-K"}

    assert words("{{letter.number}}", value, "fa") == "AHV-1405-000417-K"


@pytest.mark.parametrize(("language", "expected"), [("en", "A, B"), ("fa", "A، B"), ("ar", "A، B")])
def test_several_values_stand_in_one_line(language, expected):
    assert words("{{letter.number}}", {"letter.number": ["A", "B"]}, language) == expected


def test_an_address_keeps_its_lines():
    assert words("{{office.address}}", {"office.address": "Street 1\r\nTown"}) == "Street 1\nTown"


def test_the_subject_is_plain_text():
    written = render(
        template("@subject Case **{{letter.number}}**\n\nx", subject=True), {"letter.number": "A-1"}
    )

    assert written.subject == "Case \u2066A-1\u2069"


def test_html_escapes_what_a_value_holds():
    written = render(template("**a** {{office.name}}\nb\n\n1. c"), {"office.name": "<b>&"})

    assert as_html(written.blocks) == (
        "<p><strong>a</strong> \u2068&lt;b&gt;&amp;\u2069<br>b</p>\n<ol><li>c</li></ol>"
    )


def test_a_number_among_words_from_right_to_left_is_not_torn_at_its_hyphens_in_html():
    written = render(template("تلفن {{letter.number}}."), {"letter.number": "061-5550100"})

    assert as_html(written.blocks) == ('<p>تلفن <bdi class="ltr" dir="ltr">061-5550100</bdi>.</p>')
