"""Every kind that is offered, from the record to a finished PDF: what it says and must not."""

import datetime
import io

import pypdfium2
import pytest

from casework import vault
from casework.actions import cases as case_actions
from casework.actions import consents, safety
from casework.actions.errors import Refused
from casework.models import Case
from casework.wording.isolates import without_isolates
from correspondence import bundling, drafting, followup
from correspondence.actions import dispatching, letters, numbers, signing
from correspondence.actions import followup as following
from correspondence.models import Letter
from families.models import PersonName
from tests.correspondence import letters as made
from tests.correspondence import sending
from tests.correspondence.pdf import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(cast):
    """A tracing request about two families that has left, in English."""
    rows = [*sending.family(cast, "محمدرضا فرضیان"), *sending.family(cast, "علی کریمی")]
    made.paper(cast, rows[0], title="old paper")
    return sending.sent(cast, rows)


def rows_of(letter) -> list[Case]:
    lines = letter.lines.filter(included=True).order_by("position")
    return [Case.objects.get(pk=line.case_id) for line in lines]


def further(cast, first, kind, cases=(), **more) -> Letter:
    return letters.draft(
        cases, first.submission.recipient, kind, more.pop("language", "en"), by=cast.coordinator,
        office=cast.ahvaz, submission=first.submission, **more,
    )  # fmt: skip


def finished(cast, letter) -> str:
    """All that the pages print, when the letter has its number and its PDF."""
    numbered = numbers.take_number(made.approved(cast, letter), by=cast.coordinator)
    pdf = b"".join(vault.read(numbered.pdf))
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf))) == numbered.pdf_pages > 0
    document = drafting.look(numbered, final=True).document
    return without_isolates("\n".join(reading.texts_in(document)))


def left(cast, letter) -> Letter:
    numbered = numbers.take_number(made.approved(cast, letter), by=cast.coordinator)
    signed = signing.sign(numbered, by=cast.signatory)
    signed = bundling.build(signed)
    row = sending.queued(cast, signed, "hand")
    dispatching.hand_in(row, by=cast.clerk, receipt="signed", received_by="Registry")
    return Letter.objects.get(pk=letter.pk)


def refused(action, *args, **more) -> list[str]:
    with pytest.raises(Refused) as refusal:
        action(*args, **more)
    return refusal.value.codes


class TestSupplement:
    def test_holds_only_what_is_new(self, cast, first):
        case, other = rows_of(first)
        PersonName.objects.filter(person=case.sought).update(mother="زهرا نمونه")
        made.paper(cast, case, title="new paper", size=(500, 400))
        letter = further(cast, first, "supplement")
        look = drafting.look(letter)
        assert [line.case for line in look.desk.included] == [case]
        assert look.desk.left_out[0].codes == ["nothing_new"]
        assert (look.values["facts.count"], look.values["annexes.count"]) == (1, 1)
        assert [annex.document.title for annex in letter.annexes.all()] == ["new paper"]
        ((_group, (row,)),) = look.document.schedule.groups
        assert row[3] == "Mother's name"
        text = finished(cast, letter)
        assert "زهرا" in text and "old paper" not in text
        assert other.reference not in text

    def test_is_refused_when_nothing_is_new(self, cast, first):
        assert "nothing_new" in refused(further, cast, first, "supplement")

    def test_another_language_alone_is_no_news(self, cast, first):
        assert "nothing_new" in refused(further, cast, first, "supplement", language="fa")


class TestCorrection:
    def test_says_what_reads_otherwise_now_and_not_what_it_read(self, cast, first):
        case, _other = rows_of(first)
        PersonName.objects.filter(person=case.sought).update(father="غلامحسین")
        letter = further(cast, first, "correction")
        look = drafting.look(letter)
        assert look.values["corrections.count"] == 1
        assert look.values["corrections"][0]["case.reference"] == case.reference
        text = finished(cast, letter)
        assert "غلامحسین" in text and "غلامعباس" not in text

    def test_a_fact_that_was_never_said_is_no_correction(self, cast, first):
        case, _other = rows_of(first)
        PersonName.objects.filter(person=case.sought).update(mother="زهرا نمونه")
        assert "nothing_new" in refused(further, cast, first, "correction")


class TestWithdrawal:
    @pytest.fixture
    def withdrawn(self, cast, first):
        case, _other = rows_of(first)
        consents.record_consent(case.request, {"P3": "refused"}, by=cast.clerk)
        case_actions.move(case, "withdraw", by=cast.clerk, facts={"wish_verified": True})
        return Case.objects.get(pk=case.pk)

    @pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
    def test_goes_about_a_closed_case_without_consent_and_without_a_reason(
        self, cast, first, withdrawn, language
    ):
        text = finished(cast, further(cast, first, "withdrawal", [withdrawn], language=language))
        assert withdrawn.reference in text
        assert "فرضیان" not in text

    def test_ends_the_waiting_for_that_case_alone(self, cast, first, withdrawn):
        assert followup.next_chase(first.submission).unanswered == 2
        letter = further(cast, first, "withdrawal", [withdrawn])
        assert drafting.look(letter).values["cases.remaining"] == 1
        left(cast, letter)
        waiting = followup.next_chase(first.submission)
        assert (waiting.unanswered, waiting.of) == (1, 2)

    def test_a_copy_to_another_body_needs_its_consent(self, cast, first, withdrawn):
        other = made.make_recipient(cast, names={"en": "Another delegation (sample)"})
        codes = refused(further, cast, first, "withdrawal", [withdrawn], copies=[other])
        assert "consent_refused" in codes

    def test_is_about_one_case(self, cast, first):
        assert refused(further, cast, first, "withdrawal", rows_of(first)) == ["one_case"]

    def test_a_safety_stop_holds_it_too(self, cast, first, withdrawn):
        safety.stop(withdrawn.request, by=cast.clerk)
        assert "safety_stop" in refused(further, cast, first, "withdrawal", [withdrawn])


@pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
def test_thanks_close_the_correspondence_by_references_alone(cast, first, language):
    letter = further(cast, first, "thanks_closure", rows_of(first), language=language)
    text = finished(cast, letter)
    assert all(case.reference in text for case in rows_of(letter))
    assert "فرضیان" not in text and "کریمی" not in text


class TestWhatOnlyAPersonKnows:
    def to(self, cast, kind):
        return made.make_recipient(cast, kind=kind, names=made.ICRC | {"en": f"The {kind}"})

    @pytest.fixture
    def asked(self, cast):
        cases = sending.family(cast)
        request = cases[0].request
        granted = {"P5": "granted", "P7": "granted", "P13": "granted"}
        consents.record_consent(request, granted, by=cast.clerk)
        return cases

    @pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
    def test_the_question_to_an_authority(self, cast, asked, language):
        to = self.to(cast, "host_state")
        letter = made.drafted(cast, asked, kind="authority_request", language=language, to=to)
        assert refused(letters.hand_over, letter, by=cast.coordinator) == ["request.question"]
        letter = letters.tell(letter, {"request.question": "XQ 1234"}, by=cast.coordinator)
        assert "XQ 1234" in finished(cast, letter)

    @pytest.mark.parametrize("language", ["en", "fa", "ar", "sq"])
    def test_the_days_of_a_visit(self, cast, asked, language):
        letter = made.drafted(
            cast, asked, kind="visit_support", language=language, to=self.to(cast, "embassy")
        )
        missing = refused(letters.hand_over, letter, by=cast.coordinator)
        assert missing == ["applicants.count", "visit.from", "visit.until"]
        told = {
            "applicants.count": 2, "visit.from": "2027-03-01", "visit.until": "2027-03-31",
        }  # fmt: skip
        letter = letters.tell(letter, told, by=cast.coordinator)
        assert drafting.look(letter).values["visit.from"] == datetime.date(2027, 3, 1)
        text = finished(cast, letter)
        assert "فرضیان" in text and "محمدرضا" not in text

    def test_what_is_not_asked_is_not_taken(self, cast, asked):
        letter = made.drafted(cast, asked)
        with pytest.raises(ValueError, match="not asked"):
            letters.tell(letter, {"request.question": "x"}, by=cast.coordinator)


class TestYearlyStatement:
    def test_lists_what_this_body_has_not_answered_with_our_letters(self, cast, first):
        case, other = rows_of(first)
        first.submission.lines.filter(case=case).update(answered_on=first.date)
        letter = following.state_yearly(first.submission.recipient, by=cast.coordinator)
        looked = drafting.look(letter)
        assert [line.case for line in looked.desk.included] == [other]
        assert (looked.values["outward.count"], looked.values["cases.unanswered"]) == (1, 1)
        text = finished(cast, letter)
        assert first.number in text and "فرضیان" not in text and "کریمی" not in text

    def test_a_body_that_has_answered_all_gets_none(self, cast, first):
        first.submission.lines.update(answered_on=first.date)
        with pytest.raises(Refused, match="answer on every case"):
            following.state_yearly(first.submission.recipient, by=cast.coordinator)

    def test_one_press_on_the_page_of_the_recipient(self, cast, enter, first):
        url = f"/recipients/{first.submission.recipient_id}/"
        client = enter(cast.coordinator)
        assert f"{url}statement/" in client.get(url).content.decode()
        answer = client.post(f"{url}statement/")
        made_letter = Letter.objects.get(kind="yearly_statement")
        assert answer.headers["Location"] == f"/letters/{made_letter.pk}/"


class TestComplaint:
    @pytest.fixture
    def letter(self, cast, first):
        to = made.make_recipient(cast, kind="ngo", names=made.ICRC | {"en": "The ombudsman"})
        for case in rows_of(first):
            consents.record_consent(case.request, {"P8": "granted"}, by=cast.clerk)
        return made.drafted(cast, rows_of(first), kind="complaint", to=to)

    def test_counts_our_letters_to_the_silent_body_and_lists_them_with_their_proof(
        self, cast, first, letter
    ):
        assert "complaint.about" in refused(letters.hand_over, letter, by=cast.coordinator)
        body = first.submission.recipient.body
        assert drafting.silent_bodies(letter) == [body]
        letter = letters.tell(letter, {drafting.ABOUT: str(body.pk)}, by=cast.coordinator)
        values = drafting.look(letter).values
        assert values["outward.count"] == 1
        assert values["outward.first"] == values["outward.last"] == first.date
        text = finished(cast, letter)
        assert first.number in text and "receipt signed" in text
        assert "فرضیان" not in text

    def test_a_case_that_was_answered_is_left_out(self, cast, first, letter):
        case, other = rows_of(first)
        first.submission.lines.filter(case=case).update(answered_on=first.date)
        told = {drafting.ABOUT: str(first.submission.recipient.body_id)}
        letter = letters.tell(letter, told, by=cast.coordinator)
        desk = drafting.look(letter).desk
        assert [line.case for line in desk.included] == [other]
        assert desk.left_out[0].codes == ["not_written"]
