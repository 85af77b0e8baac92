"""What is said and done to a paper that is kept: nothing is lost, and everything can come back."""

import datetime
import uuid

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework import consent, vault
from casework.actions import outward
from casework.models import Case, Document, Entry, Sending
from tests import factories
from tests.casework.vault import hostile

SAID = {"kind": "birth", "title": "شناسنامه", "whose": "case", "may_leave": "not_asked"}


@pytest.fixture
def case(cast):
    factories.log_family(cast)
    return Case.objects.get()


@pytest.fixture
def clerk(cast, enter):
    return enter(cast.clerk)


@pytest.fixture
def put(clerk, case):
    def bring(content, name="scan.tif", **said):
        typed = {**SAID, **said, "files": [SimpleUploadedFile(name, content)]}
        clerk.post(reverse("document_add", args=[case.reference]), typed)
        return Document.objects.order_by("-position").first()

    return bring


@pytest.fixture
def scan(put):
    return put(hostile.tiff_bytes(3), may_leave="granted")


def say(clerk, paper, **said):
    typed = {**SAID, "language": "fa", "seen": "original", **said}
    return clerk.post(reverse("document_edit", args=[paper.pk]), typed | {"command": uuid.uuid4()})


def pages_of(paper, *rows):
    """`rows`: part, place, turn for each page."""
    typed = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        for name, value in zip(("part", "place", "turn"), row, strict=True):
            typed[f"form-{number}-{name}"] = value
    return reverse("document_pages", args=[paper.pk]), typed | {"command": uuid.uuid4()}


def boxes_of(paper, *rows):
    typed = {"form-TOTAL_FORMS": 5, "form-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name, value in zip(("page", "left", "top", "width", "height"), row, strict=True):
            typed[f"form-{number}-{name}"] = value
    return reverse("document_redact", args=[paper.pk]), typed | {"command": uuid.uuid4()}


def answer_of(paper):
    today = paper.request.office.today()
    return consent.book(paper.request).answer("P13", today, document=paper)


def test_all_is_said_on_one_page_and_stands_there_again(clerk, scan):
    say(
        clerk, scan, kind="identity", title="کارت", may_leave="refused",
        kept_since="۱۴۰۵/۷/۱", returned_on="1405/8/2", returned_to="مریم فرضیان",
    )  # fmt: skip

    paper = Document.objects.get(pk=scan.pk)
    assert (paper.kind, paper.title, paper.language, paper.is_copy) == (
        "identity", "کارت", "fa", False,
    )  # fmt: skip
    assert paper.original_kept_since == datetime.date(2026, 9, 23)
    assert paper.original_returned_on == datetime.date(2026, 10, 24)
    assert (paper.returned_to, answer_of(paper)) == ("مریم فرضیان", "refused")
    page = clerk.get(reverse("document_edit", args=[scan.pk])).content.decode()
    boxes = {"kept_since_d": 23, "kept_since_m": 9, "kept_since": 2026}
    for name, value in boxes.items():
        assert f'name="{name}" value="{value}"' in page
    assert 'value="مریم فرضیان"' in page


def test_only_names_of_fields_stand_in_the_trail(clerk, scan):
    say(clerk, scan, title="کارت ملی", may_leave="granted")

    line = Entry.objects.get(verb="describe_paper")
    assert line.details["fields"] == ["is_copy", "language", "title"]
    assert "کارت" not in str(line.details)


def test_an_answer_said_again_makes_no_new_row(clerk, scan):
    before = scan.request.consents.count()

    say(clerk, scan, may_leave="granted")

    assert scan.request.consents.count() == before


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"returned_on": "1405/8/2"}, "returned_on"),
        ({"kept_since": "1405/8/2", "returned_on": "1405/8/1"}, "returned_on"),
        ({"kept_since": "1450/1/1"}, "kept_since"),
        ({"kept_since": "1405/12/30"}, "kept_since"),
        ({"kept_since": "spring 1405"}, "kept_since"),
        ({"returned_to": "مریم"}, "returned_on"),
        ({"kind": "passport"}, "kind"),
        ({"language": "xx"}, "language"),
        ({"translation_of": str(uuid.uuid4())}, "translation_of"),
    ],
)
def test_what_cannot_be_is_said_beside_its_box_and_stays_typed(clerk, scan, said, field):
    answer = say(clerk, scan, title="تازه", **said)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert "تازه" in answer.content.decode()
    assert Document.objects.get(pk=scan.pk).title == "شناسنامه"


def test_a_translation_names_its_original_on_both_pages(clerk, scan, put):
    translation = put(hostile.picture_bytes("PNG"), "t.png", title="ترجمه")

    say(clerk, translation, title="ترجمه", translation_of=scan.pk)

    there = clerk.get(reverse("document", args=[scan.pk])).content.decode()
    here = clerk.get(reverse("document", args=[translation.pk])).content.decode()
    assert reverse("document", args=[translation.pk]) in there
    assert reverse("document", args=[scan.pk]) in here


