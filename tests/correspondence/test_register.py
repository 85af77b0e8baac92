"""The outgoing book."""

import threading

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import translation

from casework import vault
from casework.actions import consents
from casework.actions.errors import Refused
from casework.models import Office, StoredFile
from correspondence import register
from correspondence.actions import letters, numbers
from correspondence.models import Edition, Letter, OutgoingNumber
from tests import factories
from tests.correspondence import letters as made


def test_first_number_and_format_are_the_offices(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(
        first_letter_serial=358, letter_number_format="{code}/{year}/{serial}"
    )
    to = made.make_recipient(cast)
    first = made.numbered(cast, to=to)
    second = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    assert (first.number, second.number) == ("AHV/1405/358", "AHV/1405/359")


def test_year_is_that_of_the_offices_calendar(cast):
    import datetime

    letter = numbers.take_number(
        made.approved(cast), by=cast.coordinator, dated=datetime.date(2026, 3, 20)
    )
    assert letter.numbers.get().year == 1404
    assert letter.date == datetime.date(2026, 3, 20)


def test_numbered_letter_is_frozen_with_its_inputs(cast):
    import hashlib

    rows = made.accepted(cast)
    paper = made.paper(cast, rows[0])
    letter = made.numbered(cast, rows=rows)
    stored = b"".join(vault.read(letter.pdf))
    frozen = letter.values["frozen"]
    assert hashlib.sha256(stored).hexdigest() == letter.pdf_sha256
    assert frozen["number"] == letter.number
    assert frozen["cases"][0]["case"] == rows[0].reference
    assert frozen["annexes"][0]["sha256"] == paper.file.sha256
    assert letter.annexes.get().sha256 == paper.file.sha256
    assert letter.editions.get().pdf_sha256 == letter.pdf_sha256


def test_secretariat_number_is_typed_and_stands_once(cast):
    Office.objects.filter(pk=cast.ahvaz.pk).update(secretariat_numbers=True)
    to = made.make_recipient(cast)
    one = made.approved(cast, to=to)
    two = made.approved(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    with pytest.raises(Refused) as refusal:
        numbers.take_number(one, by=cast.coordinator)
    assert refusal.value.codes == ["number_missing"]
    one = numbers.take_number(one, by=cast.coordinator, secretariat_number="۱۲/ص/۳۴۵")
    assert one.number == "12/ص/345"
    with pytest.raises(Refused) as refusal:
        numbers.take_number(two, by=cast.coordinator, secretariat_number="12/ص/345")
    assert refusal.value.codes == ["number_taken"]
    assert Letter.objects.get(pk=two.pk).state == "approved"


def test_taken_back_letter_keeps_its_number_and_gets_a_next_edition(cast):
    letter = made.numbered(cast)
    first = letter.pdf_sha256
    letter = letters.take_back(letter, "A word is wrong.", by=cast.coordinator)
    assert (letter.state, letter.number, letter.pdf_sha256) == ("draft", "1405/0001", "")
    letter = letters.edit_wording(letter, "@subject A\n\nOther words.", by=cast.coordinator)
    again = made.numbered(cast, letter)
    assert (again.number, again.edition) == ("1405/0001", 2)
    assert list(again.editions.order_by("edition").values_list("pdf_sha256", "ended_as")) == [
        (first, "not_signed"),
        (again.pdf_sha256, ""),
    ]
    assert OutgoingNumber.objects.count() == 1
    assert register.verify(cast.ahvaz) == []


def test_void_letter_stays_in_the_book_with_its_reason(cast):
    to = made.make_recipient(cast)
    gone = letters.void(made.numbered(cast, to=to), "Wrong body", by=cast.coordinator)
    after = made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    book = [(line.text, line.void_reason) for line in OutgoingNumber.objects.all()]
    assert book == [("1405/0001", "Wrong body"), ("1405/0002", "")]
    assert (gone.state, after.number) == ("void", "1405/0002")
    assert register.verify(cast.ahvaz) == []


def test_failed_numbering_loses_no_number(cast):
    letter = made.approved(cast, to=made.make_recipient(cast))
    case = letter.lines.get().case
    consents.write(case.request, "P3", "refused", by=cast.clerk, how="oral", on=cast.ahvaz.today())
    with pytest.raises(Refused) as refusal:
        numbers.take_number(letter, by=cast.coordinator)
    assert refusal.value.codes == ["consent_refused"]
    assert case.reference in refusal.value.reasons[1]
    assert OutgoingNumber.objects.count() == Edition.objects.count() == 0
    fresh = made.numbered(cast, rows=made.accepted(cast, sought=("علی",)))
    assert fresh.number == "1405/0001"


def test_paper_whose_consent_was_withdrawn_since_is_named(cast):
    rows = made.accepted(cast)
    paper = made.paper(cast, rows[0], title="شناسنامه")
    letter = made.approved(cast, rows=rows)
    consents.write(
        rows[0].request, "P13", "refused", by=cast.clerk, how="oral", on=cast.ahvaz.today(),
        document=paper,
    )  # fmt: skip
    with pytest.raises(Refused) as refusal:
        numbers.take_number(letter, by=cast.coordinator)
    assert refusal.value.codes == ["consent_refused"]
    assert "شناسنامه" in refusal.value.reasons[1]


def test_changed_line_and_changed_file_are_found(cast):
    to = made.make_recipient(cast)
    made.numbered(cast, to=to)
    made.numbered(cast, to=to, rows=made.accepted(cast, sought=("علی",)))
    assert register.verify(cast.ahvaz) == []
    OutgoingNumber.objects.filter(text="1405/0001").update(text="1405/0009")
    assert len(register.verify(cast.ahvaz)) == 1
    OutgoingNumber.objects.filter(text="1405/0009").update(text="1405/0001")
    OutgoingNumber.objects.filter(text="1405/0001").update(serial=7)
    assert len(register.verify(cast.ahvaz)) == 2
    with translation.override("fa"):
        assert register.verify(cast.ahvaz)[0] == (
            "\u20661405/0001\u2069: این سطر یا نامهٔ آن تغییر داده شده است."
        )


def test_database_refuses_a_numbered_letter_without_its_file(cast):
    letter = made.numbered(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(pdf_sha256="")


def test_database_refuses_another_file_for_an_edition(cast):
    letter = made.numbered(cast)
    other = StoredFile.objects.exclude(pk=letter.pdf_id).first() or vault.put_bytes(
        b"other", mime="application/pdf"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(letter=letter).update(pdf=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(letter=letter).update(pdf_sha256="0" * 64)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_rule_18_fifty_parallel_registrations_are_gapless_and_unique():
    cast = factories.make_cast()
    to = made.make_recipient(cast)
    rows = made.accepted(cast)
    waiting = [made.approved(cast, rows=rows, to=to) for _ in range(50)]
    failures = _at_once(lambda letter: numbers.take_number(letter, by=cast.coordinator), waiting)
    assert failures == []
    book = OutgoingNumber.objects.order_by("serial")
    assert list(book.values_list("serial", flat=True)) == list(range(1, 51))
    assert len(set(Letter.objects.values_list("number", flat=True))) == 50
    assert register.verify(cast.ahvaz) == []


@pytest.mark.django_db(transaction=True)
def test_rule_18_two_coordinators_numbering_one_letter_give_it_one_number():
    cast = factories.make_cast()
    second = made.second_coordinator(cast)
    letter = made.approved(cast)
    failures = _at_once(lambda by: numbers.take_number(letter, by=by), [cast.coordinator, second])
    assert [type(failure) for failure in failures] == [Refused]
    assert OutgoingNumber.objects.get().text == "1405/0001"


def _at_once(act, items) -> list[Exception]:
    """Runs all at the same moment, each in a thread with its own connection."""
    failures, gate = [], threading.Barrier(len(items))

    def run(item):
        close_old_connections()
        gate.wait()
        try:
            act(item)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
