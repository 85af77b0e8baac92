"""What may be shared, on screen: recorded, renewed and taken back in one step; whom to ask."""

import re
import uuid

import pytest
from django.urls import reverse

from casework import consent, vault
from casework.actions import consents, outward, papers, quieting, safety
from casework.actions.consents import Given, Said
from casework.actions.told import PaperTold
from casework.models import Case, Consent, Entry
from tests import factories


@pytest.fixture
def case(cast):
    factories.log_family(cast, answers={"P3": "granted", "P5": "refused"})
    return Case.objects.get()


def post(client, name, case, **typed):
    return client.post(reverse(name, args=[case.reference]), {"command": uuid.uuid4(), **typed})


def text(answer):
    return answer.content.decode()


def attach(cast, case):
    """A signed sheet among the papers of the family."""
    stored = vault.put_bytes(b"sheet", mime="image/png")
    told = PaperTold(path=None, stored=stored, name="a.png", mime="image/png")
    return papers.attach(case.request, told, by=cast.clerk)


def covered(case, body):
    return bool(consent.covers(Case.objects.get(pk=case.pk), body, case.office.today()))


def test_the_page_says_who_agreed_to_what_and_when_it_must_be_confirmed(cast, enter, case):
    named = factories.make_body("embassy", en="Embassy (sample)")
    consents.record_consent(case.request, {"P7": "granted"}, by=cast.clerk, body=named)

    page = text(enter(cast.clerk).get(reverse("consent", args=[case.reference])))

    assert "Embassy (sample)" in page
    assert "Holds. Without any contact the family is asked again from" in page
    assert "Nothing has left the house for this family yet." in page
    assert page.count("not asked") > 5


def test_the_sentence_before_two_questions_stands_above_them_and_not_beside_one(cast, enter, case):
    page = text(enter(cast.clerk).get(reverse("consent", args=[case.reference])))

    asked = page.split('id="ask"')[1].split("</form>")[0]
    assert len(re.findall(r'<p class="gap-t">[^<]+</p><div class="q"', asked)) == 2


def test_every_purpose_but_the_first_is_asked_on_the_page(cast, enter, case):
    page = text(enter(cast.clerk).get(reverse("consent", args=[case.reference])))

    asked = {f"P{n}" for n in range(1, 15) if f'name="P{n}"' in page}
    assert asked == {f"P{n}" for n in range(2, 15)}
    assert "صلیب سرخ" in page.split('id="ask"')[1].split("</form>")[0]


def test_one_press_takes_one_yes_back_and_says_what_has_left(cast, enter, case):
    body = factories.make_body("icrc", en="Delegation (sample)")
    outward.record_step(
        case, by=cast.coordinator, body=body, kind="earlier", on=case.office.today()
    )
    row = Consent.objects.get(purpose="P3")
    client = enter(cast.clerk)

    answer = post(client, "consent_withdraw", case, answer=row.pk)

    page = text(client.get(answer.url))
    assert covered(case, body) is False
    assert "Taken back at once." in page
    assert "Delegation (sample)" in page.split('id="sent"')[1].split("</section>")[0]
    assert Consent.objects.filter(purpose="P3").count() == 2


def test_one_press_takes_everything_back(cast, enter, case):
    post(enter(cast.clerk), "consent_withdraw", case, answer="all")

    assert covered(case, factories.make_body("icrc")) is False
    assert consent.has_basis(case.request) is True


def test_an_answer_that_is_not_the_newest_any_more_is_not_taken_back(cast, enter, case):
    old = Consent.objects.get(purpose="P3")
    consents.record_consent(case.request, {"P3": "granted"}, by=cast.clerk)
    before = Consent.objects.count()
    client = enter(cast.clerk)

    answer = post(client, "consent_withdraw", case, answer=old.pk)

    assert Consent.objects.count() == before
    assert "not the newest any more" in text(client.get(answer.url))


def renewal(case, **typed):
    person = case.request.enquirer_id
    return {"person": person, **{f"renew-{person}-{box}": what for box, what in typed.items()}}


def test_everything_is_renewed_in_one_press_and_once(cast, enter, case):
    client, command = enter(cast.clerk), uuid.uuid4()
    before = Consent.objects.count()

    for _press in range(2):
        typed = renewal(case, how="oral", witness="شاهد نمونه")
        post(client, "consent_renew", case, command=command, **typed)

    new = Consent.objects.order_by("sequence")[before:]
    assert [(r.purpose, r.answer, r.how, r.witness) for r in new] == [
        ("P3", "granted", "oral", "شاهد نمونه")
    ]


def test_a_renewal_in_writing_names_its_signed_sheet(cast, enter, case):
    paper = attach(cast, case)

    typed = renewal(case, how="written", evidence=paper.pk)
    post(enter(cast.clerk), "consent_renew", case, **typed)

    row = Consent.objects.order_by("sequence").last()
    assert (row.purpose, row.how, row.evidence, row.witness) == ("P3", "written", paper, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"witness": "شاهد نمونه"}, "How the answers were given"),
        ({"how": "oral"}, "Spoken: please name the witness."),
        ({"how": "written", "witness": "x"}, "In writing: please choose the signed sheet."),
        ({"how": "register", "witness": "x"}, "How the answers were given"),
    ],
)
def test_a_renewal_that_nobody_could_show_is_refused(cast, enter, case, typed, said):
    before = Consent.objects.count()

    answer = post(enter(cast.clerk), "consent_renew", case, **renewal(case, **typed))

    errors = text(answer).split('role="alert"')[1].split("</div>")[0]
    assert answer.status_code == 200
    assert said in errors
    assert typed.get("witness", "") in text(answer)
    assert Consent.objects.count() == before