def test_papers_of_another_family_are_no_originals_of_a_translation(cast, clerk, scan):
    factories.log_family(cast, enquirer="زهرا نمونه", sought=("حسن نمونه",))
    other = Case.objects.exclude(pk=scan.case_id).get()
    typed = {**SAID, "files": [SimpleUploadedFile("a.png", hostile.picture_bytes("PNG"))]}
    clerk.post(reverse("document_add", args=[other.reference]), typed)
    theirs = Document.objects.exclude(pk=scan.pk).get()

    assert say(clerk, scan, translation_of=theirs.pk).status_code == 200
    assert Document.objects.get(pk=scan.pk).made_from is None


def test_the_receipt_of_return_is_there_once_the_original_was_kept(clerk, scan):
    address = reverse("document_returned", args=[scan.pk])
    assert clerk.get(address).status_code == 404

    say(clerk, scan, kept_since="1405/7/1")

    page = clerk.get(address).content.decode()
    assert scan.request.number in page


def test_a_paper_taken_out_is_listed_with_its_reason_and_comes_back(clerk, case, scan):
    listing = reverse("case_documents", args=[case.reference])
    clerk.post(reverse("document_remove", args=[scan.pk]), {"why": "اشتباه بود"})
    assert "اشتباه بود" in clerk.get(listing).content.decode()

    clerk.post(reverse("document_restore", args=[scan.pk]))

    assert clerk.get(reverse("document", args=[scan.pk])).status_code == 200
    assert "اشتباه بود" not in clerk.get(listing).content.decode()
    verbs = list(Entry.objects.filter(verb__endswith="_paper").values_list("verb", flat=True))
    assert sorted(verbs) == ["remove_paper", "restore_paper"]


def test_a_paper_does_not_come_back_beside_its_twin(clerk, case, scan, put):
    clerk.post(reverse("document_remove", args=[scan.pk]), {"why": "x"})
    put(hostile.tiff_bytes(3))

    page = clerk.post(reverse("document_restore", args=[scan.pk]), follow=True).content.decode()

    assert "The same file stands among the documents already." in page
    assert Document.objects.filter(removed_at=None).count() == 1


def test_a_scan_is_taken_apart_turned_and_the_answer_holds(clerk, case, scan):
    address, typed = pages_of(scan, (1, 2, 0), ("۲", "۱", 1), (1, 1, 2))

    clerk.post(address, typed)

    first, second = Document.objects.filter(removed_at=None).order_by("position")
    assert [(p.pages, p.made_how, p.made_from_id) for p in (first, second)] == [
        (2, "pages", scan.pk), (1, "pages", scan.pk),
    ]  # fmt: skip
    assert [answer_of(p) for p in (first, second)] == ["granted", "granted"]
    assert Document.objects.get(pk=scan.pk).removed_at is not None
    assert [p.file.mime for p in (first, second)] == ["application/pdf"] * 2


def test_a_page_left_out_is_still_in_the_scan(clerk, scan):
    address, typed = pages_of(scan, (1, 1, 0), (0, 2, 0), (1, 3, 0))

    clerk.post(address, typed)
    clerk.post(reverse("document_restore", args=[scan.pk]))

    assert sorted(Document.objects.filter(removed_at=None).values_list("pages", flat=True)) == [
        2,
        3,
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([(0, 1, 0)] * 3, "Leave at least one page in."),
        ([(1, 1, 0), (1, 2, 0), (1, 3, 0)], "Nothing was changed."),
    ],
)
def test_pages_that_give_no_new_paper_say_so(clerk, scan, rows, sentence):
    address, typed = pages_of(scan, *rows)

    page = clerk.post(address, typed, follow=True).content.decode()

    assert sentence in page
    assert Document.objects.count() == 1


@pytest.mark.parametrize("bad", [("x", 1, 0), (1, 0, 0), (1, 1, 7), (99, 1, 0), ("", "", "")])
def test_odd_numbers_for_pages_stay_typed_with_a_sentence(clerk, scan, bad):
    address, typed = pages_of(scan, bad, (1, 2, 0), (1, 3, 0))

    answer = clerk.post(address, typed)

    assert answer.status_code == 200
    assert Document.objects.count() == 1


def test_a_forged_count_of_pages_changes_nothing(clerk, scan):
    address, typed = pages_of(scan, *[(1, n, 0) for n in range(1, 9)])

    assert clerk.post(address, typed).status_code == 200
    assert Document.objects.count() == 1


def test_a_second_press_makes_no_second_set(clerk, scan):
    address, typed = pages_of(scan, (1, 1, 0), (2, 1, 0), (2, 2, 0))

    clerk.post(address, typed)
    clerk.post(address, typed)

    assert Document.objects.filter(removed_at=None).count() == 2


