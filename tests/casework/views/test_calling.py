"""The list of families to call: whom, by town, what may be said, and the call noted in its line."""

import datetime
import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.actions import contacts, quieting, requests, safety, towns
from casework.models import Contact, Due, Entry, FamilyRequest
from casework.models.due import DueKind
from casework.wording import papers
from tests import factories

URL = reverse("call_list")


def family(cast, town="", *, kind=DueKind.NEWS_TO_FAMILY, days=0, **more):
    """A family to which something is due since some days."""
    made = requests.log_request(factories.told(town=town, **more), office=cast.ahvaz, by=cast.clerk)
    on = cast.ahvaz.today() - datetime.timedelta(days=days)
    Due.objects.filter(request=made).update(kind=kind, on=on, since=on, days=0, of_work=False)
    return made


def groups(answer) -> list:
    return [
        (group["town"], [line["family"].number for line in group["lines"]])
        for group in answer.context["groups"]
    ]


def lines(answer) -> list:
    return [line for group in answer.context["groups"] for line in group["lines"]]


def test_families_stand_under_their_towns_however_they_write_them(cast, enter):
    tirana = [family(cast, "Tiranë", days=2).number, family(cast, "Tirana", days=1).number]
    khorram = [family(cast, "خرم‌آباد", days=2).number, family(cast, "خرم آباد").number]
    nowhere = family(cast).number

    found = groups(enter(cast.clerk, "fa").get(URL))

    by_town = dict(found)
    assert by_town["Tiranë"] == tirana
    assert by_town["خرم‌آباد"] == khorram
    assert found[-1] == ("", [nowhere])


@pytest.mark.parametrize(
    ("kind", "lists"),
    [
        (DueKind.NEWS_TO_FAMILY, {"all", "news"}),
        (DueKind.ACKNOWLEDGE, {"all", "tell"}),
        (DueKind.DECLINED, {"all", "tell"}),
        (DueKind.MISSING, {"all", "ask"}),
        (DueKind.READ_REPLY, set()),
        (DueKind.CLOSING, set()),
    ],
)
def test_what_is_due_decides_in_which_list_a_family_stands(cast, enter, kind, lists):
    family(cast, "اهواز", kind=kind)
    client = enter(cast.regional)

    found = {
        what for what in ("all", "tell", "news", "ask") if groups(client.get(URL, {"what": what}))
    }

    assert found == lists


def test_what_is_due_tomorrow_is_not_called_today(cast, enter):
    family(cast, days=-1)

    assert groups(enter(cast.clerk).get(URL)) == []


def test_rule_44_nobody_is_called_who_died_and_no_stopped_family(cast, enter):
    dead, stopped = family(cast), family(cast)
    contacts.tell_family(dead, result="died", by=cast.clerk)
    Due.objects.filter(request=dead).update(done_at=None)
    safety.stop(stopped, by=cast.clerk)

    assert groups(enter(cast.clerk).get(URL)) == []


def test_a_family_in_mourning_is_left_in_peace_and_counted(cast, enter):
    quiet = family(cast)
    today = cast.ahvaz.today()
    quieting.keep_quiet(quiet, since=today, by=cast.clerk)

    answer = enter(cast.clerk).get(URL)

    assert groups(answer) == []
    assert answer.context["left_in_peace"] == 1


def test_numbers_open_on_a_press_that_is_noted(cast, enter):
    one, two = family(cast, "اهواز"), family(cast, "اهواز")
    client = enter(cast.clerk)

    closed = [len(line["points"]) for line in lines(client.get(URL))]
    opened = lines(client.post(URL, {"do": "open", "number": one.number}))
    noted = Entry.objects.filter(verb="view_contacts")

    assert closed == [0, 0]
    assert {line["family"].number: len(line["points"]) for line in opened} == {
        one.number: 1, two.number: 0,
    }  # fmt: skip
    assert [entry.target for entry in noted] == [one.number]

    client.post(URL, {"do": "open_all"})
    assert {entry.target for entry in noted.all()} == {one.number, two.number}


def test_an_unsafe_number_is_never_shown(cast, enter):
    made = family(cast, "اهواز")
    made.enquirer.contact_points.update(safe="no")

    answer = enter(cast.clerk).post(URL, {"do": "open", "number": made.number})

    (line,) = lines(answer)
    assert (line["points"], line["unsafe"]) == ([], 1)


