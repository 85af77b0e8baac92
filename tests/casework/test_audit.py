"""Twelve kinds of tampering with the trail, each as somebody with the database would do it."""

import io
import json
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from casework import anchors, audit
from casework.actions import cases
from casework.models import Chain, Entry
from tests.factories import log_family

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(cast):
    """A case with a few lines, and another; both anchored."""
    for _family in range(2):
        case = log_family(cast).cases.get()
        case = cases.check_and_accept(case, by=cast.coordinator)
        audit.record("view_case", by=cast.clerk, case=case, reading=True)
    anchors.keep_today()
    return f"case:{case.pk}"


def lines(chain):
    return Entry.objects.filter(chain=chain).order_by("sequence")


def edit(chain):
    lines(chain).filter(sequence=2).update(verb="close")


def edit_reader(chain):
    lines(chain).filter(reading=True).update(by=None)


def edit_details(chain):
    lines(chain).filter(sequence=1).update(details={"field": "other"})


def backdate(chain):
    lines(chain).filter(sequence=2).update(at="2020-01-01T00:00:00Z")


def delete_first(chain):
    lines(chain).filter(sequence=1).delete()


def delete_middle(chain):
    lines(chain).filter(sequence=2).delete()


def reorder(chain):
    lines(chain).filter(sequence=1).update(sequence=1000)
    lines(chain).filter(sequence=2).update(sequence=1)
    lines(chain).filter(sequence=1000).update(sequence=2)


def insert(chain):
    last = lines(chain).last()
    last.pk, last.sequence, last.previous = None, last.sequence + 1, last.seal
    last.save(force_insert=True)


def swap(chain):
    other = Chain.objects.filter(name__startswith="case:").exclude(name=chain).get().name
    lines(chain).filter(sequence=1).update(chain="x")
    lines(other).filter(sequence=1).update(chain=chain)
    Entry.objects.filter(chain="x").update(chain=other)


def truncate(chain):
    lines(chain).last().delete()


def truncate_with_head(chain):
    lines(chain).last().delete()
    last = lines(chain).last()
    Chain.objects.filter(name=chain).update(sequence=last.sequence, seal=last.seal)


def remove_chain(chain):
    lines(chain).delete()
    Chain.objects.filter(name=chain).delete()


TAMPERING = [
    edit, edit_reader, edit_details, backdate, delete_first, delete_middle, reorder, insert, swap,
    truncate, truncate_with_head, remove_chain,
]  # fmt: skip


def test_untouched_trail_is_whole(chain):
    assert anchors.verify_all() == []


@pytest.mark.parametrize("tamper", TAMPERING, ids=lambda tamper: tamper.__name__)
def test_tampering_is_found(chain, tamper):
    tamper(chain)

    assert any(chain in problem for problem in anchors.verify_all())


def test_trail_goes_on_after_an_anchor(chain, cast):
    case = Entry.objects.filter(chain=chain).last().case
    audit.record("view_case", by=cast.clerk, case=case, reading=True)

    assert anchors.verify_all() == []


def test_anchor_is_written_once_a_day_and_names_the_one_before(chain):
    with time_machine.travel("2031-01-01"):
        first, again = anchors.keep_today(), anchors.keep_today()

    content = json.loads(first.read_text())
    assert again is None
    assert (content["chains"], len(content["previous"])) == ({}, 64)


def test_changed_or_missing_anchor_is_found(chain, settings):
    (first,) = Path(settings.ANCHORS_DIR).glob("audit-*.json")
    with time_machine.travel("2031-01-01"):
        anchors.keep_today()
    text = first.read_text()
    first.write_text(text.replace(chain, "case:other"))
    changed = anchors.verify_all()
    first.unlink()
    missing = anchors.verify_all()

    assert f"{first.name}: this anchor was changed" in changed
    assert missing == ["audit-2031-01-01.json: the anchor before it is missing"]


def test_command_says_what_is_wrong_and_fails(chain):
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    edit(chain)
    told = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_audit", "--json", stdout=told)

    found = json.loads(told.getvalue())
    assert out.getvalue().strip() == "The trail is whole."
    assert (ended.value.code, found["whole"]) == (1, False)
    assert found["problems"] == [f"{chain}: line 2 was changed"]


def test_a_cut_tail_with_its_head_set_back_is_found_days_later_too(cast):
    """Somebody with the database alone cuts what was anchored, sets the head back, goes on."""
    case = log_family(cast).cases.get()
    name = f"case:{case.pk}"
    audit.record("view_case", by=cast.clerk, case=case, reading=True)
    audit.record("view_contacts", by=cast.clerk, case=case, reading=True)
    with time_machine.travel("2026-11-20T10:00Z", tick=False):
        anchors.keep_today()
    for _line in range(2):
        lines(name).last().delete()
    kept = lines(name).last()
    Chain.objects.filter(name=name).update(sequence=kept.sequence, seal=kept.seal)
    assert audit.verify(name) == []  # the chain alone looks whole
    for _again in range(3):  # and grows past the anchored place
        audit.record("view_case", by=cast.clerk, case=case, reading=True)
    with time_machine.travel("2026-11-21T10:00Z", tick=False):
        anchors.keep_today()

    assert len(anchors.verify_all()) >= 1
