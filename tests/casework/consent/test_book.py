"""What the answers of a family cover: tables written by hand."""

import datetime

import pytest

from casework.facts import FACTS
from casework.models.consent import DataClass

from .rows import DAY, OTHER, body, book, paper, row

# Rule 3, purposes × kinds of bodies: with a yes to this purpose alone, which kinds are covered.
KINDS = ("icrc", "national_society", "un", "coe", "host_state", "own_state", "embassy", "host_org",
         "ngo")  # fmt: skip
MATRIX = {
    "P1": "---------",
    "P2": "---------",
    "P3": "yy-------",
    "P4": "--yy-----",
    "P5": "----y----",
    "P6": "-----y---",
    "P7": "------y--",
    "P8": "-------yy",
    "P9": "---------",
    "P10": "---------",
    "P11": "---------",
    "P12": "---------",
    "P13": "---------",
    "P14": "---------",
}


@pytest.mark.parametrize("purpose", MATRIX)
def test_rule_3_a_yes_covers_its_kinds_of_bodies_and_no_other(purpose):
    answers = book(row(purpose, "granted"))

    covered = ["y" if answers.covers_body(body(kind), DAY) else "-" for kind in KINDS]

    assert "".join(covered) == MATRIX[purpose]


# what was said (kind or body, answer) → the body that was named, another of its kind
DECISIONS = [
    ([], "not_asked", "not_asked"),
    ([("kind", "granted")], "", ""),
    ([("kind", "refused")], "refused", "refused"),
    ([("kind", "not_asked")], "not_asked", "not_asked"),
    ([("body", "granted")], "", "not_asked"),
    ([("body", "refused")], "refused", "not_asked"),
    ([("kind", "granted"), ("body", "refused")], "refused", ""),
    ([("body", "refused"), ("kind", "granted")], "refused", ""),
    ([("kind", "refused"), ("body", "granted")], "", "refused"),
    ([("body", "granted"), ("kind", "refused")], "", "refused"),
    ([("kind", "granted"), ("body", "not_asked")], "not_asked", ""),
    ([("kind", "granted"), ("kind", "refused")], "refused", "refused"),
    ([("body", "refused"), ("body", "granted")], "", "not_asked"),
    ([("kind", "granted"), ("body", "refused"), ("body", "granted")], "", ""),
]


@pytest.mark.parametrize(("said", "named", "another"), DECISIONS)
def test_rule_3_a_named_body_stands_before_its_kind_and_the_newest_counts(said, named, another):
    one, two = body("un"), body("un")
    answers = book(*(row("P4", a, body=one if about == "body" else None) for about, a in said))

    assert [answers.covers_body(b, DAY).code for b in (one, two)] == [named, another]


def test_the_newest_is_the_one_that_was_given_last_not_typed_last():
    long_ago = datetime.date(2026, 1, 1)

    answers = book(row("P3", "refused"), row("P3", "granted", on=long_ago))

    assert answers.covers_body(body(), DAY).code == "refused"


# Classes of data: what was said in order → what is covered.
CLASSES = [
    ([("granted", ())], {"who", "news", "circumstances", "contacts", "numbers"}),
    ([("granted", ("who",))], {"who"}),
    ([("granted", ()), ("refused", ("circumstances",))], {"who", "news", "contacts", "numbers"}),
    ([("refused", ()), ("granted", ("who", "news"))], {"who", "news"}),
    ([("granted", ("news",)), ("refused", ())], set()),
    ([("granted", ("news",)), ("not_asked", ("news",))], set()),
]


@pytest.mark.parametrize(("said", "covered"), CLASSES)
def test_each_class_of_data_follows_the_newest_answer_that_speaks_of_it(said, covered):
    answers = book(*(row("P5", answer, classes=classes) for answer, classes in said))
    to = body("host_state")

    assert {str(c) for c in DataClass if answers.covers(c, to, DAY)} == covered


def test_a_fact_goes_where_its_class_goes():
    answers = book(row("P3", "granted"), row("P3", "refused", classes=["circumstances"]))

    kept_back = {key for key, fact in FACTS.items() if not answers.covers(fact, body(), DAY)}

    assert kept_back == {"circumstances"}
    assert {fact.data_class for fact in FACTS.values()} <= set(DataClass.values)


def test_a_body_that_was_refused_one_class_still_hears_the_rest_of_its_kind():
    named = body()
    answers = book(
        row("P3", "granted"), row("P3", "refused", body=named, classes=["circumstances"])
    )

    assert answers.covers("who", named, DAY)
    assert answers.covers("circumstances", named, DAY).code == "refused"
    assert answers.covers("circumstances", body(), DAY)


# Copies of papers (P13), beside a yes to the body: general, own, own for that body → the answer.
PAPERS = [
    ([], "not_asked"),
    ([("all", "granted")], "not_asked"),  # “the papers that we now mark”: each needs its own mark
    ([("own", "granted")], ""),
    ([("own", "refused")], "refused"),
    ([("all", "refused"), ("own", "granted")], ""),
    ([("own", "granted"), ("all", "refused")], "refused"),
    ([("own", "granted"), ("here", "refused")], "refused"),
    ([("own", "refused"), ("here", "granted")], ""),
    ([("here", "granted"), ("own", "refused")], ""),
    ([("own", "granted"), ("all here", "refused")], "refused"),
    ([("own", "granted"), ("own", "not_asked")], "not_asked"),
]


@pytest.mark.parametrize(("said", "code"), PAPERS)
def test_a_copy_needs_an_answer_of_its_own(said, code):
    one, to = paper(), body()
    rows = [
        row(
            "P13",
            answer,
            document=one if about in ("own", "here") else None,
            body=to if "here" in about else None,
        )
        for about, answer in said
    ]

    covered = book(row("P3", "granted"), *rows).covers(one, to, DAY)

    assert (covered.code, covered.purpose) == (code, "P13")


def test_a_copy_does_not_go_where_the_request_itself_may_not_go():
    one = paper()

    covered = book(row("P13", "granted", document=one)).covers(one, body(), DAY)

    assert (covered.code, covered.purpose) == ("not_asked", "P3")


def test_the_last_day_of_a_yes_is_still_a_yes():
    answers = book(row("P3", "granted", until=DAY))

    after = DAY + datetime.timedelta(days=1)
    assert answers.covers_body(body(), DAY)
    assert answers.covers_body(body(), after).code == "expired"


def test_a_co_enquirer_answers_for_himself_or_herself_alone():
    answers = book(row("P3", "granted"), row("P3", "refused", person=OTHER))

    assert answers.covers_body(body(), DAY)
    assert answers.of(OTHER).covers_body(body(), DAY).code == "refused"


def test_what_stands_after_an_answer_for_some_details_only():
    answers = book(row("P5", "granted"), row("P5", "refused", classes=["circumstances"]))

    said = [(s.row.answer, s.data_classes) for s in answers.standing()]

    assert said == [
        ("granted", ("who", "news", "contacts", "numbers")),
        ("refused", ("circumstances",)),
    ]
