"""Mails as they come: odd, broken, hostile; never an error, and nothing from elsewhere."""

import random

import pytest

from correspondence.mail import read

HEAD = (
    b"From: =?utf-8?b?2K/ZgdiqINmG2YXZiNmG2Yc=?= <Registry@Body.Example>\nTo: <office@x.example>\n"
)


def test_a_plain_mail():
    raw = (
        HEAD
        + (
            "Subject: =?utf-8?q?Letter_no=2E_1?=\nDate: Fri, 20 Nov 2026 09:00:00 +0330\n"
            "Message-ID: <a@b.example>\nIn-Reply-To: <17@office.example>\n"
            "References: <1@office.example> <17@office.example>\n"
            "Content-Type: text/plain; charset=utf-8\n\nنامه دریافت شد.\n"
        ).encode()
    )
    mail = read(raw)
    assert (mail.sender, mail.sender_name) == ("registry@body.example", "دفت نمونه")
    assert (mail.subject, mail.message_id) == ("Letter no. 1", "<a@b.example>")
    assert mail.answers == ("<17@office.example>", "<1@office.example>")
    assert mail.text == "نامه دریافت شد."
    assert mail.at.isoformat() == "2026-11-20T09:00:00+03:30"


def test_several_parts_and_their_files():
    raw = HEAD + (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nfirst\n"
        b"--b\nContent-Type: application/pdf; name=answer.pdf\nContent-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="=?utf-8?b?2b7Yp9iz2K4ucGRm?="\n\nJVBERi0=\n'
        b"--b\nContent-Type: message/rfc822\n\nSubject: inner\n\nbody\n--b--\n"
    )
    mail = read(raw)
    assert mail.text == "first"
    assert [(a.name, a.kind, a.content) for a in mail.attachments] == [
        ("پاسخ.pdf", "application/pdf", b"%PDF-"),
        ("message.eml", "message/rfc822", b"Subject: inner\n\nbody"),
    ]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1256", "سلام"),
        ("utf-7", "Përshëndetje"),
        ("iso-8859-1", "Përshëndetje"),
        ("utf-16", "Hello"),
    ],
)
def test_charsets(charset, text):
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + text.encode(charset)
    assert read(raw).text == text


@pytest.mark.parametrize("charset", ["x-unknown", "", "utf-8\0", "ansi_x3.110-1983"])
def test_a_charset_that_nobody_knows_is_read_as_well_as_can_be(charset):
    raw = HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + "سلام".encode()
    assert read(raw).text == "سلام"


def test_a_page_is_read_as_words_without_anything_from_elsewhere():
    page = (
        "<p>First<br>second</p><script>alert(1)</script><style>p{}</style>"
        "<img src='https://spy.example/x.png'><a href='https://spy.example'>the link</a> &amp; more"
    )
    text = read(HEAD + b"Content-Type: text/html; charset=utf-8\n\n" + page.encode()).text
    assert text.split() == ["First", "second", "the", "link", "&", "more"]
    assert "spy" not in text and "<" not in text


def test_words_that_turn_the_order_round_are_taken_out():
    raw = (
        HEAD + "Subject: a\u202eb\nContent-Type: text/plain; charset=utf-8\n\nx\u202ey\0z".encode()
    )
    assert (read(raw).subject, read(raw).text) == ("ab", "xyz")


def test_a_subject_of_ten_kilobytes_is_cut():
    assert len(read(b"Subject: " + b"x" * 10_000 + b"\n\n").subject) == 500


def test_many_parts_end():
    part = b"--b\nContent-Type: text/plain\n\nx\n"
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n" + part * 3000 + b"--b--\n"
    assert 0 < read(raw).text.count("x") <= 500


def test_parts_within_parts_end():
    raw = b""
    for depth in range(300):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (depth, depth)
    assert read(raw + b"\nx").text in ("", "x")


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"no head at all", b"From: \xff\xfe\n\n\xff", b":\n:\n"]
)
def test_nothing_is_read_as_nothing(raw):
    mail = read(raw)
    assert (mail.message_id, mail.attachments) == ("", ())


@pytest.mark.parametrize("seed", range(60))
def test_no_mail_however_broken_raises(seed):
    chance = random.Random(seed)
    raw = bytearray(
        HEAD + b"Subject: =?utf-8?b?2K8=?=\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"=D8=B3\n--b\nContent-Disposition: attachment; filename*=utf-8''%D8%B3.pdf\n\nx\n--b--\n"
    )
    for _n in range(chance.randrange(1, 80)):
        at = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randrange(1, 30)]
            case _:
                raw[at:at] = raw[: chance.randrange(1, 60)]
        raw = raw or bytearray(b"\n")
    assert isinstance(read(bytes(raw)).text, str)
