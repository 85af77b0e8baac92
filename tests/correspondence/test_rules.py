"""Rules of the domain that letters must hold, by their number. Rule 18 stands in test_register."""

import datetime
import io

import pikepdf
import pypdfium2
import pytest
from django.core import mail

from casework import vault
from casework.actions import cases, consents, outward, papers, protecting, safety, wishing
from casework.actions.errors import Refused
from casework.disclosure.kinds import CheckKind
from casework.models import Case, Consent, Office
from casework.wording import figures, without_isolates
from correspondence import bundling, drafting, outbox, recall, submissions
from correspondence.actions import earlier, followup, letters, numbers, replies, signing
from correspondence.models import Dispatch, FamilyLetter, Letter
from correspondence.models.recipient import Channel
from correspondence.wording import labels
from families.calendars import parse
from tests import factories
from tests.casework.disclosure import sealed_world
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.pdf import reading
from tests.correspondence.test_drafting import shown_in, text_of
from tests.correspondence.test_signing import long_letter, scan_of, signed


def withdraw(case, purpose, *, by, document=None):
    """As a family does it: the floors above hear of it."""
    if document is None:
        consents.record_consent(case.request, {purpose: "refused"}, by=by)
    else:
        consents.record_consent(case.request, {}, by=by, documents=[(document, "refused")])


def let_run_out(case, purpose):
    """As if the answer had been given long ago and its last day has passed."""
    rows = list(case.request.consents.all())
    consents.erase_answers(case.request, reason="test")
    for row in rows:
        if row.purpose == purpose:
            row.given_on, row.until = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)
    Consent.objects.bulk_create(rows)


# ---- 3, 4, 16: consent and safety


@pytest.mark.parametrize("purpose", ["P3", "P13"])
def test_rule_3_approval_fails_without_live_consent(cast, purpose):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "granted"})
    other = made.accepted(cast, sought=("علی کریمی",))
    made.paper(cast, rows[0], may_leave=True)
    letter = letters.hand_over(made.drafted(cast, rows + other), by=cast.coordinator)
    let_run_out(rows[0], purpose)
    with pytest.raises(Refused) as refusal:
        letters.approve(letter, by=cast.signatory)
    assert refusal.value.codes == ["consent_expired"]
    assert rows[0].reference in refusal.value.reasons[1]


def test_rule_4_withdrawal_returns_unsent_letters_to_draft_and_lists_sent_ones(cast):
    rows = made.accepted(cast)
    other = made.accepted(cast, sought=("علی کریمی",))
    to = made.make_recipient(cast)
    gone = sending.sent(cast, rows, to=to)
    states = {
        "approved": made.approved(cast, rows=rows + other, to=to),
        "numbered": made.numbered(cast, rows=rows + other, to=to),
        "signed": sending.signed(cast, rows + other, to=to),
    }
    untouched = made.approved(cast, rows=other, to=to)
    withdraw(rows[0], "P3", by=cast.clerk)
    for letter in states.values():
        assert Letter.objects.get(pk=letter.pk).state == "draft"
        assert rows[0].reference not in shown_in(drafting.compose(letter))
    assert Letter.objects.get(pk=untouched.pk).state == "approved"
    assert list(recall.sent_about(rows[0])) == [gone]


@pytest.mark.parametrize("what", ["answer", "request"])
def test_rule_4_what_is_in_review_or_queued_does_not_leave_after_a_withdrawal(cast, what):
    case, to = made.accepted(cast)[0], made.make_recipient(cast)
    gone = sending.sent(cast, [case], to=to)
    review = letters.hand_over(made.drafted(cast, [case], to=to), by=cast.coordinator)
    queued = sending.queued(cast, sending.signed(cast, [case], to=to))
    case = Case.objects.get(pk=case.pk)

    if what == "answer":
        withdraw(case, "P3", by=cast.clerk)
    else:
        cases.move(case, "withdraw", by=cast.clerk, facts={"wish_verified": True})

    states = Letter.objects.in_bulk()
    found = [states[one].state for one in (review.pk, queued.letter_id, gone.pk)]
    assert found == ["draft", "draft", "sent"]
    assert Dispatch.objects.get(pk=queued.pk).state == "recalled"
    assert list(recall.sent_about(case)) == [gone]
    assert outbox.send_one(queued.pk) == "not mine"
    assert mail.outbox == []


