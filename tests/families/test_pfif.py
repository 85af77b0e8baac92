"""PFIF 1.4: what is written is read back; what is hostile is refused, each with its reason."""

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from families import pfif

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"]),
    min_size=1,
    max_size=60,
)
NOTES = st.dictionaries(
    st.sampled_from([f for f in pfif.NOTE_FIELDS if f != "person_record_id"]), TEXTS, max_size=6
)
PEOPLE = st.dictionaries(
    st.sampled_from([f for f in pfif.PERSON_FIELDS if f != "person_record_id"]), TEXTS, max_size=9
)


def read(text):
    return pfif.read(io.BytesIO(text if isinstance(text, bytes) else text.encode()))


def file_of(inner, version="1.4"):
    return f'<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/{version}">{inner}</pfif:pfif>'


@given(st.lists(st.tuples(PEOPLE, st.lists(NOTES, max_size=3)), max_size=4))
def test_rule_30_what_is_written_is_read_back(people):
    records = [
        pfif.Record({"person_record_id": f"office.example/{n}"} | fields, [x for x in notes if x])
        for n, (fields, notes) in enumerate(people)
    ]

    again = read("".join(pfif.write(records)))

    assert again == [r for r in records if r.fields]


def test_fields_of_older_versions_have_their_new_names():
    inner = (
        "<pfif:person><pfif:person_record_id>a.example/1</pfif:person_record_id>"
        "<pfif:first_name>ALI</pfif:first_name><pfif:last_name>SHEMBULLI</pfif:last_name>"
        "<pfif:other>tall</pfif:other></pfif:person>"
    )
    (record,) = read(file_of(inner, "1.2"))

    assert record.name == "ALI SHEMBULLI"
    assert record.fields["description"] == "tall"


def test_a_note_beside_its_person_belongs_to_it_and_a_strange_one_stands_alone():
    def note(person, text):
        return (
            f"<pfif:note><pfif:person_record_id>{person}</pfif:person_record_id>"
            f"<pfif:text>{text}</pfif:text></pfif:note>"
        )

    person = "<pfif:person><pfif:person_record_id>a.example/1</pfif:person_record_id></pfif:person>"
    ours, strange = read(file_of(person + note("a.example/1", "one") + note("b.example/2", "two")))

    assert [n["text"] for n in ours.notes] == ["one"]
    assert (strange.key, [n["text"] for n in strange.notes]) == ("b.example/2", ["two"])


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
DTD = '<!DOCTYPE pfif SYSTEM "http://example.org/pfif.dtd">'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (LAUGHS + file_of("&c;"), "entities"),
        (OUTSIDE + file_of("&f;"), "entities"),
        (DTD + file_of(""), "entities"),
        (file_of("<a>" * 5000 + "</a>" * 5000), "too_deep"),
        (file_of("<pfif:person>"), "not_xml"),
        ("", "not_xml"),
        ("no xml at all", "not_xml"),
        ('<rss version="2.0"/>', "not_pfif"),
        (file_of("").encode("utf-16"), "encoding"),
        ('<?xml version="1.0" encoding="utf-7"?>' + file_of(""), "encoding"),
        ('<?xml version="1.0" encoding="windows-1256"?>' + file_of(""), "encoding"),
        (file_of("").encode().replace(b"></", b">\xff\xfe</"), "not_xml"),
    ],
)
def test_rule_30_hostile_files_are_refused(content, code):
    with pytest.raises(pfif.Refused) as refused:
        read(content)
    assert refused.value.code == code


class Endless:
    """A file of a hundred megabytes that takes no room."""

    def __init__(self, head: bytes, body: bytes):
        self.head, self.body, self.given, self.at = head, body, 0, 0

    def read(self, size=-1):
        if self.at == 0:
            self.at = 1
            return self.head
        self.given += len(self.body)
        assert self.given < 2 * pfif.LARGEST, "read on behind the limit"
        return self.body

    def seek(self, _place):
        self.at = 0


def test_rule_30_a_hundred_megabytes_are_not_read_to_the_end():
    head = file_of("").removesuffix("</pfif:pfif>").encode()
    with pytest.raises(pfif.Refused) as refused:
        pfif.read(Endless(head, b"<pfif:x>y</pfif:x>" * 3000))
    assert refused.value.code == "too_large"


def test_too_many_records_are_refused():
    inner = "".join(
        f"<pfif:person><pfif:person_record_id>a.example/{n}</pfif:person_record_id></pfif:person>"
        for n in range(pfif.MOST_RECORDS + 1)
    )
    with pytest.raises(pfif.Refused) as refused:
        read(file_of(inner))
    assert refused.value.code == "too_many"


@pytest.mark.parametrize(
    ("days", "expired"), [(-2, True), (-1, True), (0, False), (1, False), (None, False)]
)
def test_rule_30_a_day_after_its_expiry_a_record_leaves_four_fields(days, expired):
    record = pfif.Record(
        {"person_record_id": "a.example/1", "full_name": "Sample", "source_date": "x"},
        [{"text": "y"}],
    )
    if days is not None:
        expiry = NOW + datetime.timedelta(days=days)
        record.fields["expiry_date"] = pfif.written_instant(expiry)

    assert record.is_expired(NOW) is expired
    left = pfif.placeholder(record)
    assert set(left.fields) <= set(pfif.LEFT_AFTER_EXPIRY)
    assert left.notes == []


def test_a_tombstone_holds_the_four_fields_alone():
    record = pfif.tombstone("a.example/1", source_date=NOW, now=NOW)

    assert tuple(sorted(record.fields)) == tuple(sorted(pfif.LEFT_AFTER_EXPIRY))
    assert record.is_expired(NOW + pfif.A_DAY)


@pytest.mark.parametrize("key", ["", "no-slash", "/x", "a.example/"])
def test_a_record_without_a_proper_id_is_not_written(key):
    with pytest.raises(ValueError, match="record id"):
        list(pfif.write([pfif.Record({"person_record_id": key})]))
