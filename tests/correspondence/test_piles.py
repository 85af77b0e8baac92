"""A pile of signed scans: sorted by its codes, what is wrong is said, what is whole is signed."""

import datetime
import io

import pikepdf
import PIL.Image
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from casework import vault
from casework.actions.errors import Refused
from casework.models import Entry
from correspondence import bundling, piles
from correspondence.actions import letters, signing
from correspondence.actions import piles as actions
from correspondence.models import PileConfirmation, PilePage, ScanPile
from correspondence.pdf import pagecode
from families import sealing
from tests.correspondence import letters as made

pytestmark = pytest.mark.django_db
RED = (255, 0, 0)


def pictures(letter, *, pages=None, signed=True):
    """The printed pages as a scanner sees them, with a red signature."""
    printed = pypdfium2.PdfDocument(signing.print_for_signature(letter))
    for number in pages or range(1, len(printed) + 1):
        picture = printed[number - 1].render(scale=200 / 72).to_pil().convert("RGB")
        if signed:
            picture.paste(RED, (300, 1500, 500, 1560))
        yield picture


def without_code(picture):
    picture = picture.copy()
    picture.paste("white", (0, 2050, 1654, 2339))
    return picture


def blank():
    return PIL.Image.new("RGB", (1654, 2339), "white")


def pdf_of(pages) -> bytes:
    first, *rest = pages
    written = io.BytesIO()
    first.save(written, "PDF", save_all=True, append_images=rest, resolution=200)
    return written.getvalue()


def told(content: bytes, name="scan.pdf", pages=None, mime="application/pdf"):
    count = pages or len(pypdfium2.PdfDocument(content))
    return actions.FileTold(name, vault.put_bytes(content, mime=mime), count)


def pile_of(cast, *contents: bytes) -> ScanPile:
    row = actions.receive([told(each) for each in contents], by=cast.signatory, office=cast.ahvaz)
    actions.go_on(row)
    row.refresh_from_db()
    return row


def standings(pile) -> dict:
    return {group.letter.number: group.standing for group in piles.sort(pile).groups}


def group(pile, letter):
    return piles.group_of(pile, letter)


@pytest.fixture
def two(cast):
    """A letter of two pages to sign, and one of one page."""
    to = made.make_recipient(cast)
    text = "@subject Long\n\n" + "\n\n".join(f"Paragraph {n} of the letter." for n in range(35))
    long = letters.edit_wording(made.drafted(cast, to=to), text, by=cast.coordinator)
    long = made.numbered(cast, long)
    assert long.print_pages == 2
    short = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    return long, short


def test_mixed_pages_of_two_letters_are_sorted_turned_upright_and_signed_together(cast, two):
    long, short = two
    first, second = pictures(long, pages=[1, 2])
    (single,) = pictures(short)
    pile = pile_of(cast, pdf_of([second.rotate(180), single, blank()]), pdf_of([first]))
    found = piles.sort(pile)
    assert standings(pile) == {long.number: "ready", short.number: "ready"}
    assert [(place, page.number) for place, page in group(pile, long).pairs()] == [(1, 4), (2, 1)]
    assert group(pile, long).pairs()[1][1].turn == 180
    assert [page.number for page in found.blank] == [3] and found.stray == []

    actions.confirm_all(pile, [long, short], by=cast.signatory)
    actions.go_on(pile)
    for letter in (long, short):
        letter.refresh_from_db()
        assert letter.state == "signed" and letter.scan.mime == "application/pdf"
        assert letter.signed_on == cast.ahvaz.today()
    assert standings(pile) == {long.number: "done", short.number: "done"}
    assert piles.open_pages(pile) == 0


