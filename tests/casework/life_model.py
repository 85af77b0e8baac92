"""A case's open life as a coordinator would tell it, written by hand and knowing nothing of the
program: what each step needs, where it leads, and which refusals are heard in which order."""

import datetime
from dataclasses import dataclass, field

ACTIVE = {
    "registered", "under_review", "incomplete", "accepted", "submitted", "answered", "on_hold",
}  # fmt: skip
FROM = {
    "register": {"draft"},
    "start_review": {"registered"},
    "ask_more": {"registered", "under_review", "accepted", "submitted", "answered"},
    "complete": {"incomplete"},
    "accept": {"under_review"},
    "decline": {"registered", "under_review"},
    "submit": {"accepted", "submitted", "answered"},
    "answer": {"submitted", "answered"},
    "close": ACTIVE,
    "hold": ACTIVE - {"on_hold"},
    "resume": {"on_hold"},
    "withdraw": ACTIVE,
    "reopen": {"closed"},
    "archive": {"closed"},
}
TO = {
    "register": "registered", "start_review": "under_review", "ask_more": "incomplete",
    "accept": "accepted", "decline": "closed", "submit": "submitted", "answer": "answered",
    "close": "closed", "hold": "on_hold", "withdraw": "closed", "reopen": "under_review",
    "archive": "archived",
}  # fmt: skip
MAY = {
    "register": {"clerk", "coordinator", "regional"},
    "start_review": {"coordinator"},
    "ask_more": {"clerk", "coordinator"},
    "complete": {"clerk", "coordinator", "regional"},
    "accept": {"coordinator"},
    "decline": {"coordinator"},
    "close": {"coordinator"},
    "hold": {"coordinator"},
    "resume": {"coordinator"},
    "withdraw": {"clerk", "coordinator", "regional"},
    "reopen": {"coordinator"},
}  # submit, answer and archive follow from what happened: nobody takes them
ENDS_ANY_DAY = {
    "unreachable", "withdrawn", "duplicate", "transferred", "not_eligible", "found_by_family",
}  # fmt: skip
REVIEW_DAYS = (90, 180, 270, 360, 540, 720, 900, 1080, 1260, 1440, 1620, 1800, 1980, 2160, 2340)


@dataclass
class Told:
    """What the person who presses says: a reason, a day, boxes that are ticked."""

    reason: str = ""
    review_in: int | None = None
    ticked: frozenset = frozenset()


@dataclass
class Life:
    """One case. `take` gives "done", "forbidden", or the list of what stands in the way."""

    state: str = "draft"
    came_from: dict = field(default_factory=dict)
    notice: bool = False
    risk: str = "no_sign"
    stopped: bool = False
    co_signed: bool = False
    minor: bool = False
    looked: bool = False
    written: bool = False
    asked: bool = False
    agreed: bool = False
    registered_on: datetime.date | None = None
    accepted_on: datetime.date | None = None
    next_review: datetime.date | None = None

    def take(self, step, role, told, today):
        if step in MAY and role not in MAY[step]:
            return "forbidden"
        if self.state not in FROM[step]:
            return ["wrong_state"]
        missing = [code for code, holds in self.needs(step, told, today) if not holds]
        if missing:
            return missing
        self.move(step, told, today)
        return "done"

    def needs(self, step, told, today):
        ticked = told.ticked
        if step == "register":
            return [("notice_recorded", self.notice), ("basis_recorded", self.notice)]
        if step == "ask_more":
            return [("items_listed", "items" in ticked)]
        if step == "accept":
            return [
                ("duplicates_seen", self.looked or "duplicates_seen" in ticked),
                ("eligible", "eligible" in ticked),
                ("not_stopped", not self.stopped),
                ("risk_allows", self.risk != "stop"),
                ("risk_co_signed", self.risk != "high" or self.co_signed),
                ("minor_co_signed", not self.minor or self.co_signed),
            ]
        if step == "decline":
            reason, referral = bool(told.reason), "referral_offered" in ticked
            return [("reason_given", reason), ("referral_offered", referral)]
        if step == "close":
            allowed = told.reason in ENDS_ANY_DAY or self.a_year_has_passed(today)
            tried = told.reason != "unreachable"  # nobody calls in these lives
            needed = ("reason_given", bool(told.reason)), ("ending_allowed", allowed)
            return [*needed, ("tried_enough", tried), ("second_asked", True)]
        if step == "hold":
            soon = told.review_in is not None and 0 < told.review_in <= 180
            return [("reason_given", bool(told.reason)), ("review_soon", soon)]
        if step == "reopen":
            return [("new_information", bool(told.reason)), ("reopening_agreed", self.agreed)]
        needed = {
            "withdraw": "wish_verified", "submit": "dispatched", "answer": "answer_recorded",
            "archive": "retention_due",
        }.get(step)  # fmt: skip
        return [(needed, needed in ticked)] if needed else []

    def a_year_has_passed(self, today):
        if self.accepted_on is None:
            return False
        day, month = self.accepted_on.day, self.accepted_on.month
        if (month, day) == (2, 29):
            day = 28
        return today >= datetime.date(self.accepted_on.year + 1, month, day)

    def move(self, step, told, today):
        if step in ("ask_more", "hold"):
            self.came_from[TO[step]] = self.state
        if step == "complete":
            self.state = self.came_from["incomplete"]
        elif step == "resume":
            self.state = self.came_from["on_hold"]
        else:
            self.state = TO[step]
        if step == "register":
            self.registered_on = today
        if step == "accept":
            self.accepted_on = today
        if step == "reopen":
            self.asked = self.agreed = False
        self.set_review(step, told, today)
        if self.state == "accepted" and self.written:
            self.move("submit", told, today)

    def set_review(self, step, told, today):
        if self.state not in ACTIVE:
            self.next_review = None
        elif step == "hold":
            self.next_review = today + datetime.timedelta(days=told.review_in)
        elif step in ("accept", "resume", "submit", "answer") or self.next_review is None:
            since = self.accepted_on or self.registered_on
            days = (since + datetime.timedelta(days=n) for n in REVIEW_DAYS)
            self.next_review = next(day for day in days if day > today)
