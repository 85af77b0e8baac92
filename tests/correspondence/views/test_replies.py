"""The form for what came back, the incoming book, and what is closed to others."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from correspondence.actions import arriving
from correspondence.models import Incoming, SubmissionCase
from tests.correspondence import sending

MAIL = b"""From: delegation@icrc.example
To: office@example.org
Subject: Re: your letter
Message-ID: <1@icrc.example>
Date: Sun, 22 Nov 2026 10:00:00 +0000

We have received your letter.
"""
NEW = "reply_new"


@pytest.fixture
def sent(cast):
    return sending.sent(cast, sending.three(cast))


def address(letter):
    return reverse(NEW) + f"?submission={letter.submission_id}"


def told(cast, letter, **more):
    return {
        "submission": letter.submission_id, "way": "phone", "who": "Ms Sample",
        "received_on": cast.ahvaz.today().strftime("%d.%m.%Y"), "words": "we look into it",
        "command": "9" * 32, **more,
    }  # fmt: skip


def marks(letter):
    return list(letter.submission.lines.order_by("pk"))


def test_all_the_same_marks_every_case_with_one_choice(cast, enter, sent):
    answer = enter(cast.clerk).post(
        reverse(NEW), told(cast, sent, **{"all-reply_class": "acknowledged"})
    )
    item = Incoming.objects.get()
    assert answer.url == reverse("incoming", args=[item.pk])
    assert all(mark.acknowledged_on for mark in marks(sent))
    assert item.lines.count() == 3


def test_a_case_may_say_something_else_or_not_be_named(cast, enter, sent):
    first, second, third = marks(sent)
    until = cast.ahvaz.today() + datetime.timedelta(days=30)
    more = {
        "all-reply_class": "acknowledged",
        f"c{first.pk}-reply_class": "promised",
        f"c{first.pk}-until": until.strftime("%d.%m.%Y"),
        f"c{second.pk}-reply_class": "not_named",
    }
    enter(cast.clerk).post(reverse(NEW), told(cast, sent, **more))
    first, second, third = marks(sent)
    assert first.promised_until == until
    assert second.acknowledged_on is None
    assert third.acknowledged_on == cast.ahvaz.today()


@pytest.mark.parametrize(
    ("ticked", "marked"), [({"all-only_named": "on"}, [0, 2]), ({}, [0, 1, 2])]
)
def test_what_holds_for_all_holds_for_the_cases_that_a_mail_names_while_that_is_ticked(
    cast, enter, sent, ticked, marked
):
    first, _second, third = marks(sent)
    raw = MAIL + f"\n{first.case.reference}\n{third.case.reference}\n".encode()
    mail, _new = arriving.take(raw, office=cast.ahvaz)
    client = enter(cast.clerk)
    page = client.get(address(sent) + f"&mail={mail.pk}")
    assert page.context["above"]["only_named"].value() is True
    assert "It names 2 of these 3 cases." in page.content.decode()

    client.post(
        reverse(NEW),
        told(cast, sent, mail=mail.pk, **{"all-reply_class": "answered"}, **ticked),
    )

    answered = [n for n, mark in enumerate(marks(sent)) if mark.answered_on]
    assert answered == marked


def test_nothing_is_said_of_names_where_a_mail_names_all_cases_or_none(cast, enter, sent):
    every = "\n".join(mark.case.reference for mark in marks(sent)).encode()
    for raw in (MAIL, MAIL + every):
        mail, _new = arriving.take(raw, office=cast.ahvaz)
        page = enter(cast.clerk).get(address(sent) + f"&mail={mail.pk}")
        assert "only_named" not in page.context["above"].fields


def test_a_promise_without_its_day_keeps_what_was_typed(cast, enter, sent):
    more = {"all-reply_class": "promised"}
    page = enter(cast.clerk).post(reverse(NEW), told(cast, sent, **more))
    text = page.content.decode()
    assert "A promise needs its day: until when?" in text
    assert "we look into it" in text
    assert not Incoming.objects.exists()


def test_one_reply_is_about_several_submissions_of_one_body(cast, enter, sent):
    other = sending.sent(cast, sending.family(cast, "حسن"), to=sent.submission.recipient)
    more = {
        "submission": [sent.submission_id, other.submission_id],
        "all-reply_class": "acknowledged",
    }
    enter(cast.clerk).post(reverse(NEW), told(cast, sent, **more))
    assert Incoming.objects.get().lines.count() == 4


def test_a_mail_file_is_kept_as_it_came(cast, enter, sent):
    upload = SimpleUploadedFile("reply.eml", MAIL, "message/rfc822")
    client = enter(cast.clerk)
    client.post(reverse(NEW), told(cast, sent, words="", way="email", raw=upload))
    item = Incoming.objects.get()
    kept = client.get(reverse("incoming_file", args=[item.pk]))
    assert b"".join(kept.streaming_content) == MAIL
    assert kept.headers["Content-Disposition"].startswith('attachment; filename="AHV-IN-')


def test_a_file_that_cannot_be_kept_is_refused_in_one_sentence(cast, enter, sent):
    upload = SimpleUploadedFile("reply.pdf", b"no pdf at all", "application/pdf")
    page = enter(cast.clerk).post(reverse(NEW), told(cast, sent, raw=upload))
    assert page.status_code == 200
    assert not Incoming.objects.exists()


def test_without_a_submission_one_chooses_first(cast, enter, sent):
    page = enter(cast.clerk).get(reverse(NEW) + "?submission=odd")
    assert [row.pk for row in page.context["submissions"]] == [sent.submission_id]


def test_the_incoming_book_finds_their_reference_in_any_digits(cast, enter, sent):
    client = enter(cast.clerk)
    client.post(reverse(NEW), told(cast, sent, their_reference="TEH-26/0417"))
    hit = client.get(reverse("incoming_list"), {"q": "teh-۲۶/۰۴۱۷"})
    miss = client.get(reverse("incoming_list"), {"q": "TEH-26/0418"})
    assert len(hit.context["page"].object_list) == 1
    assert len(miss.context["page"].object_list) == 0


class TestAFinding:
    @pytest.fixture
    def item(self, cast, enter, sent):
        more = {"finding": "He lives by the sea", "all-reply_class": "answered"}
        enter(cast.clerk).post(reverse(NEW), told(cast, sent, **more))
        return Incoming.objects.get()

    @pytest.mark.parametrize(
        ("role", "status"),
        [
            ("clerk", 200), ("protection", 200), ("coordinator", 404), ("signatory", 404),
            ("regional", 404), ("administrator", 404),
        ],
    )  # fmt: skip
    def test_closes_the_page(self, cast, enter, item, role, status):
        assert (
            enter(cast.staff[role]).get(reverse("incoming", args=[item.pk])).status_code == status
        )

    def test_is_not_read_back_even_by_who_wrote_it(self, cast, enter, item):
        page = enter(cast.clerk).get(reverse("incoming", args=[item.pk]))
        assert "by the sea" not in page.content.decode()

    def test_leaves_no_trace_in_the_lists_of_others(self, cast, enter, item, sent):
        client = enter(cast.coordinator)
        assert item.number not in client.get(reverse("incoming_list")).content.decode()
        thread = client.get(reverse("submission", args=[sent.submission_id]))
        body = client.get(reverse("recipient", args=[sent.submission.recipient_id]))
        assert item.number not in thread.content.decode() + body.content.decode()
        assert SubmissionCase.objects.exclude(answered_on=None).count() == 3


class TestWhoMayNot:
    def test_another_office_cannot_record_about_our_submission(self, cast, enter, sent):
        client = enter(cast.elsewhere["clerk"])
        page = client.post(reverse(NEW), told(cast, sent, **{"all-reply_class": "answered"}))
        assert list(page.context["submissions"]) == []
        assert not Incoming.objects.exists()

    def test_another_office_finds_no_item_of_ours(self, cast, enter, sent):
        enter(cast.clerk).post(reverse(NEW), told(cast, sent))
        item = Incoming.objects.get()
        for staff in (cast.elsewhere["coordinator"], cast.stranger):
            client = enter(staff)
            assert client.get(reverse("incoming", args=[item.pk])).status_code == 404
            assert client.get(reverse("incoming_file", args=[item.pk])).status_code == 404

    @pytest.mark.parametrize("role", ["signatory", "regional", "protection", "administrator"])
    def test_only_clerks_and_coordinators_record_replies(self, cast, enter, sent, role):
        assert enter(cast.staff[role]).get(address(sent)).status_code == 403

    def test_the_incoming_book_is_not_for_a_regional_officer(self, cast, enter):
        assert enter(cast.regional).get(reverse("incoming_list")).status_code == 403
