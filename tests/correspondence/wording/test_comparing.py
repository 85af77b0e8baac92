"""What changed between two versions of a text, word by word, in both directions of writing."""

from correspondence.wording.comparing import (
    GONE,
    NEW,
    SAME,
    Piece,
    compare,
    count_changes,
    near_changes,
)


def told(old, new):
    return [(piece.how, piece.text) for piece in compare(old, new)]


def test_only_the_words_that_changed_are_marked():
    assert told("We ask for your help.", "We ask for help today.") == [
        (SAME, "We ask for "),
        (GONE, "your "),
        (SAME, "help"),
        (NEW, " today"),
        (SAME, "."),
    ]


def test_a_persian_word_with_its_half_space_is_one_word():
    assert told("به استحضار می‌رساند", "به آگاهی می‌رساند") == [
        (SAME, "به "),
        (GONE, "استحضار"),
        (NEW, "آگاهی"),
        (SAME, " می‌رساند"),
    ]
    assert told("می‌رساند", "می‌کند") == [(GONE, "می‌رساند"), (NEW, "می‌کند")]


def test_two_changed_words_beside_each_other_are_one_change():
    assert told("one two three", "eins zwei three") == [
        (GONE, "one two"),
        (NEW, "eins zwei"),
        (SAME, " three"),
    ]


def test_a_field_is_one_word_and_marked_as_such():
    assert compare("{{a.b}} x", "{{a.c}} x") == [
        Piece(GONE, "{{a.b}}", True),
        Piece(NEW, "{{a.c}}", True),
        Piece(SAME, " x"),
    ]


def test_both_texts_can_be_read_back():
    old = "@subject A {{x.y}}\n\nFirst line.\nSecond, much longer line.\n\n1. one\n2. two"
    new = "@subject B {{x.y}}\n\nFirst line.\n\n1. one\n2. three\n3. four"
    pieces = compare(old, new)
    assert "".join(p.text for p in pieces if p.how != NEW) == old
    assert "".join(p.text for p in pieces if p.how != GONE) == new


def test_equal_texts_have_no_change():
    assert count_changes(compare("same", "same")) == (0, 0)
    assert count_changes(compare("a b c", "a d e c")) == (2, 1)


def test_near_changes_leaves_out_what_lies_far_from_a_change():
    old = "".join(f"line {n}\n" for n in range(30))
    new = old.replace("line 10\n", "line ten\n").replace("line 20\n", "line twenty\n")
    shown = near_changes(compare(old, new))
    assert [piece for piece in shown if piece.how != SAME] == [
        piece for piece in compare(old, new) if piece.how != SAME
    ]
    text = "".join(piece.text for piece in shown)
    assert text.count("…") == 3
    for kept in ("line 9\n", "line 11\n", "line 19\n", "line 21\n"):
        assert kept in text
    assert "line 5\n" not in text and "line 15\n" not in text and "line 29\n" not in text


def test_near_changes_keeps_a_short_text_whole():
    pieces = compare("one\ntwo\nthree\n", "one\n2\nthree\n")
    assert near_changes(pieces) == pieces
