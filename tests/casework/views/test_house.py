"""The administrator's page: offices, people and posts; nothing about a family."""

import pytest
from django.urls import reverse

from casework.models import Body, Office, Organisation, Post, Staff
from tests import factories

OFFICE = {
    "names_en": "Sample Family Links, Durrës",
    "cities_en": "Durrës",
    "timezone": "Europe/Tirane",
    "language": "sq",
    "calendar": "gregorian",
    "digits": "latn",
    "signing": "signature",
    "first_letter_serial": "358",
}
PERSON = {"display_name": "Elira Shembull", "language": "sq", "password": "a quite long password"}


@pytest.fixture
def admin(cast, enter):
    return enter(cast.administrator)


def test_no_family_stands_on_the_page(cast, admin):
    factories.log_family(cast)

    page = admin.get(reverse("house")).content.decode()

    assert "Clerk" in page
    assert "فرضیان" not in page


def test_an_office_is_opened_and_changed_but_keeps_its_code(admin):
    admin.post(reverse("office_new"), {**OFFICE, "code": "DUR"})
    office = Office.objects.get(code="DUR")
    assert (office.signing, office.first_letter_serial) == ("signature", 358)

    admin.post(reverse("office_edit", args=[office.pk]), {**OFFICE, "code": "XXX", "phone": "052"})

    office.refresh_from_db()
    assert (office.code, office.phone, office.names) == ("DUR", "052", {"en": OFFICE["names_en"]})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"code": "AHV"}, "There is an office with this code already."),
        ({"timezone": "Asia/Nowhere"}, "There is no such time zone"),
        ({"names_en": ""}, "Please give the name in at least one language."),
    ],
)
def test_an_office_that_makes_no_sense_is_refused(admin, wrong, said):
    answer = admin.post(reverse("office_new"), {**OFFICE, "code": "DUR", **wrong})

    assert said in answer.content.decode()
    assert Office.objects.count() == 2


def test_somebody_is_engaged_appointed_and_the_post_ends(cast, admin):
    made = admin.post(reverse("staff_new"), {**PERSON, "username": "elira"})
    staff = Staff.objects.get(username="elira")
    assert made.url == reverse("staff_edit", args=[staff.pk])

    admin.post(reverse("post_new", args=[staff.pk]), {"office": cast.tirana.pk, "role": "clerk"})
    post = Post.objects.get(staff=staff)
    assert (post.since, post.until) == (cast.tirana.today(), None)

    admin.post(reverse("post_end", args=[post.pk]))
    post.refresh_from_db()
    assert post.until == cast.tirana.today()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "clerk"}, "Somebody has this user name already."),
        ({"password": "short"}, "This password is too short"),
    ],
)
def test_somebody_who_cannot_be_engaged_is_refused(admin, wrong, said):
    answer = admin.post(reverse("staff_new"), {**PERSON, "username": "elira", **wrong})

    assert said in answer.content.decode()
    assert not Staff.objects.filter(display_name=PERSON["display_name"]).exists()


def test_an_empty_password_stays_and_a_new_one_counts(cast, admin):
    address = reverse("staff_edit", args=[cast.clerk.pk])

    admin.post(address, {**PERSON, "password": "", "is_active": "on"})
    assert Staff.objects.get(pk=cast.clerk.pk).check_password(factories.PASSWORD)

    admin.post(address, {**PERSON, "is_active": "on"})
    assert Staff.objects.get(pk=cast.clerk.pk).check_password(PERSON["password"])


def test_nobody_ends_the_own_account(cast, admin):
    admin.post(reverse("staff_edit", args=[cast.administrator.pk]), {**PERSON, "password": ""})

    assert Staff.objects.get(pk=cast.administrator.pk).is_active is True


def test_the_name_of_the_organisation_and_a_body_are_written_down(admin):
    admin.post(reverse("organisation_edit"), {"names_en": "Links", "names_fa": "پیوند"})
    admin.post(reverse("body_new"), {"names_en": "Registry (sample)", "kind": "host_state"})

    assert Organisation.current().names == {"en": "Links", "fa": "پیوند"}
    assert Body.objects.get().kind == "host_state"


def test_others_change_nothing_in_the_house(cast, enter):
    client = enter(cast.coordinator)

    for address in (
        reverse("office_edit", args=[cast.ahvaz.pk]),
        reverse("staff_edit", args=[cast.clerk.pk]),
        reverse("post_new", args=[cast.clerk.pk]),
        reverse("post_end", args=[Post.objects.first().pk]),
        reverse("organisation_edit"),
    ):
        assert client.post(address, {"names_en": "Mine"}).status_code == 403
    assert Organisation.current().names["en"] == "Sample Family Links"
