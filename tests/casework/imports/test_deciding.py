"""What a register changes, reads from remarks, or parts into people happens as a person decided."""

import re

import pytest
from django.urls import reverse

from casework import imports
from casework.actions.errors import Refused
from casework.imports.deciding import APART, CHANGE, OFFER, TOGETHER
from casework.models import Case, Consent, Document, ImportRun, KnownColumn
from tests.casework.imports import papers
from tests.casework.imports.registers import FA_HEADINGS, persian, row, workbook

pytestmark = pytest.mark.django_db


def prepared(cast, *rows, **more):
    return imports.prepare(
        persian(*rows), name="register.xlsx", office=cast.ahvaz, by=cast.coordinator, **more
    )


def taken(cast, *rows):
    run = imports.take_over(
        persian(*rows), name="first.xlsx", office=cast.ahvaz, by=cast.coordinator
    )
    return run.rows.get().case


def decide(run, cast, change):
    return imports.decide(run, change, by=cast.coordinator)


def asked(run):
    """(row, what is asked of it) of the rows that ask for a decision."""
    decided = imports.Decisions.from_json(run.decisions)
    rows = [row for row in imports.rehearse_run(run).rows if imports.asks(row)]
    return [imports.question(run, row, decided) for row in rows]


def shown(run):
    return [(one.field, one.before, one.after) for one in changes(run)]


def changes(run):
    """What the cells themselves say otherwise, without what remarks suggest."""
    found = [tick.difference for question in asked(run) for tick in question.changes]
    return [one for one in found if not one.suggested]


def reasons(run):
    return [(r["code"], r["detail"].get("fields")) for r in run.rows.get().reasons]


# Changes


def test_every_change_is_shown_before_and_after_and_none_is_made(cast):
    taken(cast, row(documents=""))
    run = prepared(
        cast, row(sought_father="حسین", remarks="تازه", sought_birth="۱۳۴۱", documents="")
    )
    assert shown(run) == [
        ("sought_birth", "۱۳۴۰", "۱۳۴۱"),
        ("sought_father", "حسن", "حسین"),
        ("remarks", "تماس فقط عصرها", "تازه"),
    ]
    run = imports.execute(run)
    case = Case.objects.get()
    assert (case.sought.main_name.father, case.request.remarks) == ("حسن", "تماس فقط عصرها")
    assert reasons(run)[-1] == ("not_accepted", ["sought_birth", "sought_father", "remarks"])
    assert run.rows.get().outcome == "unchanged"


def test_one_change_is_accepted_and_the_other_is_not(cast):
    taken(cast, row(documents=""))
    run = prepared(cast, row(sought_father="حسین", remarks="تازه", documents=""))
    decide(run, cast, lambda d: d.with_row("2", yes={f"{CHANGE}:sought_father"}, no=set()))
    run = imports.execute(ImportRun.objects.get(pk=run.pk))
    case = Case.objects.get()
    assert (case.sought.main_name.father, case.request.remarks) == ("حسین", "تماس فقط عصرها")
    assert reasons(run)[-2:] == [("updated", ["sought_father"]), ("not_accepted", ["remarks"])]


def test_all_changes_are_accepted_but_the_declined(cast):
    taken(cast, row(documents=""))
    run = prepared(cast, row(sought_father="حسین", remarks="تازه", documents=""))
    decide(run, cast, lambda d: d.with_everything(CHANGE))
    decide(run, cast, lambda d: d.with_row("2", yes=set(), no={f"{CHANGE}:remarks"}))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    case = Case.objects.get()
    assert (case.sought.main_name.father, case.request.remarks) == ("حسین", "تماس فقط عصرها")


