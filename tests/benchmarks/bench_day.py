"""My day, the office's day and the reviews at ten thousand cases and dues."""

import datetime
import functools
import json

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import Case, Due
from casework.models.due import DueKind
from casework.roles import Role
from deploy.preparation import tell_the_database_its_sizes
from tests.benchmarks import many_cases
from tests.benchmarks.bench_intake import timed

CASES = 10_000
TIMES = 20
KINDS = (
    (DueKind.NEWS_TO_FAMILY, Role.CLERK), (DueKind.MISSING, Role.CLERK),
    (DueKind.READ_REPLY, Role.COORDINATOR), (DueKind.CLOSING, Role.COORDINATOR),
)  # fmt: skip
A_DAY = datetime.timedelta(days=1)


def something_due(office) -> None:
    """One thing about every case, from three weeks ago to three weeks ahead."""
    today = office.today()
    rows = []
    for number, case in enumerate(Case.objects.order_by("reference").iterator()):
        kind, role = KINDS[number % len(KINDS)]
        on = today + A_DAY * (number * 7919 % 43 - 21)
        rows.append(
            Due(office=office, request_id=case.request_id, case=case, kind=kind, role=role,
                since=on, on=on)
        )  # fmt: skip
    Due.objects.bulk_create(rows, batch_size=2000)
    Case.objects.filter(state__in=("accepted", "submitted")).update(next_review=today - A_DAY)


def test_a_day_at_ten_thousand_cases(cast, enter):
    many_cases.fill(cast.ahvaz, cast.clerk, CASES)
    something_due(cast.ahvaz)
    tell_the_database_its_sizes()
    client, told = enter(cast.coordinator), {"cases": CASES, "dues": Due.objects.count()}

    def ask(address, _number):
        assert client.get(address).status_code == 200

    for name in ("my_day", "office_day", "reviews"):
        address = reverse(name)
        told[f"{name}_ms_p95"] = timed(functools.partial(ask, address), TIMES)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        told[f"{name}_queries"] = len(asked)
    print(f"\n{json.dumps(told)}")
