"""The sample letters and all kinds still say and look what somebody approved."""

import pytest
from PIL import Image

from .golden import (
    DPI,
    LANGUAGES,
    difference,
    golden_kind,
    golden_letter,
    kind_path,
    picture_path,
    text_of,
    text_path,
)
from .kinds import KINDS, PICTURED
from .reading import page_picture

MEAN, CLEAR = 1.5, 60
"""Room for another version of the viewer's smoothing; a moved line is far beyond it."""


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request):
    return request.param, golden_letter(request.param)


def test_golden_text_is_unchanged(pages):
    language, pdf = pages

    assert text_of(pdf) == text_path(language).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [0, 1, 2])
def test_golden_page_looks_the_same(pages, page):
    language, pdf = pages
    with Image.open(picture_path(language, page)) as approved:
        mean, clear = difference(page_picture(pdf, page, DPI), approved.convert("L"))

    assert mean < MEAN
    assert clear < CLEAR


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", KINDS)
def test_golden_text_of_a_kind_is_unchanged(code, language):
    approved = kind_path(code, language, "txt").read_text(encoding="utf-8")

    assert text_of(golden_kind(code, language)) == approved


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", PICTURED)
def test_golden_page_of_a_kind_looks_the_same(code, language):
    with Image.open(kind_path(code, language, "png")) as approved:
        picture = page_picture(golden_kind(code, language), 0, DPI)
        mean, clear = difference(picture, approved.convert("L"))

    assert mean < MEAN
    assert clear < CLEAR


def test_comparison_sees_a_line_that_moved(pages):
    _, pdf = pages
    picture = page_picture(pdf, 0, DPI)
    moved = Image.new("L", picture.size, 255)
    moved.paste(picture, (0, 3))

    mean, clear = difference(picture, moved)

    assert mean > MEAN
    assert clear > CLEAR
