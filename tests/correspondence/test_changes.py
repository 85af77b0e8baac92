"""A letter that comes back for approval: what is different since its approver last looked."""

import pytest
from django.db import connection
from django.urls import reverse

from casework.models import Document
from correspondence import drafting, queries
from correspondence.actions import letters, marking
from correspondence.models import HandedOver, Letter
from tests import factories
from tests.correspondence import letters as made

pytestmark = pytest.mark.django_db
TEXT = "@subject Missing persons\n\nWe ask for help with all our heart."


def page_of(enter, staff, letter):
    return enter(staff).get(reverse("letter", args=[letter.pk]))


def sent_back_and_again(cast, enter, change, **more):
    """Handed over, looked at and sent back by the signatory, changed, handed over anew."""
    letter = made.drafted(cast, **more)
    letter = letters.edit_wording(letter, TEXT, by=cast.coordinator)
    letter = letters.hand_over(letter, by=cast.coordinator)
    page = page_of(enter, cast.signatory, letter)
    assert page.context["changes"] is None
    letter = letters.send_back(letter, "please change it", by=cast.signatory)
    change(letter)
    return letters.hand_over(Letter.objects.get(pk=letter.pk), by=cast.coordinator)


def seen(enter, cast, letter):
    return page_of(enter, cast.signatory, letter).context["changes"]


def test_the_wording_is_shown_word_by_word(cast, enter):
    new = TEXT.replace("all our heart", "much hope")
    letter = sent_back_and_again(
        cast, enter, lambda it: letters.edit_wording(it, new, by=cast.coordinator)
    )
    page = page_of(enter, cast.signatory, letter)
    pieces = [(piece.how, piece.text) for piece in page.context["changes"].pieces]
    assert ("gone", "all our heart") in pieces and ("new", "much hope") in pieces
    assert page.context["changes"].lines == []
    assert "What changed since you last looked" in page.content.decode()


def test_cases_papers_copies_and_signatory_are_told(cast, enter):
    rows = made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))
    made.paper(cast, rows[0])
    copy = made.make_recipient(cast, kind="national_society", names={"en": "The Red Crescent"})

    def change(letter):
        by = cast.coordinator
        letters.take_out(letter, rows[1], by=by)
        letters.take_out(Letter.objects.get(pk=letter.pk), Document.objects.get(), by=by)
        letters.change_copies(Letter.objects.get(pk=letter.pk), [copy], by=by)
        letters.choose_signatory(Letter.objects.get(pk=letter.pk), by, by=by)

    letter = sent_back_and_again(cast, enter, change, rows=rows)
    lines = {label: (new, gone) for label, new, gone in seen(enter, cast, letter).lines}
    assert lines["Cases"] == ([], [rows[1].reference])
    assert lines["Papers"][0] == [] and lines["Papers"][1][0].startswith("شناسنامه (")
    assert lines["Who gets it"] == (["copy: The Red Crescent"], [])
    assert lines["To be signed by"] == ([str(cast.coordinator)], [str(cast.signatory)])
    assert seen(enter, cast, letter).pieces == []


def test_papers_in_another_order_are_told(cast, enter):
    rows = made.accepted(cast)
    papers = [made.paper(cast, rows[0], title=title, color=title) for title in ("red", "blue")]
    letter = sent_back_and_again(
        cast, enter, lambda it: letters.move_up(it, papers[1], by=cast.coordinator), rows=rows
    )
    assert seen(enter, cast, letter).lines == [("Papers", ["They stand in another order."], [])]


def test_a_fact_that_was_corrected_in_the_record_is_told_though_no_word_changed(cast, enter):
    rows = made.accepted(cast)

    def correct(_letter):
        person = rows[0].sought
        name = person.names.first()
        name.father = "یونس"
        name.save()

    letter = sent_back_and_again(cast, enter, correct, rows=rows)
    labels = [label for label, _new, _gone in seen(enter, cast, letter).lines]
    assert [label.split(" · ")[0] for label in labels] == [rows[0].reference]


def test_the_same_letter_again_says_that_nothing_changed(cast, enter):
    letter = sent_back_and_again(cast, enter, lambda it: None)
    page = page_of(enter, cast.signatory, letter)
    assert page.context["changes"] is not None and not page.context["changes"]
    assert "Nothing: it is the letter that you saw." in page.content.decode()


def test_it_stays_until_it_is_approved_and_each_sees_since_his_own_look(cast, enter):
    second = factories.make_staff("second", cast.ahvaz, "signatory", by=cast.administrator)
    letter = sent_back_and_again(
        cast, enter, lambda it: letters.edit_wording(it, TEXT + " Two.", by=cast.coordinator)
    )
    assert seen(enter, cast, letter) and seen(enter, cast, letter)  # looked at once more
    assert page_of(enter, second, letter).context["changes"] is None  # for the first time
    assert page_of(enter, cast.coordinator, letter).context["changes"] is None  # wrote it
    assert page_of(enter, cast.clerk, letter).context["changes"] is None  # approves nothing

    letter = letters.send_back(letter, "once more", by=second)
    letter = letters.edit_wording(letter, TEXT + " Three.", by=cast.coordinator)
    letter = letters.hand_over(letter, by=cast.coordinator)
    first, other = (queries.last_looked_at(letter, who) for who in (cast.signatory, second))
    assert first == other == HandedOver.objects.order_by("at")[1]
    letter = letters.approve(letter, by=second)
    assert seen(enter, cast, letter)


def test_what_is_kept_of_a_handing_over_is_sealed_with_the_letter(cast):
    rows = made.accepted(cast)
    letter = letters.hand_over(made.drafted(cast, rows), by=cast.coordinator)
    held = HandedOver.objects.get().held
    assert held["cases"][0]["case"] == rows[0].reference
    assert held["signatory"] == str(cast.signatory)
    assert held["wording"] == drafting.wording_of(letter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT held FROM correspondence_handedover")
        (raw,) = cursor.fetchone()
    as_held = raw if isinstance(raw, str) else bytes(raw).decode("latin-1")
    assert rows[0].reference not in as_held


def test_another_mark_and_figures_are_told(cast, enter):
    def change(letter):
        letter = marking.classify(letter, "strictly_confidential", by=cast.coordinator)
        return marking.with_figures(letter, by=cast.coordinator)

    letter = sent_back_and_again(cast, enter, change)
    lines = {str(label): (new, gone) for label, new, gone in seen(enter, cast, letter).lines}
    assert lines == {
        "Mark on every page": (["strictly confidential"], ["confidential"]),
        "Figures with their day": (["yes"], ["no"]),
    }
