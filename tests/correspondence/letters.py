"""Ready-made situations for the tests of letters: accepted cases, a recipient, a numbered one."""

from pathlib import Path

import PIL.Image
from django.conf import settings

from casework.actions import cases, papers
from casework.actions.told import PaperTold
from casework.models import Case, Staff
from correspondence.actions import letters, numbers, recipients
from correspondence.models import Letter, Recipient
from tests import factories

LANGUAGES = ("en", "fa", "ar", "sq")
ICRC = {
    "en": "the ICRC delegation (sample)",
    "fa": "نمایندگی کمیتهٔ بین‌المللی صلیب سرخ (نمونه)",
    "ar": "بعثة اللجنة الدولية للصليب الأحمر (عينة)",
    "sq": "Delegacioni i KNKK-së (mostër)",
}


def make_recipient(cast, kind="icrc", names=None, **fields) -> Recipient:
    return recipients.add(
        by=cast.coordinator,
        new_body={"kind": kind, "names": names or ICRC},
        email="delegation@example.org",
        **fields,
    )


def accepted(cast, sought=("محمدرضا فرضیان",), **more) -> list[Case]:
    """One family's cases, checked and accepted: ready to be written about."""
    request = factories.log_family(cast, sought=sought, **more)
    return [
        cases.check_and_accept(case, by=cast.coordinator)
        for case in request.cases.order_by("reference")
    ]


def paper(cast, case: Case, *, title="شناسنامه", may_leave=True, color="white", size=(300, 400)):
    """A small scanned paper of a case."""
    path = Path(settings.WORK_DIR) / f"{case.reference}-{title}.jpg"
    picture_at(path, color, size)
    told = PaperTold(
        path=path,
        name=path.name,
        kind="identity",
        title=title,
        mime="image/jpeg",
        may_leave=may_leave,
    )
    return papers.attach(case.request, told, by=cast.clerk, case=case)


def picture_at(path: Path, color="white", size=(300, 400)) -> None:
    PIL.Image.new("RGB", size, color).save(path, "JPEG")


def drafted(cast, rows=None, *, kind="tracing_request", language="en", to=None, **more) -> Letter:
    rows = accepted(cast) if rows is None else rows
    to = to or make_recipient(cast)
    return letters.draft(rows, to, kind, language, by=cast.coordinator, office=cast.ahvaz, **more)


def approved(cast, letter: Letter | None = None, **more) -> Letter:
    letter = letters.hand_over(letter or drafted(cast, **more), by=cast.coordinator)
    return letters.approve(letter, by=cast.signatory)


def numbered(cast, letter: Letter | None = None, **more) -> Letter:
    return numbers.take_number(approved(cast, letter, **more), by=cast.coordinator)


def second_coordinator(cast) -> Staff:
    return factories.make_staff("second", cast.ahvaz, "coordinator", by=cast.administrator)
