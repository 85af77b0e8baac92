"""The outgoing and the incoming register as books: filtered, on paper, as a sheet."""

import io
import zipfile

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from casework.actions.errors import Refused
from casework.models import Entry, Export
from correspondence import access, books
from correspondence.actions import books as actions
from correspondence.actions import letters, replies
from correspondence.models.submission import ReplyClass
from tests.correspondence import letters as made
from tests.correspondence import sending

pytestmark = pytest.mark.django_db
OTHER = {"en": '=HYPERLINK("x") Embassy', "fa": "سفارت (نمونه)"}
LANGUAGES = ("en", "fa", "ar", "sq")


@pytest.fixture
def book(cast):
    """Three numbers: sent, to sign, void."""
    sent = sending.sent(cast, sending.three(cast))
    office = cast.ahvaz
    to = made.make_recipient(cast, kind="national_society", names=OTHER)
    waits = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی نمونه",)))
    void = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("جاسم نمونه",)))
    void = letters.void(void, by=cast.coordinator, reason="written twice")
    return sent, waits, void, office


def numbers(cast, **asked):
    rows = books.outgoing_lines(access.outgoing(cast.coordinator), asked)
    return [row.text for row in rows]


def reply(cast, letter, *, finding="", **more):
    line = letter.submission.lines.first()
    return replies.record_reply(
        office=cast.ahvaz, body=letter.submission.recipient.body, way="post", by=cast.clerk,
        received_on=cast.ahvaz.today(), words="received", their_reference="TRC 77",
        lines=[replies.Line(letter.submission, line.case, ReplyClass.ANSWERED)], finding=finding,
        **more,
    )  # fmt: skip


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def sheet_of(answer) -> str:
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    return archive.read("xl/worksheets/sheet1.xml").decode()


def test_lines_are_found_by_year_body_kind_and_standing_and_void_ones_stay(cast, book):
    sent, waits, void, _office = book
    body = waits.submission.recipient.body
    assert numbers(cast) == [void.number, waits.number, sent.number]
    assert numbers(cast, year=sent.numbers.get().year - 1) == []
    assert numbers(cast, body=body) == [void.number, waits.number]
    assert numbers(cast, kind="reminder") == []
    assert numbers(cast, standing="sent") == [sent.number]
    assert numbers(cast, standing="to_sign") == [waits.number]
    assert numbers(cast, standing="void") == [void.number]


def test_a_letter_that_was_taken_back_stands_there_with_its_number(cast, book):
    waits = letters.take_back(book[1], "a slip", by=cast.coordinator)
    assert numbers(cast, standing="taken_back") == [waits.number]
    assert numbers(cast, standing="to_sign") == []


def test_an_odd_filter_shows_all_and_a_filter_is_kept_on_the_page(cast, enter, book):
    client = enter(cast.coordinator)
    page = client.get(reverse("outgoing_book") + "?year=%00&kind=x&standing=1&body=z")
    assert len(page.context["page"].object_list) == 3
    page = client.get(reverse("outgoing_book") + "?standing=void&year=1405")
    assert [line["number"].text for line in page.context["page"].object_list] == [book[2].number]
    assert reverse("outgoing_paper") + "?year=1405&amp;standing=void" in page.content.decode()


