"""The domain's rules that this floor holds, by their number."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework import access, consent
from casework.actions import cases, consents, contacts, drafts, news, outward, safety
from casework.actions.errors import Refused, Replayed, Stale
from casework.disclosure import leads
from casework.disclosure.gate import public_status
from casework.models import Case, Consent, Entry, FamilyRequest, IntakeDraft
from casework.models.contact import Result
from casework.search import search
from families.calendars import before, parse
from families.models import Identifier, PersonName
from tests.factories import log_family, make_body, told

DAY = datetime.date(2026, 11, 22)
PRESS = "11111111-2222-4333-8444-555555555555"


def accepted(cast, **more):
    case = log_family(cast, **more).cases.get()
    return cases.check_and_accept(case, by=cast.coordinator)


# 1 no leaving draft without an information notice ------------------------------------------------


def test_rule_1_no_case_leaves_draft_without_the_notice(cast):
    case = log_family(cast, notice=None, answers={"P1": "granted"}).cases.get()

    with pytest.raises(Refused) as refusal:
        cases.move(case, "register", by=cast.clerk)

    assert refusal.value.codes == ["notice_recorded"]
    assert Case.objects.get().state == "draft"


# 2 no consent pre-set; refusing P3–P14 still registers -------------------------------------------


def test_rule_2_nothing_is_ticked_beforehand(cast, enter):
    page = enter(cast.clerk).get(reverse("intake_new_all")).content.decode()

    questions = page[page.index('id="s-answers"') : page.index('id="s-person-1"')]
    assert questions.count('type="radio"') == 24
    assert "checked" not in questions


def test_rule_2_refusing_everything_but_the_request_still_registers(cast):
    refused = {f"P{n}": "refused" for n in range(3, 15)}

    case = log_family(cast, answers=refused).cases.get()

    assert case.state == "registered"


def test_rule_2_what_was_not_asked_makes_no_row(cast):
    log_family(cast, answers={"P3": "not_asked"})

    assert [c.purpose for c in Consent.objects.all()] == ["P1"]


# 3 what lacks live consent does not go (the letter's side is tested on its floor) -----------------

COVERED = {  # the newest answer, and whether it covers the body
    ("granted",): True,
    ("refused",): False,
    ("not_asked",): False,
    (): False,
    ("granted", "refused"): False,
    ("refused", "granted"): True,
    ("granted", "not_asked"): False,
}


@pytest.mark.parametrize("answers", COVERED)
def test_rule_3_the_newest_answer_decides(cast, answers):
    request = log_family(cast, answers={"P1": "granted"})
    for answer in answers:
        consents.record_consent(request, {"P3": answer}, by=cast.clerk)

    covered = consent.covers(request.cases.get(), make_body("icrc"), DAY)

    assert bool(covered) is COVERED[answers]


PURPOSE_OF_KIND = {
    "icrc": "P3",
    "national_society": "P3",
    "un": "P4",
    "coe": "P4",
    "host_state": "P5",
    "own_state": "P6",
    "embassy": "P7",
    "host_org": "P8",
    "ngo": "P8",
}


@pytest.mark.parametrize("kind", PURPOSE_OF_KIND)
def test_rule_3_each_kind_of_body_needs_its_own_purpose(cast, kind):
    needed = PURPOSE_OF_KIND[kind]
    only_this = log_family(cast, answers={needed: "granted"}).cases.get()
    all_but_this = log_family(
        cast, answers={f"P{n}": "granted" for n in range(1, 15) if f"P{n}" != needed}
    ).cases.get()
    body = make_body(kind)

    assert consent.covers(only_this, body, DAY)
    assert not consent.covers(all_but_this, body, DAY)


def test_rule_3_a_body_that_was_named_stands_before_its_kind(cast):
    request = log_family(cast, answers={"P3": "granted"})
    named, other = make_body("icrc"), make_body("icrc")
    consents.record_consent(request, {"P3": "refused"}, by=cast.clerk, body=named)

    case = request.cases.get()
    assert not consent.covers(case, named, DAY)
    assert consent.covers(case, other, DAY)


# 16 safety stop -----------------------------------------------------------------------------------


def test_rule_16_a_stopped_case_is_not_accepted(cast):
    request = log_family(cast)
    safety.stop(request, by=cast.clerk)

    with pytest.raises(Refused) as refusal:
        cases.check_and_accept(request.cases.get(), by=cast.coordinator)

    assert refusal.value.codes == ["not_stopped"]


def test_rule_16_only_the_protection_officer_lifts_the_stop(cast):
    request = log_family(cast)
    safety.stop(request, by=cast.clerk)

    with pytest.raises(PermissionDenied):
        safety.lift_stop(request, by=cast.coordinator)
    safety.lift_stop(request, by=cast.protection)

    assert Case.objects.get().safety_stop is False


# 31 exact forms -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("علی کریمی", "علي كريمي"),
        ("علي كريمي", "علی کریمی"),
        ("محمدرضا فرضیان", "محمد رضا فرضیان"),
        ("محمد رضا فرضیان", "محمدرضا فرضیان"),
        ("محمد\u200cرضا فرضیان", "محمدرضا"),
        ("محمدرضا فرضیان", "محمد\u200cرضا"),
        ("سید محمدرضا فرضیان", "محمدرضا فرضیان"),
        ("Elira Provëza", "proveza"),
    ],
)
def test_rule_31_a_name_is_found_in_its_everyday_spellings(cast, stored, typed):
    request = log_family(cast, sought=(stored,))

    found = search(typed, within=access.cases(cast.clerk))

    assert [c.pk for c in found.cases] == [request.cases.get().pk]


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("علي كريمي", "Karimi Ali"),
        ("محمد\u200cرضا فرضیان", "Mohamed Riza Farzian"),
        ("Jusuf Provëza", "یوسف پرووزا"),
        ("یوسف فرضیان", "Joseph Farzian"),
        ("علی کریمی", "کریمی ۱۳۲۷ پدر غلامعباس"),
        ("علی کریمی", "A. Karimi"),
    ],
)
def test_rule_31_a_name_is_found_across_scripts(cast, stored, typed):
    request = log_family(cast, sought=(stored,))
    log_family(cast, sought=("Besnik Hoxha",))

    found = search(typed, within=access.cases(cast.clerk))

    assert [c.pk for c in found.cases] == [request.cases.get().pk]


def test_rule_31_a_name_across_scripts_is_found_by_those_alone_who_may_see_the_case(cast):
    log_family(cast, sought=("علي كريمي",))

    elsewhere = search("Karimi Ali", within=access.cases(cast.elsewhere["clerk"]))
    nobody = search("Zzyzx Nobody", within=access.cases(cast.elsewhere["clerk"]))

    assert (elsewhere.how, list(elsewhere.cases)) == (nobody.how, list(nobody.cases))


def test_rule_31_the_stored_name_is_untouched(cast):
    log_family(cast, sought=("علي كريمي",))

    assert PersonName.objects.filter(full_as_given="علي كريمي").count() == 1


@pytest.mark.parametrize("spell", [str, lambda n: n.replace("0", "۰").replace("1", "۱").lower()])
def test_reference_is_found_in_any_digits(cast, spell):
    case = log_family(cast).cases.get()

    found = search(spell(case.reference), within=access.cases(cast.clerk))

    assert (found.how, list(found.cases)) == ("number", [case])


@pytest.mark.parametrize("place", [0, 4, 9, 12, 15])
def test_reference_with_one_wrong_character_offers_the_nearest(cast, place):
    case = log_family(cast).cases.get()
    wrong = "Z" if case.reference[place] != "Z" else "Y"
    typed = case.reference[:place] + wrong + case.reference[place + 1 :]

    found = search(typed, within=access.cases(cast.clerk))

    assert (found.how, found.near, list(found.cases)) == ("near", case.reference, [case])


def test_serial_as_families_say_it_finds_the_case(cast):
    case = log_family(cast).cases.get()
    serial = str(int(case.reference.split("-")[2])).translate(
        str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    )

    assert case in search(serial, within=access.cases(cast.clerk)).cases


def test_search_tells_nothing_of_another_offices_case(cast):
    case = log_family(cast).cases.get()
    within = access.cases(cast.elsewhere["coordinator"])

    assert [search(t, within=within).cases.count() for t in (case.reference, "فرضیان")] == [0, 0]


# 32 dates are intervals; nothing is invented ----------------------------------------------------


def test_rule_32_a_solar_year_alone_is_its_twelve_months():
    year = parse("۱۳۴۵")

    assert (year.month, year.day) == (None, None)
    assert (year.earliest, year.latest) == (datetime.date(1966, 3, 21), datetime.date(1967, 3, 20))


def test_rule_32_a_lunar_day_reaches_two_days_either_way():
    day = parse("12 رمضان 1365")

    assert day.latest - day.earliest == datetime.timedelta(days=4)


@pytest.mark.parametrize(
    ("text", "problem"), [("30 اسفند 1403", ""), ("30 اسفند 1402", "no_such_day")]
)
def test_rule_32_the_thirtieth_of_esfand_is_in_leap_years_alone(text, problem):
    known = parse(text)

    assert known.problem == problem
    assert (known.day is None) == bool(problem)


def test_rule_32_comparisons_answer_yes_no_or_maybe():
    answers = [before(parse("1340"), parse(other)) for other in ("1343", "1337", "1340")]

    assert answers == ["yes", "no", "maybe"]


def test_rule_32_about_45_in_2003_is_a_birth_interval():
    born = parse("about 45 in 2003")

    assert (born.precision, born.qualifier, born.age) == ("age", "about", 45)
    assert born.earliest.year == 1955
    assert born.latest.year == 1960


# 33 the national code warns only ------------------------------------------------------------------


@pytest.mark.parametrize("code", ["1111111111", "1234567890", "12", "نامعلوم"])
def test_rule_33_a_wrong_national_code_is_kept_with_a_warning(cast, code):
    family = told()
    family.enquirer.identifiers = [("ir_national", code)]
    from casework.actions import requests

    request = requests.log_request(family, office=cast.ahvaz, by=cast.clerk)

    held = Identifier.objects.get(person=request.enquirer)
    assert held.value == code
    assert held.warning != ""


# 37 an imported case is never purged as a draft ---------------------------------------------------


def test_rule_37_forgetting_old_typing_leaves_taken_over_cases_alone(cast):
    imported = log_family(cast, notice=None, answers={}, channel="register").cases.get()
    drafts.save_draft({"e-name": "x"}, by=cast.clerk, office=cast.ahvaz)
    in_a_year = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)

    assert drafts.forget_drafts(now=in_a_year) == 1

    assert IntakeDraft.objects.count() == 0
    assert Case.objects.get(pk=imported.pk).state == "draft"


# 39 a reminder changes nothing that the family can see -------------------------------------------


def test_rule_39_public_status_does_not_depend_on_reminders_or_replies(cast):
    body = make_body()
    plain, chased = accepted(cast), accepted(cast)
    for case in (plain, chased):
        outward.record_step(
            case, by=cast.coordinator, body=body, kind="first", on=DAY, thread=case.pk
        )
    outward.record_step(
        chased,
        by=cast.coordinator,
        body=body,
        kind="reminder",
        on=DAY,
        letter=PRESS,
        thread=chased.pk,
    )
    outward.record_mark(chased, by=cast.coordinator, thread=chased.pk, mark="answered_on", on=DAY)

    later = DAY + datetime.timedelta(days=60)
    shown = [public_status(Case.objects.get(pk=c.pk), on=later) for c in (plain, chased)]

    assert shown[0] == shown[1]
    assert (shown[0].code, shown[0].waiting_days) == ("written", 60)


# 43 news handed in by a clerk cannot be read back by a clerk --------------------------------------


def test_rule_43_news_is_read_by_protection_officers_of_the_office_alone(cast):
    number = news.hand_in_news(
        by=cast.clerk, office=cast.ahvaz, about="a man", words="seen in spring"
    )

    readers = {**cast.staff, "elsewhere": cast.elsewhere["protection"], "stranger": cast.stranger}
    may_read = {role for role, staff in readers.items() if leads.news_for(staff).exists()}
    assert may_read == {"protection"}
    assert number.startswith("N-")


def test_rule_43_news_stands_in_no_case_and_no_trail_in_the_clear(cast):
    case = log_family(cast).cases.get()
    before = Entry.objects.filter(case=case).count()

    news.hand_in_news(
        by=cast.clerk, office=cast.ahvaz, about=case.reference, words="seen in spring"
    )

    assert Entry.objects.filter(case=case).count() == before
    assert "spring" not in str(list(Entry.objects.values()))


# 44 a dead enquirer gets no call ------------------------------------------------------------------


def test_rule_44_after_a_death_nobody_is_told_any_more(cast):
    request = log_family(cast)
    contacts.tell_family(request, by=cast.clerk, result=Result.DIED)

    again = FamilyRequest.objects.get(pk=request.pk)
    with pytest.raises(Refused) as refusal:
        contacts.tell_family(again, by=cast.clerk, result=Result.TOLD)

    assert refusal.value.codes == ["enquirer_died"]


# one click, one effect ----------------------------------------------------------------------------


def test_second_click_returns_the_first_result(cast):
    case = log_family(cast).cases.get()
    first = cases.check_and_accept(case, by=cast.coordinator, command=PRESS)
    second = cases.check_and_accept(case, by=cast.coordinator, command=PRESS)

    assert (first.version, second.version) == (first.version, first.version)
    assert Entry.objects.filter(case=case, verb="accept").count() == 1


def test_stale_page_is_told_who_changed_what(cast):
    case = log_family(cast).cases.get()
    cases.move(case, "start_review", by=cast.coordinator, seen=case.version)

    with pytest.raises(Stale) as stale:
        cases.check_and_accept(case, by=cast.coordinator, seen=case.version)

    assert (stale.value.who, stale.value.what) == (cast.coordinator, "start_review")


def test_same_command_with_other_content_is_refused(cast):
    one, other = log_family(cast).cases.get(), log_family(cast).cases.get()
    cases.check_and_accept(one, by=cast.coordinator, command=PRESS)

    with pytest.raises(Replayed):
        cases.check_and_accept(other, by=cast.coordinator, command=PRESS)


def test_step_of_someone_whose_post_ended_is_forbidden(cast):
    case = log_family(cast).cases.get()
    post = cast.coordinator.posts.get()
    post.until = cast.ahvaz.today() - datetime.timedelta(days=1)
    post.save()
    again = type(cast.coordinator).objects.get(pk=cast.coordinator.pk)

    with pytest.raises(PermissionDenied):
        cases.check_and_accept(case, by=again)
