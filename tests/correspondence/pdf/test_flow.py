"""Where pages end: nothing stands alone that belongs with the next."""

from correspondence.pdf.flow import Box, Stack, paginate
from correspondence.pdf.paragraphs import TextBox
from correspondence.pdf.styles import TextStyle, stylesheet
from correspondence.pdf.tagging import Element

WIDTH, ROOM = 200.0, 100.0
STYLE = TextStyle(10, 10)


class Block(Box):
    """A box of a known height."""

    def __init__(self, name: str, height: float, *, keep: bool = False) -> None:
        self.name, self.height, self.keep_with_next = name, height, keep

    def wrap(self, width: float) -> float:
        return self.height


def _names(boxes: list[Box]) -> list[list[str]]:
    return [[box.name for _, box in page] for page in paginate(boxes, WIDTH, ROOM)]


def _text(lines: int) -> TextBox:
    box = TextBox("\n".join("x" * lines), STYLE, stylesheet("en"), Element("P"))
    box.wrap(WIDTH)
    return box


def _lines(box: Box) -> int:
    return round(box.wrap(WIDTH) / STYLE.leading)


def test_page_is_filled_before_the_next_begins():
    assert _names([Block("a", 40), Block("b", 60), Block("c", 1)]) == [["a", "b"], ["c"]]


def test_heading_goes_to_the_next_page_with_what_it_heads():
    boxes = [Block("a", 50), Block("heading", 20, keep=True), Block("text", 40)]

    assert _names(boxes) == [["a"], ["heading", "text"]]


def test_two_headings_go_together():
    boxes = [
        Block("a", 40),
        Block("title", 15, keep=True),
        Block("heading", 15, keep=True),
        Block("text", 40),
    ]

    assert _names(boxes) == [["a"], ["title", "heading", "text"]]


def test_heading_stays_where_two_lines_of_its_text_fit():
    pages = paginate([Block("a", 60), Block("heading", 15, keep=True), _text(6)], WIDTH, ROOM)

    assert [len(page) for page in pages] == [3, 1]
    assert [_lines(pages[0][2][1]), _lines(pages[1][0][1])] == [2, 4]


def test_heading_leaves_where_only_one_line_of_its_text_fits():
    pages = paginate([Block("a", 70), Block("heading", 15, keep=True), _text(6)], WIDTH, ROOM)

    assert [len(page) for page in pages] == [1, 2]


def test_box_higher_than_a_page_is_placed_all_the_same():
    assert _names([Block("a", 10), Block("huge", 150), Block("b", 10)]) == [["a"], ["huge"], ["b"]]


def test_stack_stays_together_where_a_page_can_hold_it():
    pages = paginate([Block("a", 60), Stack([Block("b", 30), Block("c", 30)])], WIDTH, ROOM)

    assert [len(page) for page in pages] == [1, 1]


def test_paragraph_leaves_two_lines_on_either_page():
    assert [_lines(part) for part in _text(6).split(45)] == [4, 2]
    assert [_lines(part) for part in _text(6).split(59)] == [4, 2]
    assert [_lines(part) for part in _text(6).split(25)] == [2, 4]


def test_paragraph_is_not_parted_for_a_single_line():
    assert _text(6).split(15) is None
    assert _text(3).split(25) is None


def test_space_between_boxes_is_the_larger_of_the_two_and_none_at_the_head_of_a_page():
    first, second, third = Block("a", 40), Block("b", 40), Block("c", 40)
    first.after, second.before, third.before = 5.0, 8.0, 8.0

    pages = paginate([first, second, third], WIDTH, ROOM)

    assert [[top for top, _ in page] for page in pages] == [[0.0, 48.0], [0.0]]
