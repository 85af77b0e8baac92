"""Letters that were begun go to a colleague with all that is open; whose words they are stays."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.actions import handing
from casework.actions.errors import Refused
from casework.models import Entry, Office
from correspondence import wording
from correspondence.actions import letters
from correspondence.models import Letter
from tests.correspondence import letters as made
from tests.factories import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(cast):
    return made.second_coordinator(cast)


def test_letters_begun_go_to_the_colleague_and_the_trail_says_so(cast, colleague):
    draft, handed = made.drafted(cast), letters.hand_over(made.drafted(cast), by=cast.coordinator)
    done = made.approved(cast)

    given = handing.hand_over(cast.coordinator, colleague, by=cast.coordinator)

    assert given.letters == 2
    keepers = {row.pk: row.in_hands_of for row in Letter.objects.all()}
    assert keepers == {draft.pk: colleague, handed.pk: colleague, done.pk: cast.coordinator}
    lines = Entry.objects.filter(verb="pass_letter_on", target__in=[str(draft.pk), str(handed.pk)])
    assert {line.by for line in lines} == {cast.coordinator}
    assert lines.count() == 2


def test_handed_on_they_go_to_the_third_and_not_twice(cast, colleague):
    made.drafted(cast)
    third = make_staff("third", cast.ahvaz, "coordinator", by=cast.administrator)
    handing.hand_over(cast.coordinator, colleague, by=cast.coordinator)

    assert handing.letters_open(cast.coordinator, {cast.ahvaz.pk}) == 0
    assert handing.hand_over(colleague, third, by=colleague).letters == 1
    assert Letter.objects.get().in_hands_of == third


def test_what_a_clerk_may_not_write_on_stays(cast, colleague):
    made.drafted(cast)

    with pytest.raises(Refused) as refused:
        handing.hand_over(cast.coordinator, cast.clerk, by=cast.coordinator)

    assert refused.value.codes == ["nothing"]
    assert Letter.objects.get().in_hands_of == cast.coordinator


def test_rule_22_handing_over_lets_nobody_approve_the_own_words(cast, colleague):
    letter = letters.hand_over(made.drafted(cast), by=cast.coordinator)
    handing.hand_over(cast.coordinator, colleague, by=cast.coordinator)

    with pytest.raises(Refused) as refused:
        letters.approve(letter, by=cast.coordinator)

    assert refused.value.codes == ["author"]
    assert letters.approve(letter, by=colleague).approver == colleague


def test_whoever_writes_on_is_the_author_then(cast, colleague):
    letter = made.drafted(cast)
    handing.hand_over(cast.coordinator, colleague, by=cast.coordinator)
    third = make_staff("third", cast.ahvaz, "coordinator", by=cast.administrator)

    letters.edit_wording(letter, wording.source(letter.kind, letter.language), by=third)

    assert Letter.objects.get().in_hands_of == third


def test_the_page_counts_them_and_the_desk_says_whose_they_are(cast, colleague, enter):
    made.drafted(cast)
    client = enter(cast.coordinator)
    assert client.get(reverse("hand_over")).context["letters_count"] == 1

    client.post(reverse("hand_over"), {"from": cast.coordinator.pk, "to": colleague.pk})

    assert client.get(reverse("hand_over")).context["letters_count"] == 0
    desk = client.get(reverse("letter_desk")).content.decode()
    assert "in the hands of <bdi>Second</bdi>" in desk


# 22 in the database: as from a command line, where no action asks ---------------------------------


def test_rule_22_the_database_refuses_the_author_as_approver(cast):
    letter = letters.hand_over(made.drafted(cast), by=cast.coordinator)
    rows = Letter.objects.filter(pk=letter.pk)

    refused_by_database(rows.update, approver=cast.coordinator)
    letters.approve(letter, by=cast.signatory)
    refused_by_database(rows.update, author=cast.signatory)
    refused_by_database(rows.update, approver=cast.coordinator, signatory=cast.coordinator)

    assert rows.get().approver == cast.signatory


def test_rule_22_no_letter_is_born_approved_by_its_author(cast):
    row = made.drafted(cast)
    row.pk, row.approver = None, row.author

    refused_by_database(row.save, force_insert=True)


def test_rule_22_the_signature_is_the_approval_only_where_the_office_says_so(cast):
    rows = Letter.objects.filter(pk=made.drafted(cast).pk)
    signed = {"approver": cast.coordinator, "signatory": cast.coordinator}
    day = cast.ahvaz.today()

    refused_by_database(rows.update, signed_on=day, **signed)
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="signature")
    refused_by_database(rows.update, **signed)  # nobody has signed yet
    assert rows.update(signed_on=day, **signed) == 1
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="no_paper")
    assert rows.update(bundle_pages=3) == 1  # what was right then is not refused afterwards


def refused_by_database(change, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        change(**fields)
