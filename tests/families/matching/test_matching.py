"""Finding people in a register, through the tables, on whichever database the tests run."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from families import matching
from families.calendars import parse
from families.matching import tables
from families.models import NameKey, NameWord, Person, PersonName
from families.names.evidence import Told

pytestmark = pytest.mark.django_db


def add(name, *, father="", birth="", sex="unknown"):
    person = Person.objects.create(birth=parse(birth) if birth else None, sex=sex)
    PersonName.objects.create(person=person, full_as_given=name, father=father)
    return person


def found(text, **options):
    return [match.person for match in matching.find(matching.ask(text), **options)]


REGISTER = [
    "علي كريمي", "Hossein Farzian", "حسن فرضیان", "محمد\u200cرضا آزمونی", "Jusuf Provëza",
    "عبد الرحمن نمونه‌ای", "مریم الفرضي", "SALARKIA Mahmoud", "زهرا فرضیان",
]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("علی کریمی", "علي كريمي"),
        ("karimi ali", "علي كريمي"),
        ("Kerimi", "علي كريمي"),
        ("کریم", "علي كريمي"),
        ("A. Karimi", "علي كريمي"),
        ("حسین فرضیان", "Hossein Farzian"),
        ("محمدرضا آزمونی", "محمد\u200cرضا آزمونی"),
        ("محمد رضا ازموني", "محمد\u200cرضا آزمونی"),
        ("Azmuni Mohamed-Riza", "محمد\u200cرضا آزمونی"),
        ("یوسف پرووزا", "Jusuf Provëza"),
        ("Joseph Proveza", "Jusuf Provëza"),
        ("Abdelrahman Nemouneh-i", "عبد الرحمن نمونه‌ای"),
        ("Mariam Alfarzi", "مریم الفرضي"),
        ("محمود سالار کیا", "SALARKIA Mahmoud"),
        ("\u202eعلی کریمی\u202c", "علي كريمي"),
    ],
)
def test_person_is_found_first_however_the_name_is_written(query, name):
    people = {written: add(written) for written in REGISTER}
    assert found(query)[0] == people[name].pk


def test_birth_and_father_typed_beside_the_name_choose_among_many():
    for at in range(40):
        add("علی کریمی", birth=str(1320 + at), father="رضا")
    meant = add("علی کریمی", birth="۱۳۴۴", father="حسن")
    also = add("علی کریمی", birth="1964", father="")

    best = matching.find(matching.ask("کریمی ۱۳۴۴ پدر حسن"))[0]
    assert best.person == meant.pk
    assert best.verdict.beside == (("birth", "fits"), ("father", "fits"))
    assert also.pk in found("Ali Karimi 1965")


def add_many(name, births):
    """Many rows at once, as an import writes them: the index is told in one go."""
    people = [Person(data_key=b"", birth=parse(birth) if birth else None) for birth in births]
    Person.objects.bulk_create(people)
    names = [
        PersonName(person=p, full_as_given=name, script="arab", normalised=name) for p in people
    ]
    matching.index(PersonName.objects.bulk_create(names))
    return names


def test_five_hundred_identical_rows_answer_ten():
    add_many("فاطمه محمدی", [""] * 500)
    answer = matching.find(Told("Fatemeh Mohammadi"))
    assert len(answer) == 10
    assert {match.verdict.level for match in answer} == {"likely"}


def test_only_those_whom_the_asker_may_see_are_answered():
    mine, other = add("علی کریمی"), add("Ali Karimi")
    allowed = Person.objects.filter(pk=mine.pk)
    assert found("Ali Karimi") == [other.pk, mine.pk]
    assert found("Ali Karimi", within=allowed) == [mine.pk]
    assert found("Ali Karimi", within=Person.objects.none()) == []


@pytest.mark.parametrize(
    "text",
    ["", " ", "ع", "سید", "Dr", "۴۱۷", "x" * 300, "aعbبc", "\u202e", "0 O l 1", "کریمی " * 10_000],
)
def test_any_text_gets_an_answer(text):
    add("علی کریمی")
    assert isinstance(found(text), list)


def test_changed_birth_is_searched_by_at_once():
    person = add("علی کریمی", birth="1340")
    person.birth = parse("1990")
    person.save()
    assert NameKey.objects.values_list("year", flat=True).distinct().get() == 1990


def test_deleted_name_leaves_no_key():
    person = add("علی کریمی", father="حسن")
    assert NameKey.objects.exists()
    person.delete()
    assert not NameKey.objects.exists()


def test_ended_name_is_found_no_more():
    person = add("علی کریمی")
    name = person.names.get()
    name.ended_at = "2026-01-01T00:00Z"
    name.save()
    assert found("علی کریمی") == []


def test_rebuilt_index_is_the_same_and_forgets_words_nobody_has():
    for name in REGISTER:
        add(name, father="غلامعباس", birth="1344")
    add("وداع رفتگان").delete()
    keys = set(NameKey.objects.values_list("key", "year", "name"))
    words = set(NameWord.objects.values_list("word", flat=True))
    heard = []

    assert matching.rebuild(lambda done, of: heard.append((done, of))) == len(REGISTER)

    assert set(NameKey.objects.values_list("key", "year", "name")) == keys
    assert set(NameWord.objects.values_list("word", flat=True)) == words - {"وداع", "رفتگان"}
    assert heard == [(len(REGISTER), len(REGISTER))]
    assert found("Karimi Ali")


def test_name_saved_during_a_rebuild_is_in_the_new_index(monkeypatch):
    add("علی کریمی")
    late = []
    matching.rebuild(lambda done, of: late.append(add("مریم فرضیان")))
    assert found("Maryam Farzian") == [late[0].pk]


def test_common_pair_of_parts_does_not_favour_the_oldest(django_assert_max_num_queries):
    names = add_many("علی رضایی", [str(1900 + at % 100) for at in range(900)])
    with django_assert_max_num_queries(60):
        answer = matching.find(Told("Ali Rezaei"), limit=150)
    assert len({match.name > names[450].pk for match in answer}) == 2


NAMES = st.lists(
    st.sampled_from(["علی", "Karimi", "فرضیان", "Mohammad", "رضا", "زهرا", "Provëza", "نمونه"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NAMES)
def test_a_person_always_finds_itself_first(name):
    person = add(name)
    best = matching.find(matching.ask(name), limit=1)[0]
    assert best.verdict.score == 1
    assert best.written == name or best.person == person.pk


def test_tables_hold_one_row_for_a_key_given_twice():
    name = add("علی کریمی").names.get()
    before = NameKey.objects.count()
    matching.index([name], anew=True)
    assert NameKey.objects.count() == before
    assert NameWord._meta.db_table == tables.WORDS
    assert NameKey._meta.db_table == tables.KEYS
