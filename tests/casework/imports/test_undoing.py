"""A whole take-over undone: everything it made goes, or nothing does; the trail stays."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework import audit, imports
from casework.actions import contacts, news, protecting
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
    ImportRun,
    StoredFile,
)
from families.models import ContactPoint, Person, PersonName
from tests.casework.imports import papers
from tests.casework.imports.registers import FA_ROWS, persian, row
from tests.factories import log_family

pytestmark = pytest.mark.django_db
KEPT = (Case, FamilyRequest, Person, PersonName, ContactPoint, Consent, Document, Due, StoredFile)


AFTERWARDS = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)
RANDOM = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|name="command" value="[^"]*"|csrf[^ ]*: "[^"]*"'
)


def take(cast, *rows, documents=None):
    return imports.take_over(
        persian(*rows), name="r.xlsx", office=cast.ahvaz, by=cast.coordinator, documents=documents
    )


def undone(run, cast):
    """As every undoing goes: the coordinator asks, the protection officer agrees."""
    imports.ask_undo(run, by=cast.coordinator)
    return imports.agree_undo(run, by=cast.protection)


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
        run = undone(run, cast)
    assert run.state == "undone"
    register = [1 if model is StoredFile else 0 for model in KEPT]  # the register itself is kept
    assert counts() == [n + kept for n, kept in zip(before, register, strict=True)]
    assert len(files(settings)) == len(held) + 1
    assert [r.original for r in ImportRow.objects.filter(run=run)] == [{}, {}]


def test_the_trail_keeps_what_was_taken_over_and_undone(cast):
    run = take(cast, *FA_ROWS)
    numbers = list(FamilyRequest.objects.order_by("number").values_list("number", flat=True))
    undone(run, cast)
    entry = Entry.objects.get(verb="undo_import")
    assert entry.details == {
        "requests": 2, "cases": 2, "documents": 0, "updated": 0, "kept": [], "numbers": numbers,
    }  # fmt: skip
    assert list(Entry.objects.filter(verb="ask_undo_import").values_list("by", flat=True)) == [
        cast.coordinator.pk
    ]
    assert [p for chain in Chain.objects.all() for p in audit.verify(chain.name)] == []


def test_the_same_register_can_be_taken_over_again_under_new_numbers(cast, scans):
    first = take(cast, *FA_ROWS, documents=scans)
    numbers = set(FamilyRequest.objects.values_list("number", flat=True))
    undone(first, cast)
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
        imports.ask_undo(run, by=cast.coordinator)
    assert counts() == before


def test_what_it_changed_in_a_case_that_was_here_goes_back(cast):
    take(cast, row(documents=""))
    case = Case.objects.get()
    second = take(
        cast,
        row(remarks="تازه", sought_father="حسین", enquirer_phone="09160000099", documents=""),
        FA_ROWS[1],
    )
    told = imports.preview_undo(second)
    assert (told.cases, told.updated) == (1, 1)
    undone(second, cast)
    case = Case.objects.get()
    assert (case.request.remarks, case.sought.main_name.father) == ("تماس فقط عصرها", "حسن")
    phones = case.request.enquirer.contact_points.all()
    assert [phone.value for phone in phones] == ["09160000001"]
    assert [c.undone_at is not None for c in case.sought.corrections.all()] == [True]


def test_what_was_changed_again_since_stays_and_is_named(cast):
    take(cast, row(documents=""))
    second = take(cast, row(sought_father="حسین", documents=""))
    name = Case.objects.get().sought.main_name
    name.father = "به دست ما"
    name.save()
    undone(second, cast)
    case = Case.objects.get()
    assert case.sought.main_name.father == "به دست ما"
    assert Entry.objects.get(verb="undo_import").details["kept"] == [case.reference]


def test_a_draft_that_was_logged_by_what_was_accepted_stays_logged_whole_and_is_named(cast, enter):
    take(cast, row(notice="", documents=""))
    case = Case.objects.get()
    assert case.state == "draft"
    run = take(cast, row(notice="بله", documents=""))
    case.refresh_from_db()
    assert case.state == "registered"

    page = enter(cast.coordinator).get(reverse("import_undo", args=[run.pk])).content.decode()
    undone(run, cast)

    case.refresh_from_db()
    assert "they stay logged, with what was changed" in page
    assert (case.state, case.request.notice_version is not None) == ("registered", True)
    assert Entry.objects.get(verb="undo_import").details["kept"] == [case.reference]


def test_an_answer_that_lets_less_be_passed_on_stays_when_it_is_undone(cast):
    take(cast, row(documents=""))
    undone(take(cast, row(consent_P3="خیر", documents="")), cast)
    assert Consent.objects.filter(purpose="P3").last().answer == "refused"


def test_a_file_that_another_family_shows_stays(cast, scans):
    first = take(cast, row(), documents=scans)
    second = take(cast, row(old_number="ب/۲", sought_name="ناصر مثالی"), documents=scans)
    undone(second, cast)
    assert Document.objects.get().request == first.rows.get().request
    assert StoredFile.objects.filter(pk=Document.objects.get().file_id).exists()


def test_undoing_twice_is_undoing_once(cast):
    run = undone(take(cast, *FA_ROWS), cast)
    imports.agree_undo(run, by=cast.protection)
    assert Entry.objects.filter(verb="undo_import").count() == 1


@pytest.mark.parametrize("role", ["clerk", "signatory", "regional", "protection", "administrator"])
def test_only_a_coordinator_of_the_office_asks(cast, role):
    run = take(cast, *FA_ROWS)
    for by in (cast.staff[role], cast.elsewhere["coordinator"]):
        with pytest.raises(PermissionDenied):
            imports.ask_undo(run, by=by)


@pytest.mark.parametrize("role", ["clerk", "coordinator", "signatory", "regional", "administrator"])
def test_only_a_protection_officer_of_the_office_agrees(cast, role):
    run = imports.ask_undo(take(cast, *FA_ROWS), by=cast.coordinator)
    for by in (cast.staff[role], cast.elsewhere["protection"]):
        with pytest.raises(PermissionDenied):
            imports.agree_undo(run, by=by)
    assert Case.objects.count() == 2


def test_nothing_is_undone_that_nobody_asked_to_undo(cast):
    run = take(cast, *FA_ROWS)
    with pytest.raises(Refused):
        imports.agree_undo(run, by=cast.protection)
    assert Case.objects.count() == 2


def test_the_pages_say_what_goes_and_then_it_goes(cast, enter):
    run = take(cast, *FA_ROWS)
    coordinator = enter(cast.coordinator)
    address = reverse("import_undo", args=[run.pk])
    assert "Ask that all of it be undone" in coordinator.get(address).content.decode()
    assert coordinator.post(address).url == reverse("import_run", args=[run.pk])
    assert "waits for a protection officer" in coordinator.get(address).content.decode()
    assert Case.objects.count() == 2
    officer = enter(cast.protection)
    agree = reverse("agree_undo_import", args=[run.pk])
    assert agree in officer.get(reverse("sealed_desk")).content.decode()
    assert "Agree: undo it, all of it" in officer.get(agree).content.decode()
    assert officer.post(agree).url == reverse("sealed_desk")
    assert Case.objects.count() == 0
    coordinator = enter(cast.coordinator)
    assert coordinator.get(reverse("import_run", args=[run.pk])).url == reverse("import_new")


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
        assert "Ask that all of it be undone" not in page
    assert Case.objects.count() == 2


def nothing_sealed(cast, case):
    """A life in which nobody was heard of."""


def sealed(cast, case):
    news.hand_in_news(by=cast.protection, office=cast.ahvaz, about="him", words="he called")
    protecting.note_trace(case, by=cast.protection, words="he called")


def asked_in(cast, life) -> list:
    """All that a coordinator sees of an undoing, in one life that is rolled back after it."""
    seen = []
    with time_machine.travel(AFTERWARDS, tick=False), transaction.atomic():
        life(cast, Case.objects.order_by("reference").first())
        client = Client()
        client.force_login(cast.coordinator, "django.contrib.auth.backends.ModelBackend")
        run = ImportRun.objects.get()
        undoing = reverse("import_undo", args=[run.pk])
        for ask, address in (
            (client.get, undoing),
            (client.post, undoing),
            (client.get, undoing),
            (client.get, reverse("import_run", args=[run.pk])),
            (client.get, reverse("import_new")),
        ):
            with CaptureQueriesContext(connection) as queries:
                answer = ask(address)
            page = RANDOM.sub("", answer.content.decode())
            seen.append((answer.status_code, answer.get("Location"), len(queries), page))
        transaction.set_rollback(True)
    return seen


def test_asking_looks_the_same_whether_or_not_something_is_sealed(cast):
    take(cast, *FA_ROWS)
    assert asked_in(cast, sealed) == asked_in(cast, nothing_sealed)


def test_only_the_officer_learns_that_something_sealed_stands_against_it(cast):
    run = take(cast, *FA_ROWS)
    sealed(cast, Case.objects.order_by("reference").first())
    imports.ask_undo(run, by=cast.coordinator)
    with pytest.raises(Refused, match="sealed side"):
        imports.agree_undo(run, by=cast.protection)
    assert (Case.objects.count(), ImportRun.objects.get().state) == (2, "done")
