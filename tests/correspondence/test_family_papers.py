"""The receipt and the folder labels as PDF: numbers and promises, in four languages, no name."""

import pypdfium2
import pytest
from django.urls import reverse

from tests import factories
from tests.correspondence import letters as made

LANGUAGES = ("en", "fa", "ar", "sq")


def words_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_receipt_has_the_number_and_no_name_of_a_sought_person(cast, enter, language):
    family = factories.log_family(cast, sought=("محمدرضا نایاب",), language=language)
    answer = enter(cast.clerk).get(reverse("receipt_pdf", args=[family.number]))
    assert answer["Content-Type"] == "application/pdf"
    said = words_of(answer.content)
    year, serial = family.number.split("-")[1:3]
    assert year in said
    assert serial in said
    assert "نایاب" not in said
    assert ("Receipt" in said) == (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_are_listed_overleaf_as_the_receipt_says(cast, enter, language):
    family = factories.log_family(cast, language=language)
    made.paper(cast, family.cases.get())
    answer = enter(cast.clerk).get(reverse("receipt_pdf", args=[family.number]))
    first, second = pypdfium2.PdfDocument(answer.content)
    assert len(second.get_textpage().get_text_bounded()) < 160
    assert len(first.get_textpage().get_text_bounded()) > 600


def test_receipt_of_another_office_is_not_found(cast, enter):
    family = factories.log_family(cast)
    answer = enter(cast.elsewhere["clerk"]).get(reverse("receipt_pdf", args=[family.number]))
    assert answer.status_code == 404


def test_labels_are_made_for_the_families_of_the_days_alone(cast, enter):
    here = factories.log_family(cast)
    factories.log_family(cast, enquirer="زهرا نمونه", on=factories.LONG_AGO)
    said = {
        "office": str(cast.ahvaz.pk), "form": "3x8", "start": "2",
        **boxes("since", here.received_on), **boxes("until", here.received_on),
    }  # fmt: skip
    answer = enter(cast.clerk).post(reverse("folder_labels"), said)
    assert answer["Content-Type"] == "application/pdf"
    said = words_of(answer.content)
    assert here.number.split("-")[2] in said
    assert "000002" not in said
    assert "مریم" not in said


def boxes(name, day) -> dict[str, str]:
    return {name: day.isoformat()}


def test_days_without_a_family_get_a_sentence(cast, enter):
    answer = enter(cast.clerk).post(
        reverse("folder_labels"), {"office": str(cast.ahvaz.pk), "form": "3x8", "start": "1"}
    )
    assert "No family came in these days." in answer.text
