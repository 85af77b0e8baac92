import pytest

from casework.wording import MESSAGES, Template, WordingError, parse_text
from casework.wording.nodes import (
    BulletsNode,
    HeadingNode,
    NumberedNode,
    ParagraphNode,
    Text,
)
from tests.casework.wording.registry import FIELDS


def read(text: str, language: str = "en", *, subject: bool = False) -> Template:
    return parse_text(text, fields=FIELDS, language=language, subject=subject)


def refused(text: str, language: str = "en", *, subject: bool = False) -> tuple:
    with pytest.raises(WordingError) as caught:
        read(text, language, subject=subject)
    error = caught.value
    return error.code, error.line, error.column, error.detail


def test_blocks_are_split_at_blank_lines_and_lists():
    template = read("**Title**\nOne\ntwo\n\n1. First\n   goes on\n2. Second\n\n- a\n- b\nAfter")

    blocks = template.section("body").blocks
    assert [type(block) for block in blocks] == [
        HeadingNode,
        ParagraphNode,
        NumberedNode,
        BulletsNode,
        ParagraphNode,
    ]
    assert len(blocks[2].items) == 2
    assert blocks[4].nodes == (Text("After"),)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1. one\n2. two"), ("fa", "۱. یک\n۲. دو"), ("ar", "١. واحد\n٢. اثنان")],
)
def test_numbered_items_count_in_the_digits_of_the_language(language, text):
    (block,) = read(text, language).section("body").blocks

    assert isinstance(block, NumberedNode)
    assert len(block.items) == 2


def test_a_year_at_the_start_of_a_line_is_no_list():
    (block,) = read("They wrote in\n2025. Then nothing came.").section("body").blocks

    assert isinstance(block, ParagraphNode)


def test_named_parts_have_a_key_and_a_title():
    template = read("@section first (a)\nOne\n\n@section second\nTwo")

    assert [section.key for section in template.sections] == ["first", "second"]
    assert template.section("first").title == (Text("(a)"),)
    assert template.section("second").title == ()


def test_subject_may_name_fields():
    template = read("@subject Case {{letter.number}}\n\nBody", subject=True)

    assert template.fields == {"letter.number"}


def test_fields_names_columns_under_their_table():
    template = read("{{#each cases}}{{case.reference}} {{office.name}}{{/each}}")

    assert template.fields == {"cases", "cases:case.reference", "office.name"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nsays {{office.nam}}", ("unknown_field", 2, 6, "office.nam")),
        ("{{''.__class__}}", ("bad_field", 1, 1, "''.__class__")),
        ("{{office.__class__}}", ("bad_field", 1, 1, "office.__class__")),
        ("{{office.name.upper}}", ("unknown_field", 1, 1, "office.name.upper")),
        ("{{office.name()}}", ("bad_field", 1, 1, "office.name()")),
        ("{{}}", ("bad_field", 1, 1, "")),
        ("{{case.reference}}", ("unknown_field", 1, 1, "case.reference")),
        ("{{cases}}", ("rows_field", 1, 1, "cases")),
        ("{{host.named}}", ("flag_field", 1, 1, "host.named")),
        ("{{#each office.name}}x{{/each}}", ("not_rows", 1, 1, "office.name")),
        ("{{letter.date|upper}}", ("unknown_filter", 1, 1, "upper")),
        ("{{letter.date|}}", ("unknown_filter", 1, 1, "")),
        ("{{office.name|jalali}}", ("filter_not_allowed", 1, 1, "jalali")),
        ("{{#unless office.name}}x{{/if}}", ("unknown_tag", 1, 1, "{{#unless office.name}}")),
        ("{{#if}}x{{/if}}", ("unknown_tag", 1, 1, "{{#if}}")),
        ("a {{#if office.name}} b", ("unclosed_if", 1, 3, "office.name")),
        ("{{#if office.name}} b\n\nc{{/if}}", ("unclosed_if", 1, 1, "office.name")),
        ("{{#each cases}}x", ("unclosed_each", 1, 1, "cases")),
        ("{{#if office.name}}x{{/each}}", ("unexpected_close", 1, 21, "{{/each}}")),
        ("x{{/if}}", ("unexpected_close", 1, 2, "{{/if}}")),
        (
            "{{#each cases}}{{#each cases}}x{{/each}}{{/each}}",
            ("nested_each", 1, 16, ""),
        ),
        ("{{ {{office.name}} }}", ("nested_braces", 1, 1, "")),
        ("{{{office.name}}}", ("nested_braces", 1, 1, "")),
        ("{{office.name", ("unclosed_tag", 1, 1, "")),
        ("{{office.\nname}}", ("unclosed_tag", 1, 1, "")),
        ("a } b", ("stray_brace", 1, 3, "}")),
        ("{% load x %}", ("stray_brace", 1, 1, "{")),
        ("**bold", ("unclosed_emphasis", 1, 1, "")),
        ("5 * 3", ("unclosed_emphasis", 1, 3, "")),
        ("*a **b* c**", ("unclosed_emphasis", 1, 7, "")),
        ("**a {{#if office.name}}b**{{/if}}", ("unclosed_emphasis", 1, 25, "")),
        ("1. a\n3. b", ("numbering", 2, 1, "3")),
        ("@include x", ("unknown_directive", 1, 1, "@include")),
        ("@section", ("unknown_directive", 1, 9, "@section")),
        ("@section a\nx\n@section a\ny", ("repeated_section", 3, 10, "a")),
        ("@subject x\n\ny", ("no_subject_here", 1, 1, "")),
        ("\n \n", ("empty", 1, 1, "")),
    ],
)
def test_what_is_not_markup_is_refused_with_its_place(text, expected):
    assert refused(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Body", ("missing_subject", 1, 1, "")),
        ("@subject\n\nBody", ("missing_subject", 1, 1, "")),
        ("@subject a\n@subject b\n\nBody", ("repeated_subject", 2, 1, "")),
    ],
)
def test_a_letter_needs_one_subject(text, expected):
    assert refused(text, subject=True) == expected


def test_every_code_has_a_sentence_and_every_sentence_can_be_shown():
    for code, sentence in MESSAGES.items():
        assert WordingError(1, 1, code, "x").sentence == sentence % {"detail": "x"}


def test_windows_line_ends_and_a_byte_order_mark_are_taken():
    assert read("\ufeffOne\r\n\r\nTwo") == read("One\n\nTwo")
