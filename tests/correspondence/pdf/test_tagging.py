"""The structure of the PDF: language, title, reading order, tables, figures."""

import dataclasses
import io

import pikepdf
import pytest

from correspondence.pdf import DataSheet, render_letter

from .samples import COLUMNS, WORDS, letter


def _open(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def _elements(node) -> list:
    """Every structure element below a node, in reading order."""
    found = []
    kids = node.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_elements(kid)]
    return found


def _names(document: pikepdf.Pdf) -> list[str]:
    return [str(element["/S"]) for element in _elements(document.Root.StructTreeRoot)]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_document_has_language_title_and_marks(language):
    with _open(render_letter(letter(language)).pdf) as document:
        assert str(document.Root.Lang) == language
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == f"{WORDS[language]['title']} FL-2026/1000"


def test_schedule_is_a_table_of_rows_and_cells():
    with _open(render_letter(letter("fa", rows=10)).pdf) as document:
        names = _names(document)

    assert names.count("/Table") == 1
    assert names.count("/TR") == 1 + 2 + 10
    assert names.count("/TH") == len(COLUMNS["fa"]) + 2
    assert names.count("/TD") == 10 * len(COLUMNS["fa"])


def test_subject_is_the_heading_and_requests_are_a_list():
    with _open(render_letter(letter("en")).pdf) as document:
        names = _names(document)

    assert names.count("/H1") == 1
    assert names.count("/L") == 1
    assert names.count("/LI") == names.count("/Lbl") == names.count("/LBody") == 4


def test_figures_say_what_they_show(portrait):
    head = dataclasses.replace(letter("en").letterhead, emblem=portrait)
    sheet = DataSheet("Data sheet", "FL-1", [("a", "b")], portrait, "Photograph of 2019")
    document = dataclasses.replace(letter("en"), letterhead=head, sheets=(sheet,))

    with _open(render_letter(document).pdf) as found:
        figures = [
            str(element["/Alt"])
            for element in _elements(found.Root.StructTreeRoot)
            if element["/S"] == "/Figure"
        ]

    assert figures == ["Family Links Office", "Photograph of 2019"]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_mark_on_a_page_belongs_to_one_element(language):
    with _open(render_letter(letter(language, rows=40)).pdf) as document:
        nums = document.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        for page in document.pages:
            marks = [
                int(operands[1].MCID)
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC"
            ]
            tree = parents[int(page.StructParents)]
            assert marks == list(range(len(tree)))
            assert all("/S" in element for element in tree)


def test_everything_drawn_is_content_or_furniture():
    with _open(render_letter(letter("fa", rows=40, watermark="نمونه")).pdf) as document:
        for page in document.pages:
            depth, outside = 0, 0
            for _, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
                outside += name in {"TJ", "S", "f", "Do"} and depth == 0
            assert (depth, outside) == (0, 0)


def test_elements_point_to_their_parents():
    with _open(render_letter(letter("en", rows=5)).pdf) as document:
        for element in _elements(document.Root.StructTreeRoot):
            for kid in _children(element):
                assert kid["/P"].objgen == element.objgen


def _children(element) -> list:
    return [kid for kid in element["/K"] if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
