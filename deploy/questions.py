"""The few questions that a new, empty office has to answer before it can open."""

import getpass
import re
import sys
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from deploy.trouble import Trouble

# What an office counts and writes in, unless it is changed on screen later.
HABITS = {
    "en": {"calendar": "gregorian", "digits": "latn", "timezone": "UTC"},
    "fa": {"calendar": "solar", "digits": "arabext", "timezone": "Asia/Tehran"},
    "ar": {"calendar": "gregorian", "digits": "arab", "timezone": "Asia/Baghdad"},
    "sq": {"calendar": "gregorian", "digits": "latn", "timezone": "Europe/Tirane"},
}


class NotUsable(Exception):
    """An answer that can't be taken, with the sentence that says why."""


def _ask_secret(question: str) -> str:
    """Not shown while typed; answers that come from a file are read like the others."""
    return getpass.getpass(question) if sys.stdin.isatty() else input(question)


@dataclass(frozen=True)
class Questions:
    """Asks one question at a time until the answer can be used."""

    ask: Callable[[str], str] = input
    ask_secret: Callable[[str], str] = _ask_secret
    say: Callable[[str], None] = print

    def first_office(self) -> dict:
        """What `casework.actions.house.found` needs; raises Trouble when the answers end."""
        try:
            return self._first_office()
        except EOFError:
            raise Trouble("The answers ended early and nothing was written; start again") from None

    def _first_office(self) -> dict:
        self.say("A real, empty office. Ten questions; all but the code can be changed later.\n")
        organisation = self.until_usable("Name of the organisation: ", _required)
        name = self.until_usable("Name of the first office: ", _required)
        city = self.until_usable("City: ", _required)
        code = self.until_usable("Short code on its case numbers, such as AHV: ", _code)
        language = self.until_usable("Language (en, fa, ar or sq): ", _language)
        habits = HABITS[language]
        zone = self.until_usable(
            f"Time zone [{habits['timezone']}]: ", lambda said: _zone(said or habits["timezone"])
        )
        self.say("\nThe first administrator:\n")
        username = self.until_usable("User name (Latin letters and digits): ", _username)
        display_name = self.until_usable("Name: ", _required)
        office = {
            "code": code,
            "names": {language: name},
            "cities": {language: city},
            "language": language,
            **habits,
            "timezone": zone,
        }
        return {
            "names": {language: organisation},
            "office": office,
            "username": username,
            "display_name": display_name,
            "password": self.password(),
        }

    def until_usable(self, question: str, use: Callable[[str], str]) -> str:
        while True:
            try:
                return use(self.ask(question).strip())
            except NotUsable as reason:
                self.say(f"  {reason}")

    def password(self) -> str:
        """The same password typed twice, and long enough."""
        while True:
            first = self.ask_secret("Password (12 characters or more): ")
            try:
                validate_password(first)
            except ValidationError as reason:
                self.say("  " + " ".join(reason.messages))
                continue
            if self.ask_secret("The same again: ") == first:
                return first
            self.say("  The two are not the same.")


def _required(said: str) -> str:
    if not said:
        raise NotUsable("It can't be left out.")
    return said


def _code(said: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{1,5}", said):
        raise NotUsable("Two to six Latin letters and digits, a letter first.")
    return said.upper()


def _language(said: str) -> str:
    if said not in HABITS:
        raise NotUsable("Type en, fa, ar or sq.")
    return said


def _zone(said: str) -> str:
    if said not in zoneinfo.available_timezones():
        raise NotUsable("Type a name such as Asia/Tehran or Europe/Tirane.")
    return said


def _username(said: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]{1,29}", said):
        raise NotUsable("Two to thirty Latin letters, digits, dots or hyphens.")
    return said
