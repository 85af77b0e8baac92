"""The information notice: drafted, compared, put in force; what was given stays as it was."""

import re

import pytest
from django.urls import reverse

from casework.actions import notices
from casework.actions.errors import Refused, Stale
from casework.models import Case, Entry, IntakeDraft, NoticeVersion
from tests import factories

WORDS = {
    "en": "**Notice**, version {{notice.version}}\n\nCall {{office.phone}}.",
    "fa": "اطلاعیهٔ تازه، نسخهٔ {{notice.version}}",
    "ar": "إشعار جديد، النسخة {{notice.version}}",
    "sq": "Njoftim i ri, versioni {{notice.version}}",
}


@pytest.fixture
def admin(cast, enter):
    return enter(cast.administrator)


def text(answer):
    return answer.content.decode()


def in_force(cast, words=None):
    notices.write_draft(words or WORDS, by=cast.administrator, seen=0)
    notices.put_in_force(by=cast.administrator, seen=1)


def test_the_shipped_text_is_the_first_version(cast, enter):
    page = text(enter(cast.clerk).get(reverse("notice", args=["en"])))

    assert NoticeVersion.in_force() == 1
    assert "We record requests from families" in page


def test_a_draft_is_saved_compared_and_put_in_force(cast, admin):
    admin.post(reverse("notice_versions"), {**WORDS, "seen": "0"})
    compared = text(admin.get(reverse("notice_versions")))
    assert NoticeVersion.in_force() == 1

    admin.post(reverse("notice_force"), {"seen": "1"})

    assert '<th scope="row">is new</th><td lang="en" dir="ltr">Call {{office.phone}}.' in compared
    assert (
        '<th scope="row">goes</th><td lang="en" dir="ltr">We cannot promise a result.' in compared
    )
    assert NoticeVersion.in_force() == 2
    verbs = (
        Entry.objects.filter(verb__contains="notice").order_by("at").values_list("verb", "details")
    )
    assert list(verbs) == [
        ("write_notice", {"fields": ["ar", "en", "fa", "sq"]}),
        ("put_notice_in_force", {}),
    ]


def test_a_missing_language_is_refused(cast, admin):
    notices.write_draft({**WORDS, "sq": ""}, by=cast.administrator, seen=0)

    answer = admin.post(reverse("notice_force"), {"seen": "1"}, follow=True)

    assert "Not yet: these languages are missing: Shqip." in text(answer)
    assert NoticeVersion.in_force() == 1


@pytest.mark.parametrize("words", ["{{enquirer.name}}", "{{#if office.phone}}", "<b>x</b>"])
def test_a_text_that_cannot_be_read_names_its_line_and_is_kept(admin, words):
    answer = admin.post(reverse("notice_versions"), {**WORDS, "en": "Good\n" + words, "seen": "0"})

    assert "Line 2: " in text(answer)
    assert WORDS["fa"] in text(answer)
    assert not NoticeVersion.objects.exists()


def test_two_administrators_do_not_write_over_each_other(cast):
    notices.write_draft(WORDS, by=cast.administrator, seen=0)

    for late in (0, 2):
        with pytest.raises(Stale):
            notices.write_draft({"en": "Other"}, by=cast.administrator, seen=late)
        with pytest.raises(Stale):
            notices.put_in_force(by=cast.administrator, seen=late)

    assert NoticeVersion.objects.get().texts == WORDS


def test_without_a_draft_nothing_is_put_in_force(cast):
    with pytest.raises(Refused):
        notices.put_in_force(by=cast.administrator, seen=0)


