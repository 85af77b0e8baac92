"""What a person does at a screen: reads, types, presses; in any language of the program."""

from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page, expect

from tests import factories


def said(language: str, text: str, *, context: str = "", **values) -> str:
    """A sentence of the program as it stands on a screen of this language."""
    with translation.override(language):
        words = pgettext(context, text) if context else gettext(text)
    return words % values if values else words


class Screen:
    """A page in front of somebody. Everything is named by its English wording."""

    def __init__(self, page: Page, language: str):
        self.page, self.language = page, language

    def say(self, text: str, **values) -> str:
        return said(self.language, text, **values)

    def go(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None and answer.status == 200, address

    def log_in(self, staff) -> None:
        """Through the door, as everybody: the language, the name, the password."""
        self.go("/door/login/")
        self.page.locator(f"button[name=language][value={self.language}]").first.click()
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        self.fill("Name for logging in", staff.username)
        self.fill("Password", factories.PASSWORD)
        self.press("Log in")
        expect(self.page.get_by_role("button", name=self.say("Log out"))).to_be_visible()

    def log_out(self) -> None:
        self.press("Log out")
        expect(self.page.locator("#id_login")).to_be_visible()

    def box(self, label: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_label(self.say(label), exact=True)

    def fill(self, label: str, text: str, within: Locator | None = None) -> None:
        self.box(label, within).fill(text)

    def fill_date(self, label: str, text: str, within: Locator | None = None) -> None:
        """A date in words: the year box takes them."""
        group = (within or self.page).get_by_role("group", name=self.say(label), exact=True)
        self.fill("Year, or in words", text, group)

    def choose(self, label: str, value: str, within: Locator | None = None) -> None:
        self.box(label, within).select_option(value)

    def tick(self, label: str, within: Locator | None = None) -> None:
        self.box(label, within).check()

    def press(self, text: str, within: Locator | None = None) -> None:
        button = (within or self.page).get_by_role("button", name=self.say(text), exact=True)
        button.first.click()

    def follow(self, text: str, within: Locator | None = None) -> None:
        link = (within or self.page).get_by_role("link", name=self.say(text), exact=True)
        link.first.click()

    def reads(self, text: str, **values) -> None:
        """The sentence of the program is to be seen, now or in a moment."""
        self.shows(self.say(text, **values))

    def shows(self, text: str) -> None:
        expect(self.page.locator("#main").get_by_text(text).first).to_be_visible()

    def never_shows(self, text: str) -> None:
        """Nothing of it, seen or hidden, in what the browser was given."""
        assert text not in self.page.content()

    def title(self, text: str, **values) -> None:
        heading = self.page.get_by_role("heading", level=1, name=self.say(text, **values))
        expect(heading).to_be_visible()
