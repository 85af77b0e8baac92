"""Those we write to, and the outgoing book."""

import pytest
from django.urls import reverse

from correspondence.actions import earlier
from correspondence.actions import letters as letter_actions
from correspondence.models import OutgoingNumber, Recipient
from families.calendars import parse
from tests.correspondence import letters as made
from tests.correspondence import sending

FIELDS = {
    "email": "new@example.org", "phone": "021-5550000", "language": "fa",
    "channels": ["hand", "post"], "max_megabytes": "20", "acknowledge_days": "10",
    "remind_days": "30، 60", "active": "on", "addressee_en": "the delegation",
    "addressee_fa": "نمایندگی", "salutation_fa": "مسئولان محترم نمایندگی،",
}  # fmt: skip


@pytest.fixture
def to(cast):
    return made.make_recipient(cast)


class TestTheirPage:
    def test_tells_everything_sent_and_silent_since(self, cast, enter):
        letter = sending.sent(cast, sending.three(cast))
        page = enter(cast.signatory).get(
            reverse("recipient", args=[letter.submission.recipient_id])
        )
        (thread,) = page.context["threads"]
        assert thread["counts"]["unanswered"] == 3
        assert page.context["summary"]["silent_since"].sent_on == cast.ahvaz.today()
        assert [each.number for each in thread["letters"]] == [letter.number]

    def test_shows_nothing_of_another_office(self, cast, enter):
        letter = sending.sent(cast, sending.three(cast))
        page = enter(cast.elsewhere["signatory"]).get(
            reverse("recipient", args=[letter.submission.recipient_id])
        )
        assert page.context["threads"] == []
        assert page.context["summary"]["cases"] == 0
        assert letter.number not in page.content.decode()

    @pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
    def test_opens_in_every_language(self, cast, enter, to, language):
        client = enter(cast.coordinator, language)
        for name, args in (
            ("recipient_list", []), ("recipient", [to.pk]), ("recipient_edit", [to.pk]),
            ("recipient_new", []), ("outgoing_book", []), ("incoming_list", []),
            ("reply_new", []), ("earlier_new", []),
        ):  # fmt: skip
            assert client.get(reverse(name, args=args)).status_code == 200


class TestChanging:
    def test_keeps_what_was_typed(self, cast, enter, to):
        answer = enter(cast.coordinator).post(reverse("recipient_edit", args=[to.pk]), FIELDS)
        to.refresh_from_db()
        assert answer.url == reverse("recipient", args=[to.pk])
        assert (to.email, to.channels, to.remind_days) == (
            "new@example.org", ["hand", "post"], [30, 60],
        )  # fmt: skip
        assert to.max_bytes == 20_000_000
        assert to.addressee["fa"] == "نمایندگی"

    @pytest.mark.parametrize("days", ["90, 45", "soon", "0"])
    def test_refuses_days_that_make_no_plan(self, cast, enter, to, days):
        page = enter(cast.coordinator).post(
            reverse("recipient_edit", args=[to.pk]), {**FIELDS, "remind_days": days}
        )
        to.refresh_from_db()
        assert page.status_code == 200
        assert to.remind_days == []

    def test_a_new_body_comes_with_its_address(self, cast, enter):
        told = {**FIELDS, "body-kind": "embassy", "body-name_en": "Embassy (sample)"}
        enter(cast.coordinator).post(reverse("recipient_new"), told)
        found = Recipient.objects.get()
        assert (found.body.kind, found.body.names) == ("embassy", {"en": "Embassy (sample)"})

    def test_a_body_without_a_name_is_refused(self, cast, enter):
        page = enter(cast.coordinator).post(
            reverse("recipient_new"), {**FIELDS, "body-kind": "embassy"}
        )
        assert "Please give the body&#x27;s name and its kind." in page.content.decode()
        assert not Recipient.objects.exists()

    @pytest.mark.parametrize("role", ["clerk", "signatory", "protection"])
    def test_is_the_coordinators_alone(self, cast, enter, to, role):
        client = enter(cast.staff[role])
        assert client.get(reverse("recipient", args=[to.pk])).status_code == 200
        assert client.post(reverse("recipient_edit", args=[to.pk]), FIELDS).status_code == 403
        assert client.get(reverse("recipient_new")).status_code == 403

    @pytest.mark.parametrize("role", ["regional", "administrator"])
    def test_whoever_has_no_letters_sees_no_recipients(self, cast, enter, to, role):
        client = enter(cast.staff[role])
        assert client.get(reverse("recipient_list")).status_code == 403
        assert client.get(reverse("recipient", args=[to.pk])).status_code == 403


class TestTheOutgoingBook:
    def test_shows_every_number_and_strikes_the_void_ones(self, cast, enter):
        letter = made.numbered(cast)
        letter_actions.void(letter, "wrong addressee", by=cast.coordinator)
        page = enter(cast.clerk).get(reverse("outgoing_book"))
        text = page.content.decode()
        (line,) = page.context["page"].object_list
        assert line["number"].text == letter.number
        assert "wrong addressee" in text
        assert 'class="void"' in text

    def test_filters_by_year(self, cast, enter):
        made.numbered(cast)
        client = enter(cast.clerk)
        this = client.get(reverse("outgoing_book") + "?year=1405")
        other = client.get(reverse("outgoing_book") + "?year=1399")
        assert len(this.context["page"].object_list) == 1
        assert other.status_code == 200

    def test_says_that_its_chain_is_whole_or_broken(self, cast, enter):
        made.numbered(cast)
        client = enter(cast.clerk)
        whole = client.get(reverse("outgoing_book")).context["books"]
        OutgoingNumber.objects.update(text="1405/0009")
        broken = client.get(reverse("outgoing_book"))
        assert [book["problems"] for book in whole] == [[]]
        assert "the chain of this book is broken" in broken.content.decode()

    def test_is_of_the_own_office(self, cast, enter):
        made.numbered(cast)
        page = enter(cast.elsewhere["clerk"]).get(reverse("outgoing_book"))
        assert list(page.context["page"].object_list) == []

    @pytest.mark.parametrize("role", ["regional", "administrator"])
    def test_is_closed_to_those_without_letters(self, cast, enter, role):
        assert enter(cast.staff[role]).get(reverse("outgoing_book")).status_code == 403


def test_rule_45_no_page_makes_up_a_day_for_what_was_handed_in_earlier(cast, enter, to):
    """“Spring 1402” stays spring: the first day of its interval is only counted from."""
    found = earlier.record(
        sending.family(cast), to, by=cast.coordinator, office=cast.ahvaz, on=parse("بهار ۱۴۰۲")
    )
    client = enter(cast.coordinator, "fa")
    for name, args in (
        ("submission", [found.pk]), ("recipient", [to.pk]), ("recipient_list", []),
    ):  # fmt: skip
        text = client.get(reverse(name, args=args)).content.decode()
        assert "فروردین ۱۴۰۲" not in text
        assert "بهار ۱۴۰۲" in text
