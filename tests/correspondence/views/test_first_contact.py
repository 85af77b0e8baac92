"""Rules 14 and 15: the note goes by a safe and direct way, names nobody, and is not kept."""

import pytest
from django.urls import reverse

from casework.actions import news, protecting, wishing
from casework.actions.errors import Refused
from casework.disclosure import tracks
from casework.disclosure.kinds import Way
from casework.models import Entry, StoredFile
from correspondence.actions import to_family
from tests.correspondence import letters as made
from tests.correspondence.pdf.reading import page_texts


@pytest.fixture
def located(cast):
    """A case whose person was found: two independent checks, a second officer."""
    case = made.accepted(cast)[0]
    officer, other = cast.protection, cast.elsewhere["protection"]
    news.hand_in_news(by=officer, office=cast.ahvaz, about="him", words="he called")
    track = protecting.note_trace(case, by=officer, words="he called")
    for kind in ("facts", "photo"):
        protecting.add_check(track, kind, by=officer, fits=True, words="it is he")
    protecting.confirm_identity(track, by=other)
    return case


def told(case, **more):
    return {
        "asker": str(case.request.enquirer_id), "way": "in_person", "language": "fa",
        "phone": "061-5550001", "hours": "9-13", **more,
    }  # fmt: skip


def ask(enter, cast, case, **more):
    url = reverse("first_contact_note", args=[case.reference])
    return enter(cast.protection).post(url, told(case, **more))


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_note_names_nobody_and_holds_six_choices(cast, enter, located, language):
    answer = ask(enter, cast, located, language=language)

    text = "\n".join(page_texts(answer.content))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.count(b"/S/LI/") == 6
    assert "\ufffd" not in text
    for name in ("محمدرضا", "فرضیان", "مریم", located.reference, located.request.number):
        assert name not in text


@pytest.mark.parametrize("way", ["family", "controls"])
def test_rule_15_note_never_goes_through_the_family_or_an_unsafe_contact(cast, enter, located, way):
    answer = ask(enter, cast, located, way=way)

    assert answer["Content-Type"].startswith("text/html")
    assert "Never through the family" in answer.content.decode()


# Every way there is, by hand: whether the note may go by it.
BY = {
    "in_person": True,
    "own_phone": True,
    "relay": True,
    "society": True,
    "guardian": True,
    "family": False,
    "controls": False,
    "": False,
    "enquirer": False,
}


@pytest.mark.parametrize("way", BY)
def test_rule_15_note_and_question_go_by_the_same_ways_and_no_other(cast, enter, located, way):
    assert set(Way) <= set(BY)

    note = ask(enter, cast, located, way=way)
    try:
        track = wishing.ask_wish(tracks.track_of(located), way, by=cast.protection)
    except (Refused, ValueError):
        track = None

    went = (note["Content-Type"] == "application/pdf", track is not None)
    assert went == (BY[way], BY[way])
    lines = Entry.objects.filter(verb="print_first_contact")
    assert lines.count() == (1 if BY[way] else 0)


def test_rule_15_note_is_no_letter_to_the_family(cast, located):
    with pytest.raises(Refused) as refusal:
        to_family.write(located.request, "first_contact", by=cast.coordinator, way="hand")

    assert refusal.value.codes == ["no_occasion"]


def test_rule_14_maybe_minor_gets_it_through_a_guardian_alone(cast, enter, located):
    located.sought.birth = None
    located.sought.save()
    located.sought.news.all().delete()

    refused = ask(enter, cast, located)
    guardian = ask(enter, cast, located, way="guardian")

    assert "only through a guardian" in refused.content.decode()
    assert guardian["Content-Type"] == "application/pdf"


def test_note_is_not_kept_and_its_printing_is_in_the_sealed_trail_alone(cast, enter, located):
    files = StoredFile.objects.count()
    entries = Entry.objects.filter(case=located).count()

    ask(enter, cast, located)

    assert StoredFile.objects.count() == files
    assert Entry.objects.filter(case=located).count() == entries
    assert Entry.objects.filter(verb="print_first_contact", chain__startswith="sealed:").exists()


def test_note_waits_until_it_is_certain_who_the_person_is(cast, enter):
    case = made.accepted(cast)[0]

    answer = ask(enter, cast, case)

    assert "it must first be certain who the person is" in answer.content.decode()


@pytest.mark.parametrize("role", ["clerk", "coordinator", "signatory", "regional"])
def test_nobody_else_opens_the_page(cast, enter, located, role):
    url = reverse("first_contact_note", args=[located.reference])

    assert enter(cast.staff[role]).get(url).status_code == 403
