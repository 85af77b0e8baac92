"""One mail that answers six letters at once is filed once, to all six."""

import re

import pytest

from correspondence import access, mail, whose
from correspondence.actions import arriving
from correspondence.models import Incoming, SubmissionCase
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.test_arriving import eml

SIX = 6


@pytest.fixture
def six(cast):
    to = made.make_recipient(cast)
    return [
        sending.sent(cast, sending.family(cast, f"فرد نمونهٔ {number}"), to=to)
        for number in range(SIX)
    ]


def naming(letters) -> bytes:
    return eml("We answer your letters " + ", ".join(each.number for each in letters))


def found(cast, raw):
    within = access.submissions(cast.clerk, "record_reply")
    return whose.suggestions(mail.read(raw), within)


def test_all_six_are_suggested_and_one_press_takes_them_all(cast, enter, six):
    kept, _new = arriving.take(naming(six), office=cast.ahvaz)
    client = enter(cast.clerk)
    page = client.get(f"/arrived/{kept.pk}/")
    threads = {str(each.submission_id) for each in six}
    assert {str(each.pk) for each in page.context["together"]} == threads

    (link,) = re.findall(r'href="(/replies/new/\?[^"]*submission=[^"]*submission=[^"]*)"',
                         page.content.decode())  # fmt: skip
    form = client.get(link.replace("&amp;", "&"))
    assert {str(each.pk) for each in form.context["chosen"]} == threads
    told = {
        "submission": list(threads), "mail": str(kept.pk), "way": "email", "words": "as said",
        "received_on": cast.ahvaz.today().isoformat(), "all-reply_class": "answered",
        "command": "6" * 32,
    }  # fmt: skip
    for _twice in range(2):
        client.post("/replies/new/", told)
    assert Incoming.objects.get().lines.count() == SIX
    assert SubmissionCase.objects.filter(answered_on=None).count() == 0


def test_one_letter_alone_is_not_offered_together(cast, six):
    assert whose.together(found(cast, naming(six[:1]))) == []


def test_threads_with_another_body_stay_apart(cast, six):
    other = sending.sent(
        cast, sending.family(cast, "دیگری نمونه"),
        to=made.make_recipient(cast, names={"en": "Another body (sample)"}),
    )  # fmt: skip
    rows = whose.together(found(cast, naming([*six[:2], other])))
    assert {row.pk for row in rows} == {each.submission_id for each in six[:2]}


def test_whoever_only_writes_from_their_address_names_no_letter(cast, six):
    raw = eml("Good morning.", sender="delegation@example.org")
    assert len(found(cast, raw)) == SIX
    assert whose.together(found(cast, raw)) == []
