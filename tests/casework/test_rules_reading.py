"""Rules 27 and 43: whatever is confidential leaves a line when it is read; handed-in news comes
back to nobody who is no protection officer."""

import pytest
from django.urls import reverse

from casework.actions import news, papers, reading
from casework.actions.told import PaperTold
from casework.models import Entry, Scan
from tests.casework.disclosure.sealed_world import traced
from tests.factories import log_family
from tests.house.test_addresses import put_picture

pytestmark = pytest.mark.django_db

MARK = "NISHANE-77"
WORDS = f"he is {MARK} near the bridge"


@pytest.fixture
def case(cast):
    return log_family(cast).cases.get()


def reads(client, method, address):
    """The verbs of the lines that one look leaves, by whom."""
    before = set(Entry.objects.values_list("pk", flat=True))
    assert getattr(client, method)(address).status_code == 200
    rows = Entry.objects.exclude(pk__in=before).order_by("at")
    return [(row.verb, row.by.username, row.reading) for row in rows]


def test_rule_27_a_look_at_anything_confidential_leaves_a_line(cast, case, enter):
    """What is shown, by which page; a page that opens two things leaves two lines."""
    told = PaperTold(path=None, stored=put_picture(), name="a.png", mime="image/png")
    paper = papers.attach(case.request, told, by=cast.clerk, case=case)
    scan = Scan.objects.create(office=cast.ahvaz, file=put_picture("blue"), name="s.png", mark="1")
    clerk = enter(cast.clerk)

    def line(verb, by="clerk"):
        return [(verb, by, True)]

    def address(name, *parts):
        return reverse(name, args=parts)

    reference, who = case.reference, case.request.enquirer_id
    file = line("view_case")
    looks = {
        ("get", address("case", reference)): file,
        ("get", address("case_people", reference)): file,  # numbers by their last digits
        ("post", address("case_people", reference)): line("view_contacts") + file,
        ("get", address("person", reference, who)): [],  # the same: they stay closed
        ("post", address("person", reference, who)): line("view_contacts"),
        ("get", address("document_view", paper.pk, 1) + "?zoom=0"): [],  # too small to be read
        ("get", address("document_view", paper.pk, 1)): line("view_document"),
        ("get", address("document_view", paper.pk, 1) + "?zoom=2"): [],  # it is open already
        ("get", address("document", paper.pk)): line("view_document"),
        ("get", address("document_original", paper.pk)): line("view_document"),
        ("get", address("scan", scan.pk)): line("view_scan"),
    }
    assert {look: reads(clerk, *look) for look in looks} == looks


def test_rule_27_a_look_at_the_sealed_side_leaves_a_line(cast, case, enter):
    number = news.hand_in_news(by=cast.clerk, office=cast.ahvaz, about="x", words=WORDS)
    traced(cast, case)
    officer = enter(cast.protection)

    assert reads(officer, "get", reverse("news", args=[number])) == [
        ("read_news", "protection", True)
    ]
    assert reads(officer, "get", reverse("sealed_case", args=[case.reference])) == [
        ("read_track", "protection", True)
    ]


def test_rule_27_the_list_of_calls_opens_no_more_files_than_one_may_read(cast, enter, settings):
    settings.READINGS_PER_HOUR = 2
    for _n in range(3):
        family = log_family(cast)
        family.dues.update(on=cast.ahvaz.today())

    answer = enter(cast.clerk).post(reverse("call_list"), {"do": "open_all"})

    assert answer.status_code == 429
    assert Entry.objects.filter(verb="view_contacts").count() == 2
    with pytest.raises(reading.TooMany):
        reading.read("view_contacts", by=cast.clerk, family=log_family(cast))


# 43 ----------------------------------------------------------------------------------------------


READERS = ["clerk", "coordinator", "signatory", "regional", "administrator"]


@pytest.mark.parametrize("role", READERS)
def test_rule_43_no_page_gives_the_words_back(cast, case, enter, role):
    """Handed in by this person about a case of the own office; every page that holds lists."""
    client = enter(cast.staff[role])
    press = {"about": case.reference, "words": WORDS}
    number = client.post(reverse("news_new"), press).url.split("/")[-3]

    pages = ["home", "news_new", "news_list", "my_day", "office_day", "board", "case_list",
             "look_up", "between", "alert_list", "sealed_desk"]  # fmt: skip
    addresses = [reverse(page) for page in pages] + [
        reverse("news", args=[number]),
        reverse("news_thanks", args=[number]),
        reverse("search") + f"?q={MARK}",
        reverse("case", args=[case.reference]),
        reverse("case_timeline", args=[case.reference]),
        reverse("sealed_case", args=[case.reference]),
    ]
    shown = [client.get(address, follow=True).content.decode() for address in addresses]

    found = [address for address, page in zip(addresses, shown, strict=True) if MARK in page]
    typed = [reverse("search") + f"?q={MARK}"]  # says what was typed just now
    assert found == typed
    officer = enter(cast.protection).get(reverse("news", args=[number])).content.decode()
    assert MARK in officer


def test_rule_43_a_second_press_gives_the_number_and_not_the_words(cast, enter):
    client = enter(cast.clerk)
    press = {"about": "x", "words": WORDS, "command": "11111111-2222-4333-8444-555555555555"}

    first = client.post(reverse("news_new"), press)
    again = client.post(reverse("news_new"), press)

    assert (first.status_code, first.url) == (302, again.url)
    assert WORDS not in again.content.decode()