def test_families_are_given_the_version_in_force_and_old_ones_keep_theirs(cast, enter):
    before = factories.log_family(cast, answers={})
    waiting = factories.log_family(cast, enquirer="شاهد نمونه", notice=None, answers={})
    in_force(cast)
    client = enter(cast.clerk)

    address = reverse("give_notice", args=[Case.objects.get(request=waiting).reference])
    client.post(address, {"language": "sq", "given": "on", "read_aloud": "on"})

    waiting.refresh_from_db()
    before.refresh_from_db()
    assert (waiting.notice_version, waiting.notice_language) == (2, "sq")
    assert before.notice_version == 1
    now = text(client.get(reverse("notice", args=["en"])))
    assert "version" in now and "061-5550000" in now and "promise a result" not in now
    old = text(client.get(reverse("notice_version", args=["en", 1])))
    assert "We cannot promise a result." in old


def test_the_list_says_how_many_requests_stand_under_each_version(cast, admin):
    for name in ("شاهد نمونه", "مریم فرضیان"):
        factories.log_family(cast, enquirer=name, answers={})
    in_force(cast)

    rows = text(admin.get(reverse("notice_versions"))).split('id="vs"')[1].split("<tr>")[2:]

    assert ["in force" in row for row in rows] == [True, False]
    assert ['Requests under it:">0<' in row for row in rows] == [True, False]
    assert 'Requests under it:">2<' in rows[1]


def test_a_draft_is_shown_to_nobody_as_a_version(cast, enter):
    notices.write_draft(WORDS, by=cast.administrator, seen=0)

    for number in (0, 2, 3):
        answer = enter(cast.clerk).get(reverse("notice_version", args=["en", number]))
        assert answer.status_code == 404


def begun(client, **typed):
    """A draft whose notice page was opened and sent."""
    client.post(reverse("intake_new"), {"e-name": "مریم", "do": "next"})
    draft = IntakeDraft.objects.get()
    address = reverse("intake_page", args=[draft.pk, "notice"])
    page = text(client.get(address))
    return draft, address, page


def logged(client, draft):
    person = {"p0-name": "رضا", "p0-father": "علی", "do": "next"}
    client.post(reverse("intake_page", args=[draft.pk, "person-1"]), person)
    client.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})
    return Case.objects.get().request


def test_the_version_that_was_read_is_recorded_although_another_came_meanwhile(cast, enter):
    client = enter(cast.clerk)
    draft, address, page = begun(client)
    assert '<input type="hidden" name="e-notice_version" value="1"' in page
    in_force(cast)

    client.post(address, {"e-notice": "on", "e-notice_version": "1", "do": "next"})
    shown = text(client.get(address))
    family = logged(client, draft)

    assert "اطلاعیهٔ تازه" not in shown
    assert family.notice_version == 1
    assert set(family.consents.values_list("notice_version", flat=True)) == {1}


def test_a_notice_that_was_not_given_yet_is_shown_in_its_newest_words(cast, enter):
    client = enter(cast.clerk)
    draft, address, _page = begun(client)
    client.post(address, {"e-notice_version": "1", "e-interpreter": "x", "do": "keep"})
    in_force(cast)

    page = text(client.get(address))
    client.post(address, {"e-notice": "on", "e-notice_version": "2", "do": "next"})

    assert "اطلاعیهٔ تازه" in page
    assert re.findall(r'<option value="(\d)"[^>]*selected', page)[-1:] == ["2"]
    assert logged(client, draft).notice_version == 2


@pytest.mark.parametrize("version", ["3", "0", "x", "-1"])
def test_a_version_that_never_was_in_force_is_not_recorded(cast, enter, version):
    client = enter(cast.clerk)
    draft, address, _page = begun(client)

    client.post(address, {"e-notice": "on", "e-notice_version": version, "do": "keep"})
    client.post(reverse("intake_check", args=[draft.pk]), {"do": "log"})

    assert not Case.objects.exists()


def test_an_older_text_that_was_read_later_is_recorded_as_that_one(cast, enter):
    case = factories.log_family(cast, notice=None).cases.get()
    in_force(cast)
    said = {"language": "fa", "version": "1", "given": "on"}

    enter(cast.clerk).post(reverse("give_notice", args=[case.reference]), said)

    case = Case.objects.get()
    assert (case.state, case.request.notice_version) == ("registered", 1)
