"""The clerk's keys, the screen turned to the desk, and a draft that survives a weak line."""

import pytest

from casework.models import IntakeDraft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEW = "/new/"
PRESS_IN_PERSIAN = """([key, code]) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", {key, code, bubbles: true}))"""


@pytest.fixture
def desk(office, sit_down):
    page = sit_down(office.clerk)
    page.goto(NEW)
    return page


def is_hushed(page):
    return page.evaluate("document.documentElement.classList.contains('hush')")


def leave_the_boxes(page):
    page.evaluate("document.activeElement.blur()")


def test_slash_goes_to_the_search_box(desk):
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "q"
    assert desk.input_value("#q") == ""


def test_keys_are_letters_again_inside_a_box(desk):
    desk.keyboard.press("/")
    desk.keyboard.type("hn?")
    assert desk.input_value("#q") == "hn?"
    assert not is_hushed(desk)
    assert desk.url.endswith(NEW)


def test_h_leaves_only_this_family_also_after_going_on(desk):
    desk.keyboard.press("h")
    assert not desk.is_visible(".head")
    assert not desk.is_visible("aside.beside")
    assert desk.is_visible("form[data-family]")
    desk.reload()
    assert is_hushed(desk)
    desk.click("[data-hush]")
    assert desk.is_visible(".head")


@pytest.mark.parametrize(("key", "code"), [("ا", "KeyH"), ("ﺍ", "KeyH")])
def test_the_place_on_the_keyboard_counts_where_letters_are_not_latin(desk, key, code):
    desk.evaluate(PRESS_IN_PERSIAN, [key, code])
    assert is_hushed(desk)


def test_question_mark_tells_the_keys_and_switches_them_off(desk):
    desk.keyboard.press("?")
    assert desk.is_visible("#keys")
    desk.uncheck("[data-keys-switch]")
    desk.click("#keys button")
    desk.keyboard.press("h")
    assert not is_hushed(desk)
    desk.reload()
    desk.keyboard.press("h")
    assert not is_hushed(desk)
    assert desk.locator(".foot kbd").count() == 0


def test_what_is_typed_is_kept_on_leaving_a_box(desk):
    box = desk.locator("form[data-autosave] input[type=text]").first
    box.fill("مریم فرضیان")
    with desk.expect_response(lambda answer: answer.request.method == "POST") as kept:
        leave_the_boxes(desk)
    assert kept.value.status == 200
    desk.wait_for_function("document.querySelector('[data-kept]').textContent.trim() !== ''")
    assert "مریم فرضیان" in IntakeDraft.objects.get().fields.values()


def test_without_a_line_the_page_says_that_nothing_is_lost(desk):
    desk.context.set_offline(True)
    box = desk.locator("form[data-autosave] input[type=text]").first
    box.fill("مریم")
    leave_the_boxes(desk)
    assert desk.is_visible("[data-line-down]")
    assert "do not close this page" in desk.inner_text("[data-line-down]")
    with desk.expect_response(lambda answer: answer.request.method == "POST"):
        desk.context.set_offline(False)
    desk.wait_for_selector("[data-line-down]", state="hidden")
    assert box.input_value() == "مریم"
    assert "مریم" in IntakeDraft.objects.get().fields.values()


def test_logged_out_in_between_the_page_keeps_what_was_typed(desk):
    desk.context.clear_cookies(name="sessionid")
    box = desk.locator("form[data-autosave] input[type=text]").first
    box.fill("مریم")
    leave_the_boxes(desk)
    desk.wait_for_selector("[data-logged-out]")
    assert box.input_value() == "مریم"


def test_no_script_of_ours_breaks(office, sit_down):
    page = sit_down(office.clerk, "fa")
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    page.goto(NEW)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert broken == []
