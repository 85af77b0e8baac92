import pytest

from casework.actions import cases
from casework.actions.errors import Refused
from casework.disclosure.gate import public_status
from tests.factories import log_family


def test_request_with_two_sought_persons_becomes_two_registered_cases(cast):
    request = log_family(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))

    assert [c.state for c in request.cases.all()] == ["registered", "registered"]


def test_case_without_information_notice_stays_draft(cast):
    request = log_family(cast, notice=None, answers={})

    case = request.cases.get()
    assert case.state == "draft"
    with pytest.raises(Refused) as refusal:
        cases.move(case, "register", by=cast.clerk)
    assert refusal.value.codes == ["notice_recorded", "basis_recorded"]


def test_check_and_accept_makes_the_case_ready(cast):
    case = log_family(cast).cases.get()

    moved = cases.check_and_accept(case, by=cast.coordinator, seen=case.version)

    assert moved.state == "accepted"
    assert public_status(moved, on=cast.ahvaz.today()).code == "ready"
