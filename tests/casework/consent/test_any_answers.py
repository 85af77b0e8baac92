"""Any sequence of answers: the book says what an independent, slow model says."""

import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.models.consent import DataClass

from .rows import DAY, OTHER, WHO, body, book, paper, row

# A busy computer is slow, not wrong.
in_any_time = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

BODIES = [body("icrc"), body("icrc"), body("national_society"), body("embassy")]
PAPERS = [paper(), paper()]
NEEDS = {"icrc": "P3", "national_society": "P3", "embassy": "P7"}
START = datetime.date(2022, 1, 1)
days = st.integers(0, 1600).map(lambda n: START + datetime.timedelta(days=n))
classes = st.lists(st.sampled_from(DataClass.values), unique=True, max_size=3)


@st.composite
def answers(draw):
    purpose = draw(st.sampled_from(["P3", "P7", "P13"]))
    on = draw(days)
    fit = [b for b in BODIES if purpose == "P13" or NEEDS[b.kind] == purpose]
    return row(
        purpose,
        draw(st.sampled_from(["granted", "refused", "not_asked"])),
        body=draw(st.sampled_from([None, *fit])),
        document=draw(st.sampled_from([None, *PAPERS])) if purpose == "P13" else None,
        classes=draw(classes) if purpose != "P13" else (),
        on=on,
        until=draw(st.none() | st.integers(0, 900).map(lambda n: on + datetime.timedelta(days=n))),
        person=draw(st.sampled_from([WHO, WHO, WHO, OTHER])),
    )


def last(rows, **where):
    """The newest row with exactly these marks: the day it was given, then the order."""
    fitting = [
        (each.given_on, place, each)
        for place, each in enumerate(rows)
        if all(getattr(each, name) == value for name, value in where.items())
    ]
    return max(fitting, key=lambda found: found[:2])[2] if fitting else None


def review(given_on, heard):
    """Month 24 after the last day heard before it, found by walking day after day."""
    last_heard, today = given_on, given_on
    while True:
        try:
            opens = last_heard.replace(year=last_heard.year + 2)
        except ValueError:
            opens = last_heard.replace(year=last_heard.year + 2, day=28)
        if today >= opens:
            return opens
        if today in heard:
            last_heard = today
        today += datetime.timedelta(days=1)


def says_yes(found, on, heard):
    if found is None or found.answer != "granted" or (found.until and on > found.until):
        return False
    return (on - review(found.given_on, heard)).days < 90


def model_covers(rows, to, data_class, document, on, talks):
    heard = {*talks, *(each.given_on for each in rows)}
    mine = [each for each in rows if each.person_id == WHO]

    def about(wanted):
        fitting = [r for r in mine if not r.data_classes or wanted in r.data_classes]
        purpose = NEEDS[to.kind]
        named = last(fitting, purpose=purpose, body_id=to.pk)
        found = named or last(fitting, purpose=purpose, body_id=None)
        return says_yes(found, on, heard)

    if document is None:
        return about(data_class)
    if not about("who"):
        return False
    own = last(mine, purpose="P13", document_id=document.pk, body_id=to.pk)
    own = own or last(mine, purpose="P13", document_id=document.pk, body_id=None)
    general = last(mine, purpose="P13", document_id=None, body_id=to.pk)
    general = general or last(mine, purpose="P13", document_id=None, body_id=None)
    if general and own and general.answer == "refused":
        later = [(r.given_on, mine.index(r)) for r in (general, own)]
        if later[0] > later[1]:
            return False
    return says_yes(own, on, heard)


@in_any_time
@given(
    st.lists(answers(), max_size=12),
    st.sampled_from(BODIES),
    st.sampled_from(DataClass.values),
    st.sampled_from([None, *PAPERS]),
    days,
    st.lists(days, max_size=4),
)
def test_any_sequence_of_answers_is_read_as_the_model_reads_it(
    rows, to, data_class, document, on, talks
):
    covered = book(*rows, heard_on=talks).covers(document or data_class, to, on)

    assert covered.holds is model_covers(rows, to, data_class, document, on, talks)
    assert bool(covered.code) is not covered.holds


@in_any_time
@given(st.lists(answers(), max_size=8), st.sampled_from(BODIES), days)
def test_a_no_added_today_is_a_no_whatever_was_said_before(rows, to, on):
    no = row(NEEDS[to.kind], "refused", body=to, on=DAY)

    assert not book(*rows, no).covers_body(to, on)


@in_any_time
@given(st.lists(answers(), max_size=8), days)
def test_whatever_stands_is_an_answer_that_was_given(rows, on):
    told = book(*rows)

    assert all(standing.row in rows for standing in told.standing())
    assert set(told.live(on)) <= set(told.standing())