@pytest.mark.parametrize("later", ["refused", "not_asked"])
def test_rule_4_a_paper_that_may_not_go_any_more_calls_back_what_has_not_left(cast, later):
    rows = made.accepted(cast)
    document = made.paper(cast, rows[0], may_leave=True)
    letter = made.approved(cast, rows=rows)
    told = {"title": document.title}

    papers.describe(document, told, by=cast.clerk, may_leave="granted", case=rows[0])
    assert Letter.objects.get(pk=letter.pk).state == "approved"
    papers.describe(document, told, by=cast.clerk, may_leave=later, case=rows[0])

    assert Letter.objects.get(pk=letter.pk).state == "draft"


def test_rule_4_the_same_paper_brought_again_with_a_no_calls_back_and_a_new_one_does_not(cast):
    rows = made.accepted(cast)
    made.paper(cast, rows[0], may_leave=True)
    letter = made.approved(cast, rows=rows)

    made.paper(cast, rows[0], color="red", may_leave=False)
    assert Letter.objects.get(pk=letter.pk).state == "approved"
    made.paper(cast, rows[0], may_leave=False)

    assert Letter.objects.get(pk=letter.pk).state == "draft"


def test_rule_4_asking_later_what_was_never_agreed_to_calls_nothing_back(cast):
    rows = made.accepted(cast)
    document = made.paper(cast, rows[0], may_leave=None)
    letter = made.approved(cast, rows=rows)

    consents.record_consent(rows[0].request, {}, by=cast.clerk, documents=[(document, "not_asked")])

    assert Letter.objects.get(pk=letter.pk).state == "approved"


def test_rule_4_everything_or_nothing(cast, monkeypatch):
    rows = made.accepted(cast)
    letter = made.approved(cast, rows=rows)
    before = Consent.objects.count()

    def fails(letter):
        raise RuntimeError

    monkeypatch.setattr(recall, "return_to_draft", fails)
    with pytest.raises(RuntimeError):
        withdraw(rows[0], "P3", by=cast.clerk)
    assert Consent.objects.count() == before
    assert Letter.objects.get(pk=letter.pk).state == "approved"


def test_rule_13_no_step_about_a_death_sends_or_writes_anything(cast):
    """From the proof to the family that was told at home: nothing leaves, on any way."""
    rows = made.accepted(cast)
    track = sealed_world.located(cast, rows[0])
    protecting.add_check(track, CheckKind.DEATH, by=cast.protection, fits=True, words="certificate")
    track = protecting.confirm_death(track, by=cast.elsewhere["protection"])
    to = rows[0].request.enquirer
    wishing.decide(track, to, ["death"], "He died in 2019.", by=cast.protection)
    wishing.approve_decision(track.decisions.last(), by=cast.elsewhere["protection"])
    wishing.note_told(track, by=cast.protection, words="With her daughter, at home.")
    protecting.settle(track, "deceased_confirmed", by=cast.protection)

    assert mail.outbox == []
    assert (Dispatch.objects.count(), FamilyLetter.objects.count(), Letter.objects.count()) == (
        0, 0, 0,
    )  # fmt: skip


def test_rule_16_safety_stop_calls_back_letters_and_queued_mail_at_once(cast):
    rows = made.accepted(cast)
    queued = sending.queued(cast, sending.signed(cast, rows))
    safety.stop(rows[0].request, by=cast.clerk)
    assert Dispatch.objects.get(pk=queued.pk).state == "recalled"
    assert Letter.objects.get(pk=queued.letter_id).state == "draft"


# ---- 19, 20, 21: the registered file, its enclosures, what it follows