@pytest.mark.parametrize("one_by_one", [True, False])
def test_an_answer_that_lets_more_be_passed_on_needs_a_tick_of_its_own(cast, one_by_one):
    taken(cast, row(documents=""))
    run = prepared(cast, row(consent_P5="بله", consent_P3="خیر", documents=""))
    loosening = {one.field: one.loosens for one in changes(run)}
    assert loosening == {"consent_P3": False, "consent_P5": True}
    decide(run, cast, lambda d: d.with_everything(CHANGE))
    if one_by_one:
        decide(run, cast, lambda d: d.with_row("2", yes={f"{CHANGE}:consent_P5"}, no=set()))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    answers = {p: Consent.objects.filter(purpose=p).last().answer for p in ("P3", "P5")}
    assert answers == {"P3": "refused", "P5": "granted" if one_by_one else "refused"}


def test_copies_of_papers_are_not_let_out_by_a_register_alone(cast, tmp_path):
    folder = papers.box(tmp_path, **{"a__jpg": papers.photo(), "b__jpg": papers.photo(2)})
    first = row(documents="a.jpg", consent_P13="")
    imports.take_over(
        persian(first), name="f", office=cast.ahvaz, by=cast.coordinator, documents=folder
    )
    run = prepared(cast, row(documents="a.jpg، b.jpg"), documents=folder)
    decide(run, cast, lambda d: d.with_everything(CHANGE))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    assert Document.objects.count() == 2
    assert not Consent.objects.filter(purpose="P13", answer="granted").exists()


def test_a_field_changed_here_since_needs_a_tick_of_its_own(cast):
    case = taken(cast, row(documents=""))
    name = case.sought.main_name
    name.father = "به دست ما"
    name.save()
    run = prepared(cast, row(sought_father="حسین", documents=""))
    assert [one.by_hand for one in changes(run)] == [True]
    decide(run, cast, lambda d: d.with_row("2", yes={f"{CHANGE}:sought_father"}, no=set()))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    assert Case.objects.get().sought.main_name.father == "حسین"


def test_an_accepted_change_stands_in_the_history_of_the_person(cast):
    case = taken(cast, row(documents=""))
    run = prepared(cast, row(sought_father="حسین", documents=""))
    decide(run, cast, lambda d: d.with_everything(CHANGE))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    (step,) = case.sought.corrections.all()
    assert (step.part, step.by, step.changes[0]["before"], step.changes[0]["after"]) == (
        "name", cast.coordinator, {"father": "حسن"}, {"father": "حسین"},
    )  # fmt: skip


def test_nothing_is_decided_any_more_once_it_runs(cast):
    run = prepared(cast, row(documents=""))
    imports.execute(run)
    with pytest.raises(Refused):
        decide(run, cast, lambda d: d.with_everything(CHANGE))


# Remarks


@pytest.mark.parametrize("accepted", [True, False])
def test_a_remark_becomes_a_field_only_when_somebody_accepts_it(cast, accepted):
    run = prepared(cast, row(remarks="تماس فقط عصرها، فقط آلبانیایی صحبت می‌کند", documents=""))
    assert [t.key for t in asked(run)[0].offers] == ["offer:evenings", "offer:speaks_only"]
    if accepted:
        decide(run, cast, lambda d: d.with_everything(OFFER))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    request = Case.objects.get().request
    (phone,) = request.enquirer.contact_points.all()
    assert (phone.safe_times, request.enquirer.languages, request.language) == (
        ("فقط عصرها", ["sq"], "sq") if accepted else ("", [], "fa")
    )
    assert request.remarks == "تماس فقط عصرها، فقط آلبانیایی صحبت می‌کند"


def test_a_new_remark_about_a_known_family_is_a_change_like_any_other(cast):
    taken(cast, row(remarks="", documents=""))
    run = prepared(cast, row(documents=""))
    (suggested,) = [t for t in asked(run)[0].changes if t.difference.suggested]
    assert (suggested.key, suggested.difference.after) == (
        "offer:enquirer_safe_times", "فقط عصرها",
    )  # fmt: skip
    decide(run, cast, lambda d: d.with_everything(CHANGE))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    (phone,) = Case.objects.get().request.enquirer.contact_points.all()
    assert phone.safe_times == ""


