"""The wide list: its lines follow the cases, its pages hold every case once, in any order."""

import datetime
import importlib

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.actions import cases as case_actions
from casework.exports import listing
from casework.exports.columns import COLUMNS, FIRST, ON_SCREEN, chosen
from casework.models import Case, CaseLine, FamilyRequest, OutwardStep, SavedList, line_triggers
from families.calendars import parse
from families.models import Person, PersonName
from families.names import sort_key
from tests import factories

USUAL = chosen([])
ASKED_ON_SCREEN = [key for key in ON_SCREEN if key != "reference"]
SORTING = [key for key, column in COLUMNS.items() if column.sorts]


def line(case) -> CaseLine:
    return CaseLine.objects.get(case=case)


@pytest.fixture
def case(cast):
    return factories.log_family(cast).cases.get()


def test_a_line_holds_what_the_case_is_sorted_and_filtered_by(case):
    held = line(case)

    assert (held.reference, held.state, held.received_on) == (
        case.reference,
        "registered",
        "2026-11-01",
    )
    assert held.born == f"{case.sought.birth.earliest}/{case.sought.birth.latest}"
    assert held.sought_key == case.sought.names.get().sort_key != ""
    assert held.father_key == case.sought.names.get().father_sort_key != ""
    assert (held.written_on, held.papers, held.stopped) == ("", 0, False)


def test_a_line_follows_a_step_of_the_case(cast, case):
    accepted = case_actions.check_and_accept(case, by=cast.coordinator)

    assert (line(case).state, line(case).next_review) == (
        "accepted",
        accepted.next_review.isoformat(),
    )


def test_a_line_follows_a_corrected_name_and_birth(case):
    person = case.sought
    PersonName.objects.create(person=person, full_as_given="آ نمونه")
    before = line(case).sought_key
    first = person.names.first()

    first.full_as_given = "یعقوب نمونه"
    first.save()
    Person.objects.filter(pk=person.pk).update(birth=parse("1350"), birth_place="اهواز")

    assert line(case).sought_key == first.sort_key != before
    assert line(case).born.startswith("1971-03-21/")
    assert line(case).birth_place == "اهواز"
    first.delete()
    assert line(case).sought_key == person.names.get().sort_key


def test_a_line_follows_letters_but_no_reminder(case):
    body = factories.make_body()
    days = [datetime.date(2026, 3, 1), datetime.date(2026, 4, 1), datetime.date(2026, 5, 1)]
    for kind, on in zip(("first", "supplement", "reminder"), days, strict=True):
        OutwardStep.objects.create(case=case, body=body, kind=kind, on=on)

    assert (line(case).written_on, line(case).last_step_on) == ("2026-03-01", "2026-04-01")
    OutwardStep.objects.all().delete()
    assert line(case).written_on == ""


def test_rows_written_many_at_once_have_lines_too(cast, case):
    request = case.request
    people = Person.objects.bulk_create(Person() for _n in range(3))
    PersonName.objects.bulk_create(
        PersonName(person=p, full_as_given="زهرا نمونه", script="arab") for p in people
    )
    Case.objects.bulk_create(
        Case(request=request, office=cast.ahvaz, reference=f"X{n}", sought=p)
        for n, p in enumerate(people)
    )

    written = CaseLine.objects.filter(reference__startswith="X")
    assert set(written.values_list("sought_key", flat=True)) == {sort_key("زهرا نمونه")}
    assert written.count() == 3


def test_lines_are_written_anew_where_the_database_lost_a_trigger(case):
    with connection.cursor() as cursor:
        table = " ON families_personname" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER line_families_personname_update{table}")
    name = case.sought.names.get()
    name.full_as_given = "یعقوب نمونه"
    name.save()
    assert line(case).sought_key != name.sort_key

    line_triggers.lay()

    assert line(case).sought_key == name.sort_key


def test_the_first_letters_are_the_ones_that_the_public_status_counts():
    gate = importlib.import_module("casework.disclosure.gate")
    counted = ", ".join(f"'{kind}'" for kind in gate.FIRST_STEPS)
    assert f"({counted})" == line_triggers.FIRST_STEPS