def test_rule_19_a_registered_pdf_never_changes(cast):
    letter = made.numbered(cast, rows=made.accepted(cast, sought=("محمدرضا فرضیان",)))
    before = b"".join(vault.read(letter.pdf))
    case = letter.lines.get().case
    case.sought.names.update(full_as_given="نامی دیگر")
    Office.objects.filter(pk=cast.ahvaz.pk).update(names={"en": "Another name"})
    for change in (
        lambda: letters.edit_wording(letter, "@subject A\n\nB.", by=cast.coordinator),
        lambda: letters.take_out(letter, case, by=cast.coordinator),
        lambda: letters.change_copies(letter, [], by=cast.coordinator),
        lambda: numbers.take_number(letter, by=cast.coordinator),
    ):
        with pytest.raises(Refused) as refusal:
            change()
        assert refusal.value.codes == ["wrong_state"]
    now = Letter.objects.get(pk=letter.pk)
    assert (now.pdf_id, now.pdf_sha256) == (letter.pdf_id, letter.pdf_sha256)
    assert b"".join(vault.read(now.pdf)) == before


@pytest.mark.parametrize("language", made.LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 3, 12])
def test_rule_20_the_enclosure_line_equals_the_annexes(cast, language, count):
    rows = made.accepted(cast)
    for number in range(count):
        made.paper(cast, rows[0], title=f"P{number}", color=(20 * number, 0, 0), size=(50, 50))
    look = drafting.look(made.drafted(cast, rows, language=language))
    document = look.document
    listed = [*document.enclosures.lines, *(label for s in document.sheets for label, _ in s.rows)]
    named = [labels.annex(n, language) for n in range(1, count + 1)]
    found = [name for name in named if any(name in line for line in listed)]
    assert found == named
    assert labels.annex(count + 1, language) not in "".join(listed)
    assert look.values["annexes.count"] == len(look.annexes) == count
    counted = labels.enclosure_count(count, count, language)
    assert (counted in document.enclosures.lines[0]) == bool(count)
    assert dict(document.head)[labels.label("enclosures_line", language)] == (
        labels.enclosure_value(language, has=True, count=count)
    )
    assert figures(count, language) in text_of(document)


def test_rule_20_the_bundle_holds_the_annexes_that_the_letter_names(cast):
    rows = made.accepted(cast)
    for number in range(3):
        made.paper(cast, rows[0], title=f"P{number}", color=(20 * number, 0, 0), size=(50, 50))
    letter = sending.signed(cast, rows)
    with pikepdf.open(io.BytesIO(b"".join(vault.read(letter.bundle)))) as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert len(pdf.pages) == letter.pdf_pages + 3
    assert titles[-3:] == ["Annex 1: P0", "Annex 2: P1", "Annex 3: P2"]


@pytest.mark.parametrize(
    ("language", "ours", "theirs", "number"),
    [
        ("en", "Further to our letter", "With reference to your letter", "1405/0001"),
        ("fa", "پیرو نامهٔ", "در پاسخ به", "۱۴۰۵/۰۰۰۱"),
        ("ar", "إلحاقًا بكتابنا", "إشارةً إلى كتابكم", "١٤٠٥/٠٠٠١"),
        ("sq", "Në vijim të shkresës sonë", "Në përgjigje të shkresës", "1405/0001"),
    ],
)
def test_rule_21_what_follows_ours_never_reads_as_an_answer_to_theirs(
    cast, language, ours, theirs, number
):
    rows = sending.three(cast)
    first = sending.sent(cast, rows, language=language, on=datetime.date(2026, 6, 1))
    replies.record_reply(
        office=cast.ahvaz,
        body=first.submission.recipient.body,
        way="phone",
        received_on=cast.ahvaz.today(),
        lines=[replies.Line(first.submission, rows[0], "answered")],
        words="A file was opened.",
        by=cast.clerk,
    )
    reminder = followup.remind(first.submission, by=cast.coordinator)
    text = text_of(drafting.compose(reminder))
    assert ours in text
    assert theirs not in text
    assert number in text
    assert set(submissions.cases_of(reminder)) == set(rows[1:])


def test_rule_21_a_letter_that_was_not_sent_is_not_cited(cast):
    first = made.numbered(cast)
    with pytest.raises(Refused) as refusal:
        made.drafted(
            cast,
            submissions.cases_of(first),
            kind="reminder",
            to=first.submission.recipient,
            follows=[first],
        )
    assert refusal.value.codes == ["nothing_followed"]


