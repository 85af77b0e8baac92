"""Eight people press the same button at the same moment, each of them twice: sixteen processes.

`python -m tests.benchmarks.racing office 500` opens an office of its own in PAYVAND_HOME and races
over 500 rows; `python -m tests.benchmarks.racing presses` takes rows that stand already. Both tell
in JSON what each process was answered.
"""

import datetime
import json
import multiprocessing
import os
import sys
import uuid
from collections import Counter
from pathlib import Path

PEOPLE = 8
PROCESSES = 2 * PEOPLE  # everybody presses twice
PATIENCE = 300  # seconds until a process that hangs fails the race


def _open_django(told: dict | None = None) -> None:
    from deploy import settings

    if told:
        settings.DATABASES["default"]["NAME"] = told["database"]
        for folder, path in told["folders"].items():
            setattr(settings, folder, Path(path))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    import django

    django.setup()


# The buttons: what stands before, and what is pressed. All but the first lead back to the state in
# which the row was ("again"), where only the version that was seen tells the second press.


def _hold(row, **press):
    from casework.actions import cases

    on = row.office.today() + datetime.timedelta(days=30)
    cases.move(row, "hold", reason="other", review_on=on, **press)


def _submit_again(row, **press):
    from casework.actions import cases

    cases.move(row, "submit", facts={"dispatched": True}, **press)


def _answer_again(row, **press):
    from casework.actions import cases

    cases.move(row, "answer", facts={"answer_recorded": True}, **press)


def _ask_again(row, **press):
    from casework.actions import wishing

    wishing.ask_wish(row, "own_phone", words="asked", **press)


def _remind(row, **press):
    from correspondence.actions import followup

    press.pop("seen")  # a thread has no version: one reminder waits at a time
    followup.remind(row, **press)


BUTTONS = {
    "hold": _hold,
    "submit_again": _submit_again,
    "answer_again": _answer_again,
    "ask_again": _ask_again,
    "remind": _remind,
}


def rows_of(button: str):
    """The rows that a button is pressed on."""
    from django.apps import apps

    name = {"ask_again": "casework.SealedTrack", "remind": "correspondence.Submission"}
    return apps.get_model(name.get(button, "casework.Case")).objects.all()


def effects(button: str, row) -> int:
    """How often the button took effect since the row was made ready, as the rows themselves say."""
    from casework.models import Entry

    if button == "remind":
        return row.letters.filter(kind="reminder").count()
    if button == "ask_again":
        return row.remarks.filter(kind="asked").count() - 1
    verb = {"hold": "hold", "submit_again": "submit", "answer_again": "answer"}[button]
    before = 0 if button == "hold" else 1
    return Entry.objects.filter(case=row, verb=verb).count() - before


def make_ready(cast, button: str):
    """A row on which the button can be pressed: `(pk, the version on everybody's page)`."""
    from casework.actions import cases, wishing
    from tests.casework.disclosure.sealed_world import accepted, located
    from tests.correspondence import sending

    if button == "remind":
        letter = sending.sent(cast)
        return letter.submission_id, None
    if button == "ask_again":
        track = wishing.ask_wish(located(cast), "own_phone", by=cast.protection)
        return track.pk, track.version
    case = accepted(cast)
    if button != "hold":
        case = cases.move(case, "submit", by=cast.coordinator, facts={"dispatched": True})
    if button == "answer_again":
        case = cases.move(case, "answer", by=cast.coordinator, facts={"answer_recorded": True})
    return case.pk, case.version


def make_people(cast) -> list:
    """Eight colleagues who may all press every button."""
    from casework.actions import house
    from tests import factories

    people = []
    for number in range(PEOPLE):
        one = factories.make_staff(
            f"colleague-{number}", cast.ahvaz, "coordinator", by=cast.administrator
        )
        house.appoint(
            one, by=cast.administrator, office=cast.ahvaz, role="protection",
            since=factories.LONG_AGO,
        )  # fmt: skip
        people.append(one.pk)
    return people


def make_rounds(cast, count: int) -> list[dict]:
    names = list(BUTTONS)
    rounds = []
    for number in range(count):
        button = names[number % len(names)]
        row, seen = make_ready(cast, button)
        rounds.append({"button": button, "row": str(row), "seen": seen})
    return rounds


def race(rounds: list[dict], people: list) -> list[list]:
    """What every process was answered in every round. The database must not be open here."""
    fork = multiprocessing.get_context("fork")
    gate, told = fork.Barrier(PROCESSES), fork.SimpleQueue()
    pressing = [
        fork.Process(target=_press_all, args=(number, rounds, people, gate, told))
        for number in range(PROCESSES)
    ]
    for process in pressing:
        process.start()
    answers = dict(told.get() for _process in pressing)
    for process in pressing:
        process.join(PATIENCE)
    return [[answers[n][at] for n in range(PROCESSES)] for at in range(len(rounds))]


def _press_all(number: int, rounds, people, gate, told) -> None:
    from casework.models import Staff

    person = people[number // 2]
    answers = []
    for one in rounds:
        row = rows_of(one["button"]).get(pk=one["row"])
        by = Staff.objects.get(pk=person)
        command = uuid.uuid5(uuid.UUID(one["row"]), str(person))
        gate.wait(PATIENCE)
        answers.append(_press(one, row, by, command))
    told.put((number, answers))


def _press(one: dict, row, by, command) -> list[str]:
    """`["done"]`, `["late", who was faster]`, or `["error", what]`."""
    from casework.actions.errors import Refused, Stale

    try:
        BUTTONS[one["button"]](row, by=by, seen=one["seen"], command=command)
    except Stale as stale:
        return ["late", str(stale.who)]
    except Refused as refusal:
        late = refusal.codes == ["not_left_yet"]
        return ["late", str(refusal).split(" has ")[0]] if late else ["error", str(refusal)]
    except Exception as error:
        return ["error", f"{type(error).__name__}: {error}"]
    return ["done"]


def wrong(answers: list, names: list[str]) -> list[str]:
    """What one round should not have answered: two presses of one person are done, and all the
    others hear that person's name."""
    done = [number for number, answer in enumerate(answers) if answer == ["done"]]
    first = done[0] // 2 if done else 0
    if done != [2 * first, 2 * first + 1]:
        return [f"done by {done}: {Counter(map(tuple, answers))}"]
    expected = ["late", names[first]]
    return [str(a) for n, a in enumerate(answers) if n // 2 != first and a != expected]


def in_an_office(count: int) -> dict:
    """A race in an office of its own: how many rows, processes, effects and errors."""
    from django.core.management import call_command
    from django.db import connections

    from casework.models import Staff
    from tests import factories

    call_command("prepare")
    cast = factories.make_cast()
    people, rounds = make_people(cast), make_rounds(cast, count)
    names = [str(Staff.objects.get(pk=pk)) for pk in people]
    connections.close_all()
    answers = race(rounds, people)
    problems = [problem for one in answers for problem in wrong(one, names)]
    for problem in problems[:10]:
        print(problem, file=sys.stderr)
    taken = [effects(r["button"], rows_of(r["button"]).get(pk=r["row"])) for r in rounds]
    return {
        "cases": count,
        "processes": PROCESSES,
        "effects": sum(taken),
        "errors": len(problems) + sum(one != 1 for one in taken),
    }


if __name__ == "__main__":
    if sys.argv[1] == "office":
        _open_django()
        print(json.dumps(in_an_office(int(sys.argv[2]))))
    else:
        told = json.load(sys.stdin)
        _open_django(told)
        print(json.dumps(race(told["rounds"], told["people"])))
