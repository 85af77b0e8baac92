"""A register is taken over row by row, twice without harm, and goes on where it stopped."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from casework import calling, imports, tasks
from casework.actions import consents as consent_actions
from casework.imports import RegisterError, families
from casework.imports.executing import AT_ONCE
from casework.models import (
    Case,
    CaseNumber,
    Command,
    Consent,
    Document,
    Due,
    Entry,
    FamilyRequest,
    ImportRow,
    ImportRun,
    StoredFile,
)
from tests.casework.imports import papers
from tests.casework.imports.registers import (
    FA_HEADINGS,
    FA_ROWS,
    persian,
    row,
    text,
    workbook,
)

pytestmark = pytest.mark.django_db


def take(cast, *rows, documents=None, **more):
    return imports.take_over(
        persian(*rows),
        name="register.xlsx",
        office=cast.ahvaz,
        by=cast.coordinator,
        documents=documents,
        **more,
    )


def case_of(number="الف/۱") -> Case:
    return CaseNumber.objects.get(value=number).case


def outcomes(run):
    return list(run.rows.values_list("outcome", flat=True))


def codes(run):
    return [[reason["code"] for reason in kept.reasons] for kept in run.rows.all()]


def counts() -> tuple:
    models = (FamilyRequest, Case, Consent, Document, StoredFile, Due)
    return tuple(model.objects.count() for model in models)


def test_a_row_becomes_a_logged_case_with_everything_it_said(cast):
    run = take(cast, *FA_ROWS)
    case = case_of()
    assert outcomes(run) == ["created", "draft"]
    assert (case.state, case.request.channel, case.request.received_as_given) == (
        "registered",
        "register",
        "۱۴۰۲/۱/۲۶",
    )
    assert case.request.received_on == datetime.date(2023, 4, 15)
    assert case.request.enquirer.main_name.full_as_given == "معصومه مثالی"
    assert (case.sought.main_name.full_as_given, case.sought.main_name.father) == (
        "رضا مثالی",
        "حسن",
    )
    assert [point.value for point in case.request.enquirer.contact_points.all()] == ["09160000001"]


def test_consents_start_at_the_take_over_and_say_where_they_come_from(cast):
    take(cast, FA_ROWS[0])
    rows = Consent.objects.order_by("sequence")
    assert [(c.purpose, c.answer, c.how) for c in rows] == [
        ("P1", "granted", "register"),
        ("P3", "granted", "register"),
        ("P5", "refused", "register"),
    ]
    assert {c.given_on for c in rows} == {cast.ahvaz.today()}


def test_a_row_without_notice_is_a_draft_without_any_basis(cast):
    take(cast, FA_ROWS[1])
    case = case_of("الف/۲")
    assert (case.state, case.request.notice_version) == ("draft", None)
    assert not Consent.objects.filter(request=case.request).exists()
    assert [due.kind for due in case.dues.all()] == ["notice"]


def test_the_summary_counts_what_became_of_the_rows(cast, tmp_path):
    folder = papers.box(tmp_path, **{"عکس رضا__jpg": papers.photo()})
    run = take(
        cast, FA_ROWS[0], FA_ROWS[1], row(), row(sought_name="دیگری"), row(sought_name=""),
        documents=folder,
    )  # fmt: skip
    assert run.summary == {
        "rows": 5,
        "requests": 2,
        "cases": 2,
        "drafts": 1,
        "updated": 0,
        "unchanged": 0,
        "duplicates": 1,
        "conflicts": 1,
        "rejected": 1,
        "documents": 1,
        "refused_documents": 0,
        "missing_documents": 1,
    }


def test_one_visit_makes_one_request_with_several_cases(cast):
    second = row(old_number="الف/۲", sought_name="ناصر مثالی", documents="")
    run = take(cast, row(documents=""), second)
    assert (run.summary["requests"], run.summary["cases"]) == (1, 2)
    assert case_of("الف/۱").request == case_of("الف/۲").request
    assert case_of("الف/۲").sought.main_name.full_as_given == "ناصر مثالی"


def test_the_same_file_twice_changes_nothing(cast, tmp_path):
    folder = papers.box(tmp_path, **{"عکس رضا__jpg": papers.photo()})
    take(cast, *FA_ROWS, documents=folder)
    before = counts()
    run = take(cast, *FA_ROWS, documents=folder)
    assert outcomes(run) == ["unchanged", "unchanged"]
    assert counts() == before


def test_a_file_without_numbers_twice_changes_nothing(cast):
    rows = [row(old_number="", documents=""), row(1, old_number="")]
    take(cast, *rows)
    before = counts()
    assert outcomes(take(cast, *rows, row(old_number="", sought_name="تازه"))) == [
        "unchanged",
        "unchanged",
        "created",
    ]
    assert counts()[1] == before[1] + 1


def test_another_coordinator_may_run_the_same_file_again(cast):
    take(cast, *FA_ROWS)
    run = imports.take_over(
        persian(*FA_ROWS), name="r", office=cast.tirana, by=cast.elsewhere["coordinator"]
    )
    assert outcomes(run) == ["created", "draft"]
    assert Case.objects.filter(office=cast.ahvaz).count() == 2


def test_a_later_file_updates_by_the_old_number(cast):
    take(cast, row(documents=""))
    later = row(
        old_number="الف/1", enquirer_phone="09160000099", sought_father="حسین", consent_P3="خیر",
        remarks="تازه", documents="",
    )  # fmt: skip
    run = take(cast, later)
    case = case_of()
    assert (outcomes(run), Case.objects.count()) == (["updated"], 1)
    assert run.rows.get().reasons[-1] == {
        "code": "updated",
        "detail": {
            "reference": case.reference,
            "fields": ["enquirer_phone", "sought_father", "remarks", "consent_P3"],
        },
    }
    assert case.sought.main_name.father == "حسین"
    assert case.request.remarks == "تازه"
    assert [p.value for p in case.request.enquirer.contact_points.all()] == [
        "09160000001",
        "09160000099",
    ]
    assert Consent.objects.filter(purpose="P3").last().answer == "refused"
    assert run.rows.get().original["before"]["remarks"] == "تماس فقط عصرها"


def test_an_update_leaves_a_trail_of_field_names_only(cast):
    take(cast, row(documents=""))
    take(cast, row(sought_father="ناصرالدین", documents=""))
    entry = Entry.objects.filter(verb="update").get()
    assert entry.details == {"fields": ["sought_father"]}


def test_an_update_can_be_refused_and_is_then_a_conflict(cast):
    take(cast, row(documents=""))
    run = take(cast, row(remarks="تازه", documents=""), update=False)
    assert (outcomes(run), case_of().request.remarks) == (["conflict"], "تماس فقط عصرها")


def test_a_known_number_for_another_family_is_never_an_update(cast):
    take(cast, row(documents=""))
    other = row(enquirer_name="لیلا دیگری", sought_name="ناصر دیگری", documents="")
    run = take(cast, other)
    assert (outcomes(run), codes(run)) == (["conflict"], [["name_differs"]])
    assert case_of().sought.main_name.full_as_given == "رضا مثالی"


def test_a_corrected_name_keeps_the_former_one(cast):
    take(cast, row(documents=""))
    take(cast, row(sought_name="رضا مثالیان", documents=""))
    names = case_of().sought.names.all()
    assert [(name.full_as_given, name.kind) for name in names] == [
        ("رضا مثالیان", "official"),
        ("رضا مثالی", "previous"),
    ]


def test_what_was_changed_here_is_not_overwritten(cast):
    take(cast, row(documents=""))
    name = case_of().sought.main_name
    name.father = "به دست ما"
    name.save()
    run = take(cast, row(sought_father="حسین", documents=""))
    assert case_of().sought.main_name.father == "به دست ما"
    assert codes(run) == [["changed_by_hand"]]


def test_an_older_file_sent_again_takes_nothing_back(cast):
    take(cast, row(documents=""))
    take(cast, row(remarks="تازه", documents=""))
    assert outcomes(take(cast, row(documents=""))) == ["unchanged"]
    assert case_of().request.remarks == "تازه"


def test_a_notice_given_later_logs_the_draft(cast):
    take(cast, FA_ROWS[1])
    run = take(cast, row(1, notice="بله"))
    case = case_of("الف/۲")
    assert (outcomes(run), case.state) == (["updated"], "registered")
    assert Consent.objects.filter(request=case.request, purpose="P1").count() == 1


def test_a_closed_case_is_left_alone(cast):
    from casework.actions import cases

    take(cast, row(documents=""))
    cases.move(case_of(), "withdraw", by=cast.coordinator, facts={"wish_verified": True})
    run = take(cast, row(remarks="تازه", documents=""))
    assert (outcomes(run), codes(run)) == (["unchanged"], [["case_has_moved_on"]])


def test_a_case_like_one_that_is_here_is_taken_over_and_said(cast):
    take(cast, row(documents=""))
    run = take(cast, row(old_number="ب/۷", received_on="۱۴۰۲/۲/۱", documents=""))
    assert (outcomes(run), codes(run)) == (["created"], [["looks_like_case"]])


def test_documents_are_stored_with_their_case_and_their_own_consent(cast, tmp_path):
    folder = papers.box(
        tmp_path, **{"عکس رضا__jpg": papers.photo(), "inside/شناسنامه__pdf": papers.pdf()}
    )
    take(cast, FA_ROWS[0], documents=folder)
    found = case_of().documents.all()
    assert [(d.original_name, d.kind) for d in found] == [
        ("عکس رضا.jpg", "photo"),
        ("شناسنامه.pdf", "birth"),
    ]
    own = Consent.objects.filter(purpose="P13")
    assert [(c.answer, c.how) for c in own] == [("granted", "register")] * 2
    assert {c.document_id for c in own} == {d.pk for d in found}


def test_every_document_in_trouble_gets_one_sentence_and_stops_nothing(cast, tmp_path):
    photo = papers.photo()
    folder = papers.box(
        tmp_path,
        cut__jpg=photo[: len(photo) // 2],
        locked__pdf=papers.pdf(password="x"),
        active__pdf=papers.pdf(script="app.alert(1)"),
        typed__pdf=b"this is no PDF at all, only words",
        whole__jpg=papers.photo(90),
    )
    names = "cut.jpg، locked.pdf، active.pdf، typed.pdf، gone.jpg، whole.jpg"
    run = take(cast, row(documents=names), documents=folder)
    reasons = imports.row_reasons(run.rows.get())
    assert [(r.code, r.detail["name"], r.detail.get("paper", "")) for r in reasons] == [
        ("paper_refused", "cut.jpg", "truncated"),
        ("paper_refused", "locked.pdf", "password"),
        ("paper_noted", "active.pdf", "active_content"),
        ("paper_refused", "typed.pdf", "wrong_type"),
        ("paper_missing", "gone.jpg", ""),
    ]
    assert all(imports.sentence(r.code, r.detail) for r in reasons)
    assert [d.original_name for d in case_of().documents.all()] == ["active.pdf", "whole.jpg"]
    assert (run.summary["documents"], run.summary["refused_documents"]) == (2, 3)


def test_a_document_of_two_rows_is_stored_once_with_the_first(cast, tmp_path):
    folder = papers.box(tmp_path, a__jpg=papers.photo())
    run = take(cast, row(documents="a.jpg"), row(1, documents="A.JPG"), documents=folder)
    assert codes(run) == [[], ["notice_not_given", "paper_claimed"]]
    assert [d.case for d in Document.objects.all()] == [case_of()]


def test_a_document_that_comes_later_is_added(cast, tmp_path):
    take(cast, row(documents="a.jpg"))
    folder = papers.box(tmp_path, a__jpg=papers.photo())
    assert outcomes(take(cast, row(documents="a.jpg"), documents=folder)) == ["updated"]
    assert outcomes(take(cast, row(documents="a.jpg"), documents=folder)) == ["unchanged"]
    assert [d.original_name for d in case_of().documents.all()] == ["a.jpg"]


def test_two_files_that_could_be_meant_are_not_guessed(cast, tmp_path):
    folder = papers.box(tmp_path, **{"a__jpg": papers.photo(), "in/A__JPG": papers.photo(40)})
    run = take(cast, row(documents="a.jpg"), documents=folder)
    assert codes(run) == [["paper_ambiguous"]]


def test_no_path_in_a_register_leaves_its_folder(cast, tmp_path):
    papers.box(tmp_path, secret__jpg=papers.photo(), **{"scans/a__jpg": papers.photo()})
    (tmp_path / "scans" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    names = "../secret.jpg، link.jpg، a.jpg"
    take(cast, row(documents=names), documents=tmp_path / "scans")
    assert [d.original_name for d in Document.objects.all()] == ["a.jpg"]


def test_what_says_it_was_handed_in_before_is_offered_not_applied(cast):
    run = take(cast, *FA_ROWS)
    found = imports.earlier_offers(run)
    assert [(case, offer.detail["words"]) for case, offer in found] == [
        (case_of("الف/۲"), "پرونده قبلاً به صلیب سرخ تحویل شده است")
    ]
    assert case_of("الف/۲").state == "draft"


def test_one_row_that_fails_stops_no_other(cast, tmp_path, settings):
    folder = papers.box(tmp_path, a__jpg=papers.photo())
    data = persian(row(documents="a.jpg"), FA_ROWS[1])
    run = imports.prepare(data, name="r", office=cast.ahvaz, by=cast.coordinator, documents=folder)
    for stored in StoredFile.objects.filter(mime="image/jpeg"):
        (settings.FILES_DIR / stored.address[:2] / stored.address).unlink()
    run = imports.execute(run)
    assert outcomes(run) == ["rejected", "draft"]
    assert codes(run)[0] == ["could_not_be_written"]


def test_a_command_that_was_used_for_something_else_is_said_in_its_row(cast):
    run = imports.prepare(persian(*FA_ROWS), name="r", office=cast.ahvaz, by=cast.coordinator)
    first = imports.rehearse_run(run).rows[0].plan
    Command.objects.create(
        id=families.command_id(run, first), verb="log_request", by=cast.clerk, digest="other"
    )
    run = imports.execute(run)
    assert (outcomes(run), codes(run)[0]) == (["rejected", "draft"], ["refused"])


class Stopped(BaseException):
    """A worker killed from outside."""


def test_an_interrupted_run_resumes_and_doubles_nothing(cast):
    rows = [row(old_number=f"الف/{n}", sought_name=f"فرد {n}", enquirer_phone="", documents="")
            for n in range(1, AT_ONCE + 4)]  # fmt: skip

    def stop(phase, done, total):
        if phase == "rows" and done == AT_ONCE:
            raise Stopped

    with pytest.raises(Stopped):
        take(cast, *rows, progress=stop)
    run = ImportRun.objects.get()
    assert (run.state, run.rows_done, Case.objects.count()) == ("running", AT_ONCE, AT_ONCE)
    tasks.run_import(str(run.pk))
    run.refresh_from_db()
    assert (run.state, run.rows_done, Case.objects.count()) == ("done", AT_ONCE + 3, AT_ONCE + 3)
    assert run.summary["cases"] == AT_ONCE + 3
    tasks.run_import(str(run.pk))
    assert Case.objects.count() == AT_ONCE + 3


def test_the_same_file_after_an_interruption_goes_on_with_the_same_run(cast):
    rows = [row(documents=""), FA_ROWS[1]]

    def stop(phase, done, total):
        raise Stopped

    with pytest.raises(Stopped):
        take(cast, *rows, progress=stop)
    run = take(cast, *rows)
    assert (ImportRun.objects.count(), outcomes(run)) == (1, ["created", "draft"])


def test_a_silent_run_is_taken_up_again_and_a_lively_one_left(cast, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC))
    run = imports.prepare(persian(*FA_ROWS), name="r", office=cast.ahvaz, by=cast.coordinator)
    ImportRun.objects.update(state="running", beat_at=datetime.datetime.now(datetime.UTC))
    tasks.resume_imports()
    assert run.rows.count() == 0
    time_machine.shift(datetime.timedelta(minutes=5))
    tasks.resume_imports()
    assert outcomes(run) == ["created", "draft"]


def test_a_preview_says_everything_and_writes_no_case(cast):
    run = imports.prepare(
        persian(*FA_ROWS, row(sought_name="")), name="r", office=cast.ahvaz, by=cast.coordinator
    )
    told = imports.rehearse_run(run)
    assert [entry.outcome for entry in told.rows] == ["created", "draft", "rejected"]
    assert (run.state, Case.objects.count(), ImportRow.objects.count()) == ("preview", 0, 0)


def test_a_rehearsal_writes_nothing_and_counts_what_the_run_then_does(cast, tmp_path):
    folder = papers.box(tmp_path, **{"عکس رضا__jpg": papers.photo()})
    rows = (*FA_ROWS, row(), row(sought_name="دیگری"), row(sought_name=""))
    told = imports.rehearse(
        persian(*rows), office=cast.ahvaz, by=cast.coordinator, documents=folder
    )
    assert (counts(), ImportRun.objects.count()) == ((0, 0, 0, 0, 0, 0), 0)
    assert told.counts == take(cast, *rows, documents=folder).summary


def test_columns_can_be_corrected_before_the_run(cast):
    data = text(("xx", "yy"), ("مریم مثالی", "علی مثالی"))
    run = imports.prepare(data, name="r.csv", office=cast.ahvaz, by=cast.coordinator)
    with pytest.raises(RegisterError, match="columns_missing"):
        imports.execute(run)
    run = imports.correct(run, {0: "enquirer_name", 1: "sought_name"}, by=cast.coordinator)
    assert outcomes(imports.execute(run)) == ["draft"]


def test_documents_can_be_added_before_the_run(cast, tmp_path):
    run = imports.prepare(
        persian(row(documents="a.jpg")), name="r", office=cast.ahvaz, by=cast.coordinator
    )
    folder = papers.box(tmp_path, a__jpg=papers.photo())
    run = imports.add_documents(run, folder, by=cast.coordinator)
    assert imports.execute(run).summary["documents"] == 1


@pytest.mark.parametrize("role", ["clerk", "signatory", "regional", "protection", "administrator"])
def test_only_a_coordinator_of_the_office_takes_over(cast, role):
    with pytest.raises(PermissionDenied):
        imports.prepare(persian(*FA_ROWS), name="r", office=cast.ahvaz, by=cast.staff[role])
    with pytest.raises(PermissionDenied):
        imports.prepare(
            persian(*FA_ROWS), name="r", office=cast.ahvaz, by=cast.elsewhere["coordinator"]
        )


def test_nothing_a_row_says_stands_in_the_open(cast, tmp_path):
    from django.db import connection

    folder = papers.box(tmp_path, secretpaper__pdf=papers.pdf(password="x"))
    marked = row(
        enquirer_phone="0916SECRET", remarks="SECRETREMARK به صلیب سرخ تحویل شده است",
        sought_birth="SECRETDATE ۱۴۰۲/۱۲/۳۱", consent_P3="SECRETANSWER",
        documents="secretpaper.pdf",
    )  # fmt: skip
    take(cast, marked, documents=folder)
    with connection.cursor() as cursor:
        for table in ("casework_importrow", "casework_importrun", "casework_entry"):
            cursor.execute(f"SELECT * FROM {table}")
            assert "secret" not in repr(cursor.fetchall()).lower()


def test_an_empty_register_is_taken_over_as_nothing(cast):
    run = take(cast)
    assert (run.state, run.summary["rows"], run.summary["cases"]) == ("done", 0, 0)


def test_a_register_of_albanians_is_a_request_in_albanian(cast):
    data = text(("Kërkuesi", "Personi i kërkuar", "Emri i babait"), ("A", "B", "C"))
    imports.take_over(data, name="r.csv", office=cast.ahvaz, by=cast.coordinator)
    assert FamilyRequest.objects.get().language == "sq"


def test_consents_of_papers_follow_a_later_file_once_somebody_accepts_it(cast, tmp_path):
    folder = papers.box(tmp_path, a__jpg=papers.photo())
    take(cast, row(consent_P13="", documents="a.jpg"), documents=folder)
    later = imports.prepare(
        persian(row(documents="a.jpg")), name="r", office=cast.ahvaz, by=cast.coordinator,
        documents=folder,
    )  # fmt: skip
    accept = {"change:consent_P13"}
    imports.decide(later, lambda d: d.with_row("2", yes=accept, no=()), by=cast.coordinator)
    assert not Consent.objects.filter(purpose="P13").exists()
    imports.execute(ImportRun.objects.get(pk=later.pk))
    own = Consent.objects.get(purpose="P13")
    assert (own.answer, own.document) == ("granted", Document.objects.get())


def test_a_refusal_in_a_later_file_withdraws(cast):
    heard = []

    def listen(sender, request, purposes, **more):
        heard.append((request, purposes))

    consent_actions.signals.consent_withdrawn.connect(listen)
    try:
        take(cast, row(documents=""))
        take(cast, row(consent_P3="خیر", documents=""))
    finally:
        consent_actions.signals.consent_withdrawn.disconnect(listen)
    assert heard == [(case_of().request, ["P3"])]


def test_families_of_a_register_stand_under_their_town_in_the_list_to_call(cast):
    """A column of the town is understood, and the town of any row of a visit is the family's."""
    rows = [(*line, town) for line, town in zip(FA_ROWS, ("دزفول", ""), strict=True)]
    data = workbook((*FA_HEADINGS, "شهر محل سکونت خانواده"), *rows)
    imports.take_over(data, name="r.xlsx", office=cast.ahvaz, by=cast.coordinator)

    assert [case_of(number).request.town for number in ("الف/۱", "الف/۲")] == ["دزفول", ""]
    families = FamilyRequest.objects.all()
    assert {town: n for _key, town, n in calling.towns(families)} == {"دزفول": 1, "": 1}
