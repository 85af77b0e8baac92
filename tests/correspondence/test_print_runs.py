"""News to many families in one go: once each, in its language, the same words for everybody."""

import datetime
import uuid

from casework.actions import contacts, safety
from casework.models import Contact, Due, Entry, FamilyRequest
from casework.models.due import DueKind
from correspondence import access
from correspondence.actions import print_runs, to_family
from correspondence.models import FamilyLetter
from families.models.contact_point import ContactPoint
from tests.correspondence import letters as made
from tests.correspondence.pdf.reading import page_texts

URL = "/family-letters/"


def family(cast, language="en", *, safe=True, due=True) -> FamilyRequest:
    request = made.accepted(cast, language=language)[0].request
    if safe:
        ContactPoint.objects.create(
            person=request.enquirer, kind="address", value="1 Sample Street\nAhvaz", safe="yes"
        )
    if due:
        passed = request.office.today() - datetime.timedelta(days=1)
        news = Due.objects.filter(request=request, kind=DueKind.NEWS_TO_FAMILY, done_at=None)
        assert news.update(on=passed) == 1
    return request


def waiting(cast, user):
    return print_runs.waiting(access.families_to_write_to(user), cast.ahvaz.today())


class TestWho:
    def test_those_to_whom_news_is_due_and_an_address_is_safe(self, cast):
        wanted = family(cast)
        family(cast, safe=False)
        family(cast, due=False)
        assert waiting(cast, cast.clerk) == [wanted]

    def test_nobody_behind_a_safety_stop_and_nobody_of_another_office(self, cast):
        stopped = family(cast)
        safety.stop(stopped, by=cast.clerk)
        family(cast)
        assert len(waiting(cast, cast.clerk)) == 1
        assert waiting(cast, cast.elsewhere["clerk"]) == []


class TestMaking:
    def test_one_letter_each_in_its_own_language_and_nothing_is_due_any_more(self, cast):
        rows = [family(cast, language) for language in ("en", "fa", "ar", "sq")]
        run = print_runs.make(rows, by=cast.clerk, key=uuid.uuid4())
        letters = FamilyLetter.objects.filter(run=run.key)
        assert (run.made, run.refused) == (4, [])
        assert sorted(letters.values_list("language", flat=True)) == ["ar", "en", "fa", "sq"]
        assert waiting(cast, cast.clerk) == []
        assert Contact.objects.filter(how="letter", result="told").count() == 4

    def test_the_same_press_again_goes_on_and_doubles_nothing(self, cast):
        rows, key = [family(cast), family(cast)], uuid.uuid4()
        print_runs.make(rows[:1], by=cast.clerk, key=key)
        again = print_runs.make(rows, by=cast.clerk, key=key)
        assert (again.made, FamilyLetter.objects.count()) == (2, 2)

    def test_two_clerks_at_once_write_one_letter(self, cast):
        rows = [family(cast)]
        print_runs.make(rows, by=cast.clerk, key=uuid.uuid4())
        second = print_runs.make(rows, by=cast.coordinator, key=uuid.uuid4())
        assert (second.made, FamilyLetter.objects.count()) == (0, 1)
        assert second.refused == [(rows[0].number, "The family has been told in the meantime.")]

    def test_who_was_called_in_the_meantime_gets_no_letter(self, cast):
        rows = [family(cast)]
        contacts.tell_family(rows[0], by=cast.coordinator, result="told")
        assert print_runs.make(rows, by=cast.clerk, key=uuid.uuid4()).made == 0

    def test_one_that_cannot_be_written_stops_no_other(self, cast):
        rows = [family(cast), family(cast)]
        rows[0].enquirer.contact_points.update(safe="no")
        run = print_runs.make(rows, by=cast.clerk, key=uuid.uuid4())
        assert (run.made, [number for number, _why in run.refused]) == (1, [rows[0].number])


def test_two_clerks_never_say_different_things(cast, enter):
    """The letter of one, the letter of another and the list of calls say one and the same."""
    request = family(cast)
    first = to_family.made(request, "periodic_news", by=cast.clerk, way="post")
    second = to_family.made(request, "periodic_news", by=cast.coordinator, way="post")
    said = [without_names("\n".join(page_texts(each.pdf)), cast) for each in (first, second)]
    assert said[0] == said[1]
    calls = [
        enter(who).get("/calls/?what=news").content.decode()
        for who in (cast.clerk, cast.coordinator)
    ]
    words = "Your request has been checked and is ready for the next step"
    assert [words in page for page in calls] == [True, True]
    assert "Ready to be written about" in said[0]


def without_names(text, cast):
    for who in (cast.clerk, cast.coordinator):
        text = text.replace(str(who), "NAME")
    return text


class TestPages:
    def test_from_the_list_to_one_file_and_labels(self, cast, enter):
        rows = sorted([family(cast, "en"), family(cast, "fa")], key=lambda row: row.number)
        client = enter(cast.clerk)
        page = client.get(URL).content.decode()
        assert all(row.number in page for row in rows)
        key = str(uuid.uuid4())
        told = {"command": key, "family": [row.number for row in rows]}
        for _each in range(2):
            answer = client.post(URL, told)
        assert FamilyLetter.objects.count() == 2
        assert client.get(f"{URL}run/{key}/").status_code == 200
        texts = page_texts(client.get(f"{URL}run/{key}/all.pdf").content)
        assert len(texts) == 4 and [bool(text.strip()) for text in texts] == [True, False] * 2
        (labels,) = page_texts(client.get(f"{URL}run/{key}/labels.pdf").content)
        assert labels.count("1 Sample Street") == 2
        seen = Entry.objects.filter(verb="view_contacts").values_list("target", flat=True)
        assert sorted(seen) == [row.number for row in rows]
        assert answer.status_code == 302

    def test_nothing_chosen_is_said_and_another_office_sees_no_run(self, cast, enter):
        request = family(cast)
        client = enter(cast.clerk)
        said = client.post(URL, {"command": str(uuid.uuid4())}, follow=True).content.decode()
        assert "at least one family" in said
        key = uuid.uuid4()
        print_runs.make([request], by=cast.clerk, key=key)
        stranger = enter(cast.elsewhere["clerk"])
        assert stranger.get(f"{URL}run/{key}/all.pdf").status_code == 404
        assert stranger.get(URL).content.decode().count(request.number) == 0
