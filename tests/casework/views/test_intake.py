import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from casework.models import Case, Consent, Document, FamilyRequest, IntakeDraft

TYPED = {
    "count": "1",
    "e-language": "fa",
    "e-name": "مریم فرضیان",
    "e-phone": "0916 000 0005",
    "e-safe": "yes",
    "e-channel": "visit",
    "e-notice": "on",
    "a-P3": "granted",
    "a-P5": "refused",
    "a-P9": "not_asked",
    "p0-name": "سید محمدرضا فرضیان",
    "p0-father": "غلامعباس",
    "p0-born": "حدود ۱۳۲۷",
    "p0-kin": "sister",
    "p0-sex": "male",
    "p0-kind": "tracing",
}


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return SimpleUploadedFile("photo.jpg", out.getvalue())


@pytest.fixture
def desk(cast, enter):
    return enter(cast.clerk)


def test_logging_at_the_desk_leads_to_the_receipt(desk):
    answer = desk.post(reverse("intake_new_all"), TYPED | {"do": "log"})

    family = FamilyRequest.objects.get()
    assert answer.url == reverse("receipt", args=[family.number])
    assert Case.objects.get().state == "registered"
    draft = IntakeDraft.objects.get()
    assert (draft.request, draft.fields, draft.changes) == (family, {}, {})
    said = {c.purpose: c.answer for c in Consent.objects.all()}
    assert said == {"P1": "granted", "P3": "granted", "P5": "refused"}


def test_what_was_typed_is_kept_when_something_is_missing(desk):
    answer = desk.post(reverse("intake_new_all"), TYPED | {"e-name": "", "do": "log"})

    assert FamilyRequest.objects.count() == 0
    assert IntakeDraft.objects.get().fields["p0-name"] == "سید محمدرضا فرضیان"
    assert "سید محمدرضا فرضیان" in answer.content.decode()


def test_autosave_keeps_the_draft_and_says_where_to_go_on(desk):
    answer = desk.post(reverse("intake_new_all"), TYPED, headers={"X-Autosave": "1"})

    draft = IntakeDraft.objects.get()
    assert answer.json()["action"] == reverse("intake_page", args=[draft.pk, "all"])
    assert draft.fields["p0-born"] == "حدود ۱۳۲۷"


def test_draft_is_sealed_in_the_database(desk):
    desk.post(reverse("intake_new_all"), TYPED, headers={"X-Autosave": "1"})

    row = IntakeDraft.objects.values_list("fields", flat=True).get()
    assert "فرضیان".encode() not in bytes(row)


def test_another_sought_person_adds_a_form_and_keeps_the_first(desk):
    answer = desk.post(reverse("intake_new_all"), TYPED | {"do": "more"}, follow=True)

    page = answer.content.decode()
    assert 'name="p1-name"' in page
    assert "سید محمدرضا فرضیان" in page


def test_two_sought_persons_share_the_last_news(desk):
    second = {
        "count": "2",
        "same": "1",
        "p0-last_place": "تیرانا",
        "p1-name": "علی فرضیان",
        "p1-father": "غلامعباس",
        "p1-kin": "sister",
        "p1-sex": "male",
        "p1-kind": "tracing",
    }

    desk.post(reverse("intake_new_all"), TYPED | second | {"do": "log"})

    assert [c.sought.news.get().place for c in Case.objects.all()] == ["تیرانا", "تیرانا"]


def test_files_are_examined_and_kept_with_the_draft(desk):
    wrong = SimpleUploadedFile("list.pdf", b"this is no pdf at all, only words")
    desk.post(reverse("intake_new_all"), TYPED | {"do": "upload", "files": [picture(), wrong]})

    draft = IntakeDraft.objects.get()
    assert [paper["name"] for paper in draft.fields["papers"]] == ["photo.jpg"]

    kept = {"d0-kind": "photo", "d0-whose": "0", "d0-may_leave": "on"}
    desk.post(reverse("intake_page", args=[draft.pk, "all"]), TYPED | kept | {"do": "log"})

    document = Document.objects.get()
    assert (document.kind, document.case) == ("photo", Case.objects.get())
    assert Consent.objects.get(document=document).answer == "granted"


def test_a_paper_stays_with_its_person_when_an_empty_one_stands_before(desk):
    desk.post(reverse("intake_new_all"), TYPED | {"do": "upload", "files": [picture()]})
    draft = IntakeDraft.objects.get()
    kept = {"count": "2", "p0-name": " ", "p1-name": "علی", "p1-father": "رضا", "d0-whose": "1"}
    more = {"d0-kind": "photo", "p1-kin": "sister", "p1-sex": "male", "p1-kind": "tracing"}

    desk.post(reverse("intake_page", args=[draft.pk, "all"]), TYPED | kept | more | {"do": "log"})

    assert Document.objects.get().case == Case.objects.get()
    assert Case.objects.get().sought.full_name == "علی"


def test_second_click_on_log_makes_one_request(desk):
    press = TYPED | {"do": "log", "draft": "6f2c3a52-9f5f-4a0e-8a0f-3a6f0f0f0f0f"}

    desk.post(reverse("intake_new_all"), press)
    desk.post(reverse("intake_new_all"), press)

    assert FamilyRequest.objects.count() == 1
    assert IntakeDraft.objects.get().fields == {}


def test_receipt_holds_no_name_of_the_sought_person(desk):
    desk.post(reverse("intake_new_all"), TYPED | {"do": "log"})
    family = FamilyRequest.objects.get()

    page = desk.get(reverse("receipt", args=[family.number])).content.decode()

    assert family.number in page
    assert "محمدرضا" not in page
    assert "درخواست شما دریافت شد." in page


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_desk_speaks_every_language(cast, enter, language):
    answer = enter(cast.clerk, language).get(reverse("intake_new"))

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("received", "sentence"),
    [
        ("1405", "Please give the whole day: day, month and year."),
        ("1449/12/29", "This day has not come yet."),
    ],
)
def test_received_day_in_the_future_or_half_a_date_is_asked_again(desk, received, sentence):
    answer = desk.post(reverse("intake_new_all"), TYPED | {"e-received": received, "do": "log"})

    assert sentence in answer.content.decode()
    assert f'value="{received}"' in answer.content.decode()
    assert FamilyRequest.objects.count() == 0


def test_tomorrow_is_the_future_and_today_is_not(cast, desk):
    today = cast.ahvaz.today()
    tomorrow = today + datetime.timedelta(days=1)

    desk.post(reverse("intake_new_all"), TYPED | {"e-received": tomorrow.isoformat(), "do": "log"})
    assert FamilyRequest.objects.count() == 0
    desk.post(reverse("intake_new_all"), TYPED | {"e-received": today.isoformat(), "do": "log"})
    assert FamilyRequest.objects.get().received_on == today


def test_received_day_is_read_in_the_offices_calendar(desk):
    desk.post(reverse("intake_new_all"), TYPED | {"e-received": "۱ آبان ۱۴۰۵", "do": "log"})

    assert FamilyRequest.objects.get().received_on == datetime.date(2026, 10, 23)


def test_draft_of_another_office_is_not_found(cast, enter, desk):
    desk.post(reverse("intake_new_all"), TYPED, headers={"X-Autosave": "1"})
    draft = IntakeDraft.objects.get()

    answer = enter(cast.elsewhere["clerk"]).get(reverse("intake_draft", args=[draft.pk]))

    assert answer.status_code == 404
