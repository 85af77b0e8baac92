"""Cases that live at random, beside a model written by hand: whatever anybody presses, in any
order, the program and the model say the same.

By default a few lives, so that the suite stays quick; `LIFE_RUNS=1000` lives a thousand of fifty
steps each.
"""

import datetime
import os

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from casework import audit
from casework.actions import cases, outward, reopening, requests, safety
from casework.actions.errors import Refused, Stale
from casework.models import Case, Entry
from families.models import Person
from tests import factories
from tests.casework.life_model import FROM, Life, Told

RUNS = int(os.environ.get("LIFE_RUNS", "12"))
STEPS = 50
START = datetime.datetime(2024, 3, 1, 9, tzinfo=datetime.UTC)
ROLES = ("clerk", "coordinator", "signatory", "regional", "protection", "administrator")
REASONS = ("", "review_date", "unreachable", "not_eligible", "other")
BOXES = (
    "items", "duplicates_seen", "eligible", "referral_offered", "wish_verified", "dispatched",
    "answer_recorded", "retention_due",
)  # fmt: skip
TOLD = st.builds(
    Told,
    reason=st.sampled_from(REASONS),
    review_in=st.sampled_from([None, -1, 0, 1, 30, 180, 181]),
    ticked=st.frozensets(st.sampled_from(BOXES)) | st.just(frozenset(BOXES)),
)
# mostly the one who may, so that lives get somewhere
WHO = st.sampled_from(("coordinator",) * 6 + ROLES)


def machine(cast):
    """The machine of one office; each life begins anew and leaves nothing behind."""

    class Lives(RuleBasedStateMachine):
        @initialize(notice=st.booleans(), minor=st.booleans())
        def begin(self, notice, minor):
            self.clock = time_machine.travel(START, tick=False)
            self.traveller = self.clock.start()
            self.whole = transaction.atomic()
            self.whole.__enter__()
            told = {"notice": 1} if notice else {"notice": None, "answers": {}}
            self.case = factories.log_family(cast, **told).cases.get()
            Person.objects.filter(sought_in=self.case).update(maybe_minor=minor)
            self.life = Life(notice=notice, minor=minor)
            if notice:
                self.life.move("register", Told(), self.today)
            self.same()

        @property
        def today(self):
            return cast.ahvaz.today()

        @rule(step=st.sampled_from(sorted(FROM)), role=WHO, told=TOLD)
        def take(self, step, role, told):
            before = Case.objects.get(pk=self.case.pk)
            expected = self.life.take(step, role, told, self.today)
            assert self.pressed(step, cast.staff[role], told) == expected
            after = Case.objects.get(pk=self.case.pk)
            assert (after.version > before.version) is (expected == "done")
            self.same()

        def pressed(self, step, by, told):
            values = {"reason": told.reason, "items": ["birth"] if "items" in told.ticked else []}
            if told.review_in is not None:
                values["review_on"] = self.today + datetime.timedelta(days=told.review_in)
            facts = {box: True for box in told.ticked - {"items"}}
            try:
                cases.move(self.case, step, by=by, facts=facts, **values)
            except PermissionDenied:
                return "forbidden"
            except Refused as refusal:
                return refusal.codes
            return "done"

        @rule(told=TOLD)
        def press_on_an_old_page(self, told):
            seen = Case.objects.get(pk=self.case.pk).version - 1
            with pytest.raises(Stale):
                cases.move(self.case, "hold", by=cast.coordinator, seen=seen, reason=told.reason)
            self.same()

        @rule()
        def give_the_notice(self):
            requests.give_notice(self.case.request, by=cast.clerk, version=1, language="fa")
            self.life.notice = True
            if self.life.state == "draft":
                self.life.move("register", Told(), self.today)
            self.same()

        @rule(impression=st.sampled_from([("no_sign",) * 2, ("perhaps", "high"), ("yes", "stop")]))
        def note_the_risk(self, impression):
            said, self.life.risk = impression
            safety.note_risk(self.case.request, said, by=cast.clerk)
            self.life.co_signed = False

        @rule(stopped=st.booleans())
        def stop_or_lift(self, stopped):
            if stopped:
                safety.stop(self.case.request, by=cast.clerk)
            else:
                safety.lift_stop(self.case.request, by=cast.protection)
            self.life.stopped = stopped

        @rule()
        def co_sign(self):
            safety.co_sign(self.case, by=cast.protection)
            self.life.co_signed = True

        @rule()
        def hand_in(self):
            body = self.body = getattr(self, "body", None) or factories.make_body()
            outward.record_step(self.case, by=cast.clerk, body=body, kind="earlier", on=self.today)
            self.life.written = True
            if self.life.state in FROM["submit"]:
                self.life.move("submit", Told(), self.today)
            self.same()

        @rule()
        def ask_to_reopen(self):
            try:
                reopening.ask_reopening(self.case, by=cast.coordinator)
            except Refused:
                assert self.life.state != "closed"
            else:
                assert self.life.state == "closed"
                self.life.asked = True

        @rule()
        def agree_to_reopen(self):
            reopening.agree_reopening(self.case, by=cast.protection)
            self.life.agreed = self.life.agreed or self.life.asked

        @rule(days=st.sampled_from([-1, 0, 1, 29, 200, 366]))
        def wait(self, days):
            self.traveller.shift(datetime.timedelta(days=days))

        def same(self):
            case, life = Case.objects.get(pk=self.case.pk), self.life
            assert (case.state, case.next_review) == (life.state, life.next_review)
            assert (case.registered_on, case.accepted_on) == (life.registered_on, life.accepted_on)

        def teardown(self):
            if not hasattr(self, "whole"):
                return
            try:
                chains = set(Entry.objects.values_list("chain", flat=True))
                assert [problem for chain in chains for problem in audit.verify(chain)] == []
            finally:
                transaction.set_rollback(True)
                self.whole.__exit__(None, None, None)
                self.clock.stop()

    return Lives


@pytest.mark.slow
def test_a_thousand_lives_end_as_the_model_says(cast):
    given = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine(cast), settings=given)