# Several people in one cell


def people(**cells):
    return row(documents="", **{"sought_father": "", "sought_birth": "", **cells})


@pytest.mark.parametrize(
    "cell", ["رضا مثالی؛ علی مثالی", "1- رضا مثالی 2- علی مثالی", "رضا مثالی و علی مثالی"]
)
def test_people_who_are_plainly_apart_become_cases_of_one_request(cast, cell):
    run = prepared(
        cast, people(sought_name=cell, sought_father="حسن؛ حسین", sought_birth="۱۳۴۰؛ ۱۳۴۵")
    )
    assert asked(run) == [] or all(q.several is None for q in asked(run))
    run = imports.execute(run)
    cases = Case.objects.order_by("reference")
    assert [(c.sought.full_name, c.sought.main_name.father) for c in cases] == [
        ("رضا مثالی", "حسن"),
        ("علی مثالی", "حسین"),
    ]
    assert [case.sought.birth.as_given for case in cases] == ["۱۳۴۰", "۱۳۴۵"]
    assert len({case.request_id for case in cases}) == 1
    assert [n.value for case in cases for n in case.numbers.all()] == ["الف/۱", "الف/۱"]
    assert (run.summary["rows"], run.summary["cases"], run.rows_done) == (1, 2, 1)


UNCERTAIN = people(sought_name="رضا مثالی؛ علی مثالی", sought_father="حسن", sought_birth="۱۳۴۰")


def test_what_is_not_plain_is_asked_and_left_out_until_it_is_decided(cast):
    run = prepared(cast, UNCERTAIN)
    (question,) = asked(run)
    assert question.several.names == ("رضا مثالی", "علی مثالی")
    assert [column.field for column in question.several.uncertain] == [
        "sought_father",
        "sought_birth",
    ]
    run = imports.execute(run)
    assert (run.summary["rejected"], Case.objects.count()) == (1, 0)
    assert [code for code, _fields in reasons(run)] == ["several_sought", "several_to_decide"]


@pytest.mark.parametrize(("how", "fathers"), [(TOGETHER, ["حسن", "حسن"]), (APART, ["", ""])])
def test_a_decided_row_becomes_people_as_it_was_decided(cast, how, fathers):
    run = prepared(cast, UNCERTAIN)
    decide(run, cast, lambda d: d.with_people("2", how))
    imports.execute(ImportRun.objects.get(pk=run.pk))
    cases = Case.objects.order_by("reference")
    assert [case.sought.main_name.father for case in cases] == fathers
    if how == APART:
        assert cases[0].request.extras["نام پدر"] == "حسن"


@pytest.mark.parametrize(
    "cell", ["علی و رضا نمونه", "رضا مثالی، علی مثالی", "رضا مثالی\nعلی مثالی"]
)
def test_names_that_could_be_one_are_never_parted_silently(cast, cell):
    run = prepared(cast, people(sought_name=cell, sought_father="حسن"))
    assert asked(run)[0].several is not None
    imports.execute(run)
    assert Case.objects.count() == 0


def test_a_row_of_several_people_that_comes_again_changes_nothing(cast):
    several = people(sought_name="رضا مثالی؛ علی مثالی", sought_father="حسن؛ حسین")
    imports.take_over(persian(several), name="a", office=cast.ahvaz, by=cast.coordinator)
    again = imports.take_over(
        persian(several, row(1)), name="b", office=cast.ahvaz, by=cast.coordinator
    )
    assert [r.outcome for r in again.rows.all()] == ["unchanged", "unchanged", "draft"]
    assert Case.objects.count() == 3


def test_one_of_several_people_is_updated_alone(cast):
    first = people(sought_name="رضا مثالی؛ علی مثالی", sought_father="حسن؛ حسین")
    imports.take_over(persian(first), name="a", office=cast.ahvaz, by=cast.coordinator)
    later = people(sought_name="رضا مثالی؛ علی مثالی", sought_father="حسن؛ جعفر")
    run = prepared(cast, later)
    assert shown(run) == [("sought_father", "حسین", "جعفر")]


