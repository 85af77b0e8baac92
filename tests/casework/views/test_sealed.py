"""The protection officers' pages: from a trace to a wish to what is told, and to an opening."""

import pytest
from django.urls import reverse

from casework.disclosure import tracks
from casework.disclosure.models import Opening
from tests.casework.disclosure.sealed_world import accepted, second_officer, traced

PASSPHRASE = "river stone lantern"


@pytest.fixture
def case(cast):
    return accepted(cast)


def page_of(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, case, name, **typed):
    return client.post(reverse("sealed_step", args=[case.reference, name]), typed, follow=True)


def test_officer_goes_from_a_trace_to_what_is_told(cast, enter, case):
    first = enter(cast.protection)
    press(first, case, "trace", words="She called the office.")
    press(first, case, "check", kind="facts", fits="yes", words="Her school.")
    press(first, case, "check", kind="photo", fits="yes", words="The scar.")
    press(enter(cast.elsewhere["protection"]), case, "identity")
    first = enter(cast.protection)
    press(first, case, "ask", how="own_phone")
    enquirer = str(case.request.enquirer.pk)
    press(
        first, case, "wish", toward=enquirer, level="L1", words="Say that I live.",
        how="own_phone", verified_how="Her voice.", free="on",
    )  # fmt: skip
    track = tracks.track_of(case)
    second = enter(cast.elsewhere["protection"])
    waiting = page_of(second, "sealed_case", case.reference)
    second.post(
        reverse("sealed_second", args=[case.reference, "wish", track.wishes.get().pk]), follow=True
    )
    first = enter(cast.protection)
    press(first, case, "decide", toward=enquirer, items=["alive"], wording="She lives.")
    decision = track.decisions.get()
    enter(cast.elsewhere["protection"]).post(
        reverse("sealed_second", args=[case.reference, "decision", decision.pk])
    )

    shown = page_of(enter(cast.protection), "sealed_case", case.reference)

    track.refresh_from_db()
    decision.refresh_from_db()
    assert track.state == "wish_recorded"
    assert decision.approved_by == cast.elsewhere["protection"]
    assert "Say that I live." in waiting
    assert "only that I am alive and well" in shown


def test_page_of_another_office_opens_only_while_it_waits_for_a_second_person(cast, enter, case):
    traced(cast, case)
    other = enter(cast.elsewhere["protection"])

    assert other.get(reverse("sealed_case", args=[case.reference])).status_code == 404


def test_second_officer_from_elsewhere_writes_nothing_down(cast, enter, case):
    track = traced(cast, case)
    press(enter(cast.protection), case, "check", kind="authority", fits="yes", words="A paper.")
    other = enter(cast.elsewhere["protection"])

    answers = [press(other, case, name, words="x").status_code for name in ("check", "reject")]

    assert answers == [404, 404]
    assert (track.checks.count(), track.remarks.count()) == (1, 1)


def test_refusal_keeps_what_was_typed(cast, enter, case):
    client = enter(cast.protection)
    press(client, case, "trace", words="x")
    press(client, case, "check", kind="authority", fits="yes", words="A paper.")
    press(enter(second_officer(cast)), case, "identity")

    answer = press(enter(cast.protection), case, "ask", how="family", words="through her aunt")

    page = answer.content.decode()
    assert "through her aunt" in page
    assert page.count("only a safe, direct way") == 1
    assert 'href="#id_how"' in page


def test_refused_step_leads_to_where_its_condition_is_met(cast, enter, case):
    client = enter(cast.protection)
    press(client, case, "trace", words="x")

    page = press(client, case, "identity").content.decode()

    where = reverse("sealed_step", args=[case.reference, "check"])
    assert "two independent checks must fit" in page
    assert f'href="{where}"' in page
    assert client.get(where).status_code == 200


def test_case_of_another_office_is_not_found_by_its_number(cast, enter, case):
    other = enter(cast.elsewhere["protection"])

    page = other.get(reverse("sealed_desk"), {"reference": case.reference}).content.decode()

    assert "There is no such case in your office." in page


def test_case_is_opened_by_its_number_in_any_digits(cast, enter, case):
    client = enter(cast.protection)

    answer = client.get(reverse("sealed_desk"), {"reference": case.reference})

    assert answer.url == reverse("sealed_case", args=[case.reference])


def test_whereabouts_open_for_a_quarter_of_an_hour_in_one_browser(cast, enter, client, case):
    officer = enter(cast.protection)
    officer.post(reverse("sealed_key"), {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    press(officer, case, "trace", words="x")
    press(officer, case, "whereabouts", relay="NISHANE-42, the baker")
    press(officer, case, "opening", reason="A message has come.")
    opening = Opening.objects.get()
    enter(cast.elsewhere["protection"]).post(
        reverse("sealed_second", args=[case.reference, "opening", opening.pk])
    )
    officer = enter(cast.protection)
    url = reverse("sealed_opening", args=[opening.pk])
    wrong = officer.post(url, {"passphrase": "not this one"}).content.decode()

    shown = officer.post(url, {"passphrase": PASSPHRASE}, follow=True)
    cookie = officer.cookies.pop("sealed_half")
    elsewhere = officer.get(url).content.decode()

    assert "The passphrase is not right." in wrong
    assert "NISHANE-42, the baker" in shown.content.decode()
    assert "NISHANE-42" not in elsewhere
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", url)


def test_closing_forgets_the_key(cast, enter, case):
    officer = enter(cast.protection)
    officer.post(reverse("sealed_key"), {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    press(officer, case, "trace", words="x")
    press(officer, case, "whereabouts", relay="NISHANE-42, the baker")
    press(officer, case, "opening", reason="x")
    opening = Opening.objects.get()
    other = enter(cast.elsewhere["protection"])
    other.post(reverse("sealed_second", args=[case.reference, "opening", opening.pk]))
    officer = enter(cast.protection)
    url = reverse("sealed_opening", args=[opening.pk])
    officer.post(url, {"passphrase": PASSPHRASE})

    officer.post(url, {"close": "1"})

    opening.refresh_from_db()
    assert (bytes(opening.half), bytes(opening.locked)) == (b"", b"")
    assert "NISHANE-42" not in officer.get(url).content.decode()


def test_asking_to_reopen_looks_the_same_for_every_case(cast, enter):
    from casework.actions import cases

    found, missing = accepted(cast), accepted(cast)
    traced(cast, found)
    pages = []
    for one in (found, missing):
        cases.move(one, "close", by=cast.coordinator, reason="not_eligible")
        client = enter(cast.coordinator)
        client.post(reverse("ask_reopening", args=[one.reference]))
        page = client.get(reverse("case_step", args=[one.reference, "reopen"])).content.decode()
        pages.append(page.replace(one.reference, "REF").count("protection officer must agree"))

    assert pages == [1, 1]
