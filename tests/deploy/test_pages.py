"""The frame of every page, the door, and what is said when something goes wrong."""

from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from casework.models import Organisation
from deploy.catalogue import build
from tests.factories import PASSWORD

LANGUAGES = {
    "en": ("ltr", "Log in"),
    "fa": ("rtl", "ورود"),
    "ar": ("rtl", "تسجيل الدخول"),
    "sq": ("ltr", "Hyr"),
}
LOGIN = "/door/login/"


def read(response):
    return response.content.decode()


@pytest.fixture(scope="session", autouse=True)
def catalogue():
    locale = Path(settings.LOCALE_PATHS[0])
    build(locale / "parts", locale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_door_speaks_every_language(client, db, language):
    direction, words = LANGUAGES[language]
    page = read(client.get(LOGIN, headers={"accept-language": language}))
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert f"<h1>{words}</h1>" in page


def test_each_language_calls_itself_by_its_own_name(client, db):
    page = read(client.get(LOGIN, headers={"accept-language": "fa"}))
    for code, name in [("en", "English"), ("fa", "فارسی"), ("ar", "العربية"), ("sq", "Shqip")]:
        assert f'value="{code}" lang="{code}"' in page
        assert f">{name}</button>" in page


def test_the_language_is_changed_by_one_press(client, db):
    client.get(LOGIN, headers={"accept-language": "en"})
    answer = client.post("/language/", {"language": "sq", "next": LOGIN}, follow=True)
    assert "<h1>Hyr</h1>" in read(answer)


@pytest.mark.parametrize("is_sample", [True, False])
def test_a_sample_says_so_on_every_page(client, db, is_sample):
    Organisation.objects.update_or_create(pk=1, defaults={"is_sample": is_sample})
    for path in (LOGIN, "/nowhere/at/all/"):
        page = read(client.get(path, follow=True))
        assert ('<aside class="sample"' in page) == is_sample


def test_a_wrong_password_keeps_the_name_and_never_the_password(client, cast):
    clerk = cast.staff["clerk"]
    page = read(client.post(LOGIN, {"login": clerk.username, "password": "s3cret-and-wrong"}))
    assert "This name and password do not go together" in page
    assert f'value="{clerk.username}"' in page
    assert "s3cret-and-wrong" not in page


def test_an_unknown_name_is_told_the_same_as_a_wrong_password(client, cast):
    clerk = cast.staff["clerk"].username

    def told(name):
        page = read(client.post(LOGIN, {"login": name, "password": "wrong"}))
        return page[page.index('<div class="errors"') : page.index("<form class")]

    assert told("nobody-here") == told(clerk)


def test_after_many_wrong_passwords_the_door_closes_for_a_while(client, cast, settings):
    typed = {"login": cast.staff["clerk"].username, "password": "wrong"}
    for _time in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(LOGIN, typed)
    assert "The door is closed for a while" in read(answer)
    right = client.post(LOGIN, typed | {"password": PASSWORD})
    assert "The door is closed for a while" in read(right)


def test_nobody_opens_an_account_from_outside(client, db):
    assert "sign up" not in read(client.get(LOGIN)).lower()


def test_what_is_not_there_is_told_in_plain_words(cast, enter):
    answer = enter(cast.staff["clerk"]).get("/nowhere/at/all/")
    assert answer.status_code == 404
    assert "<h1>There is nothing here for you</h1>" in read(answer)


def test_a_form_without_its_proof_is_asked_for_again(db):
    answer = Client(enforce_csrf_checks=True).post(LOGIN, {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "<h1>Please send it once more</h1>" in read(answer)


def test_the_page_forbids_everything_that_is_not_ours(client, db):
    policy = client.get(LOGIN).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe" not in policy


def test_the_head_tells_who_is_here_with_which_post(cast, enter):
    page = read(enter(cast.staff["clerk"]).get(reverse("account_change_password")))
    assert f"<bdi>{cast.staff['clerk']}</bdi></b>, clerk, {cast.ahvaz.city('en')}" in page


@pytest.mark.parametrize(("cookie", "off"), [("off", True), ("on", False), ("", False)])
def test_single_keys_can_be_switched_off_on_this_computer(cast, enter, cookie, off):
    client = enter(cast.staff["clerk"])
    client.cookies["keys"] = cookie
    page = read(client.get(reverse("account_change_password")))
    assert ('data-keys="off"' in page) == off


def test_the_office_may_start_with_single_keys_off(cast, enter):
    Organisation.objects.update_or_create(pk=1, defaults={"single_keys": False})
    page = read(enter(cast.staff["clerk"]).get(reverse("account_change_password")))
    assert 'data-keys="off"' in page


def test_a_password_is_changed(cast, enter):
    clerk = cast.staff["clerk"]
    clerk.set_password(PASSWORD)
    clerk.save()
    client = enter(clerk)
    new = "three words apart"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), typed)
    clerk.refresh_from_db()
    assert clerk.check_password(new)


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="as she says it")
    mail = forms.EmailField(required=False)
    safe = forms.ChoiceField(choices=[("y", "Yes")], widget=forms.RadioSelect)
    why = forms.ChoiceField(choices=[("y", "Yes")], widget=forms.RadioSelect({"class": "list"}))
    papers = forms.MultipleChoiceField(
        choices=[("a", "A")], widget=forms.CheckboxSelectMultiple, required=False
    )
    notice = forms.BooleanField(label="Notice given")
    story = forms.CharField(widget=forms.Textarea)
    seen = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("name", "markup"),
    [
        ("name", 'name="name" class="in" dir="auto" autocomplete="off"'),
        ("mail", 'type="email" name="mail" class="in" dir="ltr"'),
        ("safe", '<div class="seg" id="id_safe" tabindex="-1"><label for="id_safe_0">'),
        ("why", '<div class="checks" id="id_why" tabindex="-1"><label class="check"'),
        ("papers", '<div class="checks" id="id_papers" tabindex="-1"><label class="check"'),
        ("notice", '<label class="check" for="id_notice"><input type="checkbox"'),
        ("story", '<textarea name="story" class="in" dir="auto"'),
        ("seen", '<input type="hidden" name="seen"'),
    ],
)
def test_boxes_come_out_in_the_markup_of_the_house(name, markup):
    assert markup in str(Form()[name].as_field_group())


def test_a_box_that_is_wrong_says_so_and_points_to_its_words():
    group = str(Form({})["name"].as_field_group())
    assert '<div class="field field--bad">' in group
    assert 'aria-describedby="id_name_helptext id_name_error"' in group
    assert '<ul class="bad" id="id_name_error">' in group
    assert '<span class="hint" id="id_name_helptext">as she says it</span>' in group


def test_the_summary_of_errors_leads_to_every_box():
    form = Form({})
    summary = render_to_string("_parts/_errors.html", {"form": form})
    boxes = str(form)
    for name in ("name", "safe", "why", "notice", "story"):
        assert f'<a href="#id_{name}">' in summary
        assert f'id="id_{name}"' in boxes


def test_no_errors_no_summary():
    assert render_to_string("_parts/_errors.html", {"form": Form()}).strip() == ""
    assert render_to_string("_parts/_errors.html", {"forms": [Form(), Form()]}).strip() == ""