def test_a_blackened_version_is_a_paper_of_its_own_and_asked_about_anew(clerk, scan):
    address, typed = boxes_of(scan, ("۱", "۱۰", "10", "80", "۲۰٫۵"))

    answer = clerk.post(address, typed)

    made = Document.objects.get(made_how="redacted")
    assert answer.url == reverse("document_edit", args=[made.pk])
    assert (made.made_from, made.pages, answer_of(made)) == (scan, 3, "not_asked")
    assert Document.objects.get(pk=scan.pk).removed_at is None
    with pypdfium2.PdfDocument(b"".join(vault.read(made.file))) as opened:
        page = opened[0].render(scale=1).to_pil().convert("L")
    across, down = page.size
    covered = page.crop((across // 10 + 1, down // 10 + 1, across * 9 // 10 - 1, down * 3 // 10))
    assert covered.getextrema()[1] < 30


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "Give at least one place to blacken."),
        ([(9, 1, 1, 5, 5)], "The file does not have this page."),
        ([(1, 1, 1, "", 5)], "This field is required."),
        ([(1, 1, 1, 0, 5)], "Give a width and a height."),
        ([(1, -4, 1, 5, 5)], "0"),
        ([("x", 1, 1, 5, 5)], "x"),
        ([(1, "nan", 1, 5, 5)], "nan"),
    ],
)
def test_places_that_make_no_sense_are_said_and_stay_typed(clerk, scan, rows, sentence):
    address, typed = boxes_of(scan, *rows)

    answer = clerk.post(address, typed)

    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert Document.objects.count() == 1


def test_a_text_has_no_pages_to_turn_or_blacken(clerk, put):
    paper = put("یادداشت".encode(), "note.txt")

    for name in ("document_pages", "document_redact"):
        assert clerk.get(reverse(name, args=[paper.pk])).status_code == 404
    page = clerk.get(reverse("document", args=[paper.pk])).content.decode()
    assert "no pages that can be drawn" in page


@pytest.mark.parametrize("asked", ["2", "all", "99", "-1", "x", "٣"])
def test_pages_are_looked_at_one_by_one_or_all(clerk, scan, asked):
    page = clerk.get(reverse("document", args=[scan.pk]), {"page": asked}).content.decode()

    shown = {"2": [2], "all": [1, 2, 3], "99": [3]}.get(asked, [1])
    views = [n for n in (1, 2, 3) if reverse("document_view", args=[scan.pk, n]) in page]
    assert views == shown


def test_a_page_is_drawn_small_large_and_ruled(clerk, put):
    paper = put(hostile.picture_bytes("PNG", (3000, 2000)), "a.png")
    address = reverse("document_view", args=[paper.pk, 1])

    def width(**asked):
        return int.from_bytes(clerk.get(address, asked).content[16:20], "big")

    assert [width(zoom=z) for z in (0, 1, 2, 3, 9, "x")] == [240, 1000, 1600, 2400, 2400, 240]
    assert clerk.get(address, {"grid": 1}).content != clerk.get(address).content


def test_to_whom_a_paper_went_and_to_whom_not_yet(cast, clerk, case, scan, put):
    other = put(hostile.picture_bytes("PNG"), "a.png")
    delegation, ministry = factories.make_body(), factories.make_body("host_state", en="Ministry")
    day, letter = datetime.date(2026, 11, 20), uuid.uuid4()
    for body in (delegation, ministry):
        outward.record_step(
            case, by=cast.coordinator, body=body, kind="first", on=day, letter=letter
        )
    outward.record_papers([scan], body=delegation, on=day, letter=letter)
    outward.record_papers([scan], body=delegation, on=day, letter=letter)

    said = {
        paper: [
            (line["body"], line["sent"], line["covered"])
            for line in clerk.get(reverse("document", args=[paper.pk])).context["bodies"]
        ]
        for paper in (scan, other)
    }
    assert Sending.objects.count() == 1
    assert said[scan] == [(delegation, day, True), (ministry, None, True)]
    assert said[other] == [(delegation, None, False), (ministry, None, False)]


NAMES = ("document_edit", "document_pages", "document_redact", "document_restore")


@pytest.mark.parametrize("name", NAMES)
def test_a_signatory_changes_no_paper(cast, enter, scan, name):
    client = enter(cast.signatory)

    status = client.post(reverse(name, args=[scan.pk])).status_code
    assert status == (404 if name == "document_restore" else 403)


@pytest.mark.parametrize("name", NAMES)
def test_another_office_finds_nothing_to_change(cast, enter, scan, name):
    assert enter(cast.elsewhere["clerk"]).post(reverse(name, args=[scan.pk])).status_code == 404
