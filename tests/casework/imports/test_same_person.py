"""Whom the rows of a register may be about: by sound in any script, with evidence, among what the
importer may open."""

import pytest

from casework import imports
from families.calendars import parse
from families.models import PersonName
from tests import factories
from tests.casework.imports.registers import FA_HEADINGS, row, text


def reasons(data: bytes, cast, by=None) -> dict[int, dict]:
    told = imports.rehearse(data, office=cast.ahvaz, by=by or cast.coordinator, name="x.csv")
    return {
        one.plan.number: reason.detail
        for one in told.rows
        for reason in one.reasons
        if reason.code == "may_be_same"
    }


def seeking(name, *, father="", birth="", **more):
    return row(sought_name=name, sought_father=father, sought_birth=birth, documents="", **more)


@pytest.fixture
def known(cast):
    return factories.log_family(cast, sought=("محمدرضا فرضیان",)).cases.get()


@pytest.mark.parametrize(
    ("name", "father", "birth", "evidence"),
    [
        ("محمد رضا فرضیان", "غلام عباس", "1327", ["name_same", "birth_fits", "father_fits"]),
        ("Mohammad-Reza Farzian", "Gholam Abbas", "", ["name_same", "father_fits"]),
        ("Mohamed Reza Farziyan", "", "1328", ["name_same", "birth_fits"]),
    ],
)
def test_a_name_in_any_script_and_spelling_is_met_with_its_evidence(
    cast, known, name, father, birth, evidence
):
    found = reasons(text(FA_HEADINGS, seeking(name, father=father, birth=birth)), cast)

    assert found[2]["reference"] == known.reference
    assert found[2]["evidence"][0].startswith("name_")
    assert found[2]["evidence"][1:] == evidence[1:]


@pytest.mark.parametrize(
    ("name", "father", "birth"),
    [
        ("محمود فرضیان", "غلامعباس", "1327"),  # a brother: another given name
        ("محمدرضا فرضیان", "حسن", "1350"),  # another father, another birth
        ("علی نمونه", "", ""),
    ],
)
def test_a_brother_or_a_namesake_of_another_father_is_not_named(cast, known, name, father, birth):
    assert reasons(text(FA_HEADINGS, seeking(name, father=father, birth=birth)), cast) == {}


def test_a_case_that_the_importer_may_not_open_is_never_named(cast):
    factories.log_family(
        cast, by=cast.elsewhere["clerk"], office=cast.tirana, sought=("محمدرضا فرضیان",)
    )
    data = text(FA_HEADINGS, seeking("محمدرضا فرضیان", father="غلامعباس", birth="1327"))

    assert PersonName.objects.filter(full_as_given="محمدرضا فرضیان").exists()
    assert reasons(data, cast) == {}


def test_the_sentence_says_why(cast, known):
    data = text(FA_HEADINGS, seeking("Mohammad Reza Farzian", father="Gholamabbas", birth="1327"))
    detail = reasons(data, cast)[2]

    said = imports.sentence("may_be_same", detail)

    assert known.reference in said
    assert "the dates of birth fit, the father's name fits" in said
    assert parse("1327").earliest is not None


def test_hundreds_of_rows_are_compared_at_once(cast, known, django_assert_max_num_queries):
    rows = [seeking(f"نمونه {at} مثالی", old_number=str(at)) for at in range(199)]
    data = text(FA_HEADINGS, *rows, seeking("محمدرضا فرضیان", birth="1327", old_number="x"))

    with django_assert_max_num_queries(60):
        assert list(reasons(data, cast)) == [201]
