"""The sealed life of a case: every state × every step, written by hand."""

import pytest
from django.core.exceptions import PermissionDenied

from casework.actions import protecting, wishing
from casework.actions.errors import Refused, Replayed, Stale
from casework.disclosure import tracks
from casework.disclosure.kinds import CheckKind, ItemKind, Level
from casework.disclosure.track import STEPS, State, unmet
from casework.models import Case, Due, Entry
from tests.casework.disclosure.sealed_world import (
    accepted,
    decided,
    located,
    second_officer,
    traced,
    wished,
)

pytestmark = pytest.mark.django_db

LEADS_TO = {
    ("none", "flag"): "possible_match",
    ("none", "settle"): "settled",
    ("possible_match", "reject"): "none",
    ("possible_match", "confirm_identity"): "located",
    ("possible_match", "confirm_death"): "located",
    ("possible_match", "settle"): "settled",
    ("located", "ask_wish"): "wish_pending",
    ("located", "record_wish"): "wish_recorded",
    ("located", "confirm_death"): "located",
    ("located", "settle"): "settled",
    ("wish_pending", "ask_wish"): "wish_pending",
    ("wish_pending", "record_wish"): "wish_recorded",
    ("wish_pending", "confirm_death"): "located",
    ("wish_pending", "settle"): "settled",
    ("wish_recorded", "record_wish"): "wish_recorded",
    ("wish_recorded", "start_contact"): "restoring_contact",
    ("wish_recorded", "confirm_death"): "located",
    ("wish_recorded", "settle"): "settled",
    ("restoring_contact", "record_wish"): "wish_recorded",
    ("restoring_contact", "confirm_death"): "located",
    ("restoring_contact", "settle"): "settled",
    ("settled", "flag"): "possible_match",
    ("settled", "record_wish"): "wish_recorded",
}
STATES = [
    "none", "possible_match", "located", "wish_pending", "wish_recorded", "restoring_contact",
    "settled",
]  # fmt: skip
NAMES = [
    "flag",
    "confirm_identity",
    "confirm_death",
    "reject",
    "ask_wish",
    "record_wish",
    "start_contact",
    "settle",
]  # fmt: skip


def test_table_has_these_states_and_steps_and_no_others():
    assert [str(state) for state in State] == STATES
    assert list(STEPS) == NAMES


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", NAMES)
def test_step_leads_where_the_table_says_or_nowhere(state, name):
    step = STEPS[name]

    led = str(step.target) if state in step.sources else None

    assert led == LEADS_TO.get((state, name))


def test_step_from_the_wrong_state_is_refused_and_changes_nothing(cast):
    track = traced(cast)

    with pytest.raises(Refused) as refusal:
        wishing.ask_wish(track, "in_person", by=cast.protection)

    assert refusal.value.codes == ["wrong_state"]
    track.refresh_from_db()
    assert (track.state, track.version) == ("possible_match", 2)


NOT_HIS = ["clerk", "coordinator", "signatory", "regional", "administrator"]


@pytest.mark.parametrize("role", NOT_HIS)
def test_nobody_else_takes_a_step(cast, role):
    case = accepted(cast)

    with pytest.raises(PermissionDenied):
        protecting.note_trace(case, by=cast.staff[role], words="x")

    track = traced(cast, case)
    with pytest.raises(PermissionDenied):
        protecting.add_check(track, "facts", by=cast.staff[role], fits=True, words="x")
    with pytest.raises(PermissionDenied):
        protecting.confirm_identity(track, by=cast.staff[role])


def test_officer_of_another_office_is_a_second_person_and_nothing_more(cast):
    track = traced(cast)
    elsewhere = cast.elsewhere["protection"]

    with pytest.raises(PermissionDenied):
        protecting.add_check(track, "facts", by=elsewhere, fits=True, words="x")
    assert track.checks.count() == 0


# 11 located and death need a second person, through every door ------------------------------------


def test_rule_11_whoever_made_a_check_does_not_confirm(cast):
    track = traced(cast)
    for kind in (CheckKind.FACTS, CheckKind.PHOTO):
        protecting.add_check(track, kind, by=cast.protection, fits=True, words="x")

    with pytest.raises(Refused) as refusal:
        protecting.confirm_identity(track, by=cast.protection)

    assert refusal.value.codes == ["second_person"]
    assert tracks.track_of(track.case).state == "possible_match"


