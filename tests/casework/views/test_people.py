"""The pages about a person: read, correct, history, undo, links, who is who in a photograph."""

import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from casework import vault
from casework.actions import correcting, linking, papers
from casework.actions.told import PaperTold
from casework.forms.portraits import COLUMNS, ROWS, cell_of, middle_of
from casework.models import Correction, Entry
from casework.models.correction import Part
from families.forms import NameForm
from families.models import Person, PersonName, Portrait
from families.names import tidy
from tests.factories import log_family

HOSTILE = "محمد\u202eرضا 🌱 فرضیان"


@pytest.fixture
def case(cast):
    return log_family(cast).cases.get()


def address(name, case, person=None, *more):
    return reverse(name, args=[case.reference, (person or case.sought).pk, *more])


def posted(**said):
    return {"command": str(uuid.uuid4()), **said}


def name_posted(full, **more):
    return posted(full_as_given=full, kind="official", source="spoken", **more)


def press(client, where, said):
    answer = client.post(where, said)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def test_everything_that_was_told_stands_on_the_persons_page(cast, enter, case):
    shown = enter(cast.clerk).get(address("person", case)).content.decode()

    for word in ("محمدرضا فرضیان", "غلامعباس", "about 1327", "تیرانا، آلبانی"):
        assert word in shown


def test_numbers_open_on_a_press_that_is_noted(cast, enter, case):
    enquirer = case.request.enquirer
    correcting.write_part(
        case, enquirer, Part.IDENTIFIER, {"kind": "ir_national", "value": "1234567890"},
        by=cast.clerk,
    )  # fmt: skip
    client, where = enter(cast.clerk), address("person", case, enquirer)

    closed = client.get(where).content.decode()
    assert Entry.objects.filter(verb="view_contacts").count() == 0
    opened = client.post(where).content.decode()

    assert "1234567890" not in closed
    assert "•••••••890" in closed
    assert "The check digit does not fit." in closed
    assert "09160000005" not in closed
    assert "1234567890" in opened
    assert "09160000005" in opened
    noted = Entry.objects.get(verb="view_contacts")
    assert noted.details == {"person": str(enquirer.pk)}


def test_a_name_is_corrected_and_the_history_shows_before_and_after(cast, enter, case):
    row, client = case.sought.names.get(), enter(cast.clerk)

    press(client, address("person_part", case, None, "name", row.pk), name_posted("محمود نمونه"))
    shown = client.get(address("person_history", case)).content.decode()

    assert Person.objects.get(pk=case.sought_id).full_name == "محمود نمونه"
    assert str(cast.clerk) in shown
    assert shown.count("محمدرضا فرضیان") == 1  # what stood before
    assert shown.count("محمود نمونه") == 2  # the heading, and what stands after


def test_the_history_of_numbers_is_closed_until_asked_for(cast, enter, case):
    enquirer, client = case.request.enquirer, enter(cast.clerk)
    point = enquirer.contact_points.get()
    said = posted(kind="phone", value="09160000099", safe="yes", works="works")
    press(client, address("person_part", case, enquirer, "contact", point.pk), said)
    where = address("person_history", case, enquirer)

    closed, opened = client.get(where).content.decode(), client.post(where).content.decode()

    assert "09160000099" not in closed
    assert "09160000099" in opened


def test_what_was_typed_stays_when_it_is_refused(cast, enter, case):
    said = posted(kind="phone", value="", safe="yes", works="works", safe_times="only evenings")

    answer = enter(cast.clerk).post(
        address("person_add", case, case.request.enquirer, "contact"), said
    )

    assert answer.status_code == 200
    assert "only evenings" in answer.content.decode()


def test_the_sought_persons_number_is_refused_with_the_way_to_go(cast, enter, case):
    said = posted(kind="phone", value="0691234567", safe="yes", works="works")

    answer = enter(cast.clerk).post(address("person_add", case, None, "contact"), said)

    assert "Hand in news" in answer.content.decode()
    assert case.sought.contact_points.count() == 0


def test_an_unchanged_date_keeps_its_reading_and_a_new_one_is_read(cast, enter, case):
    client, where = enter(cast.clerk), address("person_details", case)
    assert 'name="birth" value="حدود ۱۳۲۷"' in client.get(where).content.decode()
    said = posted(sex="male", birth="حدود ۱۳۲۷", life_status="unknown", birth_place="شهر نمونه")

    press(client, where, said)

    person = Person.objects.get(pk=case.sought_id)
    assert (person.sex, person.birth.qualifier, person.birth.year) == ("male", "about", 1327)
    assert Correction.objects.get().fields == ["birth_place", "sex"]


