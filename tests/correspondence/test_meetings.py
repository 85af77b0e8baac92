"""A meeting: who is on the list, what is shown of whom, and what was said for all at once."""

import datetime
import io
import uuid

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework.actions import consents, safety
from casework.actions.errors import Refused
from casework.models import Entry
from correspondence import drafting
from correspondence.actions import meetings
from correspondence.drafting import meeting_list
from correspondence.models import Incoming, Meeting, SubmissionCase
from tests.correspondence import sending
from tests.correspondence.letters import make_recipient, paper
from tests.correspondence.pdf.reading import page_texts
from tests.factories import log_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipient(cast):
    return make_recipient(cast)


@pytest.fixture
def written(cast, recipient):
    """Two cases about which the body was written to."""
    cases = [sending.family(cast)[0] for _n in range(2)]
    sending.sent(cast, cases, to=recipient)
    return cases


def plan(cast, recipient, cases, **more):
    told = {"kind": "we_go", "on": cast.ahvaz.today(), "language": "en", **more}
    return meetings.plan(
        office=cast.ahvaz, recipient=recipient, by=cast.coordinator, cases=cases, **told
    )


def said(cases, **more):
    told = {
        "words": "We will answer by the new year.", "reply_class": "promised",
        "until": datetime.date(2027, 3, 21), "about": frozenset(c.pk for c in cases), **more,
    }  # fmt: skip
    return meetings.Said(**told)


def test_a_promise_is_recorded_once_for_all_cases(cast, recipient, written):
    row = plan(cast, recipient, written, theirs="Ms Sample, deputy head")

    row = meetings.record(row, said(written), by=cast.clerk)

    item = Incoming.objects.get()
    assert (item.way, item.words, item.who, row.said) == (
        "meeting", "We will answer by the new year.", "Ms Sample, deputy head", item,
    )  # fmt: skip
    marks = SubmissionCase.objects.values_list("promised_until", flat=True)
    assert set(marks) == {datetime.date(2027, 3, 21)}


def test_a_case_that_was_not_named_stays_as_it_was(cast, recipient, written):
    row = plan(cast, recipient, written)
    meetings.record(row, said(written[:1]), by=cast.coordinator)

    assert SubmissionCase.objects.get(case=written[1]).promised_until is None
    assert SubmissionCase.objects.get(case=written[0]).promised_until is not None


def test_what_was_said_is_recorded_once(cast, recipient, written):
    row, press = plan(cast, recipient, written), uuid.uuid4()
    first = meetings.record(row, said(written), by=cast.coordinator, command=press)
    assert meetings.record(row, said(written), by=cast.coordinator, command=press) == first

    with pytest.raises(Refused) as refused:
        meetings.record(row, said(written), by=cast.coordinator)
    assert refused.value.codes == ["recorded"]
    assert Incoming.objects.count() == 1


def test_a_promise_without_its_day_changes_nothing(cast, recipient, written):
    row = plan(cast, recipient, written)

    with pytest.raises(Refused) as refused:
        meetings.record(row, said(written, until=None), by=cast.coordinator)
    assert refused.value.codes == ["promise_day"]
    assert (Incoming.objects.count(), Meeting.objects.get().said) == (0, None)


def test_a_finding_goes_to_protection_alone(cast, recipient, written, enter):
    row = plan(cast, recipient, written)
    meetings.record(row, said(written, finding="he lives in Durrës"), by=cast.coordinator)

    for staff in (cast.clerk, cast.signatory):
        page = enter(staff).get(reverse("meeting", args=[row.pk])).content.decode()
        assert "Durrës" not in page
        assert "We will answer" not in page