def test_rule_41_what_is_bound_is_what_was_signed_and_holds_no_page_of_another(cast, two):
    long, short = two
    pile = pile_of(cast, pdf_of([*pictures(short), *pictures(long)]))
    signed = actions.confirm(pile, long, by=cast.signatory)
    with vault.open_plain(signed.scan) as path:
        kept = pypdfium2.PdfDocument(path)
        assert len(kept) == long.print_pages
        size = path.stat().st_size
    with vault.open_plain(pile.files.get().file) as path:
        whole = path.stat().st_size
    assert size < whole * 0.8
    bundling.build(signed)
    signed.refresh_from_db()
    bound = pypdfium2.PdfDocument(b"".join(vault.read(signed.bundle)))
    for page in range(long.print_pages):
        picture = bound[page].render(scale=100 / 72).to_pil().convert("RGB")
        assert picture.getpixel((200, 765)) == pytest.approx(RED, abs=12)


def test_a_missing_page_is_named_and_may_come_later(cast, two):
    long, short = two
    pile = pile_of(cast, pdf_of(pictures(long, pages=[1])), pdf_of(pictures(short)))
    assert standings(pile) == {long.number: "wrong", short.number: "ready"}
    assert "missing: \u20662\u2069" in group(pile, long).sentence
    with pytest.raises(Refused) as refused:
        actions.confirm(pile, long, by=cast.signatory)
    assert refused.value.codes == ["not_whole"]

    more = told(pdf_of(pictures(long, pages=[2])))
    actions.receive([more], by=cast.signatory, office=cast.ahvaz, pile=pile)
    actions.go_on(ScanPile.objects.get(pk=pile.pk))
    assert standings(pile) == {long.number: "ready", short.number: "ready"}


def test_pages_of_an_older_version_are_named_and_count_for_nothing(cast, two):
    _long, short = two
    old = pdf_of(pictures(short))
    short = letters.take_back(short, "A word is wrong.", by=cast.coordinator)
    pile = pile_of(cast, old)
    assert "waits for no signature" in piles.sort(pile).stray[0][1]
    made.numbered(cast, short)
    ((page, said),) = piles.sort(pile).stray
    assert piles.sort(pile).groups == []
    assert page.number == 1 and "version 1" in said


def test_a_page_that_is_there_twice_must_be_put_aside_by_somebody(cast, two):
    _long, short = two
    pile = pile_of(cast, pdf_of([*pictures(short), *pictures(short, signed=False)]))
    assert standings(pile) == {short.number: "wrong"}
    assert "pages \u20661, 2\u2069 of the pile" in group(pile, short).sentence
    extra = PilePage.objects.get(page=2)
    actions.set_aside(extra, by=cast.signatory)
    assert standings(pile) == {short.number: "ready"}
    assert [page.number for page in piles.sort(pile).set_aside] == [2]
    actions.set_aside(extra, by=cast.signatory, back=True)
    assert standings(pile) == {short.number: "wrong"}


def test_a_page_without_a_code_is_kept_given_by_hand_and_looked_at(cast, two):
    long, _short = two
    first, second = pictures(long)
    pile = pile_of(cast, pdf_of([first, without_code(second)]))
    ((page, said),) = piles.sort(pile).stray
    assert "No code could be read on page 2" in said
    assert piles.open_pages(pile) == 2
    actions.give(page, long, by=cast.signatory)
    assert standings(pile) == {long.number: "look"}
    with pytest.raises(Refused):
        actions.confirm_all(pile, [long], by=cast.signatory)
    with pytest.raises(Refused) as refused:
        actions.confirm(pile, long, by=cast.signatory)
    assert refused.value.codes == ["confirm"]
    assert actions.confirm(pile, long, by=cast.signatory, looked=True).state == "signed"


def test_a_page_with_a_code_is_not_given_to_another_letter(cast, two):
    long, short = two
    pile_of(cast, pdf_of(pictures(short)))
    with pytest.raises(Refused) as refused:
        actions.give(PilePage.objects.get(), long, by=cast.signatory)
    assert refused.value.codes == ["has_code"]