ENOUGH = {  # the checks that were made, and whether they prove who it is
    (): False,
    (("facts", True),): False,
    (("facts", True), ("facts", True)): False,
    (("facts", True), ("photo", True)): True,
    (("facts", True), ("photo", False)): False,
    (("facts", True), ("photo", True), ("witness", False)): False,
    (("authority", True),): True,
    (("authority", False),): False,
    (("death", True),): False,
    (("death", True), ("facts", True)): False,
}


@pytest.mark.parametrize("made", ENOUGH)
def test_rule_11_two_independent_checks_or_an_authority(cast, made):
    track = traced(cast)
    for kind, fits in made:
        protecting.add_check(track, kind, by=cast.protection, fits=fits, words="x")

    assert tracks.identity_proven(track) is ENOUGH[made]


def test_rule_11_death_needs_proof_and_another_person(cast):
    track = located(cast)
    second = second_officer(cast)
    with pytest.raises(Refused) as no_proof:
        protecting.confirm_death(track, by=second)
    protecting.add_check(track, CheckKind.DEATH, by=second, fits=True, words="a certificate")
    with pytest.raises(Refused) as same:
        protecting.confirm_death(track, by=second)

    track = protecting.confirm_death(track, by=cast.protection)

    assert no_proof.value.codes == ["death_proven"]
    assert same.value.codes == ["second_person"]
    assert track.deceased is True


def test_rule_11_the_database_refuses_one_person_twice(cast):
    from django.db import IntegrityError, transaction

    track = wished(cast, signed=False)
    wish = track.wishes.last()
    wish.countersigned_by = wish.recorded_by

    with pytest.raises(IntegrityError), transaction.atomic():
        wish.save()


def test_whoever_wrote_the_wish_or_decided_does_not_approve(cast):
    track = wished(cast)
    second = second_officer(cast)
    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, [ItemKind.MESSAGE], "He greets you.", by=second)
    decision = track.decisions.last()

    refused = []
    for officer in (second, cast.protection):
        with pytest.raises(Refused) as refusal:
            wishing.approve_decision(decision, by=officer)
        refused += refusal.value.codes
    wishing.approve_decision(decision, by=cast.elsewhere["protection"])

    assert refused == ["second_person", "second_person"]
    decision.refresh_from_db()
    assert decision.approved_by == cast.elsewhere["protection"]


# 15 the wish is asked by a safe direct channel ----------------------------------------------------


@pytest.mark.parametrize("how", ["family", "controls"])
def test_rule_15_nobody_is_asked_through_the_family(cast, how):
    track = located(cast)

    with pytest.raises(Refused) as refusal:
        wishing.ask_wish(track, how, by=cast.protection)

    assert refusal.value.codes == ["direct_channel"]


# 14 maybe minor = minor ---------------------------------------------------------------------------


def test_rule_14_maybe_a_minor_is_asked_through_a_guardian_alone(cast):
    from families.calendars import parse

    case = accepted(cast)
    case.sought.birth = parse("about 2009")
    case.sought.save()
    track = located(cast, case)
    with pytest.raises(Refused) as refusal:
        wishing.ask_wish(track, "in_person", by=cast.protection)

    asked = wishing.ask_wish(track, "guardian", by=cast.protection)

    assert refusal.value.codes == ["guardian_way"]
    assert asked.state == "wish_pending"


# the open side stays as it is ---------------------------------------------------------------------


def test_sealed_steps_leave_the_open_side_untouched(cast):
    case = accepted(cast)
    before = _open_side(case)

    track = decided(cast, case=case)
    wishing.start_contact(track, by=cast.protection)
    protecting.settle(track, "message_exchanged", by=cast.protection)

    assert _open_side(case) == before
    assert tracks.track_of(case).state == "settled"


def _open_side(case):
    row = Case.objects.filter(pk=case.pk).values().get()
    entries = list(Entry.objects.filter(case=case).values_list("verb", "sequence"))
    dues = list(Due.objects.values_list("kind", "role", "on", "done_at", "case"))
    return row, entries, dues


def test_sealed_steps_stand_in_a_chain_of_their_own(cast):
    from casework import audit

    track = located(cast)

    chain = tracks.chain_of(track)
    verbs = list(Entry.objects.filter(chain=chain).values_list("verb", flat=True))
    assert verbs == ["flag", "add_check", "add_check", "confirm_identity"]
    assert audit.verify(chain) == []
    assert {e.case_id for e in Entry.objects.filter(chain=chain)} == {None}


