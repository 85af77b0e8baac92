"""Recording what was handed in earlier: typed numbers, a proof, what an import offers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from correspondence.models import Submission
from families.names import in_digits
from tests.correspondence import letters as made
from tests.correspondence import sending

ADDRESS = "earlier_new"


@pytest.fixture
def to(cast):
    return made.make_recipient(cast)


def typed(to, cases, **more):
    return {
        "recipient": to.pk, "on": "بهار ۱۴۰۲", "place": "تهران", "handed_by": "خانم نمونه",
        "papers": "فهرست", "said": "گفتند بررسی می‌شود", "proof": "remembered",
        "cases": "\n".join(cases), "command": "2" * 32, **more,
    }  # fmt: skip


def test_numbers_typed_in_any_digits_become_one_earlier_submission(cast, enter, to):
    first, second = sending.family(cast, "محمدرضا فرضیان", "علی فرضیان")
    cases = [first.reference, in_digits(second.reference, "arabext")]

    answer = enter(cast.clerk).post(reverse(ADDRESS), typed(to, cases))

    found = Submission.objects.get()
    first.refresh_from_db()
    assert answer.url == reverse("submission", args=[found.pk])
    assert {line.case_id for line in found.lines.all()} == {first.pk, second.pk}
    assert (found.earlier_on.as_given, found.earlier_place) == ("بهار ۱۴۰۲", "تهران")
    assert first.state == "submitted"


def test_a_second_press_records_nothing_more(cast, enter, to):
    (case,) = sending.family(cast)
    client = enter(cast.clerk)
    client.post(reverse(ADDRESS), typed(to, [case.reference]))
    client.post(reverse(ADDRESS), typed(to, [case.reference]))
    assert Submission.objects.count() == 1


def test_its_page_says_what_is_missing_and_shows_no_seal(cast, enter, to):
    (case,) = sending.family(cast)
    client = enter(cast.clerk)
    page = client.post(reverse(ADDRESS), typed(to, [case.reference]), follow=True)
    text = page.content.decode()
    assert "No paper proves it: it rests on memory alone." in text
    assert "It was not numbered, frozen or hashed by this program." in text
    assert "fingerprint" not in text


def test_a_number_that_is_not_ours_keeps_what_was_typed(cast, enter, to):
    page = enter(cast.clerk).post(reverse(ADDRESS), typed(to, ["999999"]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Not one family&#x27;s number: 999999." in text
    assert "بهار ۱۴۰۲" in text
    assert not Submission.objects.exists()


def test_a_year_is_enough_but_no_date_is_not(cast, enter, to):
    (case,) = sending.family(cast)
    client = enter(cast.clerk)
    client.post(reverse(ADDRESS), typed(to, [case.reference], on="۱۴۰۲"))
    client.post(reverse(ADDRESS), typed(to, [case.reference], on="", command="3" * 32))
    assert Submission.objects.count() == 1


def test_no_case_is_refused_in_one_sentence(cast, enter, to):
    page = enter(cast.clerk).post(reverse(ADDRESS), typed(to, []))
    assert "Please choose the cases that were handed in." in page.content.decode()


def test_a_broken_scan_is_refused_and_nothing_is_written(cast, enter, to):
    (case,) = sending.family(cast)
    scan = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 broken", "application/pdf")
    told = typed(to, [case.reference], proof="signed_receipt", proof_file=scan)
    page = enter(cast.clerk).post(reverse(ADDRESS), told)
    assert page.status_code == 200
    assert not Submission.objects.exists()


def test_a_case_of_the_address_stands_in_the_box(cast, enter, to):
    page = enter(cast.clerk).get(reverse(ADDRESS) + "?case=AHV-1405-000001-X&run=no-uuid")
    assert "AHV-1405-000001-X" in page.content.decode()


def test_cases_of_another_office_are_not_found(cast, enter, to):
    (case,) = sending.family(cast)
    client = enter(cast.elsewhere["clerk"])
    page = client.post(reverse(ADDRESS), typed(to, [case.reference]))
    assert "Not one family&#x27;s number" in page.content.decode()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("role", ["signatory", "regional", "protection", "administrator"])
def test_only_clerks_and_coordinators_record_it(cast, enter, to, role):
    assert enter(cast.staff[role]).get(reverse(ADDRESS)).status_code == 403


class TestChoosingFromTheList:
    def listed(self, answer) -> dict[str, bool]:
        return {line.case.reference: line.ticked for line in answer.context["lines"]}

    def test_forty_cases_are_taken_in_two_requests(self, cast, enter, to):
        for family in range(8):
            sending.family(cast, *(f"نمونه {family} {n}" for n in range(5)))
        client = enter(cast.clerk)
        page = client.get(reverse(ADDRESS))
        assert list(self.listed(page).values()) == [False] * 40

        client.post(reverse(ADDRESS), typed(to, [], all="1"))

        assert Submission.objects.get().lines.count() == 40

    def test_a_search_narrows_the_list_and_keeps_what_was_ticked_and_typed(self, cast, enter, to):
        first, second = sending.family(cast, "محمدرضا فرضیان", "علی فرضیان")
        (other,) = sending.family(cast, "جاسم کریمی")
        told = typed(to, [], pick=first.reference, do="show", q="کریمی")

        page = enter(cast.clerk).post(reverse(ADDRESS), told)

        assert self.listed(page) == {first.reference: True, other.reference: False}
        assert second.reference not in self.listed(page)
        assert "بهار ۱۴۰۲" in page.content.decode()
        assert not Submission.objects.exists()

    def test_what_was_handed_in_already_is_shown_when_all_are_asked_for(self, cast, enter, to):
        (case,) = sending.family(cast)
        client = enter(cast.clerk)
        client.post(reverse(ADDRESS), typed(to, [case.reference]))
        assert self.listed(client.get(reverse(ADDRESS))) == {}
        assert self.listed(client.get(reverse(ADDRESS), {"which": "all"})) == {
            case.reference: False
        }

    def test_days_of_reception_narrow_it(self, cast, enter, to):
        sending.family(cast)
        client = enter(cast.clerk)
        for query, found in ({"since": "۱۴۰۵"}, 1), ({"until": "۱۴۰۴"}, 0), ({"since": "?"}, 1):
            assert len(self.listed(client.get(reverse(ADDRESS), query))) == found

    def test_cases_of_another_office_are_not_listed(self, cast, enter, to):
        sending.family(cast)
        assert self.listed(enter(cast.elsewhere["clerk"]).get(reverse(ADDRESS))) == {}