# ---- 22, 24, 38, 40, 41: who approves, who signs, who gets it


def test_rule_22_the_author_does_not_approve(cast):
    letter = letters.hand_over(made.drafted(cast), by=cast.coordinator)
    with pytest.raises(Refused) as refusal:
        letters.approve(letter, by=cast.coordinator)
    assert refusal.value.codes == ["author"]
    assert Letter.objects.get(pk=letter.pk).state == "in_review"
    assert letters.approve(letter, by=cast.signatory).approver == cast.signatory


def test_rule_22_where_the_signature_approves_it_is_that_of_the_signatory_in_office(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="signature")
    letter = numbers.take_number(made.drafted(cast), by=cast.coordinator)
    found = signing.receive_scan(letter, scan_of(letter), by=cast.coordinator)
    with pytest.raises(Refused) as refusal:
        signing.confirm_scan(letter, found.file, by=cast.coordinator, signatory=cast.coordinator)
    assert refusal.value.codes == ["no_signatory"]
    letter = signing.confirm_scan(letter, found.file, by=cast.coordinator)
    assert (letter.approver, letter.signatory) == (cast.signatory, cast.signatory)


def test_rule_22_nobody_in_office_means_no_number(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="signature")
    letter = made.drafted(cast)
    factories.end_posts(cast.signatory, datetime.date(2026, 1, 1))
    with pytest.raises(Refused) as refusal:
        numbers.take_number(letter, by=cast.coordinator)
    assert refusal.value.codes == ["no_signatory"]


def test_rule_24_no_letter_opens_a_case_with_a_un_body_without_its_six_elements(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P4": "granted"})
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, rows, to=made.make_recipient(cast, kind="un"))
    assert refusal.value.codes == ["body_kind"]


UN_ANSWERS = {"P1": "granted", "P4": "granted"}
FORCES = {"lost.forces": "Men in uniform, as the mother says", "lost.steps": "Asked the police"}


def communication(cast, *, on="خرداد ۱۳۷۷", place="تیرانا", told=FORCES, language="en"):
    """One case for the UN Working Group; its last news as given."""
    rows = made.accepted(cast, answers=UN_ANSWERS)
    news = rows[0].sought.news.get()
    news.on, news.place, news.address = parse(on), place, ""
    news.save()
    to = made.make_recipient(cast, kind="un")
    letter = made.drafted(cast, rows, kind="wgeid", to=to, language=language)
    return letters.tell(letter, told, by=cast.coordinator)


@pytest.mark.parametrize("language", made.LANGUAGES)
def test_rule_24_a_wgeid_letter_states_its_six_elements(cast, language):
    letter = made.numbered(cast, communication(cast, language=language))
    says = "\n".join(reading.texts_in(drafting.look(letter, final=True).document))
    for element in ("محمدرضا فرضیان", "تیرانا", *FORCES.values(), "مریم فرضیان"):
        assert element in without_isolates(says), element


MISSING = {
    "date without its month": ({"on": "۱۳۷۷"}, ["lost.on"]),
    "no date": ({"on": ""}, ["lost.on"]),
    "no place": ({"place": ""}, ["lost.place"]),
    "no forces": ({"told": {"lost.steps": "x"}}, ["lost.forces"]),
    "no steps": ({"told": {"lost.forces": "x"}}, ["lost.steps"]),
    "nothing told": ({"told": {}}, ["lost.forces", "lost.steps"]),
}


@pytest.mark.parametrize("lacks", MISSING)
def test_rule_24_what_is_missing_is_named_and_stops_the_letter(cast, lacks):
    given, codes = MISSING[lacks]
    letter = communication(cast, **given)
    with pytest.raises(Refused) as refusal:
        letters.hand_over(letter, by=cast.coordinator)
    assert refusal.value.codes == codes


