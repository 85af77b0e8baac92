import io
import json

import pytest
from django.core.management import call_command

from families.models import Person, PersonName

pytestmark = pytest.mark.django_db


@pytest.fixture
def karimi():
    person = Person.objects.create()
    PersonName.objects.create(person=person, full_as_given="علي كريمي")
    return person


def ask(monkeypatch, text, **options):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    out = io.StringIO()
    call_command("search_names", stdout=out, **options)
    return out.getvalue().splitlines()


def test_each_line_is_answered_with_one_object(monkeypatch, karimi):
    lines = ask(monkeypatch, "\ufeffKarimi Ali\n\nفرضی\n".encode() + b"\xff\n", json=True)
    told = [json.loads(line) for line in lines]

    assert [answer["query"] for answer in told] == ["Karimi Ali", "", "فرضی", "\ufffd"]
    (match,) = told[0]["matches"]
    assert match["person"] == str(karimi.pk)
    assert (match["name"], match["level"]) == ("علي كريمي", "likely")
    assert {part["one"] for part in match["parts"]} == {"ali", "karimi"}
    assert [answer["matches"] for answer in told[1:]] == [[], [], []]


def test_without_json_the_answer_is_for_people(monkeypatch, karimi):
    assert ask(monkeypatch, b"Ali Karimi\n") == ["Ali Karimi", "  0.90 likely   علي كريمي"]


def test_rebuilding_says_how_far_it_is(karimi):
    out, progress = io.StringIO(), io.StringIO()
    call_command("rebuild_names", stdout=out, stderr=progress)
    assert out.getvalue() == "1 names indexed.\n"
    assert progress.getvalue() == "1 of 1 names read\n"