def test_the_list_holds_only_whom_the_body_may_know_of(cast, recipient):
    yes, no, stopped = (sending.family(cast)[0] for _n in range(3))
    consents.record_consent(no.request, {"P3": "refused"}, by=cast.clerk)
    safety.stop(stopped.request, by=cast.clerk)
    row = plan(cast, recipient, [yes, no, stopped])

    looked = meeting_list.look_over(row, row.cases.all())

    assert [line.case for line in looked.included] == [yes]
    assert {line.case for line in looked.left_out} == {no, stopped}
    listed = meeting_list.persons(row, looked, "fa")
    assert len(listed) == 1
    assert any(yes.reference in line for line in listed[0].lines)


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_the_paper_in_four_languages_names_each_once_and_no_telephone(
    cast, recipient, written, enter, language
):
    row = plan(cast, recipient, written, theirs="Registrar")

    answer = enter(cast.signatory).get(
        reverse("meeting_paper", args=[row.pk]) + f"?language={language}"
    )

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    text = "\n".join(page_texts(answer.content))
    assert [text.count(case.reference) for case in written] == [1, 1]
    assert "Registrar" in text
    assert "09160000005" not in text
    assert Entry.objects.filter(verb="print_meeting", reading=True).count() == 1


@pytest.mark.parametrize(("may_leave", "pictures"), [(True, 1), (False, 0)])
def test_a_portrait_stands_on_the_paper_only_where_copies_may_be_shown(
    cast, recipient, may_leave, pictures
):
    case = sending.family(cast)[0]
    photo = paper(cast, case, title="عکس", may_leave=may_leave)
    case.sought.portraits.create(document_id=photo.pk)
    row = plan(cast, recipient, [case])

    with pikepdf.open(io.BytesIO(drafting.list_of_persons(row, "fa").pdf)) as file:
        found = [
            each
            for each in file.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]

    assert len(found) == pictures


def test_a_list_on_which_nobody_may_stand_says_so(cast, recipient):
    case = sending.family(cast)[0]
    consents.record_consent(case.request, {"P3": "refused"}, by=cast.clerk)
    text = page_texts(drafting.list_of_persons(plan(cast, recipient, [case]), "en").pdf)[0]

    assert "None of these cases may be spoken of with this body." in text
    assert case.reference not in text


def test_the_list_of_meetings_and_its_empty_state(cast, recipient, written, enter):
    client = enter(cast.clerk)
    assert "No meeting yet." in client.get(reverse("meeting_list")).content.decode()
    for day in (1, 2):
        plan(cast, recipient, written, on=datetime.date(2026, 12, day))

    shown = client.get(reverse("meeting_list")).context["page"]
    assert [(m.on.day, m.many) for m in shown] == [(2, 2), (1, 2)]


def test_another_offices_case_and_an_empty_meeting_are_refused(cast, recipient):
    elsewhere = log_family(cast, office=cast.tirana, by=cast.elsewhere["clerk"]).cases.get()
    for cases, code in (([elsewhere], "other_office"), ([], "no_case")):
        with pytest.raises(Refused) as refused:
            plan(cast, recipient, cases)
        assert refused.value.codes == [code]
    with pytest.raises(PermissionDenied):
        meetings.plan(
            office=cast.ahvaz, recipient=recipient, by=cast.elsewhere["coordinator"], cases=[],
            kind="we_go", on=cast.ahvaz.today(), language="en",
        )  # fmt: skip


def test_planned_on_the_page_with_those_that_wait_for_this_body(cast, recipient, written, enter):
    client = enter(cast.coordinator)
    told = {
        "recipient": recipient.pk, "kind": "they_come", "on": "2026-12-02", "language": "fa",
        "which": "waiting", "theirs": "Ms Sample",
    }  # fmt: skip
    answer = client.post(reverse("meeting_new"), told)
    row = Meeting.objects.get()
    assert answer.url == reverse("meeting", args=[row.pk])
    assert set(row.cases.all()) == set(written)

    keep = {"do": "cases", "keep": str(written[0].pk)}
    client.post(reverse("meeting", args=[row.pk]), keep)
    assert set(row.cases.all()) == {written[0]}
    kept = client.post(
        reverse("meeting", args=[row.pk]), {"do": "said", "words": "", "who": "Mr Sample"}
    ).content.decode()
    assert "Mr Sample" in kept