@pytest.mark.parametrize(
    ("birth", "sentence"),
    [
        ("۳۰ اسفند ۱۴۰۲", "There is no such day in this month."),
        ("۱۴۰۲/۱۳/۱", "There is no such month."),
        ("14030", "There is no such year in any of the calendars."),
        ("1390", "The birth lies after the last news."),
    ],
)
def test_a_birth_that_cannot_be_is_kept_and_said(cast, enter, case, birth, sentence):
    client = enter(cast.clerk)
    press(
        client,
        address("person_details", case),
        posted(sex="male", birth=birth, life_status="unknown"),
    )

    assert sentence in client.get(address("person", case)).content.decode()
    assert Person.objects.get(pk=case.sought_id).birth.as_given == birth


def test_a_row_of_another_person_or_no_row_at_all_is_not_found(cast, enter, case):
    client = enter(cast.clerk)
    foreign = case.request.enquirer.names.get()
    for row in (foreign.pk, "0", "nonsense", uuid.uuid4()):
        assert client.get(address("person_part", case, None, "name", row)).status_code == 404
    assert client.get(address("person_add", case, None, "nonsense")).status_code == 404
    assert client.get(address("person_part", case, None, "news", "7")).status_code == 404


def test_ones_own_last_step_is_undone_with_a_reason(cast, enter, case):
    client, where = enter(cast.clerk), reverse("undo", args=[case.reference])
    correcting.correct_details(case, case.sought, {"sex": "male"}, by=cast.clerk)
    step = client.get(where).context["step"]

    refused = client.post(where, posted(step=step.pk, reason=""))
    assert "Please give the reason." in refused.content.decode()
    answer = client.post(where, posted(step=step.pk, reason="wrong family"))

    assert answer.status_code == 302
    assert Person.objects.get(pk=case.sought_id).sex == "unknown"
    shown = client.get(address("person_history", case)).content.decode()
    assert "wrong family" in shown


def test_what_cannot_be_undone_says_why(cast, enter, case):
    shown = enter(cast.clerk).get(reverse("undo", args=[case.reference])).content.decode()

    assert "This step cannot be undone" in shown


def test_a_link_to_what_one_may_not_see_is_not_there(cast, enter, case):
    other = log_family(cast, enquirer="علی نمونه").cases.get()
    client, where = enter(cast.coordinator), address("person_links", case)

    client.post(where, posted(other=other.reference, who="sought", reason="same mother"))
    unknown = client.post(where, posted(other="AHV-1405-999999-X", who="sought", reason="x"))

    assert len(list(linking.links_of(case.sought))) == 1
    assert "There is no case with this number" in unknown.content.decode()
    shown = client.get(where).content.decode()
    assert (other.reference in shown, "same mother" in shown) == (True, True)


def test_the_family_is_seen_in_one_glance(cast, enter):
    family = log_family(cast, sought=("محمدرضا فرضیان", "ناصر فرضیان"))
    case = family.cases.first()

    tree = enter(cast.clerk).get(reverse("case_people", args=[case.reference])).context["tree"]

    (asking,) = tree
    assert (asking.person, asking.is_called, asking.dead) == (family.enquirer, True, False)
    assert [branch.tie for branch in asking.asks_for] == ["sister", "sister"]
    assert [branch.case for branch in asking.asks_for] == list(family.cases.order_by("reference"))


def test_a_tie_reads_in_words_in_each_language_and_an_unknown_one_is_not_said(cast, enter, case):
    asker, tie = case.request.enquirer, case.sought.related_by.get()
    page = reverse("person", args=[case.reference, asker.pk])
    tree = reverse("case_people", args=[case.reference])
    tie.kin = "sister"
    tie.save()
    name = f"<bdi>{case.sought.full_name}</bdi>"

    assert f"Relation to {name}: sister" in enter(cast.clerk).get(page).content.decode()
    assert f"نسبت با {name}: خواهر" in enter(cast.clerk, "fa").get(page).content.decode()
    assert "با نسبت <bdi>خواهر</bdi> برای" in enter(cast.clerk, "fa").get(tree).content.decode()
    tie.kin = "other"
    tie.save()
    assert "as <bdi>" not in enter(cast.clerk).get(tree).content.decode()


