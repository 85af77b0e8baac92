"""The list that a delegation takes along: portraits, words, room for notes."""

import dataclasses
import io

import pikepdf
import pytest

from correspondence.pdf.person_lists import ListedPerson, PersonList, render_person_list

from .reading import page_texts
from .samples import FAMILY, GIVEN


def listing(language, count, portrait=None, **more) -> PersonList:
    given, family = GIVEN[language], FAMILY[language]
    persons = [
        ListedPerson((f"{given[at % 10]} {family[at % 8]}", f"12{at:03}"), portrait)
        for at in range(count)
    ]
    return PersonList(language, "List", "Notes", persons, **more)


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_every_person_stands_on_the_list_once(language, portrait):
    found = render_person_list(listing(language, 23, portrait))

    text = "\n".join(page_texts(found.pdf))
    assert all(text.count(f"12{at:03}") == 1 for at in range(23))
    assert found.missing == ()
    assert found.pages > 1


def test_portrait_is_a_figure_that_says_what_it_shows(portrait):
    found = render_person_list(listing("en", 1, portrait))

    with pikepdf.open(io.BytesIO(found.pdf)) as document:
        figures = [
            str(each.Alt)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert figures == ["Arman Sample"]


def test_person_with_many_lines_is_not_cut(portrait):
    long = ListedPerson(tuple(f"line {at}" for at in range(30)), portrait)
    found = render_person_list(dataclasses.replace(listing("en", 0), persons=[long]))

    assert page_texts(found.pdf)[0].count("line") == 30


@pytest.mark.parametrize("language", ["en", "fa"])
def test_empty_list_is_a_page_all_the_same(language):
    assert render_person_list(listing(language, 0)).pages == 1


def test_same_list_gives_the_same_bytes(portrait):
    one = listing("fa", 9, portrait)

    assert render_person_list(one).pdf == render_person_list(one).pdf