def test_contact_begins_only_with_wish_decision_and_the_familys_own_yes(cast):
    granted = {p: "granted" for p in ("P1", "P3")}
    case = accepted(cast, answers=granted)
    track = decided(cast, case=case)

    with pytest.raises(Refused) as refusal:
        wishing.start_contact(track, by=cast.protection)

    assert refusal.value.codes == ["enquirer_agrees"]


def test_settling_needs_an_approved_decision_for_everybody_who_asks(cast):
    track = wished(cast, Level.NOTHING)
    with pytest.raises(Refused) as refusal:
        protecting.settle(track, "located_refuses_all", by=cast.protection)

    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, [ItemKind.NOTHING], "", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    track = protecting.settle(track, "located_refuses_all", by=cast.protection)

    assert refusal.value.codes == ["decision_approved"]
    assert (track.state, track.outcome) == ("settled", "located_refuses_all")


@pytest.mark.parametrize(("outcome", "fits"), [("not_located", True), ("contact_restored", False)])
def test_case_without_a_find_ends_only_as_one(cast, outcome, fits):
    track = traced(cast)
    enquirer = track.case.request.enquirer
    wishing.decide(track, enquirer, [ItemKind.NOTHING], "", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])

    if fits:
        assert protecting.settle(track, outcome, by=cast.protection).state == "settled"
    else:
        with pytest.raises(Refused) as refusal:
            protecting.settle(track, outcome, by=cast.protection)
        assert refusal.value.codes == ["outcome_fits"]


PRESS = "11111111-2222-4333-8444-555555555555"


def test_second_press_does_nothing_and_a_replay_is_refused(cast):
    track = traced(cast)
    for _press in range(2):
        protecting.add_check(
            track, "facts", by=cast.protection, fits=True, words="x", command=PRESS
        )

    with pytest.raises(Replayed):
        protecting.add_check(
            track, "facts", by=cast.protection, fits=True, words="y", command=PRESS
        )

    assert track.checks.count() == 1


def test_stale_page_names_who_changed_what(cast):
    track = traced(cast)
    protecting.add_check(track, "facts", by=cast.protection, fits=True, words="x", seen=2)

    with pytest.raises(Stale) as refusal:
        protecting.add_check(track, "photo", by=second_officer(cast), fits=True, words="x", seen=2)

    assert (str(refusal.value.who), refusal.value.what) == ("Protection", "add_check")


def test_every_condition_of_every_step_can_refuse(cast):
    track = traced(cast)
    refusing = {
        (name, condition.code)
        for name, step in STEPS.items()
        for condition in unmet(step, track, {"maybe_minor": True})
    }

    assert refusing == {
        ("flag", "lead_given"),
        ("reject", "reason_given"),
        ("confirm_identity", "identity_proven"),
        ("confirm_identity", "second_person"),
        ("confirm_death", "death_proven"),
        ("confirm_death", "second_person"),
        ("ask_wish", "direct_channel"),
        ("ask_wish", "guardian_way"),
        ("record_wish", "identity_confirmed"),
        ("record_wish", "direct_channel"),
        ("record_wish", "guardian_way"),
        ("record_wish", "free_and_informed"),
        ("start_contact", "wish_allows"),
        ("start_contact", "enquirer_agrees"),
        ("start_contact", "decision_approved"),
        ("settle", "outcome_fits"),
        ("settle", "decision_approved"),
    }


# Where each condition is met, by hand: a page of the sealed side, or a box on the step's own page.
MET_AT = {
    "lead_given": "#id_words",
    "reason_given": "#id_words",
    "identity_proven": "check",
    "second_person": "sealed_case",
    "death_proven": "check",
    "alive": "decide",
    "identity_confirmed": "sealed_case",
    "direct_channel": "#id_how",
    "guardian_way": "#id_how",
    "free_and_informed": "#id_free",
    "wish_allows": "wish",
    "enquirer_agrees": "case_people",
    "outcome_fits": "#id_outcome",
    "decision_approved": "decide",
}


def test_every_condition_says_where_it_is_met():
    assert {c.code: c.place for step in STEPS.values() for c in step.conditions} == MET_AT