@pytest.fixture
def many(cast):
    """Twelve cases, several of them alike in every column."""
    for n in range(4):
        factories.log_family(
            cast,
            sought=("علی نمونه", "آرش نمونه", "Çelik Shembulli"),
            on=datetime.date(2026, 11, 1 + n % 2),
        )
    return cast


def all_pages(rows, sort, size):
    """The numbers page by page forwards, then back again."""
    seen, page = [], listing.page_of(rows, sort, USUAL, size=size)
    seen.append([c.reference for c in page.object_list])
    while page.after:
        page = listing.page_of(rows, sort, USUAL, after=page.after, size=size)
        seen.append([c.reference for c in page.object_list])
    back = [seen[-1]]
    while page.before:
        page = listing.page_of(rows, sort, USUAL, before=page.before, size=size)
        back.append([c.reference for c in page.object_list])
    return seen, back


@pytest.mark.parametrize("sort", [*SORTING, *(f"-{key}" for key in SORTING), "", "nonsense"])
def test_pages_hold_every_case_once_forwards_and_backwards(many, sort):
    rows, _near = listing.lines_for(many.clerk, {})

    seen, back = all_pages(rows, sort, 5)

    whole = [c.reference for c in listing.page_of(rows, sort, USUAL, size=50).object_list]
    assert len(whole) == len(set(whole)) == 12
    assert [number for page in seen for number in page] == whole
    assert back == list(reversed(seen))


def test_names_stand_in_the_order_of_their_alphabet(many):
    rows, _near = listing.lines_for(many.clerk, {})
    page = listing.page_of(rows, "name", USUAL, size=50)
    names = [case.sought.full_name for case in page.object_list]
    assert list(dict.fromkeys(names)) == ["آرش نمونه", "علی نمونه", "Çelik Shembulli"]


def test_the_address_of_a_page_carries_a_number_and_no_name(many, enter):
    answer = enter(many.clerk).get(reverse("case_list"), {"sort": "name", "all": ""})
    assert answer.context["page"].after == ""
    answer = enter(many.clerk).get(reverse("case_list"), {"sort": "name"})
    assert answer.context["page"].total == 12


def test_a_number_of_another_office_leads_nowhere(many, case):
    rows, _near = listing.lines_for(many.elsewhere["clerk"], {})
    page = listing.page_of(rows, "name", USUAL, after=case.reference, size=5)
    assert (page.object_list, page.total) == ([], 0)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"waiting": "90"}, False),
        ({"waiting": "365"}, False),
        ({"papers": "none"}, True),
        ({"town": "اهو"}, True),
        ({"town": "تهران"}, False),
        ({"enquirer_age": "60"}, True),
        ({"enquirer_age": "75"}, False),
    ],
)
def test_more_filters(cast, enter, case, asked, found):
    Person.objects.filter(pk=case.sought_id).update(birth_place="اهواز")
    Person.objects.filter(pk=case.request.enquirer_id).update(birth=parse("1340"))

    answer = enter(cast.clerk).get(reverse("case_list"), asked)

    assert bool(answer.context["page"].object_list) is found


def test_only_the_cases_written_to_a_body(cast, enter, case):
    icrc, other = factories.make_body(), factories.make_body(kind="embassy", en="Embassy (sample)")
    OutwardStep.objects.create(case=case, body=icrc, kind="first", on=datetime.date(2026, 1, 1))
    client = enter(cast.clerk)

    assert client.get(reverse("case_list"), {"body": icrc.pk}).context["page"].total == 1
    assert client.get(reverse("case_list"), {"body": other.pk}).context["page"].total == 0


def test_waiting_counts_from_the_first_letter(cast, case):
    FamilyRequest.objects.update(received_on=datetime.date(2020, 1, 1))
    on = cast.ahvaz.today() - datetime.timedelta(days=200)
    OutwardStep.objects.create(case=case, body=factories.make_body(), kind="first", on=on)
    Case.objects.filter(pk=case.pk).update(state="submitted")

    def waiting(days):
        return listing.lines_for(cast.clerk, {"waiting": days})[0].count()

    assert [waiting(days) for days in ("90", "180", "365")] == [1, 1, 0]