def test_a_call_is_noted_once_and_its_line_goes(cast, enter):
    made = family(cast, "اهواز")
    client = enter(cast.clerk)
    command = lines(client.get(URL))[0]["command"]
    press = {"do": "told", "number": made.number, "result": "told", "command": command}

    first = client.post(URL, press)
    client.post(URL, press)

    assert groups(first) == []
    assert Contact.objects.filter(request=made, result="told").count() == 1
    waiting = Due.objects.filter(request=made, done_at=None, kind="news_to_family")
    assert not waiting.filter(on__lte=cast.ahvaz.today()).exists()


def test_who_was_not_reached_stays_with_the_day_of_the_call(cast, enter):
    made = family(cast, "اهواز", kind=DueKind.ACKNOWLEDGE)

    answer = enter(cast.clerk).post(
        URL, {"do": "told", "number": made.number, "result": "not_reached"}
    )

    (line,) = lines(answer)
    assert line["tried"].on == cast.ahvaz.today()


def test_what_may_be_said_is_the_public_status_in_the_familys_language(cast, enter):
    family(cast, "Tiranë", language="sq")

    (line,) = lines(enter(cast.clerk, "en").get(URL))

    assert [said["status"][:20] for said in line["says"]] == ["Kërkesa juaj është t"]


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_the_common_sentence_follows_every_status_as_on_the_card(cast, enter, language):
    """Two colleagues say the same, whichever page they read from."""
    case = family(cast, language=language).cases.get()
    always = papers.sentence("may_say", language, "always_add")
    client = enter(cast.clerk)

    for url in (URL, reverse("status_card", args=[case.reference])):
        assert html.unescape(client.get(url).content.decode()).count(always) == 1


def test_other_offices_families_are_not_listed(cast, enter):
    made = family(cast, "اهواز")
    client = enter(cast.elsewhere["clerk"])

    assert groups(client.get(URL)) == []
    press = {"do": "told", "number": made.number, "result": "told"}
    assert client.post(URL, press).status_code == 404


def test_the_town_is_sealed_and_its_address_holds_no_name(cast, enter):
    made = family(cast)
    client = enter(cast.clerk)

    client.post(reverse("town", args=[made.number]), {"town": " خرم‌آباد "})

    made = FamilyRequest.objects.get(pk=made.pk)
    assert made.town == "خرم‌آباد"
    with connection.cursor() as cursor:
        cursor.execute("SELECT town, town_key FROM casework_familyrequest")
        row = str(cursor.fetchone())
    assert "خرم" not in row
    urls = [link["url"] for link in client.get(URL).context["towns"]]
    assert all(url.isascii() for url in urls)


def test_a_town_is_noted_in_the_trail_without_its_name(cast):
    made = family(cast)
    towns.set_town(made, "اهواز", by=cast.clerk)

    entry = Entry.objects.get(verb="set_town")
    assert "اهواز" not in str(entry.details)


def test_many_towns_are_shown_one_at_a_time(cast, enter, monkeypatch):
    monkeypatch.setattr("casework.views.calling.TOGETHER", 2)
    for town in ("اهواز", "اهواز", "تهران"):
        family(cast, town)
    client = enter(cast.clerk)

    first = client.get(URL)
    second = client.get(URL + first.context["towns"][1]["url"])

    assert [town for town, _n in groups(first)] == ["اهواز"]
    assert [town for town, _n in groups(second)] == ["تهران"]


def test_more_families_ask_no_more_questions(cast, enter):
    client = enter(cast.clerk)
    family(cast, "اهواز", sought=("یکم نمونه", "دوم نمونه"))
    few = questions(client)
    for town in ("اهواز", "تهران", ""):
        family(cast, town, sought=("یکم نمونه", "دوم نمونه"))

    assert questions(client) == few


def questions(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(URL)
    return len(asked)


def test_the_list_belongs_to_those_who_tell_families(cast, enter):
    assert enter(cast.signatory).get(URL).status_code == 403
    assert enter(cast.administrator).get(URL).status_code == 403
    assert enter(cast.stranger).get(URL).status_code == 403