def test_a_number_that_is_wrong_calls_nobody(cast, enter, case):
    case.request.enquirer.contact_points.update(works="wrong")

    tree = enter(cast.clerk).get(reverse("case_people", args=[case.reference])).context["tree"]

    assert tree[0].is_called is False


def test_which_number_was_wrong_is_chosen_when_there_are_several(cast, enter, case):
    enquirer = case.request.enquirer
    said = {"kind": "phone", "value": "09160000077", "safe": "yes", "works": "works"}
    correcting.write_part(case, enquirer, Part.CONTACT, said, by=cast.clerk)
    second = enquirer.contact_points.last()
    client = enter(cast.clerk)

    card = client.get(reverse("status_card", args=[case.reference])).content.decode()
    client.post(
        reverse("tell", args=[case.reference]), posted(result="wrong_number", point=second.pk)
    )

    assert "09160000077" not in card
    assert [point.works for point in enquirer.contact_points.all()] == ["untried", "wrong"]


# a photograph ------------------------------------------------------------------------------------


def photograph(case, by):
    out = BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "PNG")
    stored = vault.put_bytes(out.getvalue(), mime="image/png")
    paper = PaperTold(path=None, stored=stored, kind="photo", name="a.png", mime="image/png")
    return papers.attach(case.request, paper, by=by)


def test_who_is_who_is_numbered_from_left_to_right(cast, enter):
    family = log_family(cast, sought=("محمدرضا فرضیان", "ناصر فرضیان"))
    first, second = family.cases.order_by("reference")
    photo, client = photograph(first, cast.clerk), enter(cast.clerk)
    where = reverse("portrait", args=[first.reference, photo.pk])

    press(client, where, posted(who=first.sought_id, cell="13", taken="حدود ۱۳۶۰"))
    press(client, where, posted(who=second.sought_id, cell="2"))
    marks = client.get(where).context["marks"]

    assert [(mark["number"], mark["person"]) for mark in marks] == [
        (1, second.sought),
        (2, first.sought),
    ]
    assert Portrait.objects.get(person=first.sought).taken.qualifier == "about"


def test_a_square_that_is_none_is_refused_and_kept_out(cast, enter, case):
    photo = photograph(case, cast.clerk)

    answer = enter(cast.clerk).post(
        reverse("portrait", args=[case.reference, photo.pk]),
        posted(who=case.sought_id, cell="9999"),
    )

    assert answer.status_code == 200
    assert Portrait.objects.count() == 0


@given(st.integers(0, COLUMNS * ROWS - 1))
def test_the_middle_of_a_square_lies_in_it(cell):
    assert cell_of(*middle_of(cell)) == cell


# bad input ------------------------------------------------------------------------------------


def test_signs_that_turn_letters_are_kept_as_given_and_never_shown(cast, enter, case):
    client = enter(cast.clerk)

    press(client, address("person_add", case, None, "name"), name_posted(HOSTILE))

    assert PersonName.objects.filter(full_as_given=HOSTILE).count() == 1
    for page in ("person", "person_history"):
        assert "\u202e" not in client.get(address(page, case)).content.decode()


def test_five_hundred_letters_are_a_name_and_one_more_is_said(cast, enter, case):
    client, where = enter(cast.clerk), address("person_add", case, None, "name")

    press(client, where, name_posted("ن" * 500))
    refused = client.post(where, name_posted("ن" * 501))

    assert refused.status_code == 200
    assert refused.context["form"].errors["full_as_given"]
    assert case.sought.names.count() == 2


def test_only_a_nickname_is_a_name(cast, enter, case):
    row, client = case.sought.names.get(), enter(cast.clerk)
    said = {**name_posted("ابو نمونه"), "kind": "alias"}

    press(client, address("person_part", case, None, "name", row.pk), said)

    assert Person.objects.get(pk=case.sought_id).full_name == "ابو نمونه"


@given(st.text(max_size=500))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_a_name_as_it_was_given_or_no_name(text):
    form = NameForm({"full_as_given": text, "kind": "official", "source": "spoken"})

    accepted = form.is_valid()

    if accepted:
        kept = form.cleaned_data["full_as_given"]
        assert kept.replace("\0", "") == kept
        assert tidy(kept)
    elif len(text) <= 500:
        assert not tidy(text)