def test_pages_of_other_houses_and_offices_are_named_and_nothing_is_lost(cast, two):
    _long, short = two
    pile = pile_of(cast, pdf_of([blank(), *pictures(short)]))
    page = PilePage.objects.get(page=2)
    key = sealing.derived_key("pagecode")
    for code, words in (
        (pagecode.format_code("TIR/1405/0001", 1, 1, 1, key), "not in the book of this office"),
        (pagecode.format_code("AHV/1405/9999", 1, 1, 1, key), "not in the book of this office"),
        (pagecode.format_code(f"AHV/{short.number}", 1, 1, 1, b"other"), "was not made by this"),
    ):
        PilePage.objects.filter(pk=page.pk).update(code=code)
        ((_page, said),) = piles.sort(pile).stray
        assert words in said
    assert PilePage.objects.count() == 2


def test_the_same_pile_twice_is_read_once_and_signed_letters_stay_as_they_are(cast, enter, two):
    _long, short = two
    content = pdf_of(pictures(short))
    client, address = enter(cast.signatory), reverse("pile_list")
    for name in ("one.pdf", "again.pdf"):
        answer = client.post(address, {"scans": SimpleUploadedFile(name, content)})
    pile = ScanPile.objects.get()
    assert answer.url == reverse("pile", args=[pile.pk])
    assert "again.pdf" in client.get(answer.url).content.decode()
    actions.go_on(pile)
    signed = actions.confirm(pile, short, by=cast.signatory)
    other = pile_of(cast, pdf_of(pictures(short, signed=False)))
    assert standings(other) == {short.number: "done"}
    with pytest.raises(Refused):
        actions.confirm(other, short, by=cast.signatory)
    scan = signed.scan_id
    signed.refresh_from_db()
    assert signed.scan_id == scan


def test_bad_files_get_a_sentence_and_the_good_one_is_taken(cast, enter, two):
    _long, short = two
    files = [
        SimpleUploadedFile("broken.pdf", b"%PDF-1.4 nothing"),
        SimpleUploadedFile("empty.pdf", b""),
        SimpleUploadedFile("good.pdf", pdf_of(pictures(short))),
    ]
    client = enter(cast.signatory)
    page = client.post(reverse("pile_list"), {"scans": files}, follow=True)
    assert "broken.pdf" in page.content.decode()
    assert [file.name for file in ScanPile.objects.get().files.all()] == ["good.pdf"]
    only_bad = client.post(
        reverse("pile_list"), {"scans": SimpleUploadedFile("x.pdf", b"%PDF-1.4 nothing")}
    )
    assert only_bad.status_code == 200 and ScanPile.objects.count() == 1


def test_a_pile_goes_on_where_a_worker_died(cast, two):
    long, short = two
    content = pdf_of([*pictures(long), *pictures(short)])
    pile = actions.receive([told(content)], by=cast.signatory, office=cast.ahvaz)
    file = pile.files.get()
    PilePage.objects.create(file=file, page=2, code="read by another")
    assert list(actions.unfinished()) == []
    later = timezone.now() + datetime.timedelta(minutes=3)
    assert list(actions.unfinished(now=later)) == [pile]
    actions.go_on(pile)
    pile.refresh_from_db()
    assert pile.read_at is not None and file.scanned.count() == 3
    assert file.scanned.get(page=2).code == "read by another"
    actions.go_on(pile)
    assert file.scanned.count() == 3


def test_a_letter_taken_back_after_the_press_is_left_alone_and_said(cast, enter, two):
    long, short = two
    pile = pile_of(cast, pdf_of([*pictures(long), *pictures(short)]))
    actions.confirm_all(pile, [long, short], by=cast.signatory)
    letters.take_back(short, "A word is wrong.", by=cast.coordinator)
    actions.go_on(pile)
    done = {row.letter_id: row.state for row in PileConfirmation.objects.all()}
    assert done == {long.pk: "done", short.pk: "not_done"}
    page = enter(cast.signatory).get(reverse("pile", args=[pile.pk]))
    assert page.status_code == 200


