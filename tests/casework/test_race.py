"""Eight people press one button twice at the same moment, in processes of their own: one effect,
and everybody else hears who was faster. `run.py bench race` does it 500 times, on both databases.
"""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connections

from casework.models import Staff
from tests import factories
from tests.benchmarks import racing

FOLDERS = ("FILES_DIR", "LOGS_DIR", "QUEUE_DIR", "ANCHORS_DIR", "WORK_DIR")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_one_press_of_sixteen_takes_effect_whatever_the_button():
    cast = factories.make_cast()
    people, rounds = racing.make_people(cast), racing.make_rounds(cast, len(racing.BUTTONS))
    told = {
        "database": str(connections["default"].settings_dict["NAME"]),
        "folders": {name: str(getattr(settings, name)) for name in FOLDERS},
        "rounds": rounds,
        "people": [str(pk) for pk in people],
    }

    pressed = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.racing", "presses"],
        cwd=settings.BASE_DIR, input=json.dumps(told), capture_output=True, text=True,
    )  # fmt: skip

    assert (pressed.returncode, pressed.stderr) == (0, "")
    names = [str(Staff.objects.get(pk=pk)) for pk in people]
    answers = zip(rounds, json.loads(pressed.stdout.splitlines()[-1]), strict=True)
    assert {one["button"]: racing.wrong(all_of, names) for one, all_of in answers} == {
        button: [] for button in racing.BUTTONS
    }
    rows = [(one["button"], racing.rows_of(one["button"]).get(pk=one["row"])) for one in rounds]
    assert {button: racing.effects(button, row) for button, row in rows} == {
        button: 1 for button in racing.BUTTONS
    }
