"""Letters to families: fixed words, a safe way, and never a word from the sealed side."""

import dataclasses
import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from casework import vault
from casework.actions import cases, contacts, quieting, safety
from casework.actions.errors import Refused
from casework.models import Contact, Due, Entry, FamilyRequest
from correspondence.actions import to_family
from correspondence.drafting import family_letter
from correspondence.models import FamilyLetter
from families.models.contact_point import ContactPoint
from tests.correspondence import letters as made
from tests.correspondence import test_twins as lives
from tests.correspondence.pdf.reading import page_texts

ONE_DAY = datetime.timedelta(days=1)
LANGUAGES = ("en", "fa", "ar", "sq")


def incomplete(cast, language="fa"):
    case = made.accepted(cast, language=language)[0]
    cases.move(case, "ask_more", by=cast.coordinator, items=["a photograph", "the year of birth"])
    return FamilyRequest.objects.get(pk=case.request_id)


def text_of(pdf) -> str:
    return "\n".join(page_texts(pdf))


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_information_lists_the_points_and_names_nobody_sought(cast, language):
    request = incomplete(cast, language)

    text = text_of(family_letter("missing_information", request, by=cast.clerk).pdf)

    assert "photograph" in text
    assert "000002" in text
    assert "محمدرضا" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_periodic_news_says_where_each_case_stands(cast, language):
    case = made.accepted(cast, language=language)[0]

    rendered = family_letter("periodic_news", case.request, by=cast.clerk)

    assert case.reference.split("-")[2] in text_of(rendered.pdf)
    assert rendered.missing == ()


def test_letter_is_kept_noted_and_ends_what_was_due(cast):
    request = incomplete(cast)

    letter = to_family.write(request, "missing_information", by=cast.clerk, way="hand")

    assert b"".join(vault.read(letter.pdf)).startswith(b"%PDF")
    contact = Contact.objects.get(request=request)
    assert (contact.how, contact.result, contact.on) == ("letter", "told", letter.on)
    assert not Due.objects.filter(request=request, kind="acknowledge", done_at=None).exists()


def test_second_press_of_the_button_makes_no_second_letter(cast):
    request = incomplete(cast)
    command = "6f1cbe53-8a59-4fd6-a6f5-25a7c7ac62ab"
    told = {"by": cast.clerk, "way": "hand", "command": command}

    first = to_family.write(request, "missing_information", **told)
    again = to_family.write(request, "missing_information", **told)

    assert first == again
    assert request.letters_to_family.count() == 1


@pytest.mark.parametrize("kind", ["neutral_closing", "missing_information"])
def test_letter_without_an_occasion_is_refused(cast, kind):
    request = made.accepted(cast)[0].request

    with pytest.raises(Refused) as refusal:
        to_family.write(request, kind, by=cast.clerk, way="hand")

    assert refusal.value.codes == ["no_occasion"]


def test_rule_44_dead_enquirer_gets_no_letter(cast):
    request = incomplete(cast)
    contacts.tell_family(request, by=cast.clerk, result="died")
    request = FamilyRequest.objects.get(pk=request.pk)

    with pytest.raises(Refused) as refusal:
        to_family.write(request, "missing_information", by=cast.clerk, way="hand")

    assert refusal.value.codes == ["enquirer_died"]


def test_rule_16_safety_stop_of_one_case_stops_the_letter_of_the_family(cast):
    rows = made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))
    safety.stop(rows[1].request, by=cast.clerk)

    with pytest.raises(Refused) as refusal:
        to_family.write(rows[0].request, "periodic_news", by=cast.clerk, way="hand")

    assert refusal.value.codes == ["safety_stop"]


@pytest.mark.parametrize(
    ("address", "goes"),
    [
        (None, False),
        ({"safe": "ask"}, False),
        ({"safe": "no"}, False),
        ({"safe": "yes"}, True),
        ({"safe": "yes", "works": "gone"}, False),
    ],
)
def test_post_goes_only_to_an_address_that_is_safe(cast, address, goes):
    request = incomplete(cast)
    if address:
        point = ContactPoint(person=request.enquirer, kind="address", value="12 Road", **address)
        point.save()

    def post():
        return to_family.write(request, "missing_information", by=cast.clerk, way="post")

    if goes:
        assert post().way == "post"
        return
    with pytest.raises(Refused) as refusal:
        post()
    assert refusal.value.codes == ["no_safe_address"]


def test_stranger_may_not_write_to_the_family(cast):
    request = incomplete(cast)

    with pytest.raises(PermissionDenied):
        to_family.write(
            request, "missing_information", by=cast.elsewhere["coordinator"], way="hand"
        )


def closing_letters(cast, sealed, language) -> dict[str, bytes]:
    """The finished closing letter and its text, at the end of one life that is rolled back."""
    with transaction.atomic():
        for moment, case in lives.live(cast, sealed):
            if moment == "closed":
                request = FamilyRequest.objects.get(pk=case.request_id)
                request.language = language
                told = {"by": cast.coordinator, "case": lives.fresh(case)}
                rendered = family_letter("neutral_closing", request, **told)
        transaction.set_rollback(True)
    return dataclasses.asdict(rendered)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_7_8_closing_letter_is_the_same_to_the_byte_whatever_was_found(cast, language):
    searching = closing_letters(cast, lives.nothing, language)

    for sealed in (lives.refusing, lives.dead_end):
        assert closing_letters(cast, sealed, language) == searching
    assert "محمدرضا" not in text_of(searching["pdf"])


def test_quiet_days_hold_a_letter_back_until_somebody_says_why_it_cannot_wait(cast):
    request = incomplete(cast)
    quieting.keep_quiet(request, since=cast.ahvaz.today(), by=cast.clerk)

    with pytest.raises(Refused) as refusal:
        to_family.write(request, "missing_information", by=cast.clerk, way="hand", despite=" ")
    assert refusal.value.codes == ["quiet"]
    assert not request.letters_to_family.exists()

    words = "The son asked for it at the desk."
    told = {"by": cast.clerk, "way": "hand", "despite": words}
    letter = to_family.write(request, "missing_information", **told)

    assert FamilyLetter.objects.get(pk=letter.pk).despite == words
    entry = Entry.objects.get(verb="write_family")
    assert entry.details["in_quiet_days"] is True
    assert words not in str(entry.details)


def test_on_other_days_no_reason_is_asked_and_none_is_kept(cast):
    request = incomplete(cast)
    quieting.keep_quiet(request, since=cast.ahvaz.today() + ONE_DAY, by=cast.clerk)

    letter = to_family.write(
        request, "missing_information", by=cast.clerk, way="hand", despite="left over"
    )

    assert FamilyLetter.objects.get(pk=letter.pk).despite == ""


def test_the_page_says_until_when_and_keeps_what_was_chosen(cast, enter):
    request = incomplete(cast)
    quieting.keep_quiet(request, since=cast.ahvaz.today(), by=cast.clerk)
    page, client = reverse("family_letters", args=[request.number]), enter(cast.clerk)
    chosen = {"what": "missing_information", "way": "hand", "despite": ""}

    refused = client.post(page, chosen)
    assert refused.status_code == 200
    assert "say why the letter cannot wait" in refused.content.decode()
    assert refused.context["form"]["what"].value() == "missing_information"

    made_it = client.post(page, {**chosen, "despite": "the family asked for it"}, follow=True)
    assert "In the quiet days, because:" in made_it.content.decode()