def test_rule_24_what_the_family_keeps_back_counts_as_missing(cast):
    letter = communication(cast)
    family = Case.objects.get(letter_lines__letter=letter).request
    kept_back = consents.Said("P4", "refused", data_classes=("news",))
    consents.record_answers(family, [kept_back], consents.Given(), by=cast.clerk)
    with pytest.raises(Refused) as refusal:
        letters.hand_over(letter, by=cast.coordinator)
    assert refusal.value.codes == ["lost.on", "lost.place"]


def test_rule_24_one_letter_is_about_one_person(cast):
    rows = made.accepted(cast, sought=("محمدرضا فرضیان", "علی فرضیان"), answers=UN_ANSWERS)
    with pytest.raises(Refused) as refusal:
        made.drafted(cast, rows, kind="wgeid", to=made.make_recipient(cast, kind="un"))
    assert refusal.value.codes == ["one_case"]


def test_rule_38_one_coordinator_and_one_signatory_can_send_a_letter(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(signing="signature")
    letter = numbers.take_number(made.drafted(cast), by=cast.coordinator)
    letter = bundling.build(signed(cast, letter))
    sending.queued(cast, letter, Channel.HAND)
    assert letter.state == "signed"
    assert {letter.author, letter.approver} == {cast.coordinator, cast.signatory}


@pytest.mark.parametrize("role", ["copy", "copy_plain"])
def test_rule_40_a_copy_needs_the_same_consent_as_an_addressee(cast, role):
    covered = made.accepted(cast)
    uncovered = made.accepted(
        cast, sought=("علی کریمی",), answers={"P1": "granted", "P3": "granted"}
    )
    copy = made.make_recipient(cast, kind="host_state", names={"en": "Ministry (sample)"})
    letter = made.drafted(cast, covered + uncovered, copies=[(copy, role)])
    lines = {line.case: line.codes for line in drafting.desk_of(letter).lines}
    assert lines == {covered[0]: [], uncovered[0]: ["consent_not_asked"]}
    assert uncovered[0].reference not in shown_in(drafting.compose(letter))


def test_rule_40_a_copy_added_later_takes_out_who_did_not_agree(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "granted"})
    letter = made.approved(cast, rows=rows)
    copy = made.make_recipient(cast, kind="host_state", names={"en": "Ministry (sample)"})
    letter = letters.change_copies(letter, [copy], by=cast.coordinator)
    assert letter.state == "draft"
    assert not letter.lines.get().included


def test_rule_40_a_paper_goes_only_where_every_reader_of_it_may_have_it(cast):
    rows = made.accepted(cast, answers={"P1": "granted", "P3": "granted", "P5": "granted"})
    made.paper(cast, rows[0], may_leave=True)
    consents.record_consent(rows[0].request, {}, by=cast.clerk)
    copy = made.make_recipient(cast, kind="host_state", names={"en": "Ministry (sample)"})
    letter = made.drafted(cast, rows, copies=[copy])
    assert letter.annexes.count() == 1
    withdraw(rows[0], "P5", by=cast.clerk)
    assert drafting.desk_of(letter).included == []


def red_share(page) -> float:
    """How much of a page is the red of the test's signature."""
    drawn = page.render(scale=0.5).to_pil().convert("RGB").resize((100, 140)).tobytes()
    pixels = zip(drawn[::3], drawn[1::3], drawn[2::3], strict=True)
    return sum(r > 200 and g < 80 and b < 80 for r, g, b in pixels) / 14_000


def test_rule_41_what_is_sent_is_what_was_signed_page_for_page(cast):
    letter = bundling.build(signed(cast, long_letter(cast)))
    bundle = pypdfium2.PdfDocument(b"".join(vault.read(letter.bundle)))
    marked = [red_share(page) > 0 for page in bundle]
    assert marked == [True] * letter.print_pages + [False] * (len(bundle) - letter.print_pages)
    for page in range(letter.print_pages):
        assert bundle[page].get_textpage().get_text_range() == ""


def test_rule_41_pages_scanned_upside_down_or_out_of_order_are_set_right(cast):
    letter = long_letter(cast)
    assert letter.print_pages >= 2
    order = list(reversed(range(letter.print_pages)))
    found = signing.receive_scan(letter, scan_of(letter, pages=order), by=cast.signatory)
    letter = signing.confirm_scan(letter, found.file, by=cast.signatory)
    assert letter.values["scan"]["order"] == [page + 1 for page in order]