# Columns


def test_what_somebody_said_about_a_column_is_known_the_next_time(cast):
    headings = (*FA_HEADINGS[:5], "Xqz", *FA_HEADINGS[6:])
    first = imports.prepare(
        workbook(headings, row(documents="")), name="a", office=cast.ahvaz, by=cast.coordinator
    )
    assert imports.Mapping.from_json(first.mapping).missing == ("sought_name",)
    imports.correct(first, {5: "sought_name"}, by=cast.coordinator)
    moved = ("Xqz", *FA_HEADINGS[:5], *FA_HEADINGS[6:])
    cells = row(documents="")
    second = imports.prepare(
        workbook(moved, (cells[5], *cells[:5], *cells[6:])), name="b", office=cast.ahvaz,
        by=cast.coordinator,
    )  # fmt: skip
    mapping = imports.Mapping.from_json(second.mapping)
    assert mapping.index_of("sought_name") == 0
    assert [n.code for n in mapping.notices if n.code == "column_remembered"]
    elsewhere = imports.prepare(
        workbook(headings, row(documents="")), name="c", office=cast.tirana,
        by=cast.elsewhere["coordinator"],
    )  # fmt: skip
    assert imports.Mapping.from_json(elsewhere.mapping).missing == ("sought_name",)


def test_no_heading_stands_in_the_open(cast):
    """A register without headings has the first family in their place."""
    data = workbook(("معصومه مثالی", "09160000077", "خیابان نمونه ۱"), ("a", "b", "c"))
    run = imports.prepare(data, name="a", office=cast.ahvaz, by=cast.coordinator)
    imports.correct(run, {0: "enquirer_name"}, by=cast.coordinator)
    held = ImportRun.objects.filter(pk=run.pk).values("mapping", "decisions", "documents").get()
    raw = b"".join(bytes(value) for value in held.values())
    assert "خیابان".encode() not in raw and b"09160000077" not in raw
    assert len(KnownColumn.objects.get().heading) == 64


# The page


def test_the_page_shows_both_and_keeps_the_ticks(cast, enter):
    taken(cast, row(documents=""))
    run = prepared(cast, row(sought_father="حسین", remarks="تازه", documents=""))
    client, address = enter(cast.coordinator), reverse("import_decide", args=[run.pk])
    preview = client.get(reverse("import_preview", args=[run.pk])).content.decode()
    assert address in preview
    page = client.get(address).content.decode()
    assert all(text in page for text in ("حسن", "حسین", "تازه", "Here now", "In the register"))
    ticked = re.compile(r'name="yes" value="[^"]*" checked')
    assert not ticked.findall(page)
    told = {
        "do": "save",
        "shown": "2|change:sought_father change:remarks",
        "yes": "2|change:sought_father",
    }
    assert client.post(address, told).url == address
    assert len(ticked.findall(client.get(address).content.decode())) == 1
    assert client.post(address, {"do": "all_changes"}).url == address
    page = client.get(address).content.decode()
    assert len(ticked.findall(page)) == 1  # the other was declined by hand
    client.post(address, {"do": "nothing"})
    assert not ticked.findall(client.get(address).content.decode())


def test_a_page_without_questions_says_so(cast, enter):
    run = prepared(cast, row(remarks="", documents=""))
    page = enter(cast.coordinator).get(reverse("import_decide", args=[run.pk])).content.decode()
    assert "No row of this register asks for a decision." in page


def test_nothing_odd_in_the_answer_is_an_error(cast, enter):
    run = prepared(cast, row(documents=""))
    client, address = enter(cast.coordinator), reverse("import_decide", args=[run.pk])
    for told in ({}, {"do": "x", "shown": "|", "yes": "|||"}, {"people-9": "all", "shown": "9"}):
        assert client.post(address, told).status_code == 302
