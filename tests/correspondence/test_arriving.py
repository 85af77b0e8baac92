"""Mails that arrive: stored before they are read, suggested, filed by a person; nothing moves."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from casework import vault
from casework.actions.errors import Refused
from casework.models import Case, Entry
from correspondence import access, mail, whose
from correspondence.actions import arriving
from correspondence.models import ArrivedMail, Dispatch, Incoming, Submission, SubmissionCase
from correspondence.models.arrived import ArrivedState
from tests.correspondence import sending

URL = "/arrived/"


def eml(text="Thank you.", sender="registry@elsewhere.example", subject="Re", **heads):
    lines = [f"From: Registry <{sender}>", f"Subject: {subject}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in heads.items()]
    lines += ["Content-Type: text/plain; charset=utf-8", "", text]
    return "\n".join(lines).encode()


@pytest.fixture
def letter(cast):
    row = sending.queued(cast)
    Dispatch.objects.filter(pk=row.pk).update(state="sent", sent_on=cast.ahvaz.today())
    return row.letter


def best(cast, raw):
    within = access.submissions(cast.coordinator, "record_reply")
    return whose.suggestions(mail.read(raw), within)


class TestTaking:
    def test_keeps_every_byte_and_the_same_mail_once(self, cast):
        raw = eml() + bytes(range(256))
        first, new = arriving.take(raw, office=cast.ahvaz, by=cast.clerk)
        second, again = arriving.take(raw, office=cast.ahvaz, by=cast.clerk)
        assert (new, again, first.pk) == (True, False, second.pk)
        assert b"".join(vault.read(first.file)) == raw

    def test_what_a_machine_wrote_is_kept_apart(self, cast):
        kept, _new = arriving.take(eml(Auto_Submitted="auto-replied"), office=cast.ahvaz)
        assert (kept.kind, kept.state) == ("auto_reply", ArrivedState.MACHINE)

    def test_a_bounce_marks_the_mail_that_came_back(self, cast, letter):
        row = Dispatch.objects.get()
        raw = (
            "From: MAILER-DAEMON@mx.example\nDate: Fri, 20 Nov 2026 09:00:00 +0000\n\n"
            f"550 5.1.1 unknown user\n> Message-ID: {row.message_id}\n"
        ).encode()
        kept, _new = arriving.take(raw, office=cast.ahvaz)
        row.refresh_from_db()
        assert (kept.kind, row.came_back, row.bounce_code) == ("bounce", True, "5.1.1")

    def test_moves_no_case_and_marks_nothing(self, cast, letter):
        before = (Case.objects.get().state, list(SubmissionCase.objects.values()))
        text = f"We have received your letter {letter.number} and answer it."
        arriving.take(eml(text), office=cast.ahvaz)
        assert (Case.objects.get().state, list(SubmissionCase.objects.values())) == before

    @pytest.mark.parametrize("raw", [b"", b"\0", b"\xff" * 99, b"From: x\n" * 3000])
    def test_whatever_comes_is_kept(self, cast, raw):
        kept, new = arriving.take(raw, office=cast.ahvaz)
        assert new and kept.kind

    def test_leaves_a_line_in_the_trail_without_words(self, cast):
        kept, _new = arriving.take(eml("secret words"), office=cast.ahvaz, by=cast.clerk)
        entry = Entry.objects.get(verb="mail_arrived")
        assert (entry.target, entry.details) == (str(kept.pk), {})


class TestSuggestions:
    def test_by_the_mail_it_answers(self, cast, letter):
        row = Dispatch.objects.get()
        (found,) = best(cast, eml(In_Reply_To=row.message_id))
        assert (found.submission, found.score) == (letter.submission, 100)
        assert found.reasons == ["it answers our e-mail"]

    @pytest.mark.parametrize("digits", ["latin", "persian"])
    def test_by_our_number_in_any_digits(self, cast, letter, digits):
        number = letter.number
        if digits == "persian":
            number = number.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
        (found,) = best(cast, eml(f"با اشاره به نامهٔ {number}"))
        assert found.score == 60

    def test_by_the_reference_of_a_case_with_one_wrong_letter(self, cast, letter):
        reference = Case.objects.get().reference
        SubmissionCase.objects.create(
            submission=letter.submission, case=Case.objects.get(), sent_on=cast.ahvaz.today()
        )
        wrong = reference[:-3] + ("8" if reference[-3] != "8" else "7") + reference[-2:]
        for named in (reference, wrong, reference.replace("-", " ")):
            assert [s.submission for s in best(cast, eml(f"Case {named}"))] == [letter.submission]

    def test_by_the_address_more_than_by_the_house(self, cast, letter):
        (same,) = best(cast, eml(sender="delegation@example.org"))
        (near,) = best(cast, eml(sender="somebody@example.org"))
        assert same.score > near.score > 0

    def test_a_strange_mail_points_nowhere(self, cast, letter):
        assert best(cast, eml("1405 nothing of ours")) == []

    def test_only_among_what_one_may_see(self, cast, letter):
        raw = eml(In_Reply_To=Dispatch.objects.get().message_id)
        elsewhere = access.submissions(cast.elsewhere["coordinator"], "record_reply")
        assert whose.suggestions(mail.read(raw), elsewhere) == []


class TestByHand:
    def test_a_person_says_what_it_is(self, cast):
        kept, _new = arriving.take(eml(Precedence="bulk"), office=cast.ahvaz)
        said = arriving.say_kind(kept, "answer", by=cast.clerk)
        assert (said.kind, said.why, said.state) == ("answer", "person", "waiting")
        with pytest.raises(Refused):
            arriving.say_kind(kept, "nonsense", by=cast.clerk)

    def test_put_aside_needs_a_reason_and_can_be_taken_back(self, cast):
        kept, _new = arriving.take(eml(), office=cast.ahvaz)
        with pytest.raises(Refused):
            arriving.put_aside(kept, " ", by=cast.clerk)
        assert arriving.put_aside(kept, "advertising", by=cast.clerk).state == "aside"
        assert arriving.take_back(kept, by=cast.clerk).state == "waiting"


class TestPages:
    def test_from_a_file_to_the_incoming_book(self, cast, enter, letter):
        SubmissionCase.objects.create(
            submission=letter.submission, case=Case.objects.get(), sent_on=cast.ahvaz.today()
        )
        client = enter(cast.clerk)
        raw = eml("We acknowledge receipt.", In_Reply_To=Dispatch.objects.get().message_id)
        upload(client, raw)
        kept = ArrivedMail.objects.get()
        page = client.get(f"{URL}{kept.pk}/").content.decode()
        assert "it answers our e-mail" in page and "they confirm receipt" in page
        told = reply(letter, kept)
        form = client.get("/replies/new/", {"mail": kept.pk, "submission": told["submission"]})
        assert "We acknowledge receipt." in form.content.decode()
        client.post("/replies/new/", told)
        client.post("/replies/new/", told)
        filed = Incoming.objects.get()
        kept.refresh_from_db()
        assert (kept.state, kept.incoming, filed.raw) == ("filed", filed, kept.file)
        assert SubmissionCase.objects.get().acknowledged_on == cast.ahvaz.today()

    def test_a_reply_about_a_person_closes_the_mail_too(self, cast, enter, letter):
        kept, _new = arriving.take(eml("He was seen in Sample Town."), office=cast.ahvaz)
        enter(cast.clerk).post("/replies/new/", reply(letter, kept) | {"finding": "words"})
        assert Incoming.objects.get().closed_to_others
        assert list(access.arrived(cast.clerk)) == [kept]
        assert list(access.arrived(cast.coordinator)) == []
        assert enter(cast.coordinator).get(f"{URL}{kept.pk}/").status_code == 404

    def test_nothing_chosen_and_the_same_twice_are_said(self, cast, enter):
        client = enter(cast.clerk)
        assert "at least one mail file" in client.post(URL, follow=True).content.decode()
        upload(client, eml())
        assert "was here already" in upload(client, eml())

    def test_a_page_within_a_mail_is_shown_as_words(self, cast, enter):
        raw = b"Subject: <b>x</b>\nContent-Type: text/html\n\n<img src=https://spy.example>words"
        kept, _new = arriving.take(raw, office=cast.ahvaz)
        page = enter(cast.clerk).get(f"{URL}{kept.pk}/").content.decode()
        assert "spy.example" not in page and "&lt;b&gt;x" in page and "words" in page


def upload(client, raw) -> str:
    files = {"files": SimpleUploadedFile("mail.eml", raw)}
    return client.post(URL, files, follow=True).content.decode()


def reply(letter, kept) -> dict:
    thread = Submission.objects.get(pk=letter.submission_id)
    return {
        "mail": str(kept.pk),
        "submission": str(thread.pk),
        "way": "email",
        "received_on": thread.office.today().strftime("%d %B %Y"),
        "words": "We acknowledge receipt.",
        "all-reply_class": "acknowledged",
    }