def test_rule_41_an_unsigned_letter_does_not_leave(cast):
    letter = made.numbered(cast)
    with pytest.raises(Refused) as refusal:
        sending.queued(cast, letter)
    assert refusal.value.codes == ["letter_not_signed"]


# ---- 42, 45: nothing that the record does not hold


def test_rule_42_figures_are_those_of_the_list(cast):
    rows = sending.three(cast)
    refused = made.accepted(cast, sought=("علی کریمی",), answers={"P1": "granted", "P3": "refused"})
    document = drafting.compose(made.drafted(cast, rows + refused))
    listed = sum(len(rows) for _label, rows in document.schedule.groups)
    assert listed == 3
    assert "Number of cases in the schedule: 3." in text_of(document)
    assert len(document.sheets) == 3


@pytest.mark.parametrize("answered", [False, True])
def test_rule_42_thanks_stand_only_where_there_was_an_answer(cast, answered):
    rows = sending.three(cast)
    first = sending.sent(cast, rows, on=datetime.date(2026, 6, 1))
    if answered:
        mark = sending.mark(first.submission, rows[0])
        mark.answered_on = datetime.date(2026, 7, 1)
        mark.save()
        outward.record_mark(
            rows[0],
            by=cast.clerk,
            thread=first.submission_id,
            mark="answered_on",
            on=mark.answered_on,
        )
    text = text_of(drafting.compose(followup.remind(first.submission, by=cast.coordinator)))
    assert ("We thank you for your reply" in text) == answered
    assert f"Cases still unanswered: {3 - answered}." in text


def test_rule_42_a_reminder_counts_those_that_went_out_before(cast):
    first = sending.sent(cast, on=datetime.date(2026, 6, 1))
    one = followup.remind(first.submission, by=cast.coordinator)
    assert text_of(drafting.compose(one)).startswith("Subject: First reminder")
    letters.void(one, "Not needed", by=cast.coordinator)
    again = followup.remind(first.submission, by=cast.coordinator)
    assert text_of(drafting.compose(again)).startswith("Subject: First reminder")


def test_rule_42_an_earlier_submission_is_cited_with_what_is_recorded_and_no_more(cast):
    rows, to = made.accepted(cast), made.make_recipient(cast)
    earlier.record(rows, to, by=cast.coordinator, office=cast.ahvaz, on=parse("۱۴۰۲"))
    text = text_of(drafting.compose(made.drafted(cast, rows, kind="confirm_earlier", to=to)))
    assert "Date: 1402 solar Hijri." in text
    for absent in ("Place:", "Handed in by:", "Number given:", "Said at the time"):
        assert absent not in text
    assert "Proof on our file: as remembered." in text


@pytest.mark.parametrize("language", made.LANGUAGES)
def test_rule_45_an_earlier_submission_never_looks_like_a_sealed_one(cast, language):
    from django.utils import translation

    rows, to = made.accepted(cast), made.make_recipient(cast)
    given = earlier.record(
        rows, to, by=cast.coordinator, office=cast.ahvaz, on=parse("۱۴۰۲"), number="12/345"
    )
    letter = sending.sent(cast, made.accepted(cast, sought=("علی",)), to=to)
    with translation.override(language):
        old, new = submissions.proof(given), submissions.proof(letter.submission)
    assert (old.sealed, old.letters) == (False, [])
    assert len(old.gaps) >= 7
    assert (new.sealed, [each.pdf_sha256 for each in new.letters]) == (True, [letter.pdf_sha256])
    assert len(new.gaps) == 1


def test_rule_25_titles_inside_the_file_hold_no_name(cast):
    letter = made.numbered(cast)
    with pikepdf.open(io.BytesIO(b"".join(vault.read(letter.pdf)))) as pdf:
        told = f"{pdf.docinfo.get('/Title')} {pdf.docinfo.get('/Subject')}"
    assert letter.number in told
    assert "فرضیان" not in without_isolates(told)
