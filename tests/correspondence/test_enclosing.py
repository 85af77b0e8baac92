"""What comes with a mail goes through the document checks; where a mail belongs is found by its
token, by names of that submission alone, by what is printed on a scanned reply."""

import base64
import io
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from casework import vault
from casework.models import Case, Scan
from correspondence import access, mail, reply_to, tasks, whose
from correspondence.actions import arriving, enclosing
from correspondence.channels import email as channel
from correspondence.models import ArrivedMail, ArrivedPaper, Dispatch, Incoming, SubmissionCase
from tests.correspondence import sending
from tests.correspondence.test_arriving import eml, reply

PLUS = "imap://box:word@127.0.0.1/INBOX?plus=%2B"


def jpeg() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(written, "JPEG")
    return written.getvalue()


def with_files(*files, text="Please find enclosed.") -> bytes:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "registry@elsewhere.example", "<1@elsewhere.example>"
    message.set_content(text)
    for name, content in files:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


@pytest.fixture
def letter(cast):
    row = sending.queued(cast)
    Dispatch.objects.filter(pk=row.pk).update(state="sent", sent_on=cast.ahvaz.today())
    return row.letter


@pytest.fixture
def plus(cast, settings):
    settings.REPLY_BOXES = {cast.ahvaz.code: PLUS}
    cast.ahvaz.email = "office@office.example"
    cast.ahvaz.save()


def found(cast, raw):
    within = access.submissions(cast.coordinator, "record_reply")
    return whose.suggestions(mail.read(raw), within)


class TestPapers:
    def test_each_is_kept_or_refused_with_a_sentence(self, cast):
        raw = with_files(("a.jpg", jpeg()), ("winmail.dat", b"\x78\x9f\x3e\x22" * 9), ("e", b""))
        kept, _new = arriving.take(raw, office=cast.ahvaz)
        tasks.examine_papers()
        rows = list(ArrivedPaper.objects.all())
        assert [(row.name, row.file is not None) for row in rows] == [
            ("a.jpg", True), ("winmail.dat", False), ("e", False),
        ]  # fmt: skip
        assert all(row.verdict for row in rows[1:])
        assert b"".join(vault.read(kept.file)) == raw

    def test_twice_or_half_done_is_once(self, cast):
        kept, _new = arriving.take(
            with_files(("a.jpg", jpeg()), ("b.jpg", jpeg())), office=cast.ahvaz
        )
        for _each in range(2):
            enclosing.examine(kept)
        ArrivedPaper.objects.get(position=1).delete()
        ArrivedMail.objects.update(papers_examined=False)
        tasks.examine_papers()
        assert list(ArrivedPaper.objects.values_list("position", flat=True)) == [0, 1]
        assert enclosing.unfinished() == []

    def test_they_are_papers_of_the_reply_and_shown_as_pictures(self, cast, enter, letter):
        kept, _new = arriving.take(with_files(("a.jpg", jpeg())), office=cast.ahvaz)
        tasks.examine_papers()
        enter(cast.clerk).post("/replies/new/", reply(letter, kept))
        paper, filed = ArrivedPaper.objects.get(), Incoming.objects.get()
        client = enter(cast.signatory)
        assert (
            f"/arrived/papers/{paper.pk}/1.png"
            in client.get(f"/incoming/{filed.pk}/").content.decode()
        )
        page = client.get(f"/arrived/papers/{paper.pk}/1.png")
        assert page.headers["Content-Type"] == "image/png"
        assert client.get(f"/arrived/papers/{paper.pk}/9.png").status_code == 404
        assert client.get(f"/arrived/papers/{paper.pk}/").status_code == 200

    def test_of_a_reply_about_a_person_they_are_closed_too(self, cast, enter, letter):
        kept, _new = arriving.take(with_files(("a.jpg", jpeg())), office=cast.ahvaz)
        tasks.examine_papers()
        enter(cast.clerk).post("/replies/new/", reply(letter, kept) | {"finding": "words"})
        url = f"/arrived/papers/{ArrivedPaper.objects.get().pk}/"
        seen = {name: enter(getattr(cast, name)).get(url).status_code
                for name in ("clerk", "coordinator", "signatory", "protection")}  # fmt: skip
        assert seen == {"clerk": 200, "coordinator": 404, "signatory": 404, "protection": 200}


class TestTokens:
    def test_the_reply_address_of_a_letter_leads_back_to_it(self, cast, plus, letter):
        row = Dispatch.objects.get()
        (address,) = channel.build(row).reply_to
        assert address == f"office+{row.reply_token}@office.example"
        assert address in channel.build(row).body
        (best,) = found(cast, eml(To=address))
        assert (best.submission, best.score) == (letter.submission, 120)
        assert best.reasons == ["it came to the reply address of our e-mail"]

    def test_a_guessed_token_leads_nowhere(self, cast, plus, letter):
        assert found(cast, eml(To=f"office+{reply_to.SIGNS[:16]}@office.example")) == []

    @pytest.mark.parametrize("box", ["imap://b:w@127.0.0.1/INBOX", ""])
    def test_where_the_box_takes_none_the_office_s_own_address_stands(
        self, cast, settings, plus, box
    ):
        settings.REPLY_BOXES = {cast.ahvaz.code: box}
        row = sending.queued(cast)
        assert (row.reply_token, channel.build(row).reply_to) == ("", [])
        assert "office@office.example" in channel.build(row).body