def test_pictures_and_a_tiff_of_many_pages_are_scans_too(cast, two):
    long, short = two
    first, second = pictures(long)
    (single,) = pictures(short)
    jpeg, tiff = io.BytesIO(), io.BytesIO()
    single.rotate(90, expand=True).save(jpeg, "JPEG", quality=85)
    first.save(tiff, "TIFF", save_all=True, append_images=[blank(), second])
    files = [
        told(jpeg.getvalue(), "a.jpg", 1, "image/jpeg"),
        told(tiff.getvalue(), "b.tif", 3, "image/tiff"),
    ]
    pile = actions.receive(files, by=cast.signatory, office=cast.ahvaz)
    actions.go_on(pile)
    assert standings(pile) == {long.number: "ready", short.number: "ready"}
    for letter in (long, short):
        signed = actions.confirm(pile, letter, by=cast.signatory)
        with vault.open_plain(signed.scan) as path, pikepdf.open(path) as pdf:
            assert len(pdf.pages) == letter.print_pages


def test_the_pages_show_who_may_see_them_and_nobody_else(cast, enter, two):
    _long, short = two
    pile = pile_of(cast, pdf_of([*pictures(short), without_code(*pictures(short))]))
    page = PilePage.objects.get(page=2)
    addresses = [
        reverse("pile", args=[pile.pk]),
        reverse("pile_letter", args=[pile.pk, short.pk]),
        reverse("pile_page", args=[pile.pk, page.pk]),
    ]
    for staff in (cast.signatory, cast.coordinator):
        client = enter(staff)
        assert [client.get(each).status_code for each in addresses] == [200, 200, 200]
    for staff in (cast.clerk, cast.elsewhere["signatory"], cast.administrator):
        client = enter(staff)
        assert {client.get(each).status_code for each in addresses} <= {403, 404}
        assert client.post(addresses[0], {"do": "aside", "page": page.pk}).status_code in (403, 404)
    with pytest.raises(PermissionDenied):
        actions.set_aside(page, by=cast.clerk)
    assert not PilePage.objects.filter(set_aside=True).exists()


def test_from_the_press_to_the_signature_through_the_pages(cast, enter, two):
    long, short = two
    first, second = pictures(long)
    pile = pile_of(cast, pdf_of([first, without_code(second), *pictures(short)]))
    client, address = enter(cast.signatory), reverse("pile", args=[pile.pk])
    page = PilePage.objects.get(page=2)
    client.post(address, {"do": "give", "page": page.pk, "letter": ""})
    client.post(address, {"do": "give", "page": "x" * 40, "letter": long.pk})
    page.refresh_from_db()
    assert page.letter is None
    client.post(address, {"do": "give", "page": page.pk, "letter": long.pk})
    page.refresh_from_db()
    assert page.letter == long
    client.post(address, {"do": "all", "letter": [long.pk, short.pk], "signed_on": ""})
    assert "hx-get" in client.get(address).content.decode()
    actions.go_on(ScanPile.objects.get())
    short.refresh_from_db()
    long.refresh_from_db()
    assert (short.state, long.state) == ("signed", "numbered")
    one = reverse("pile_letter", args=[pile.pk, long.pk])
    given = {"signatory": cast.signatory.pk, "seen": long.version}
    assert client.post(one, given).status_code == 200
    assert client.post(one, given | {"looked": "on"}).url == address
    long.refresh_from_db()
    assert long.state == "signed"
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"receive_pile", "give_pile_page", "confirm_pile", "confirm_scan"} <= verbs


def test_three_hundred_pages_are_sorted_without_a_query_each(
    cast, two, django_assert_max_num_queries
):
    _long, short = two
    pile = pile_of(cast, pdf_of(pictures(short)))
    file = pile.files.get()
    code = PilePage.objects.get().code
    PilePage.objects.bulk_create(
        PilePage(file=file, page=n, code=code if n % 2 else "") for n in range(2, 301)
    )
    with django_assert_max_num_queries(6):
        found = piles.sort(pile)
    assert len(found.groups[0].pages) + len(found.stray) == 300