def test_incoming_lines_are_found_by_year_body_way_and_reference(cast, book):
    item = reply(cast, book[0])
    rows = access.incoming(cast.coordinator)
    assert books.incoming_years(rows) == [1405]
    for asked in ({"year": 1405}, {"body": item.body}, {"way": "post"}, {"q": "trc۷۷"}):
        assert list(books.incoming_lines(rows, asked)) == [item]
    other = book[1].submission.recipient.body
    for asked in ({"year": 1404}, {"body": other}, {"way": "email"}, {"q": "TRC 78"}):
        assert list(books.incoming_lines(rows, asked)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_every_number_stands_once_with_the_office_and_nobody_named(cast, book, language):
    rows = books.outgoing_lines(access.outgoing(cast.coordinator), {"office": cast.ahvaz})
    paper = books.book_on_paper(
        reversed(rows), books.OUTGOING, cast.ahvaz, language, title="x", about=[]
    )
    assert paper.missing == () and paper.pages == 1
    assert "فرضیان" not in text_of(paper.pdf)


def test_the_paper_reads_in_order_and_says_which_are_void(cast, book, enter):
    answer = enter(cast.coordinator).get(reverse("outgoing_paper"))
    text = text_of(answer.content)
    places = [text.index(letter.number) for letter in book[:3]]
    assert places == sorted(places)
    assert "Void" in text and "written twice" not in text and "by hand" in text
    for case in book[0].submission.lines.all():
        assert case.case.reference not in text
    assert "فرضیان" not in text
    assert Entry.objects.get(verb="print_register").target == "outgoing"


def test_a_long_book_has_its_head_on_every_page(cast, book):
    row = books.outgoing_lines(access.outgoing(cast.coordinator), {})[0]
    paper = books.book_on_paper(
        [row] * 120, books.OUTGOING, cast.ahvaz, "en", title="Book", about=[]
    )
    pages = pypdfium2.PdfDocument(io.BytesIO(paper.pdf))
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert len(texts) > 3
    assert all("How it left" in text for text in texts)
    assert f"Page 2 of {len(texts)}" in texts[1]
    assert pages[0].get_width() > pages[0].get_height()


def test_the_sheet_needs_a_reason_runs_nothing_and_is_noted(cast, enter, book):
    client, address = enter(cast.coordinator), reverse("outgoing_sheet")
    assert client.post(address, {"reason": " "}).status_code == 200
    assert not Entry.objects.filter(verb="export_register").exists()

    answer = client.post(address, {"reason": "yearly report"})
    sheet = sheet_of(answer)
    assert "<f>" not in sheet
    assert 's="2" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK' in sheet
    assert all(letter.number in sheet for letter in book[:3])
    assert "فرضیان" not in sheet and "AHV-1405" not in sheet
    entry = Entry.objects.get(verb="export_register")
    assert (entry.target, entry.details) == ("outgoing", {"lines": 3})
    assert not Export.objects.exists()


def test_a_sheet_holds_no_more_than_the_cap_and_not_nothing(cast, settings):
    settings.EXPORT_MOST_ROWS = 2
    for lines, code in ((3, "cap"), (0, "nothing")):
        with pytest.raises(Refused) as refused:
            actions.take_sheet(
                "outgoing", by=cast.coordinator, office=cast.ahvaz, reason="x", lines=lines
            )
        assert refused.value.codes == [code]


def test_who_keeps_the_desk_reads_the_book_and_does_not_take_it_along(cast, enter, book):
    for role in ("clerk", "signatory"):
        client = enter(cast.staff[role])
        assert client.get(reverse("outgoing_paper")).status_code == 200
        assert client.get(reverse("outgoing_sheet")).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.take_sheet(
                "outgoing", by=cast.staff[role], office=cast.ahvaz, reason="x", lines=1
            )
    assert enter(cast.regional).get(reverse("outgoing_paper")).status_code == 403
    elsewhere = enter(cast.elsewhere["coordinator"]).get(reverse("outgoing_paper"))
    assert book[0].number not in text_of(elsewhere.content)


def test_what_is_kept_closed_is_on_no_paper_whoever_makes_it(cast, enter, book):
    shown = reply(cast, book[0])
    closed = reply(cast, book[0], finding="he was seen")
    papers = []
    for role in ("protection", "coordinator", "clerk"):
        answer = enter(cast.staff[role]).get(reverse("incoming_paper"))
        papers.append(text_of(answer.content))
        assert shown.number in papers[-1] and closed.number not in papers[-1]
    assert papers[0] == papers[1] == papers[2]
    sheet = enter(cast.protection).post(reverse("incoming_sheet"), {"reason": "report"})
    assert closed.number not in sheet_of(sheet)


def test_the_book_says_nothing_about_answers(cast, enter, book):
    def seen():
        client = enter(cast.coordinator)
        paper = text_of(client.get(reverse("outgoing_paper")).content)
        sheet = sheet_of(client.post(reverse("outgoing_sheet"), {"reason": "report"}))
        return paper, sheet

    before = seen()
    reply(cast, book[0], finding="he was seen")
    assert seen() == before


def test_a_book_of_an_office_without_lines_is_a_paper_that_says_so(cast, enter):
    text = text_of(enter(cast.coordinator).get(reverse("incoming_paper")).content)
    assert "Nothing stands in the book for what was asked." in text


def test_too_many_lines_for_one_paper_are_not_begun(cast, enter, book, monkeypatch):
    monkeypatch.setattr("correspondence.views.books.MOST_LINES", 2)
    answer = enter(cast.coordinator).get(reverse("outgoing_paper") + "?kind=tracing_request")
    assert answer.url == reverse("outgoing_book") + "?kind=tracing_request"