class TestNames:
    def test_a_name_of_the_schedule_speaks_for_its_submission(self, cast, letter):
        case = Case.objects.get()
        SubmissionCase.objects.create(
            submission=letter.submission, case=case, sent_on=cast.ahvaz.today()
        )
        (plain,) = found(cast, eml("Thank you.", sender="delegation@example.org"))
        (named,) = found(cast, eml("About محمد رضا فرضيان.", sender="delegation@example.org"))
        assert named.score == plain.score + 30
        assert any(case.reference in reason for reason in named.reasons)

    def test_a_name_alone_opens_no_submission(self, cast, letter):
        assert found(cast, eml("About محمدرضا فرضیان.")) == []

    def test_the_form_shows_where_each_case_is_named(self, cast, enter, letter):
        SubmissionCase.objects.create(
            submission=letter.submission, case=Case.objects.get(), sent_on=cast.ahvaz.today()
        )
        kept, _new = arriving.take(eml("About محمد رضا فرضيان."), office=cast.ahvaz)
        asked = {"mail": kept.pk, "submission": letter.submission_id}
        page = enter(cast.clerk).get("/replies/new/", asked).content.decode()
        assert "named in it:" in page


class TestScannedReplies:
    @pytest.fixture
    def scan(self, cast, letter):
        stored = vault.put_bytes(jpeg(), mime="image/jpeg")
        SubmissionCase.objects.create(
            submission=letter.submission, case=Case.objects.get(), sent_on=cast.ahvaz.today()
        )
        return Scan.objects.create(
            office=cast.ahvaz, file=stored, name="reply.jpg", mark="1",
            number=Case.objects.get().reference,
        )  # fmt: skip

    def test_it_is_suggested_by_the_number_on_it_and_filed_once(self, cast, enter, letter, scan):
        client = enter(cast.clerk)
        assert f"/replies/new/?scan={scan.pk}" in client.get(f"/scans/{scan.pk}/").content.decode()
        page = client.get("/replies/new/", {"scan": scan.pk}).content.decode()
        assert "it names the case" in page
        told = reply(letter, scan) | {"scan": str(scan.pk), "way": "post"}
        del told["mail"]
        for _each in range(2):
            client.post("/replies/new/", told)
        filed = Incoming.objects.get()
        scan.refresh_from_db()
        assert (scan.state, filed.raw, filed.way) == ("filed", scan.file, "post")
        assert SubmissionCase.objects.get().acknowledged_on == cast.ahvaz.today()


class TestOddMails:
    """Read as far as they go, kept whole, and never an error."""

    def test_uuencoded_files_are_files(self):
        body = "See:\nbegin 644 list.txt\n#0V%T\n`\nend\nBye"
        read = mail.read(f"Subject: x\n\n{body}".encode())
        assert [(a.name, a.content) for a in read.attachments] == [("list.txt", b"Cat")]
        assert read.text == "See:\n\nBye"

    def test_a_broken_uuencoded_part_stays_as_words(self):
        read = mail.read(b"Subject: x\n\nbegin 644 a\n~~~\nend")
        assert (read.attachments, "begin 644 a" in read.text) == ((), True)

    def test_utf_7_and_unknown_charsets(self):
        heads = b"Content-Type: text/plain; charset=utf-7\n\n"
        assert mail.read(heads + b"Hi +AGE-").text == "Hi a"
        heads = b"Content-Type: text/plain; charset=martian\n\n"
        assert mail.read(heads + "سلام".encode()).text == "سلام"

    def test_a_subject_of_10_kb_is_cut(self):
        assert len(mail.read(b"Subject: " + b"x" * 10_000 + b"\n\n").subject) == 500

    @pytest.mark.parametrize("depth", [30, 3000])
    def test_mails_within_mails(self, cast, depth):
        raw = b"Content-Type: message/rfc822\n\n" * depth + b"Subject: x\n\ny"
        kept, new = arriving.take(raw, office=cast.ahvaz)
        assert new and b"".join(vault.read(kept.file)) == raw

    @pytest.mark.parametrize("depth", [30, 3000])
    def test_parts_within_parts(self, cast, depth):
        heads = "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
        )
        raw = heads.encode() + b"\nwords"
        kept, new = arriving.take(raw, office=cast.ahvaz)
        assert new and kept.kind

    def test_a_file_that_is_too_large_by_hand_is_said(self, cast, enter, settings):
        settings.LARGEST_MAIL = 100
        files = {"files": SimpleUploadedFile("m.eml", base64.b64encode(b"x" * 200))}
        page = enter(cast.clerk).post("/arrived/", files, follow=True).content.decode()
        assert "too large" in page and not ArrivedMail.objects.exists()