def test_a_sheet_of_another_family_shows_no_renewal(cast, enter, case):
    other = factories.log_family(cast, enquirer="شاهد نمونه").cases.get()
    paper, before = attach(cast, other), Consent.objects.count()

    typed = renewal(case, how="written", evidence=paper.pk)
    answer = post(enter(cast.clerk), "consent_renew", case, **typed)

    assert answer.status_code == 200
    assert Consent.objects.count() == before


def test_nothing_is_chosen_beforehand_for_a_renewal(cast, enter, case):
    page = text(enter(cast.clerk).get(reverse("consent", args=[case.reference])))

    form = page.split(reverse("consent_renew", args=[case.reference]))[1].split("</form>")[0]
    assert " selected" not in form.replace('value="" selected', "")
    assert 'name="renew-' in form


def test_one_answer_for_one_body_and_some_details(cast, enter, case):
    body = factories.make_body("embassy")

    answer = post(
        enter(cast.clerk), "consent_one", case, purpose="P7", answer="granted", body=body.pk,
        data_classes=["who", "news"], how="oral", witness="شاهد نمونه", until="1410/01/01",
    )  # fmt: skip

    row = Consent.objects.order_by("sequence").last()
    assert answer.url == reverse("consent", args=[case.reference])
    assert (row.body, row.data_classes, row.witness) == (body, ["who", "news"], "شاهد نمونه")
    assert row.until.isoformat() == "2031-03-21"


def test_one_answer_that_makes_no_sense_keeps_what_was_typed(cast, enter, case):
    body = factories.make_body("icrc")

    answer = post(
        enter(cast.clerk), "consent_one", case, purpose="P7", answer="granted", body=body.pk,
        how="oral", witness="شاهد نمونه",
    )  # fmt: skip

    assert answer.status_code == 200
    assert "This answer is about another kind of body." in text(answer)
    assert "شاهد نمونه" in text(answer)
    assert not Consent.objects.filter(purpose="P7").exists()


def test_nothing_is_chosen_beforehand_for_one_answer(cast, enter, case):
    page = text(enter(cast.clerk).get(reverse("consent_one", args=[case.reference])))

    assert "checked" not in page.split("<form")[-1]


def test_a_co_enquirer_answers_beside_the_enquirer(cast, enter, case):
    co = factories.log_family(cast, enquirer="شاهد نمونه", answers={}).enquirer
    case.request.co_enquirers.add(co)
    client = enter(cast.clerk)

    post(client, "consent_one", case, purpose="P3", answer="refused", person=co.pk, how="oral")

    assert covered(case, factories.make_body("icrc")) is True
    page = text(client.get(reverse("consent", args=[case.reference])))
    assert page.split('id="newest"')[1].count("شاهد نمونه") >= 1


# whom to ask ----------------------------------------------------------------------------------


def ask_page(client, **query):
    return text(client.get(reverse("ask_families"), query))


def test_the_list_names_families_that_were_never_asked_for_a_body(cast, enter, case):
    asked = case.request.number
    new = factories.log_family(cast, answers={}).number
    icrc = factories.make_body("icrc", en="Delegation (sample)")
    ministry = factories.make_body("host_state", en="Ministry (sample)")
    embassy = factories.make_body("embassy", en="Embassy (sample)")
    client = enter(cast.clerk)

    def listed(body):
        page = ask_page(client, body=body.pk)
        return {number for number in (asked, new) if number in page}

    assert listed(icrc) == {new}
    assert listed(ministry) == {new}
    assert listed(embassy) == {asked, new}


def test_who_said_ask_later_is_asked_and_who_said_no_is_not(cast, enter):
    later = factories.log_family(cast, answers={})
    consents.record_answers(later, [Said("P3", "not_asked")], Given(), by=cast.clerk)
    never = factories.log_family(cast, answers={"P3": "refused"})
    icrc = factories.make_body("icrc")

    page = ask_page(enter(cast.clerk), body=icrc.pk)

    assert (later.number in page, never.number in page) == (True, False)


def test_numbers_are_closed_until_a_press_that_is_noted(cast, enter):
    family = factories.log_family(cast, answers={})
    factories.make_body("icrc")
    client = enter(cast.clerk)

    closed = ask_page(client)
    opened = text(client.post(reverse("ask_families")))

    assert ("916" in closed, "916" in opened) == (False, True)
    noted = Entry.objects.get(verb="view_contacts")
    assert (noted.target, noted.reading, noted.by) == (family.number, True, cast.clerk)


def test_other_offices_families_and_the_dead_are_not_on_the_list(cast, enter):
    theirs = factories.log_family(cast, answers={}, office=cast.tirana, by=cast.elsewhere["clerk"])
    dead = factories.log_family(cast, answers={})
    dead.enquirer.life_status = "dead"
    dead.enquirer.save()
    factories.make_body("icrc")

    page = ask_page(enter(cast.clerk))

    assert (theirs.number in page, dead.number in page) == (False, False)


def test_a_family_on_its_quiet_days_and_one_in_danger_are_not_on_the_list(cast, enter):
    in_peace, stopped, other = (factories.log_family(cast, answers={}) for _n in range(3))
    quieting.keep_quiet(in_peace, since=cast.ahvaz.today(), by=cast.clerk)
    safety.stop(stopped, by=cast.clerk)
    factories.make_body("icrc")

    page = ask_page(enter(cast.clerk))

    listed = [family.number in page for family in (in_peace, stopped, other)]
    assert listed == [False, False, True]


def test_the_list_costs_the_same_for_one_family_and_for_many(
    cast, enter, django_assert_max_num_queries
):
    factories.make_body("icrc")
    for _family in range(5):
        factories.log_family(cast, answers={})
    client = enter(cast.clerk)
    ask_page(client)

    with django_assert_max_num_queries(24):
        ask_page(client)
