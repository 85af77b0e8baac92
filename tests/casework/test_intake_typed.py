"""Whatever is typed, in any order of pages, is on the check page and in the record."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import access, consent
from casework.actions import drafts
from casework.forms.pages import doubts, questions
from casework.forms.sheet import Sheet
from casework.models import Case, IntakeDraft
from families.names import tidy
from tests.factories import make_body

LETTERS = "آبپچگکیهٔ ‌ئ٣۴ëçABz-'’\u202e\u2066😀\u0301\n<&\"%{}"
TEXT = st.text(st.sampled_from(LETTERS), min_size=1, max_size=40).filter(tidy)
PAGES = {
    "who": ("e-name",),
    "reach": ("e-phone", "e-address", "e-second_name"),
    "notice": ("e-interpreter",),
    "person-1": ("p0-name", "p0-father", "p0-birth_place"),
    "person-2": ("p1-name", "p1-mother"),
    "last-1": ("p0-last_place", "p0-last_news"),
    "last-2": ("p1-circumstances",),
    "came": ("e-paper_place",),
}


@st.composite
def typed_pages(draw):
    order = draw(st.permutations(list(PAGES)))
    return [(page, {box: draw(TEXT) for box in PAGES[page]}) for page in order]


@pytest.mark.django_db
@given(pages=typed_pages())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_typed_in_any_order_is_checked_and_recorded(cast, pages):
    draft = drafts.save_draft({"count": "2"}, by=cast.clerk, office=cast.ahvaz)
    typed = {}
    for _page, boxes in pages:
        draft = drafts.save_draft(boxes, by=cast.clerk, office=cast.ahvaz, draft=draft)
        typed |= boxes

    sheet = Sheet(IntakeDraft.objects.get(pk=draft.pk).fields, language="fa", checked=True)
    shown = [said.words for question in questions(sheet) for said in question.said]
    assert [value for value in typed.values() if value not in shown] == []

    assert sheet.is_valid()
    family = drafts.log_draft(draft, sheet.told(today=cast.ahvaz.today()), by=cast.clerk)
    recorded = recorded_of(family)
    assert recorded == {box: tidy(value) for box, value in typed.items()}


def recorded_of(family) -> dict:
    first, second = Case.objects.filter(request=family).order_by("reference")
    asker, ways = family.enquirer, {p.kind: p.value for p in family.enquirer.contact_points.all()}
    return {
        "e-name": asker.full_name,
        "e-phone": ways["phone"],
        "e-address": ways["address"],
        "e-second_name": family.second_contact.full_name,
        "e-interpreter": family.interpreter,
        "e-paper_place": family.paper_place,
        "p0-name": first.sought.full_name,
        "p0-father": first.sought.father,
        "p0-birth_place": first.sought.birth_place,
        "p0-last_place": first.sought.news.get().place,
        "p0-last_news": first.sought.news.get().words,
        "p1-name": second.sought.full_name,
        "p1-mother": second.sought.mother,
        "p1-circumstances": second.circumstances,
    }


BASE = {"e-name": "مریم فرضیان", "e-notice": "on", "p0-name": "رضا", "p0-father": "علی"}


def logged(cast, **boxes) -> Case:
    draft = drafts.save_draft(BASE | boxes, by=cast.clerk, office=cast.ahvaz)
    sheet = Sheet(draft.fields, language="fa", checked=True)
    assert sheet.is_valid()
    family = drafts.log_draft(draft, sheet.told(today=cast.ahvaz.today()), by=cast.clerk)
    return Case.objects.get(request=family)


@pytest.mark.parametrize("name", ["گل 😀", "A" * 500, "ماهی", "ك" * 2])
def test_an_odd_name_is_logged_as_it_was_given(cast, name):
    assert logged(cast, **{"p0-name": name}).sought.full_name == name


def test_marks_that_turn_a_line_round_never_reach_the_record(cast):
    assert logged(cast, **{"p0-name": "رضا\u202eنمونه"}).sought.full_name == "رضانمونه"


def test_a_name_of_501_letters_is_kept_and_asked_for_again(cast):
    draft = drafts.save_draft(BASE | {"p0-name": "ا" * 501}, by=cast.clerk, office=cast.ahvaz)
    sheet = Sheet(draft.fields, checked=True)

    assert not sheet.is_valid()
    assert list(sheet.sought[0].errors) == ["name"]
    assert IntakeDraft.objects.get().fields["p0-name"] == "ا" * 501


def test_only_a_nickname_is_logged_but_stays_unfinished(cast):
    case = logged(cast, **{"p0-name": "ماهی", "p0-father": ""})

    assert case.state == "draft"


@pytest.mark.parametrize(
    ("born", "heard", "slugs"),
    [
        ("۱۳۸۰", "۱۳۶۰", ["last-1"]),
        ("۱۳۶۰", "۱۳۶۰", []),
        ("حدود ۱۳۶۰", "۱۳۵۹", []),
        ("۱۴۰۲/۱۳/۱", "", ["person-1"]),
        ("۳۰ اسفند ۱۴۰۲", "۱۴۰۳", ["person-1"]),
        ("14030", "", ["person-1"]),
        ("", "۱۳۶۰", []),
    ],
)
def test_doubtful_dates_are_pointed_out(born, heard, slugs):
    sheet = Sheet(BASE | {"p0-born": born, "p0-last_on": heard})

    assert [slug for slug, _said in doubts(sheet)] == slugs


def test_folded_boxes_reach_the_record(cast):
    case = logged(
        cast,
        **{
            "e-phone": "0916 000 0005",
            "e-who_may_answer": "مادر",
            "e-cannot_read": "on",
            "e-id_kind": "passport",
            "e-id_number": "A12345678",
            "p0-id_number": "77",
        },
    )

    enquirer = case.request.enquirer
    assert enquirer.contact_points.get().who_may_answer == "مادر"
    assert enquirer.cannot_read
    assert [(i.kind, i.value) for i in enquirer.identifiers.all()] == [("passport", "A12345678")]
    assert [(i.kind, i.value) for i in case.sought.identifiers.all()] == [("other", "77")]


def test_a_date_in_three_boxes_reaches_the_record(cast):
    boxes = {"p0-born_d": "۱۲", "p0-born_m": "۱", "p0-born": "۱۳۲۷", "p0-born_c": "solar"}
    lunar = {"p0-last_on_exact": "about", "p0-last_on": "1420", "p0-last_on_c": "lunar"}

    case = logged(cast, **boxes, **lunar)

    born, heard = case.sought.birth, case.sought.news.get().on
    assert born.earliest == born.latest == datetime.date(1948, 4, 1)
    assert (heard.calendar, heard.year, heard.qualifier) == ("lunar", 1420, "about")


def test_a_calendar_beside_an_empty_date_is_no_date_and_no_typing(cast):
    person = next(q for q in questions(Sheet(BASE)) if q.kind == "person")
    idle = {"p0-born_exact": "exact", "p0-born": " ", "p0-born_c": "gregorian"}

    assert person.sent(idle)["p0-born_c"] == ""
    assert person.sent(idle | {"p0-born": "1327"})["p0-born_c"] == "gregorian"
    assert logged(cast, **idle).sought.birth is None


def test_languages_spoken_and_read_reach_the_record(cast):
    case = logged(
        cast,
        **{"e-languages": "fa,ku", "e-cannot_read": "on", "p0-languages": "sq", "p0-reads": "sq"},
    )

    enquirer, sought = case.request.enquirer, case.sought
    assert (enquirer.languages, enquirer.reads, enquirer.cannot_read) == (["fa", "ku"], [], True)
    assert (sought.languages, sought.reads, sought.cannot_read) == (["sq"], ["sq"], False)


def test_folded_boxes_stand_after_the_others_and_open_once_something_is_typed():
    closed, opened = Sheet(BASE), Sheet(BASE | {"e-id_number": "7"})

    assert [box.name for box in closed.who][-5:] == [
        "id_kind", "id_number", "languages", "reads", "cannot_read",
    ]  # fmt: skip
    assert not closed.who.more_typed()
    assert opened.who.more_typed()


def test_a_check_digit_that_does_not_fit_warns_and_does_not_stop(cast):
    odd = {"p0-id_kind": "ir_national", "p0-id_number": "0012345678"}

    assert [slug for slug, _said in doubts(Sheet(BASE | odd))] == ["person-1"]
    assert logged(cast, **odd).sought.identifiers.get().warning == "wrong_check_digit"


def test_rule_1_what_is_logged_from_the_desk_without_the_notice_stays_draft(cast):
    assert logged(cast, **{"e-notice": ""}).state == "draft"
    assert logged(cast).state == "registered"


def test_rule_2_nobody_who_asks_finds_an_answer_ticked(cast):
    sheet = Sheet({"co": "2"}, language="fa")
    answers = [sheet.answers, *(form for _who, form in sheet.together)]

    assert [bound.value() for form in answers for bound in form if bound.value()] == []


def test_rule_2_refusing_everything_at_the_desk_still_logs(cast):
    refused = {f"a-{p}": "refused" for p in ("P3", "P2", "P5", "P6", "P13", "P9", "P10")}

    assert logged(cast, **refused).state == "registered"


def test_rule_44_a_second_contact_is_nobody_who_asks(cast):
    """Somebody to call when the enquirer cannot be reached is no enquirer and agrees to nothing."""
    case = logged(cast, **{"e-second_name": "رضا نمونه", "e-second_phone": "0918"})

    assert case.request.second_contact.full_name == "رضا نمونه"
    assert case.request.second_contact.consents.count() == 0
    assert case.request.co_enquirers.count() == 0


@pytest.mark.parametrize(
    ("enquirer", "brother", "covered"),
    [("granted", "refused", True), ("refused", "granted", False), ("", "granted", False)],
)
def test_nobody_agrees_for_the_enquirer(cast, enquirer, brother, covered):
    co = {"co": "1", "c0-name": "علی فرضیان", "c0-notice": "on", "c0-P3": brother}
    case = logged(cast, **co, **{"a-P3": enquirer})

    today = cast.ahvaz.today()
    assert bool(consent.covers(case, make_body("icrc"), today)) is covered


def test_a_brothers_word_shares_no_card_with_other_offices(cast):
    logged(cast, **{"co": "1", "c0-name": "علی فرضیان", "c0-P2": "granted"})

    assert access.cards(cast.elsewhere["regional"]).count() == 0