def test_columns_are_remembered_for_one_person(cast, enter, case):
    url = reverse("list_keep")
    enter(cast.clerk).post(url, {"do": "columns", "columns": ["mother", "bodies", "last_place"]})

    def shown(staff):
        return [c.key for c in enter(staff).get(reverse("case_list")).context["columns"]]

    assert shown(cast.clerk) == ["reference", "mother", "bodies"]  # no confidential one
    assert shown(cast.coordinator) == list(FIRST)


def test_a_list_with_a_name_is_an_address_without_its_words(cast, enter, case):
    client = enter(cast.clerk)
    kept = {"do": "save", "name": "فرضیان‌ها", "q": "فرضیان", "sort": "name"}

    answer = client.post(reverse("list_keep"), kept)

    saved = SavedList.objects.get()
    assert answer.url == f"/cases/?list={saved.pk}"
    opened = enter(cast.coordinator).get(answer.url)
    assert [c.reference for c in opened.context["page"].object_list] == [case.reference]
    assert opened.context["sort"] == "name"
    assert enter(cast.elsewhere["clerk"]).get(answer.url).status_code == 404


def test_a_list_without_a_name_is_not_kept(cast, enter):
    answer = enter(cast.clerk).post(reverse("list_keep"), {"do": "save", "name": " ", "age": "1"})

    assert answer.url == "/cases/?age=1"
    assert SavedList.objects.count() == 0


def test_the_words_of_a_kept_list_are_sealed(cast, enter):
    enter(cast.clerk).post(reverse("list_keep"), {"do": "save", "name": "x", "q": "فرضیان"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT asked, name FROM casework_savedlist")
        held = b"".join(bytes(part) for part in cursor.fetchone())
    assert "فرضیان".encode() not in held


def test_a_name_is_taken_away_by_its_office_alone(cast, enter):
    enter(cast.clerk).post(reverse("list_keep"), {"do": "save", "name": "x", "age": "1"})
    drop = {"do": "drop", "list": SavedList.objects.get().pk}

    assert enter(cast.elsewhere["clerk"]).post(reverse("list_keep"), drop).status_code == 404
    enter(cast.coordinator).post(reverse("list_keep"), drop)

    assert SavedList.objects.count() == 0


def test_a_line_stands_where_the_name_that_counts_stands(case):
    person = case.sought
    for name, more in (("Ali Shembulli", {}), ("آرش نمونه", {"for_letters": True})):
        PersonName.objects.create(person=person, full_as_given=name, **more)

    assert line(case).sought_key == Person.objects.get(pk=person.pk).main_name.sort_key
    assert line(case).sought_key == sort_key("آرش نمونه")


@pytest.mark.parametrize("key", ASKED_ON_SCREEN)
def test_a_column_asks_as_much_for_many_lines_as_for_few(cast, key):
    columns = chosen([key])

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            for case in listing.page_of(CaseLine.objects.all(), "", columns).object_list:
                for column in columns:
                    column.get(case)
        return len(asked)

    factories.log_family(cast)
    few = questions()
    for name in ("نمونه الف", "نمونه ب", "نمونه پ"):
        factories.log_family(cast, enquirer=f"گلنار {name}", sought=(name,))
    assert questions() == few


def test_a_list_of_those_who_wait_begins_with_whom_a_body_keeps_waiting_longest(cast, enter):
    family = factories.log_family(cast, sought=("نمونه یک", "نمونه دو", "نمونه سه"))
    first, second, third = family.cases.order_by("reference")
    for case, day in ((first, "2024-05-01"), (second, "2023-01-01"), (third, "2024-01-01")):
        CaseLine.objects.filter(case=case).update(state="submitted", written_on=day)
    client = enter(cast.coordinator)

    waiting = client.get(reverse("case_list"), {"waiting": "90"}).context["page"].object_list
    sorted_otherwise = client.get(reverse("case_list"), {"waiting": "90", "sort": "-reference"})

    assert waiting == [second, third, first]
    assert sorted_otherwise.context["page"].object_list == [third, second, first]
