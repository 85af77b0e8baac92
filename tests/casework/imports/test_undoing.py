"""A whole take-over undone: everything it made goes, or nothing does; the trail stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework import audit, imports
from casework.actions import contacts
from casework.actions.errors import Refused
from casework.models import (
    Case,
    Chain,
    Consent,
    Document,
    Due,
    Entry,
    FamilyRequest,
    ImportRow,
    StoredFile,
)
from families.models import ContactPoint, Person, PersonName
from tests.casework.imports import papers
from tests.casework.imports.registers import FA_ROWS, persian, row
from tests.factories import log_family

pytestmark = pytest.mark.django_db
KEPT = (Case, FamilyRequest, Person, PersonName, ContactPoint, Consent, Document, Due, StoredFile)


def take(cast, *rows, documents=None):
    return imports.take_over(
        persian(*rows), name="r.xlsx", office=cast.ahvaz, by=cast.coordinator, documents=documents
    )


def counts():
    return [model.objects.count() for model in KEPT]


def files(settings):
    return sorted(path.name for path in settings.FILES_DIR.rglob("*") if path.is_file())


@pytest.fixture
def scans(tmp_path):
    return papers.box(tmp_path / "scans", **{"عکس رضا__jpg": papers.photo()})


def test_everything_that_a_take_over_made_goes_again(
    cast, scans, settings, django_capture_on_commit_callbacks
):
    log_family(cast)
    before, held = counts(), files(settings)
    run = take(cast, *FA_ROWS, documents=scans)
    told = imports.preview_undo(run)
    assert (told.requests, told.cases, told.documents, list(told.worked_on)) == (2, 2, 1, [])
    with django_capture_on_commit_callbacks(execute=True):
        run = imports.undo(run, by=cast.coordinator)
    assert run.state == "undone"
    register = [1 if model is StoredFile else 0 for model in KEPT]  # the register itself is kept
    assert counts() == [n + kept for n, kept in zip(before, register, strict=True)]
    assert len(files(settings)) == len(held) + 1
    assert [r.original for r in ImportRow.objects.filter(run=run)] == [{}, {}]


def test_the_trail_keeps_what_was_taken_over_and_undone(cast):
    run = take(cast, *FA_ROWS)
    numbers = list(FamilyRequest.objects.order_by("number").values_list("number", flat=True))
    imports.undo(run, by=cast.coordinator)
    entry = Entry.objects.get(verb="undo_import")
    assert entry.details == {"requests": 2, "cases": 2, "documents": 0, "numbers": numbers}
    assert [p for chain in Chain.objects.all() for p in audit.verify(chain.name)] == []


def test_the_same_register_can_be_taken_over_again_under_new_numbers(cast, scans):
    first = take(cast, *FA_ROWS, documents=scans)
    numbers = set(FamilyRequest.objects.values_list("number", flat=True))
    imports.undo(first, by=cast.coordinator)
    again = take(cast, *FA_ROWS, documents=scans)
    assert again.summary == first.summary
    assert numbers.isdisjoint(FamilyRequest.objects.values_list("number", flat=True))


def test_a_case_that_was_worked_on_keeps_the_whole_take_over(cast):
    run = take(cast, *FA_ROWS)
    case = Case.objects.order_by("reference").first()
    contacts.add_note(case.request, by=cast.clerk, case=case, words="they called")
    before = counts()
    assert list(imports.preview_undo(run).worked_on) == [case]
    with pytest.raises(Refused, match=case.reference):
        imports.undo(run, by=cast.coordinator)
    assert counts() == before


def test_a_case_that_was_here_before_stays_as_it_is(cast):
    take(cast, row(documents=""))
    second = take(cast, row(remarks="تازه", documents=""), FA_ROWS[1])
    told = imports.preview_undo(second)
    assert (told.cases, told.updated) == (1, 1)
    imports.undo(second, by=cast.coordinator)
    assert Case.objects.get().request.remarks == "تازه"


def test_a_file_that_another_family_shows_stays(cast, scans):
    first = take(cast, row(), documents=scans)
    second = take(cast, row(old_number="ب/۲", sought_name="ناصر مثالی"), documents=scans)
    imports.undo(second, by=cast.coordinator)
    assert Document.objects.get().request == first.rows.get().request
    assert StoredFile.objects.filter(pk=Document.objects.get().file_id).exists()


def test_undoing_twice_is_undoing_once(cast):
    run = take(cast, *FA_ROWS)
    imports.undo(run, by=cast.coordinator)
    imports.undo(run, by=cast.coordinator)
    assert Entry.objects.filter(verb="undo_import").count() == 1


@pytest.mark.parametrize("role", ["clerk", "signatory", "regional", "protection", "administrator"])
def test_only_a_coordinator_of_the_office_undoes(cast, role):
    run = take(cast, *FA_ROWS)
    for by in (cast.staff[role], cast.elsewhere["coordinator"]):
        with pytest.raises(PermissionDenied):
            imports.undo(run, by=by)


def test_the_page_says_what_goes_and_then_it_goes(cast, enter):
    run = take(cast, *FA_ROWS)
    client = enter(cast.coordinator)
    page = client.get(reverse("import_undo", args=[run.pk])).content.decode()
    assert "Undo it, all of it" in page
    assert client.post(reverse("import_undo", args=[run.pk])).url == reverse("import_new")
    assert Case.objects.count() == 0
    assert client.get(reverse("import_run", args=[run.pk])).url == reverse("import_new")


def test_the_page_names_the_cases_that_stand_against_it(cast, enter):
    run = take(cast, *FA_ROWS)
    case = Case.objects.order_by("reference").first()
    contacts.add_note(case.request, by=cast.clerk, case=case, words="they called")
    client = enter(cast.coordinator)
    for answer in (
        client.get(reverse("import_undo", args=[run.pk])),
        client.post(reverse("import_undo", args=[run.pk])),
    ):
        page = answer.content.decode()
        assert case.reference.split("-")[2] in page
        assert "Undo it, all of it" not in page
    assert Case.objects.count() == 2
