"""Addresses on labels: everybody who gets the letter, nothing about a family."""

from django.urls import reverse

from tests.correspondence import letters as made
from tests.correspondence.pdf.reading import page_texts

STREET = {"en": "12 Example Street\n1001 Tirana"}


def ask(enter, cast, letter, **form):
    url = reverse("letter_addresses", args=[letter.pk])
    return enter(cast.clerk).post(url, {"form": "3x8", "start": "1", **form})


def test_each_addressee_has_a_label_and_no_family_is_named(cast, enter):
    to = made.make_recipient(cast, addresses=STREET)
    letter = made.drafted(cast, to=to)

    answer = ask(enter, cast, letter)

    (text,) = page_texts(answer.content)
    assert "1001 Tirana" in text
    assert "فرضیان" not in text
    assert letter.lines.get().case.reference not in text


def test_recipient_without_an_address_is_named_in_one_sentence(cast, enter):
    letter = made.drafted(cast)

    answer = ask(enter, cast, letter)

    assert "No postal address is noted for:" in answer.content.decode()


def test_place_that_the_sheet_does_not_have_is_asked_again(cast, enter):
    letter = made.drafted(cast, to=made.make_recipient(cast, addresses=STREET))

    answer = ask(enter, cast, letter, form="c5", start="2")

    assert "This sheet has fewer places." in answer.content.decode()
