"""Records of other registers in quarantine, and our own as “information sought” (rule 30)."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from casework.actions import cases as case_actions
from casework.actions import consents, exchange, safety
from casework.actions.errors import Refused
from casework.disclosure.leads import news_for
from casework.exports import exchange as file
from casework.exports.publishing import birth_of, may_publish
from casework.models import Case, IntakeDraft, PublishedRecord, QuarantinedRecord
from families import pfif
from families.calendars import parse
from tests import factories

DAY = datetime.timedelta(days=1)


def record(**fields):
    told = {"person_record_id": "register.example/1", "full_name": "Ali Shembulli"} | fields
    return pfif.Record(told)


def receive(cast, *records):
    return exchange.receive_file(
        list(records), source="a register", by=cast.coordinator, office=cast.ahvaz
    ).records


def upload(content: str):
    return SimpleUploadedFile("persons.xml", content.encode())


def test_a_file_waits_and_nothing_becomes_a_case(cast, enter):
    content = "".join(pfif.write([record(photo_url="http://register.example/1.jpg")]))
    client = enter(cast.coordinator)

    answer = client.post(
        reverse("exchange_list"), {"file": upload(content), "source": "a register"}, follow=True
    )

    assert [told.name for _row, told in answer.context["rows"]] == ["Ali Shembulli"]
    assert Case.objects.count() == IntakeDraft.objects.count() == 0
    held = QuarantinedRecord.objects.get()
    page = client.get(reverse("exchange_record", args=[held.pk])).content.decode()
    assert "http://register.example/1.jpg" in page
    assert "Photograph, not fetched" in page and "photo_url" not in page
    assert 'src="http://register' not in page and 'href="http://register' not in page


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        "<pfif",
        "<rss/>",
        '<?xml version="1.0" encoding="utf-16"?><x/>',
    ],
)
def test_rule_30_a_hostile_file_gets_its_sentence(cast, enter, content):
    told = {"file": upload(content), "source": "kept words"}

    answer = enter(cast.coordinator).post(reverse("exchange_list"), told)

    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert "kept words" in answer.content.decode()
    assert QuarantinedRecord.objects.count() == 0


def test_a_record_shows_what_it_is_as_text_alone(cast, enter):
    (held,) = receive(cast, record(description='<script>alert("x")</script>')).all()

    page = enter(cast.coordinator).get(reverse("exchange_record", args=[held.pk]))

    assert "<script>alert" not in page.content.decode()


def test_what_a_note_tells_of_somebody_is_read_by_protection_officers_alone(cast, enter):
    told = record()
    told.notes = [
        {"status": "believed_alive", "last_known_location": "in Durrës", "text": "seen"},
        {"status": "information_sought", "text": "his sister asks"},
    ]
    (held,) = receive(cast, told).all()

    page = enter(cast.coordinator).get(reverse("exchange_record", args=[held.pk])).content.decode()

    assert "his sister asks" in page
    assert "Durrës" not in page and "believed_alive" not in page
    assert "Durrës" in news_for(cast.protection).get().words


def test_own_cases_with_such_a_name_stand_beside_it(cast, enter):
    own = factories.log_family(cast).cases.get()
    other = factories.log_family(cast, by=cast.elsewhere["clerk"], office=cast.tirana)
    (held,) = receive(cast, record(full_name="محمدرضا فرضیان")).all()

    alike = enter(cast.coordinator).get(reverse("exchange_record", args=[held.pk])).context["alike"]

    assert [case.reference for case in alike] == [own.reference]
    assert other.cases.get() not in alike


def test_a_record_becomes_an_unfinished_request_by_hand(cast, enter):
    (held,) = receive(cast, record(author_name="Drita", date_of_birth="1980", sex="male")).all()
    client = enter(cast.coordinator)

    answer = client.post(reverse("exchange_record", args=[held.pk]), {"do": "draft"})

    draft = IntakeDraft.objects.get()
    assert answer.url == reverse("intake_draft", args=[draft.pk])
    assert draft.fields == {
        "e-name": "Drita",
        "p0-name": "Ali Shembulli",
        "p0-sex": "male",
        "p0-born": "1980",
    }
    with pytest.raises(Refused):
        exchange.make_draft(held, by=cast.coordinator)


def test_what_is_put_aside_is_emptied(cast):
    (held,) = receive(cast, record()).all()

    exchange.discard(held, by=cast.coordinator)

    assert QuarantinedRecord.objects.get().content == {"fields": {}, "notes": []}


@pytest.mark.parametrize(("days", "left"), [(-2, True), (0, False)])
def test_rule_30_a_day_after_expiry_four_fields_are_left(cast, enter, days, left):
    now = timezone.now()
    (held,) = receive(cast, record(expiry_date=pfif.written_instant(now + DAY))).all()
    QuarantinedRecord.objects.update(expires_at=now + days * DAY)
    if left:
        page = enter(cast.coordinator).get(reverse("exchange_record", args=[held.pk]))
        assert "Ali Shembulli" not in page.content.decode()

    assert exchange.expire_records(now=now) == int(left)

    fields = set(QuarantinedRecord.objects.get().content["fields"])
    assert (fields <= set(pfif.LEFT_AFTER_EXPIRY)) is left


def test_a_record_that_came_expired_is_never_stored(cast):
    past = pfif.written_instant(timezone.now() - 3 * DAY)
    told = record(expiry_date=past)
    told.notes = [{"status": "believed_alive", "text": "seen"}]
    (held,) = receive(cast, told).all()

    assert set(held.content["fields"]) <= set(pfif.LEFT_AFTER_EXPIRY)
    assert (held.state, news_for(cast.protection).count()) == ("expired", 0)


@pytest.fixture
def publishable(cast, settings):
    """An accepted case whose family agreed to publish the name."""
    settings.PFIF_DOMAIN = "office.example"
    case = factories.log_family(cast).cases.get()
    case_actions.check_and_accept(case, by=cast.coordinator)
    consents.record_consent(case.request, {"P12": "granted"}, by=cast.clerk)
    return Case.objects.get(pk=case.pk)


def published(cast):
    text = "".join(file.publish(cast.coordinator, cast.ahvaz))
    return pfif.read(io.BytesIO(text.encode()))


def test_rule_30_only_information_sought_is_published(cast, publishable):
    (told,) = published(cast)

    assert told.name == "محمدرضا فرضیان"
    assert [note["status"] for note in told.notes] == [pfif.INFORMATION_SOUGHT]
    assert set(told.fields) == {
        "person_record_id", "entry_date", "expiry_date", "author_name", "source_name",
        "source_date", "full_name",
    }  # fmt: skip
    assert "مریم" not in str(told)  # the one who asks needs P11
    assert told.expires_at() - timezone.now() < 181 * DAY


def test_the_one_who_asks_is_named_with_p11(cast, publishable):
    consents.record_consent(publishable.request, {"P11": "granted"}, by=cast.clerk)

    (told,) = published(cast)

    assert told.fields["author_name"] == "مریم فرضیان"


def test_nothing_is_published_without_p12(cast, publishable):
    consents.record_consent(publishable.request, {"P12": "refused"}, by=cast.clerk)
    assert published(cast) == []


def test_a_minor_or_somebody_of_unknown_age_is_never_published(cast, publishable):
    today = cast.ahvaz.today()
    assert may_publish(publishable, today)
    for birth in (None, parse("1390"), parse("?")):
        publishable.sought.birth = birth
        assert not may_publish(publishable, today)


def test_what_may_not_stand_there_any_longer_is_taken_back(cast, publishable):
    (told,) = published(cast)
    safety.stop(publishable.request, by=cast.clerk)

    (back,) = published(cast)

    assert back.key == told.key
    assert set(back.fields) == set(pfif.LEFT_AFTER_EXPIRY)
    assert back.expires_at() <= timezone.now()
    assert PublishedRecord.objects.get().withdrawn_at is not None
    assert published(cast) == []


@pytest.mark.parametrize(
    ("said", "written"),
    [("1990-05-17", "1990-05-17"), ("1990", "1990"), ("1340", ""), ("about 1965", "")],
)
def test_a_birth_is_published_as_exactly_as_the_format_can(said, written):
    assert birth_of(parse(said)) == written
