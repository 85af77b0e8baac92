"""One letter on screen: seen, written, handed over, approved, numbered, taken back."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.models import Entry
from casework.wording.isolates import without_isolates as plain
from correspondence import drafting, wording
from correspondence.actions import letters as actions
from correspondence.actions import signing
from correspondence.models import Letter
from correspondence.models.letter import LetterState
from deploy.story.scanner import simulate_signed_scan
from tests.correspondence import letters as made
from tests.correspondence import sending

GETS = ("letter", "letter_pdf")


@pytest.fixture
def letter(cast):
    return made.drafted(cast)


def at(name, letter, *more):
    return reverse(name, args=[letter.pk, *more])


def press(client, letter, step, **said):
    held = Letter.objects.get(pk=letter.pk)
    told = {"seen": held.version, "command": "", **said}
    return client.post(at("letter_step", letter, step), told, follow=True)


def state(letter):
    return Letter.objects.get(pk=letter.pk).state


# who sees it --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GETS)
def test_strangers_and_other_offices_find_nothing(cast, enter, letter, name):
    for nobody in (cast.stranger, cast.elsewhere["coordinator"], cast.regional):
        assert enter(nobody).get(at(name, letter)).status_code == 404


@pytest.mark.parametrize(
    ("name", "more"), [("letter_wording", ()), ("letter_step", ("void",)), ("letter_scan", ())]
)
def test_a_clerk_sees_the_letter_but_cannot_change_it(cast, enter, letter, name, more):
    client = enter(cast.clerk)
    assert client.get(at("letter", letter)).status_code == 200
    assert client.post(at(name, letter, *more), {}).status_code == 403


def test_opening_a_letter_is_noted(cast, enter, letter):
    enter(cast.clerk).get(at("letter", letter))
    noted = Entry.objects.get(verb="view_letter")
    assert (noted.by, noted.target, noted.reading) == (cast.clerk, str(letter.pk), True)


# the page -----------------------------------------------------------------------------------


def test_the_page_shows_the_real_page_beside_the_wording(cast, enter, letter):
    answer = enter(cast.coordinator).get(at("letter", letter))
    assert answer.text.count('<img src="data:image/png;base64,') == 1
    assert "We ask for your help in tracing" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_whoever_may_not_write_sees_no_textarea(cast, enter, letter):
    assert "<textarea" not in enter(cast.signatory).get(at("letter", letter)).text


def test_typed_words_are_shown_and_not_kept(cast, enter, letter):
    client, before = enter(cast.coordinator), Letter.objects.get()
    plain = client.post(at("letter_pdf", letter), {"text": "@subject Other\n\nShort."})
    usual = client.get(at("letter_pdf", letter))
    assert plain.content[:5] == usual.content[:5] == b"%PDF-"
    assert plain.content != usual.content
    assert (Letter.objects.get().version, Letter.objects.get().wording) == (before.version, "")


def test_while_typing_only_the_page_comes_back(cast, enter, letter):
    answer = enter(cast.coordinator).post(
        at("letter_wording", letter),
        {"do": "show", "text": "@subject Other\n\n{{no.such}}"},
        headers={"HX-Request": "true"},
    )
    assert "<html" not in answer.text
    assert "Line 3, column 1: There is no field “no.such” for this text." in answer.text
    assert answer.headers["HX-Retarget"] == "#says"  # the last good page stays


def test_while_typing_only_the_letter_itself_is_rendered_and_counts_all_pages(cast, enter, letter):
    client, text = enter(cast.coordinator), drafting.wording_of(letter)
    whole = client.get(at("letter", letter)).context["sight"]
    told = {"text": text, "seen": letter.version, "follow": whole.follow}
    typed = client.post(at("letter_wording", letter), told, headers={"HX-Request": "true"}).context[
        "sight"
    ]
    assert (typed.pages, typed.follow) == (whole.pages, whole.follow)
    assert whole.follow == whole.pages - 1 == 2  # the list and one sheet
    assert typed.picture == whole.picture
    assert typed.composition.document.schedule is None
    last = client.post(
        at("letter_wording", letter),
        told | {"page": whole.pages},
        headers={"HX-Request": "true"},
    ).context["sight"]
    assert last.composition.document.schedule is not None


def test_a_wording_that_cannot_be_taken_keeps_what_was_typed(cast, enter, letter):
    typed = "@subject Other\n\nNew words {{no.such}}"
    answer = enter(cast.coordinator).post(
        at("letter_wording", letter), {"do": "keep", "text": typed, "seen": letter.version}
    )
    assert "New words {{no.such}}</textarea>" in answer.text
    assert "Line 3, column 11:" in answer.text
    assert Letter.objects.get().wording == ""


def test_a_stale_page_names_who_changed_it_and_keeps_the_words(cast, enter, letter):
    second = made.second_coordinator(cast)
    seen = letter.version
    actions.edit_wording(letter, "@subject Theirs\n\nTheir words.", by=second)
    answer = enter(cast.coordinator).post(
        at("letter_wording", letter),
        {"do": "keep", "text": "@subject Mine\n\nMy words.", "seen": seen},
    )
    assert "Second has changed this in the meantime" in answer.text
    assert "My words.</textarea>" in answer.text
    assert "Theirs" in Letter.objects.get().wording


def test_kept_words_stay(cast, enter, letter):
    text = "@subject Mine\r\n\r\nMy words."
    said = {"do": "keep", "text": text, "seen": letter.version}
    answer = enter(cast.coordinator).post(at("letter_wording", letter), said)
    assert answer.url == at("letter", letter)
    assert Letter.objects.get().wording == "@subject Mine\n\nMy words."


def test_starting_again_shows_the_shipped_text_without_keeping_it(cast, enter, letter):
    actions.edit_wording(letter, "@subject Mine\n\nMy words.", by=cast.coordinator)
    answer = enter(cast.coordinator).post(
        at("letter_wording", letter), {"do": "shipped", "text": "gone"}
    )
    assert answer.context["text"] == wording.source("tracing_request", "en")
    assert "Mine" in Letter.objects.get().wording


# the steps ----------------------------------------------------------------------------------


def test_the_author_hands_over_and_another_person_approves(cast, enter, letter):
    """Rule 22."""
    client = enter(cast.coordinator)
    press(client, letter, "hand_over")
    assert state(letter) == LetterState.IN_REVIEW
    page = client.get(at("letter", letter)).text
    assert "You wrote this letter, so another person approves it: \u2068Signatory\u2069." in page
    assert "another person must approve it" in press(client, letter, "approve").text
    assert state(letter) == LetterState.IN_REVIEW
    press(enter(cast.signatory), letter, "approve")
    assert state(letter) == LetterState.APPROVED


def test_sending_back_needs_words_and_shows_them(cast, enter, letter):
    actions.hand_over(letter, by=cast.coordinator)
    client = enter(cast.signatory)
    assert client.get(at("letter_step", letter, "send_back")).status_code == 200
    press(client, letter, "send_back", words="")
    assert state(letter) == LetterState.IN_REVIEW
    assert (
        "Second paragraph, please."
        in press(client, letter, "send_back", words="Second paragraph, please.").text
    )
    assert state(letter) == LetterState.DRAFT


def test_numbering_freezes_and_a_second_press_takes_no_second_number(cast, enter, letter):
    made.approved(cast, letter)
    client, seen = enter(cast.coordinator), Letter.objects.get().version
    said = {"command": "4" * 32, "seen": seen}
    for _press in range(2):
        assert client.post(at("letter_step", letter, "number"), said).status_code == 302
    assert Letter.objects.get().numbers.count() == 1
    assert state(letter) == LetterState.NUMBERED


def test_the_secretariats_number_is_asked_for_where_the_office_uses_it(cast, enter, letter):
    cast.ahvaz.secretariat_numbers = True
    cast.ahvaz.save()
    made.approved(cast, letter)
    client = enter(cast.coordinator)
    assert 'name="number"' in client.get(at("letter_step", letter, "number")).text
    press(client, letter, "number", number="")
    assert state(letter) == LetterState.APPROVED
    press(client, letter, "number", number="۷۷/ب")
    assert Letter.objects.get().number == "77/ب"


def test_a_case_is_taken_out_and_put_back(cast, enter):
    letter = made.drafted(cast, made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان")))
    case, client = letter.lines.first().case, enter(cast.coordinator)
    press(client, letter, "take_out", row=str(case.pk))
    assert letter.lines.filter(included=True).count() == 1
    assert "Taken out by hand." in client.get(at("letter", letter)).text
    press(client, letter, "put_back", row=str(case.pk))
    assert letter.lines.filter(included=True).count() == 2


def test_a_row_that_is_not_of_this_letter_is_not_found(cast, enter, letter):
    other = made.accepted(cast, enquirer="زهرا نمونه")[0]
    answer = enter(cast.coordinator).post(
        at("letter_step", letter, "take_out"), {"row": str(other.pk)}
    )
    assert answer.status_code == 404


def test_voiding_asks_for_the_reason(cast, enter, letter):
    client = enter(cast.coordinator)
    press(client, letter, "void", words="")
    assert state(letter) == LetterState.DRAFT
    press(client, letter, "void", words="Not needed")
    assert state(letter) == LetterState.VOID


def test_no_step_is_taken_by_opening_an_address(cast, enter, letter):
    answer = enter(cast.coordinator).get(at("letter_step", letter, "hand_over"))
    assert (answer.status_code, answer.url, state(letter)) == (302, at("letter", letter), "draft")
    assert enter(cast.coordinator).get(at("letter_step", letter, "nothing")).status_code == 404


# the signature ------------------------------------------------------------------------------


def scan_of(letter, **how):
    content = simulate_signed_scan(signing.print_for_signature(letter), **how)
    return SimpleUploadedFile("scan.pdf", content, "application/pdf")


def test_the_signed_scan_is_compared_shown_and_confirmed(cast, enter):
    """Rule 41: what is sent is what was signed."""
    letter, client = made.numbered(cast), enter(cast.coordinator)
    client.post(at("letter_scan", letter), {"do": "upload", "scan": scan_of(letter)})
    page = client.get(at("letter_scan", letter))
    assert "All pages of the letter are there, in order." in page.text
    assert state(letter) == LetterState.NUMBERED
    for picture in ("letter_page", "letter_scan_page"):
        assert client.get(at(picture, letter, 1)).content[:4] == b"\x89PNG"
    said = {
        "do": "confirm",
        "signatory": str(cast.signatory.pk),
        "seen": Letter.objects.get().version,
    }
    client.post(at("letter_scan", letter), said)
    signed = Letter.objects.get()
    assert (signed.state, signed.signatory) == (LetterState.SIGNED, cast.signatory)
    assert signed.scan_sha256


def test_the_scan_of_another_letter_is_refused_in_a_sentence(cast, enter):
    letter, other = made.numbered(cast), made.numbered(cast, to=made.make_recipient(cast))
    answer = enter(cast.coordinator).post(
        at("letter_scan", letter), {"do": "upload", "scan": scan_of(other)}
    )
    assert "belongs to the letter" in answer.text
    assert Letter.objects.get(pk=letter.pk).scan is None


def test_a_scan_that_waits_is_shown_to_nobody_else(cast, enter, client):
    letter = made.numbered(cast)
    enter(cast.coordinator).post(
        at("letter_scan", letter), {"do": "upload", "scan": scan_of(letter)}
    )
    assert enter(cast.signatory).get(at("letter_scan_page", letter, 1)).status_code == 404


# what leaves the screen ---------------------------------------------------------------------


def test_an_unnumbered_letter_cannot_be_printed_for_signature(cast, enter, letter):
    answer = enter(cast.coordinator).get(at("letter_print", letter), follow=True)
    assert "Not possible: this letter is “Draft”." in answer.text


def test_the_bundle_is_an_attachment_whose_download_is_noted(cast, enter):
    letter = sending.signed(cast)
    answer = enter(cast.clerk).get(at("letter_bundle", letter))
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "no-store"
    assert Entry.objects.get(verb="download_bundle").details == {"sha256": letter.bundle_sha256}
    assert letter.bundle_sha256 in enter(cast.clerk).get(at("letter", letter)).text


def test_there_is_no_bundle_before_the_signature(cast, enter, letter):
    assert enter(cast.coordinator).get(at("letter_bundle", letter)).status_code == 404


def test_the_cover_sheet_names_the_bearer_only_on_paper(cast, enter):
    letter, client = sending.signed(cast), enter(cast.clerk)
    dotted = client.get(at("letter_cover", letter))
    named = client.post(at("letter_cover", letter), {"bearer": "Nemouneh Bearer"})
    assert dotted.content[:5] == named.content[:5] == b"%PDF-"
    assert dotted.content != named.content


def test_progress_is_a_piece_of_the_page_or_the_page(cast, enter, letter):
    client = enter(cast.clerk)
    assert client.get(at("letter_binding", letter)).url == at("letter", letter)
    piece = client.get(at("letter_binding", letter), headers={"HX-Request": "true"})
    assert "<progress" in piece.text
    assert "<html" not in piece.text


class TestOrderOfAnnexes:
    @pytest.fixture
    def letter(self, cast):
        rows = made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان"))
        for case, title, wide in zip(rows * 2, "abcd", (301, 302, 303, 304), strict=True):
            made.paper(cast, case, title=title, size=(wide, 400))
        return made.drafted(cast, rows)

    def titles(self, letter) -> list[str]:
        return [annex.document.title for annex in letter.annexes.order_by("number")]

    def press(self, client, letter, step, title):
        letter.refresh_from_db()
        (annex,) = [each for each in letter.annexes.all() if each.document.title == title]
        told = {"row": annex.document_id, "seen": letter.version, "command": uuid.uuid4()}
        return client.post(reverse("letter_step", args=[letter.pk, step]), told)

    def test_buttons_move_an_annex_and_the_ends_stay(self, cast, enter, letter):
        client = enter(cast.coordinator)
        assert self.titles(letter) == ["a", "c", "b", "d"]
        answer = self.press(client, letter, "annex_up", "b")
        assert "#annex-" in answer.url
        assert self.titles(letter) == ["a", "b", "c", "d"]
        self.press(client, letter, "annex_up", "a")
        self.press(client, letter, "annex_down", "d")
        self.press(client, letter, "annex_down", "a")
        assert self.titles(letter) == ["b", "a", "c", "d"]
        assert [annex.number for annex in letter.annexes.order_by("number")] == [1, 2, 3, 4]

    @pytest.mark.parametrize(
        ("place", "order"), [("1", "dacb"), ("3", "acdb"), ("99", "acbd"), ("4", "acbd")]
    )
    def test_dragged_to_a_place_it_stands_there(self, cast, enter, letter, place, order):
        annex = letter.annexes.get(number=4)
        told = {"row": annex.document_id, "place": place, "seen": letter.version}
        enter(cast.coordinator).post(reverse("letter_step", args=[letter.pk, "annex_to"]), told)
        assert "".join(self.titles(letter)) == order

    @pytest.mark.parametrize("place", ["0", "-1", "x", "", "٣", "99999"])
    def test_there_is_no_such_place(self, cast, enter, letter, place):
        told = {"row": letter.annexes.get(number=4).document_id, "place": place}
        address = reverse("letter_step", args=[letter.pk, "annex_to"])
        assert enter(cast.coordinator).post(address, told).status_code == 404

    def test_the_list_of_enclosures_and_the_schedule_follow(self, cast, enter, letter):
        self.press(enter(cast.coordinator), letter, "annex_down", "a")
        document = drafting.compose(Letter.objects.get(pk=letter.pk))
        listed = [plain(line) for line in document.enclosures.lines[1:]]
        assert [line.split(": ")[1][0] for line in listed] == ["c", "a", "b", "d"]
        assert [line.split(":")[0] for line in listed] == [f"Annex {n}" for n in (1, 2, 3, 4)]
        cells = [row[-1] for _title, rows in document.schedule.groups for row in rows]
        assert cells == ["1, 2", "3, 4"]

    def test_a_paper_taken_out_and_put_back_keeps_the_order(self, cast, enter, letter):
        client = enter(cast.coordinator)
        self.press(client, letter, "annex_up", "d")
        document = next(a.document for a in letter.annexes.all() if a.document.title == "d")
        for step in ("take_out", "put_back"):
            letter.refresh_from_db()
            told = {"row": document.pk, "seen": letter.version, "command": uuid.uuid4()}
            client.post(reverse("letter_step", args=[letter.pk, step]), told)
        assert self.titles(letter) == ["a", "c", "d", "b"]

    def test_an_approved_letter_becomes_a_draft_again(self, cast, enter, letter):
        made.approved(cast, letter)
        self.press(enter(cast.coordinator), letter, "annex_up", "d")
        letter.refresh_from_db()
        assert letter.state == "draft"

    def test_nobody_else_moves_them(self, cast, enter, letter):
        assert self.press(enter(cast.clerk), letter, "annex_up", "d").status_code == 403


def test_words_not_kept_yet_stay_when_an_annex_is_moved_or_a_row_taken_out(cast, enter):
    cases = made.accepted(cast)
    first, second = (made.paper(cast, cases[0], title=t, color=t) for t in ("red", "blue"))
    found = made.drafted(cast, cases)
    kept = drafting.wording_of(found)
    typed = f"{kept}\n\nWe add a sentence that is not kept."
    client = enter(cast.coordinator)
    for step, row in (("annex_up", second), ("take_out", first), ("put_back", first)):
        said = {"row": str(row.pk), "text": typed}
        answer = client.post(reverse("letter_step", args=[found.pk, step]), said)
        assert answer.context["text"] == typed
        assert "Your words stand below and are not kept yet." in answer.text
    found.refresh_from_db()
    assert drafting.wording_of(found) == kept
    assert [annex.document for annex in found.annexes.all()] == [second, first]


def test_step_with_the_words_that_are_kept_goes_back_to_the_letter(cast, enter):
    cases = made.accepted(cast)
    paper = made.paper(cast, cases[0])
    found = made.drafted(cast, cases)
    said = {"row": str(paper.pk), "text": drafting.wording_of(found).replace("\n", "\r\n")}
    answer = enter(cast.coordinator).post(reverse("letter_step", args=[found.pk, "take_out"]), said)
    assert answer.status_code == 302
    assert answer.url == f"{reverse('letter', args=[found.pk])}#annex-{paper.pk}"


def test_other_buttons_of_the_page_lose_no_words_either(cast, enter):
    found = made.drafted(cast)
    client, typed = enter(cast.coordinator), "@subject Half typed {{"
    for step, more in (
        ("figures_in", {}),
        ("classify", {"mark": "strictly_confidential"}),
        ("classify", {"mark": "nonsense"}),
        ("copies", {}),
    ):
        answer = client.post(reverse("letter_step", args=[found.pk, step]), {"text": typed, **more})
        assert answer.context["text"] == typed
    found.refresh_from_db()
    assert (found.classification, found.values["figures"]) == ("strictly_confidential", True)
